"""Whether the bot may do what its features need, where they need it. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from functools import reduce

from bot.doctor.facts import Active, Channel, Facts, Role
from bot.doctor.findings import Finding, Severity
from bot.doctor.references import at, meant
from bot.features import PermissionNeed
from bot.permissions import name_of
from bot.settings.references import ChannelRef, RoleRef
from bot.texts import N_
from bot.texts.phrase import Phrase

ADMINISTRATOR = "administrator"


def check_permissions(facts: Facts) -> Iterator[Finding]:
    """Check every permission that an active feature declares, and the order of roles."""
    for active in facts.active:
        yield from _check_guild_wide(active, facts)
        yield from _check_channels(active, facts)
        yield from _check_role_order(active, facts)
    if ADMINISTRATOR in facts.guild.permissions:
        yield Finding(
            Severity.INFO,
            "permissions",
            "administrator",
            "",
            Phrase(N_("The bot is an administrator here, which is more than it needs.")),
            Phrase(
                N_(
                    "Under Server Settings → Roles → {role} switch Administrator off; the doctor "
                    "then says what is missing."
                ),
                role=facts.guild.top_role.name,
            ),
        )


def _check_guild_wide(active: Active, facts: Facts) -> Iterator[Finding]:
    needs = [need for need in active.feature.permissions if _is_guild_wide(need, active)]
    missing = _missing(needs, facts.guild.permissions)
    if missing:
        yield Finding(
            Severity.ERROR,
            "permissions",
            "permission_missing",
            active.feature.name,
            Phrase(
                N_("{feature} lacks on the whole server: {permissions}. {why}"),
                **_told(active, missing),
            ),
            Phrase(
                N_("Under Server Settings → Roles → {role} switch on: {permissions}."),
                role=facts.guild.top_role.name,
                permissions=_names(missing),
            ),
        )


def _is_guild_wide(need: PermissionNeed, active: Active) -> bool:
    """Whether it counts on the whole server: so do roles, where the setting names one."""
    if need.permission == "manage_roles" and need.setting is not None:
        return bool(at(active.settings, need.setting))
    return need.setting is None


def _check_channels(active: Active, facts: Facts) -> Iterator[Finding]:
    needs: dict[Channel, list[PermissionNeed]] = defaultdict(list)
    for need in active.feature.permissions:
        for ref in _places(need, active, facts):
            found = meant(ref, facts.guild.channels) if isinstance(ref, ChannelRef) else []
            if len(found) == 1:
                needs[found[0]].append(need)
    for channel, here in needs.items():
        missing = _missing(here, channel.permissions)
        if missing:
            yield Finding(
                Severity.ERROR,
                "permissions",
                "permission_missing",
                f"#{channel.name}",
                Phrase(
                    N_("{feature} lacks in #{channel}: {permissions}. {why}"),
                    channel=channel.name,
                    **_told(active, missing),
                ),
                Phrase(
                    N_(
                        "Open #{channel} → Edit Channel → Permissions, add {role} and allow: "
                        "{permissions}."
                    ),
                    channel=channel.name,
                    role=facts.guild.top_role.name,
                    permissions=_names(missing),
                ),
            )


def _places(need: PermissionNeed, active: Active, facts: Facts) -> list[ChannelRef | RoleRef]:
    """Return what the setting of a need names, which may be one of the community's own."""
    if need.setting is None:
        return []
    section, _, setting = need.setting.partition(".")
    if section == "community":
        return at(facts.community, setting)
    return at(active.settings, need.setting)


def _check_role_order(active: Active, facts: Facts) -> Iterator[Finding]:
    """Check roles that are given to people: a need for Manage Roles names their setting."""
    for need in active.feature.permissions:
        if need.permission != "manage_roles" or need.setting is None:
            continue
        for ref in at(active.settings, need.setting):
            for role in meant(ref, facts.guild.roles) if isinstance(ref, RoleRef) else ():
                yield from _check_role(role, active, facts)


def _check_role(role: Role, active: Active, facts: Facts) -> Iterator[Finding]:
    own = facts.guild.top_role
    values = {"role": role.name, "own": own.name, "feature": active.feature.name}
    if role.managed:
        yield Finding(
            Severity.ERROR,
            "roles",
            "role_managed",
            f"@{role.name}",
            Phrase(
                N_("{feature} is to give @{role}, which belongs to another app or to boosts."),
                **values,
            ),
            Phrase(N_("Name another role in the settings of {feature}."), **values),
        )
    elif role.position >= own.position:
        yield Finding(
            Severity.ERROR,
            "roles",
            "role_too_high",
            f"@{role.name}",
            Phrase(
                N_("{feature} is to give @{role}, which does not stand below the bot's @{own}."),
                **values,
            ),
            Phrase(N_("Under Server Settings → Roles drag {own} above {role}."), **values),
        )


def _missing(needs: list[PermissionNeed], held: frozenset[str]) -> list[PermissionNeed]:
    if ADMINISTRATOR in held:
        return []
    return [need for need in needs if need.permission not in held]


def _names(needs: list[PermissionNeed]) -> list[Phrase]:
    return [name_of(permission) for permission in dict.fromkeys(n.permission for n in needs)]


def _told(active: Active, missing: list[PermissionNeed]) -> dict[str, object]:
    reasons = dict.fromkeys(need.why for need in missing)
    return {
        "feature": active.feature.name,
        "permissions": _names(missing),
        "why": reduce(_one_after_another, map(Phrase, reasons)),
    }


def _one_after_another(first: Phrase, second: Phrase) -> Phrase:
    return Phrase("{first} {second}", first=first, second=second)
