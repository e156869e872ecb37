"""Channels of every kind that the bot can make."""

import pytest

from bot.effects import ChannelKind, CreateChannel
from sandbox import model
from sandbox.town import Town
from sandbox.wire.guilds import guild_json
from tests.bot.test_actions_live import Desk, desk
from tests.steward import Running

__all__ = ["desk"]

pytestmark = pytest.mark.features()

TYPES: dict[ChannelKind, int] = {
    "text": model.TEXT,
    "forum": model.FORUM,
    "voice": model.VOICE,
    "announcement": model.ANNOUNCEMENT,
}


@pytest.mark.parametrize("kind", list(TYPES))
async def test_a_channel_is_of_the_kind_that_was_asked_for(desk: Desk, kind: ChannelKind) -> None:
    effect = CreateChannel(name="new", kind=kind, topic="What it is for.")
    result = await desk.do("1", effect, "desk.channel")
    assert result.state == "sent"
    made = desk.town.guild.channels[result.created_id]
    assert (made.name, made.type) == ("new", TYPES[kind])
    assert made.topic == (None if kind == "voice" else "What it is for.")


@pytest.mark.parametrize("kind", list(TYPES))
async def test_a_private_channel_of_any_kind_is_seen_by_its_roles_and_the_bot_alone(
    desk: Desk, town: Town, kind: ChannelKind
) -> None:
    role = town.role("Moderators")
    effect = CreateChannel(name="new", kind=kind, private_to=(role.id,))
    result = await desk.do("1", effect, "desk.channel")
    made = town.guild.channels[result.created_id]
    assert set(made.overwrites) == {town.guild.id, role.id, town.world.bot.id}


@pytest.mark.parametrize("kind", list(TYPES))
async def test_a_connection_lost_after_the_request_makes_no_second_channel(
    desk: Desk, steward: Running, kind: ChannelKind
) -> None:
    desk.fault(route="/guilds/*/channels", drop="after")
    await desk.do("1", CreateChannel(name="new", kind=kind), "desk.channel")
    await steward.pass_time(minutes=1)
    assert (await desk.result("1", "desk.channel")).state == "sent"
    names = [channel.name for channel in desk.town.guild.channels.values()]
    assert names.count("new") == 1


async def test_a_channel_of_another_kind_is_not_taken_for_the_one_that_was_interrupted(
    desk: Desk, steward: Running, town: Town
) -> None:
    desk.fault(route="/guilds/*/channels", drop="before")
    await desk.do("1", CreateChannel(name="new", kind="forum"), "desk.channel")
    town.world.channels.create(town.owner.user, town.guild, {"name": "new", "type": model.TEXT})
    await steward.pass_time(minutes=1)
    result = await desk.result("1", "desk.channel")
    assert town.guild.channels[result.created_id].type == model.FORUM


async def test_without_a_community_an_announcement_channel_waits_until_there_is_one(
    desk: Desk, steward: Running, town: Town
) -> None:
    is_no_community = {**guild_json(town.guild), "features": []}
    town.world.emit("GUILD_UPDATE", is_no_community, guild=town.guild)
    await steward.settled()
    effect = CreateChannel(name="news", kind="announcement")
    result = await desk.do("1", effect, "desk.channel")
    assert (result.state, result.code) == ("planned", "needs_community")
    town.world.emit("GUILD_UPDATE", guild_json(town.guild), guild=town.guild)
    await steward.pass_time(minutes=10)
    assert (await desk.result("1", "desk.channel")).state == "sent"
