"""What moderation does on Discord: permissions and rank first, then one request."""

from datetime import timedelta

import pytest

from bot.effects import DeleteTheirMessage, Effect, EffectKey, Result, TimeoutMember
from sandbox import permissions
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import Running

pytestmark = pytest.mark.features()

PATCH_MEMBER = "/guilds/{guild_id}/members/{user_id}"
DELETE_MESSAGE = "/channels/{channel_id}/messages/{message_id}"


async def do(steward: Running, effect: Effect) -> Result:
    guild_id = steward.town.guild.id
    key = EffectKey(feature="desk", kind="desk.act", guild_id=guild_id, subject=effect.do)
    async with steward.core.db.write() as tx:
        await steward.core.outbox.plan(tx, key, effect)
    await steward.settled()
    async with steward.core.db.read() as tx:
        result = await steward.core.outbox.result(tx, key)
    assert result is not None
    return result


def requests(town: Town, method: str, route: str) -> int:
    return len(town.sandbox.journal.requests(method, route))


def until(steward: Running, **duration: float) -> TimeoutMember:
    return TimeoutMember(
        member_id=0, until=steward.core.clock.now() + timedelta(**duration), reason="no-floods"
    )


@pytest.fixture
async def mia(steward: Running, town: Town) -> Person:
    person = await town.person("Mia", joins=True)
    await steward.settled()
    return person


async def test_somebody_elses_message_is_deleted(steward: Running, town: Town, mia: Person) -> None:
    message = await mia.say("#general", "spam")
    effect = DeleteTheirMessage(channel_id=message.channel_id, message_id=message.id)
    assert (await do(steward, effect)).state == "sent"
    assert message not in town.messages("#general")


async def test_a_message_that_is_gone_already_ends_the_effect(
    steward: Running, mia: Person
) -> None:
    message = await mia.say("#general", "spam")
    await mia.delete(message)
    effect = DeleteTheirMessage(channel_id=message.channel_id, message_id=message.id)
    result = await do(steward, effect)
    assert (result.state, result.code) == ("skipped", "message_gone")


async def test_a_message_in_a_channel_that_is_gone_ends_the_effect(
    steward: Running, mia: Person
) -> None:
    message = await mia.say("#general", "spam")
    effect = DeleteTheirMessage(channel_id=1, message_id=message.id)
    result = await do(steward, effect)
    assert (result.state, result.code) == ("skipped", "message_gone")


async def test_deleting_waits_for_the_permission_and_names_it(
    steward: Running, town: Town, mia: Person
) -> None:
    message = await mia.say("#general", "spam")
    place, bot = town.place("#general"), town.world.bot
    body = {"type": 1, "allow": "0", "deny": str(permissions.MANAGE_MESSAGES)}
    town.world.channels.set_overwrite(town.owner.user, place, bot.id, body)
    await steward.settled()
    effect = DeleteTheirMessage(channel_id=message.channel_id, message_id=message.id)
    result = await do(steward, effect)
    assert (result.code, result.detail) == ("missing_permission", "Manage Messages in #general")
    assert requests(town, "DELETE", DELETE_MESSAGE) == 0


async def test_a_member_is_kept_from_writing_until_an_instant(
    steward: Running, mia: Person
) -> None:
    effect = until(steward, hours=1).model_copy(update={"member_id": mia.id})
    assert (await do(steward, effect)).state == "sent"
    assert mia.member.timed_out_until == effect.until


async def test_a_longer_timeout_is_left_alone(steward: Running, town: Town, mia: Person) -> None:
    longer = steward.core.clock.now() + timedelta(days=1)
    body = {"communication_disabled_until": longer.isoformat()}
    town.world.members.edit(town.owner.user, town.guild, mia.id, body)
    await steward.settled()
    effect = until(steward, hours=1).model_copy(update={"member_id": mia.id})
    assert (await do(steward, effect)).state == "sent"
    assert mia.member.timed_out_until == longer
    assert requests(town, "PATCH", PATCH_MEMBER) == 0


async def test_owners_are_never_timed_out(steward: Running, town: Town) -> None:
    effect = until(steward, hours=1).model_copy(update={"member_id": town.owner.id})
    result = await do(steward, effect)
    assert (result.state, result.code) == ("skipped", "not_allowed")
    assert requests(town, "PATCH", PATCH_MEMBER) == 0


async def test_members_above_the_bot_are_not_touched(
    steward: Running, town: Town, mia: Person
) -> None:
    high = town.world.roles.create(town.owner.user, town.guild, {"name": "High"})
    count = len(town.guild.roles) - 1
    town.world.roles.move(town.owner.user, town.guild, [{"id": str(high.id), "position": count}])
    town.world.members.add_role(town.owner.user, town.guild, mia.id, high.id)
    await steward.settled()
    effect = until(steward, hours=1).model_copy(update={"member_id": mia.id})
    result = await do(steward, effect)
    assert (result.state, result.code) == ("planned", "role_too_high")
    assert requests(town, "PATCH", PATCH_MEMBER) == 0


async def test_who_has_left_ends_the_effect(steward: Running, mia: Person) -> None:
    await mia.leave()
    await steward.settled()
    effect = until(steward, hours=1).model_copy(update={"member_id": mia.id})
    result = await do(steward, effect)
    assert (result.state, result.code) == ("skipped", "member_gone")
