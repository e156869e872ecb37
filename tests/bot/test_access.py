from itertools import product

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.access import (
    EXTRA,
    Access,
    AccessRules,
    MemberFacts,
    level_needed,
    level_of,
    may_use,
    named_for,
    needs,
    operators_of,
    resolve,
)
from bot.settings.document import Community
from bot.settings.types import RoleRef

MANAGERS, MODERATORS, GREETERS, OTHERS = 1, 2, 3, 4
RULES = AccessRules(
    managers=frozenset({MANAGERS}),
    moderators=frozenset({MODERATORS}),
    command=frozenset({GREETERS}),
)
NOBODY_NAMED = AccessRules()

ROLES = {
    "no role": (frozenset(), Access.MEMBER),
    "another role": (frozenset({OTHERS}), Access.MEMBER),
    "a moderator's role": (frozenset({OTHERS, MODERATORS}), Access.MODERATOR),
    "a manager's role": (frozenset({MANAGERS}), Access.MANAGER),
    "both roles": (frozenset({MODERATORS, MANAGERS}), Access.MANAGER),
}
PERMISSIONS = {
    "none": (discord.Permissions.none(), Access.MEMBER),
    "kick_members": (discord.Permissions(kick_members=True), Access.MEMBER),
    "moderate_members": (discord.Permissions(moderate_members=True), Access.MODERATOR),
    "manage_guild": (discord.Permissions(manage_guild=True), Access.MANAGER),
    "administrator": (discord.Permissions(administrator=True), Access.MANAGER),
}
STANDING = {
    "member": ({}, Access.MEMBER),
    "owner": ({"is_owner": True}, Access.MANAGER),
    "operator": ({"is_operator": True}, Access.OPERATOR),
}


@pytest.mark.parametrize("needed", Access, ids=lambda level: level.name)
@pytest.mark.parametrize("standing", STANDING)
@pytest.mark.parametrize("permission", PERMISSIONS)
@pytest.mark.parametrize("role", ROLES)
def test_the_highest_of_role_permission_and_standing_decides(role, permission, standing, needed):
    (roles, by_role), (permissions, by_permission) = ROLES[role], PERMISSIONS[permission]
    marks, by_standing = STANDING[standing]
    facts = MemberFacts(role_ids=roles, permissions=permissions, **marks)
    expected = max(by_role, by_permission, by_standing)
    assert level_of(facts, RULES) == expected
    assert may_use(needed, facts, RULES) == (expected >= needed)


@pytest.mark.parametrize("role", ROLES)
def test_roles_count_for_nothing_where_the_settings_name_none(role):
    facts = MemberFacts(role_ids=ROLES[role][0])
    assert level_of(facts, NOBODY_NAMED) == Access.MEMBER


@pytest.mark.parametrize(
    ("needed", "allowed"),
    [
        (Access.MEMBER, True),
        (Access.MODERATOR, True),
        (Access.MANAGER, True),
        (Access.OPERATOR, False),
    ],
)
def test_a_role_named_for_a_command_may_use_it_unless_it_is_the_operators(needed, allowed):
    greeter = MemberFacts(role_ids=frozenset({GREETERS}))
    assert may_use(needed, greeter, RULES) is allowed
    assert level_of(greeter, RULES) == Access.MEMBER


def test_everybody_may_use_what_is_for_members():
    for role, permission in product(ROLES.values(), PERMISSIONS.values()):
        assert may_use(Access.MEMBER, MemberFacts(role[0], permission[0]), NOBODY_NAMED)


def test_roles_are_found_by_number_and_by_name():
    roles = [(11, "Mods"), (12, "Community team")]
    wanted = [RoleRef.parse("@mods"), RoleRef.parse("123456789012345678"), RoleRef.parse("Ghosts")]
    assert resolve(wanted, roles) == {11}
    assert resolve(wanted, [*roles, (123456789012345678, "x")]) == {11, 123456789012345678}


def test_a_later_role_of_the_same_name_makes_nobody_staff():
    assert resolve([RoleRef.parse("Mods")], [(99, "Mods"), (11, "mods"), (98, "MODS")]) == {11}


def test_roles_named_for_a_group_may_use_its_commands():
    greeters, editors = RoleRef.parse("Greeters"), RoleRef.parse("Editors")
    community = Community(commands={"Welcome": (greeters,), "/welcome preview": (editors,)})
    assert named_for(community, "welcome preview") == (greeters, editors)
    assert named_for(community, "welcome reset") == (greeters,)
    assert named_for(community, "welcomes") == ()


def build_group() -> app_commands.Group:
    group = needs(Access.MANAGER)(app_commands.Group(name="welcome", description="…"))

    @group.command(description="…")
    async def reset(interaction: discord.Interaction) -> None: ...

    @needs(Access.MODERATOR)
    @group.command(description="…")
    async def preview(interaction: discord.Interaction) -> None: ...

    return group


def test_a_command_takes_its_own_level_or_its_groups():
    group = build_group()
    assert level_needed(group.get_command("reset")) is Access.MANAGER
    assert level_needed(group.get_command("preview")) is Access.MODERATOR


def test_a_command_that_says_nothing_is_for_everybody():
    @app_commands.command(description="…")
    async def hello(interaction: discord.Interaction) -> None: ...

    assert level_needed(hello) is Access.MEMBER


def test_context_menus_take_a_level_too():
    @needs(Access.MODERATOR)
    @app_commands.context_menu(name="Member history")
    async def history(interaction: discord.Interaction, member: discord.Member) -> None: ...

    assert level_needed(history) is Access.MODERATOR


async def test_a_cog_that_is_a_group_takes_a_level_for_all_its_commands():
    class Events(
        commands.GroupCog, name="events", description="…", group_extras={EXTRA: Access.MANAGER}
    ):
        @app_commands.command(description="…")
        async def plan(self, interaction: discord.Interaction) -> None: ...

    [plan] = Events().app_command.commands
    assert level_needed(plan) is Access.MANAGER


def test_a_level_on_the_wrong_side_of_the_command_is_an_error():
    async def bare(interaction: discord.Interaction) -> None: ...

    with pytest.raises(TypeError, match="above"):
        needs(Access.MANAGER)(bare)


def application(**changes: object) -> discord.AppInfo:
    owner = {"id": "5", "username": "owner", "discriminator": "0", "avatar": None}
    data = {
        "id": "1", "name": "Steward", "description": "", "icon": None, "rpc_origins": None,
        "bot_public": True, "bot_require_code_grant": False, "verify_key": "", "owner": owner,
        "hook": True, "flags": 0, **changes,
    }  # fmt: skip
    client = discord.Client(intents=discord.Intents.none())
    return discord.AppInfo(client._connection, data)


def team_member(number: int, role: str) -> dict[str, object]:
    user = {"id": str(number), "username": f"u{number}", "discriminator": "0", "avatar": None}
    return {"user": user, "membership_state": 2, "permissions": ["*"], "team_id": "9", "role": role}


def test_the_owner_of_the_application_is_its_operator():
    assert operators_of(application()) == {5}


def test_a_team_operates_except_those_who_only_look():
    members = [team_member(6, "admin"), team_member(7, "developer"), team_member(8, "read_only")]
    team = {"id": "9", "name": "T", "icon": None, "owner_user_id": "6", "members": members}
    assert operators_of(application(team=team)) == {6, 7}
