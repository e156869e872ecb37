"""Who may use what: one door for every command, button and form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands

from bot.permissions import name_of
from bot.refusal import Refusal

if TYPE_CHECKING:
    from bot.features import FeaturePackage
    from bot.settings import SettingsService
    from bot.settings.document import Community
    from bot.settings.types import RoleRef

EXTRA = "access"
"""The key in a command's extras; a GroupCog says `group_extras={EXTRA: Access.MANAGER}`."""

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group
C = TypeVar("C", bound=AnyCommand)
_KINDS = (app_commands.Command, app_commands.ContextMenu, app_commands.Group)


class Access(IntEnum):
    """How far somebody is trusted; each level includes those below it."""

    MEMBER = 0
    MODERATOR = 1
    MANAGER = 2
    OPERATOR = 3


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What Discord says about a person in a guild."""

    role_ids: frozenset[int] = frozenset()
    permissions: discord.Permissions = field(default_factory=discord.Permissions.none)
    is_owner: bool = False
    is_operator: bool = False


@dataclass(frozen=True, slots=True)
class AccessRules:
    """What a guild's settings say, with roles by their ids.

    `command` are the roles that may use the command in question whatever its level.
    """

    managers: frozenset[int] = frozenset()
    moderators: frozenset[int] = frozenset()
    command: frozenset[int] = frozenset()


def level_of(facts: MemberFacts, rules: AccessRules) -> Access:
    """Return the highest level that a person reaches by role, permission or ownership."""
    may = facts.permissions
    if facts.is_operator:
        return Access.OPERATOR
    if facts.is_owner or may.administrator or may.manage_guild or facts.role_ids & rules.managers:
        return Access.MANAGER
    if may.moderate_members or facts.role_ids & rules.moderators:
        return Access.MODERATOR
    return Access.MEMBER


def may_use(needed: Access, facts: MemberFacts, rules: AccessRules) -> bool:
    """Decide whether a person may use something.

    What is for the operator alone is not opened to others by a guild's settings.
    """
    named = needed < Access.OPERATOR and bool(facts.role_ids & rules.command)
    return named or level_of(facts, rules) >= needed


def needs(level: Access) -> Callable[[C], C]:
    """Say on a command or group which level it takes; a command's own level beats its group's.

    Stands above `@app_commands.command()`. Raises TypeError below it, where it would be lost.
    """

    def mark(command: C) -> C:
        if not isinstance(command, _KINDS):
            raise TypeError("@needs stands above @app_commands.command(), not below it")
        command.extras[EXTRA] = level
        return command

    return mark


def level_needed(command: AnyCommand) -> Access:
    """Return the level that a command takes, from itself or the nearest group that says."""
    for part in _lineage(command):
        if EXTRA in part.extras:
            return Access(part.extras[EXTRA])
    return Access.MEMBER


def operators_of(application: discord.AppInfo) -> frozenset[int]:
    """Return the people who run the bot: its owner, or the team except those who only look."""
    if application.team is None:
        return frozenset({application.owner.id})
    return frozenset(
        member.id
        for member in application.team.members
        if member.role is not discord.TeamMemberRole.read_only
    )


class AccessService:
    """Checks people against their guild's settings.

    `operators` is filled in after login, from `operators_of(client.application)`.
    """

    def __init__(self, settings: "SettingsService", packages: Sequence["FeaturePackage"]) -> None:
        self._settings = settings
        self._features = {package.module: package.feature.name for package in packages}
        self.operators: frozenset[int] = frozenset()

    def level_of(self, member: discord.Member) -> Access:
        """Return a member's level, outside of an interaction."""
        return level_of(self._facts(member, member.guild_permissions), self._rules(member.guild))

    async def check_command(self, interaction: discord.Interaction[Any]) -> None:
        """Raise Refusal when this person may not use the command that they called, here and now."""
        command = interaction.command
        if command is None:
            # Unknown to this version of the bot: discord.py tells the person so.
            return
        await self.check(
            interaction,
            level_needed(command),
            feature=self._feature_of(command),
            command=command.qualified_name,
        )

    async def check(
        self,
        interaction: discord.Interaction[Any],
        needed: Access,
        *,
        feature: str | None = None,
        command: str = "",
    ) -> None:
        """Raise Refusal, naming what it would take, unless this person has the level here.

        `feature` has to be switched on in the guild. `command` is the full name under which the
        settings may let further roles in.
        """
        guild, member = interaction.guild, interaction.user
        if guild is None or not isinstance(member, discord.Member):
            raise Refusal("This works on a server: please use it there.")
        if feature is not None:
            self.check_feature(guild.id, feature)
        rules = self._rules(guild, command)
        if not may_use(needed, self._facts(member, interaction.permissions), rules):
            raise _refusal(needed, rules)

    def check_feature(self, guild_id: int, feature: str) -> None:
        """Raise Refusal unless a feature is switched on in a guild."""
        if not self._settings.enabled(guild_id, feature):
            raise Refusal(
                "The feature {feature} is switched off on this server. Those who look after it can "
                "switch it on in the settings, under {setting}.",
                feature=f"**{feature}**",
                setting=f"`features.{feature}`",
            )

    def _facts(self, member: discord.Member, permissions: discord.Permissions) -> MemberFacts:
        return MemberFacts(
            role_ids=frozenset(role.id for role in member.roles),
            permissions=permissions,
            is_owner=member.id == member.guild.owner_id,
            is_operator=member.id in self.operators,
        )

    def _rules(self, guild: discord.Guild, command: str = "") -> AccessRules:
        community = self._settings.of(guild.id).community
        roles = [(role.id, role.name) for role in guild.roles if not role.is_default()]
        return AccessRules(
            managers=resolve(community.staff.managers, roles),
            moderators=resolve(community.staff.moderators, roles),
            command=resolve(named_for(community, command), roles) if command else frozenset(),
        )

    def _feature_of(self, command: AnyCommand) -> str | None:
        """Find the feature by the package that the command was written in."""
        module = command.module or ""
        while module:
            if module in self._features:
                return self._features[module]
            module = module.rpartition(".")[0]
        return None


def resolve(references: Sequence["RoleRef"], roles: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Return the ids of the roles that the settings mean.

    Where several roles share a name the oldest is meant: whoever may create roles cannot make
    themselves staff by creating another of the same name.
    """
    found = (
        min((role for role, name in roles if reference.matches(role, name)), default=None)
        for reference in references
    )
    return frozenset(role for role in found if role is not None)


def lacks_role(member: object, wanted: "RoleRef | None") -> bool:
    """Tell whether a member of a server lacks the role that the settings want, if they want one."""
    if wanted is None or not isinstance(member, discord.Member):
        return False
    roles = resolve([wanted], [(role.id, role.name) for role in member.guild.roles])
    return roles.isdisjoint(role.id for role in member.roles)


def named_for(community: "Community", command: str) -> tuple["RoleRef", ...]:
    """Return the roles that the settings let use a command, by its name or its group's."""
    named: Mapping[str, tuple[RoleRef, ...]] = {
        name.removeprefix("/").casefold(): roles for name, roles in community.commands.items()
    }
    words = command.casefold().split()
    return tuple(
        role for end in range(1, len(words) + 1) for role in named.get(" ".join(words[:end]), ())
    )


def _lineage(command: AnyCommand) -> list[AnyCommand]:
    line: list[AnyCommand] = [command]
    while (parent := getattr(line[-1], "parent", None)) is not None:
        line.append(parent)
    return line


def _refusal(needed: Access, rules: AccessRules) -> Refusal:
    if needed is Access.OPERATOR:
        return Refusal("This is for those who run this bot.")
    if needed is Access.MANAGER:
        staff, setting, permission = rules.managers, "community.staff.managers", "manage_guild"
    else:
        staff = rules.managers | rules.moderators
        setting, permission = "community.staff.moderators", "moderate_members"
    roles = sorted(staff | rules.command)
    if not roles:
        return Refusal(
            "This needs a role listed under {setting} (there is none yet) or the permission "
            "{permission}.",
            setting=f"`{setting}`",
            permission=name_of(permission),
        )
    return Refusal(
        "This needs a role listed under {setting} ({roles}) or the permission {permission}.",
        setting=f"`{setting}`",
        roles=[f"<@&{role}>" for role in roles],
        permission=name_of(permission),
    )
