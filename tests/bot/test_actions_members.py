"""Kicks, bans and their end: permission and rank first, and never twice."""

import pytest

from bot.effects import (
    BanMember,
    BanMembers,
    EndTimeout,
    KickMember,
    TimeoutMember,
    UnbanMember,
)
from sandbox import permissions
from sandbox.person import Person
from sandbox.town import Town
from tests.bot.test_actions_live import Desk, desk
from tests.steward import Running

__all__ = ["desk"]

pytestmark = pytest.mark.features()

KICK = "/guilds/{guild_id}/members/{user_id}"
BAN = "/guilds/{guild_id}/bans/{user_id}"
BULK = "/guilds/{guild_id}/bulk-ban"


@pytest.fixture
async def mia(steward: Running, town: Town) -> Person:
    person = await town.person("Mia", joins=True)
    await steward.settled()
    return person


async def raise_above_the_bot(town: Town, person: Person) -> None:
    high = town.world.roles.create(town.owner.user, town.guild, {"name": "High"})
    count = len(town.guild.roles) - 1
    town.world.roles.move(town.owner.user, town.guild, [{"id": str(high.id), "position": count}])
    town.world.members.add_role(town.owner.user, town.guild, person.id, high.id)


def take_from_the_bot(town: Town, permission: int) -> None:
    """Let the bot's own role and everybody lose a permission."""
    world, guild = town.world, town.guild
    for role in (*guild.roles.values(),):
        if role.managed_by == world.bot.id or role.id == guild.id:
            body = {"permissions": str(role.permissions & ~permission)}
            world.roles.edit(town.owner.user, guild, role.id, body)


async def test_a_member_is_kicked_with_the_reason(desk: Desk, town: Town, mia: Person) -> None:
    kick = KickMember(member_id=mia.id, reason="case 7")
    assert (await desk.do("1", kick)).state == "sent"
    assert mia.id not in town.guild.members
    assert (await desk.do("2", kick)).code == "member_gone"


async def test_a_member_and_somebody_who_was_never_here_are_banned_and_let_in_again(
    desk: Desk, town: Town, mia: Person
) -> None:
    stranger = await town.person("Stranger")
    written = await mia.say("#general", "spam")
    ban = BanMember(member_id=mia.id, delete_seconds=3600, reason="case 7")
    assert (await desk.do("1", ban)).state == "sent"
    assert (await desk.do("2", BanMember(member_id=stranger.id))).state == "sent"
    assert set(town.guild.bans) == {mia.id, stranger.id}
    assert town.guild.bans[mia.id].reason == "case 7"
    assert written not in town.messages("#general")
    assert (await desk.do("3", UnbanMember(member_id=mia.id))).state == "sent"
    assert (await desk.do("4", UnbanMember(member_id=mia.id))).state == "sent"
    assert set(town.guild.bans) == {stranger.id}


async def test_owners_and_those_above_the_bot_are_spared(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    await raise_above_the_bot(town, mia)
    await steward.settled()
    for number, act in enumerate((KickMember, BanMember)):
        owner = await desk.do(f"owner {number}", act(member_id=town.owner.id))
        assert (owner.state, owner.code) == ("skipped", "not_allowed")
        high = await desk.do(f"high {number}", act(member_id=mia.id))
        assert (high.state, high.code) == ("planned", "role_too_high")
    assert desk.requests("DELETE", KICK) == desk.requests("PUT", BAN) == 0


@pytest.mark.parametrize(
    ("permission", "name", "act"),
    [
        (permissions.KICK_MEMBERS, "Kick Members", KickMember(member_id=0)),
        (permissions.BAN_MEMBERS, "Ban Members", BanMember(member_id=0)),
        (permissions.BAN_MEMBERS, "Ban Members", UnbanMember(member_id=0)),
        (permissions.MANAGE_GUILD, "Manage Server", BanMembers(member_ids=(1,))),
    ],
)
async def test_what_is_missing_is_named(
    desk: Desk,
    steward: Running,
    town: Town,
    mia: Person,
    permission: int,
    name: str,
    act: KickMember | BanMember | UnbanMember | BanMembers,
) -> None:
    take_from_the_bot(town, permission)
    await steward.settled()
    if not isinstance(act, BanMembers):
        act = act.model_copy(update={"member_id": mia.id})
    result = await desk.do("1", act)
    assert (result.code, result.detail) == ("missing_permission", name)


async def test_many_are_banned_with_one_request_and_those_who_are_spared_are_named(
    desk: Desk, town: Town, steward: Running
) -> None:
    people = [await town.person(f"Raider {number}", joins=True) for number in range(5)]
    await steward.settled()
    ids = (*(one.id for one in people), town.owner.id, people[0].id)
    result = await desk.do("1", BanMembers(member_ids=ids, reason="raid"))
    assert (result.state, result.detail) == ("sent", f"not banned: {town.owner.id}")
    assert set(town.guild.bans) == {one.id for one in people}
    assert desk.requests("POST", BULK) == 1
    nobody = await desk.do("2", BanMembers(member_ids=(town.owner.id,)))
    assert (nobody.state, nobody.code) == ("skipped", "not_allowed")


async def test_whom_an_attempt_without_an_answer_has_banned_is_told_as_banned(
    desk: Desk, town: Town, steward: Running
) -> None:
    people = [await town.person(f"Raider {number}", joins=True) for number in range(4)]
    owner, other = town.owner.user, people[0]
    town.world.bans.ban(owner, town.guild, other.id, reason="spam")
    await steward.settled()
    desk.fault(route="/guilds/*/bulk-ban", drop="after")
    ids = tuple(one.id for one in people)
    await desk.do("1", BanMembers(member_ids=ids, reason="Raid 1"))
    await steward.pass_time(seconds=10)
    result = await desk.result("1")
    assert (result.state, result.detail) == ("sent", f"not banned: {other.id}")
    assert desk.requests("POST", BULK) == 2
    assert desk.requests("GET", "/guilds/{guild_id}/bans") == 1


async def test_a_timeout_is_ended_once(desk: Desk, steward: Running, mia: Person) -> None:
    until = steward.core.clock.now().replace(year=2026, month=11, day=20)
    end = EndTimeout(member_id=mia.id, reason="appeal")
    await desk.do("1", TimeoutMember(member_id=mia.id, until=until))
    assert mia.member.timed_out_until == until
    await steward.settled()
    assert (await desk.do("2", end)).state == "sent"
    assert mia.member.timed_out_until is None
    await steward.settled()
    asked = desk.requests("PATCH", KICK)
    assert (await desk.do("3", end)).state == "sent"
    assert desk.requests("PATCH", KICK) == asked
