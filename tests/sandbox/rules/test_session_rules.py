"""Rules 6, 7 and 47 in full: shards, a day's sessions, those that are too old, shared limits."""

import asyncio
from datetime import timedelta

import discord
import pytest

from sandbox import LoopbackConnector, permissions

LIMITED = pytest.mark.parametrize("sandbox", [{"rate_limits": True}], indirect=True)
TWO_SHARDS = {"shards": 2, "max_concurrency": 2}


@pytest.mark.parametrize("sandbox", [TWO_SHARDS], indirect=True)
async def test_a_shard_hears_of_its_own_guilds_and_the_first_of_private_things(
    place, rest, connect
):
    world = place.world
    guilds = [place.guild]
    while len({(guild.id >> 22) % 2 for guild in guilds}) < 2:
        await place.sandbox.clock.advance(timedelta(milliseconds=1))
        guilds.append(world.guilds.create(place.ana, "Hillside"))
    by_shard = {(guild.id >> 22) % 2: guild for guild in guilds}
    for guild in guilds[1:]:
        world.guilds.add_bot(guild, place.bot, permissions.ADMINISTRATOR)
    shards = [await connect(), await connect()]
    for number, shard in enumerate(shards):
        await shard.receive()
        data = {"token": place.sandbox.token, "intents": 53608447, "properties": {}}
        await shard.send(2, data | {"shard": [number, 2]})
        assert (await shard.until("GUILD_CREATE"))["id"] == str(by_shard[number].id)
    private = world.users.open_dm(place.mia, place.bot.id)
    world.messages.create(place.mia, private, {"content": "only to the first"})
    for number, guild in by_shard.items():
        channel = world.channels.create(guild_owner(world, guild), guild, {"name": "hall"})
        names = await shards[number].names_before("CHANNEL_CREATE")
        assert ("MESSAGE_CREATE" in names) == (number == 0), channel.name
    start = (await rest("GET", "/gateway/bot")).body
    assert (start["shards"], start["session_start_limit"]["max_concurrency"]) == (2, 2)


def guild_owner(world, guild):
    return world.users_by_id[guild.owner_id]


@pytest.mark.parametrize("sandbox", [TWO_SHARDS | {"rate_limits": True}], indirect=True)
async def test_discord_py_starts_as_many_shards_as_recommended(place):
    client = discord.AutoShardedClient(
        intents=discord.Intents.default(),
        connector=LoopbackConnector(place.sandbox.url),
        guild_ready_timeout=0.05,
    )
    ready = asyncio.Event()

    @client.event
    async def on_ready():
        ready.set()

    async with client:
        await client.login(place.sandbox.token)
        connection = asyncio.create_task(client.connect())
        async with asyncio.timeout(10):
            await ready.wait()
        assert (client.shard_count, len(client.guilds)) == (2, 1)
    await connection


@LIMITED
async def test_rule_6_one_session_too_many_in_a_day_costs_the_token(place, rest, connect):
    before = place.sandbox.token
    gateway, late = await connect(), await connect()
    await gateway.ready()
    for _ in range(999):
        place.world.session_starts.count()
    left = await rest("GET", "/gateway/bot")
    assert left.body["session_start_limit"]["remaining"] == 0
    await late.receive()
    await late.identify()
    assert await late.closed_with() == 4004
    assert await gateway.closed_with() == 4004
    assert place.sandbox.token != before
    assert (await rest("GET", "/users/@me", token=before)).status == 401


async def test_rule_7_a_session_that_was_away_for_too_long_is_over(place, connect):
    gateway = await connect()
    await gateway.ready()
    place.sandbox.gateway.session_seconds = -1.0
    place.sandbox.gateway.drop()
    again = await connect()
    await again.receive()
    await again.resume(gateway.session_id, gateway.seq)
    assert await again.closed_with() == 4009


@LIMITED
async def test_rule_47_a_channel_is_renamed_twice_in_ten_minutes(place, rest):
    for number in range(2):
        assert (await rest("PATCH", place.path(), {"name": f"n{number}"})).status == 200
    third = await rest("PATCH", place.path(), {"name": "n3"})
    assert (third.status, third.headers["X-RateLimit-Scope"]) == (429, "shared")
    assert third.body["retry_after"] > 500
    assert int(third.headers["X-RateLimit-Remaining"]) > 0
    assert (await rest("PATCH", place.path(), {"rate_limit_per_user": 5})).status == 200


async def test_rule_25_a_person_whose_door_is_closed_is_not_written_to(place, rest):
    opened = await rest("POST", "/users/@me/channels", {"recipient_id": str(place.mia.id)})
    path = f"/channels/{opened.body['id']}/messages"
    assert (await rest("POST", path, {"content": "hello"})).status == 200
    place.mia.dms_open = False
    assert (await rest("POST", path, {"content": "hello?"})).code == (403, 50007)
    place.mia.dms_open = True
    place.world.members.leave(place.guild, place.mia)
    assert (await rest("POST", path, {"content": "hello?"})).code == (403, 50007)
