"""Rules 1 to 9 and 49: what the Gateway accepts, filters and withholds."""

import pytest

from sandbox import permissions
from tests.sandbox.rules.place import ALL_INTENTS

MEMBERS, CONTENT = 1 << 1, 1 << 15


async def test_rule_1_a_wrong_token_is_401_and_closes_with_4004(rest, connect):
    assert (await rest("GET", "/users/@me", token="wrong")).status == 401
    assert (await rest("GET", "/users/@me", token=None)).status == 401
    gateway = await connect()
    await gateway.identify(token="wrong")
    assert await gateway.closed_with() == 4004


@pytest.mark.parametrize("sandbox", [{"privileged_intents": CONTENT}], indirect=True)
async def test_rule_2_an_intent_that_is_switched_off_closes_with_4014(connect):
    gateway = await connect()
    await gateway.identify(MEMBERS)
    assert await gateway.closed_with() == 4014


async def test_rule_2_nonsense_intents_close_with_4013(connect):
    gateway = await connect()
    await gateway.identify(1 << 30)
    assert await gateway.closed_with() == 4013


async def test_rule_3_asking_before_identify_closes_with_4003(connect):
    gateway = await connect()
    await gateway.send(8, {"guild_id": "1"})
    assert await gateway.closed_with() == 4003


async def test_rule_3_a_second_identify_closes_with_4005(connect):
    gateway = await connect()
    await gateway.ready()
    await gateway.identify()
    assert await gateway.closed_with() == 4005


async def test_rule_3_an_unknown_opcode_closes_with_4001(connect):
    gateway = await connect()
    await gateway.send(77, None)
    assert await gateway.closed_with() == 4001


@pytest.mark.parametrize("sandbox", [{"rate_limits": True}], indirect=True)
async def test_rule_4_more_than_120_sends_a_minute_close_with_4008(connect):
    gateway = await connect()
    for _ in range(121):
        await gateway.send(1, None)
    assert await gateway.closed_with() == 4008


async def test_rule_5_a_payload_over_4096_bytes_closes_with_4002(connect):
    gateway = await connect()
    await gateway.send(1, "x" * 4096)
    assert await gateway.closed_with() == 4002


@pytest.mark.parametrize("sandbox", [{"rate_limits": True}], indirect=True)
async def test_rule_6_identifying_twice_within_five_seconds_invalidates_the_session(connect):
    first = await connect()
    await first.ready()
    second = await connect()
    await second.receive()
    await second.identify()
    assert (await second.receive())["op"] == 9


async def test_rule_7_an_unknown_session_cannot_be_resumed(connect):
    gateway = await connect()
    await gateway.receive()
    await gateway.resume("unknown", 1)
    answer = await gateway.receive()
    assert (answer["op"], answer["d"]) == (9, False)


async def test_rule_7_a_sequence_from_the_future_closes_with_4007(connect):
    first = await connect()
    await first.ready()
    await first.socket.close()
    second = await connect()
    await second.resume(first.session_id, 9999)
    assert await second.closed_with() == 4007


async def test_rule_7_resuming_replays_exactly_what_was_missed(place, connect):
    first = await connect()
    await first.ready()
    await first.until("GUILD_CREATE")
    place.sandbox.gateway.drop()
    await first.closed_with()
    place.says(place.mia, "one")
    place.says(place.mia, "two")
    second = await connect()
    await second.resume(first.session_id, first.seq)
    assert (await second.until("MESSAGE_CREATE"))["content"] == "one"
    assert (await second.until("MESSAGE_CREATE"))["content"] == "two"
    await second.until("RESUMED")


async def test_rule_7_resuming_takes_the_session_from_a_connection_that_hangs(place, connect):
    first = await connect()
    await first.ready()
    await first.until("GUILD_CREATE")
    second = await connect()
    await second.resume(first.session_id, first.seq)
    await second.until("RESUMED")
    assert await first.closed_with() == 1006
    place.says(place.mia, "for the second")
    assert (await second.until("MESSAGE_CREATE"))["content"] == "for the second"


async def test_bots_know_of_channels_that_they_cannot_view(place, connect):
    place.bot_may(permissions.VIEW_CHANNEL)
    gateway = await connect()
    await gateway.ready()
    await gateway.until("GUILD_CREATE")
    deny = {"id": str(place.guild.id), "deny": str(permissions.VIEW_CHANNEL)}
    own = {"id": str(place.bot.id), "deny": str(permissions.VIEW_CHANNEL)}
    body = {"name": "hidden", "permission_overwrites": [deny, own]}
    hidden = place.world.channels.create(place.ana, place.guild, body)
    assert (await gateway.until("CHANNEL_CREATE"))["id"] == str(hidden.id)
    assert hidden not in place.world.channels.list_for(place.mia, place.guild)


async def test_rule_8_events_come_only_with_their_intent(place, connect):
    gateway = await connect()
    await gateway.ready(1 << 0)
    await gateway.until("GUILD_CREATE")
    place.says(place.mia, "not for you")
    place.world.channels.create(place.ana, place.guild, {"name": "new"})
    assert await gateway.names_before("CHANNEL_CREATE") == ["CHANNEL_CREATE"]


async def test_rule_8_the_whole_member_list_needs_the_members_intent(place, connect):
    gateway = await connect()
    await gateway.ready(1 << 0)
    await gateway.until("GUILD_CREATE")
    whole = {"guild_id": str(place.guild.id), "query": "", "limit": 0}
    await gateway.send(8, whole)
    await gateway.send(8, {"guild_id": str(place.guild.id), "user_ids": [str(place.mia.id)]})
    chunk = await gateway.until("GUILD_MEMBERS_CHUNK")
    assert [member["user"]["username"] for member in chunk["members"]] == ["mia"]


async def test_rule_8_members_come_in_chunks_of_a_thousand(place, connect):
    for number in range(1500):
        user = place.world.users.create(f"member{number}")
        place.world.members.join(place.guild, user)
    gateway = await connect()
    await gateway.ready()
    await gateway.until("GUILD_CREATE")
    await gateway.send(8, {"guild_id": str(place.guild.id), "query": "", "limit": 0, "nonce": "n"})
    chunks = [await gateway.until("GUILD_MEMBERS_CHUNK") for _ in range(2)]
    assert [
        (len(c["members"]), c["chunk_index"], c["chunk_count"], c["nonce"]) for c in chunks
    ] == [
        (1000, 0, 2, "n"),
        (503, 1, 2, "n"),
    ]


@pytest.mark.parametrize("sandbox", [{"rate_limits": True}], indirect=True)
async def test_rule_8_asking_twice_for_all_members_is_rate_limited(place, connect):
    gateway = await connect()
    await gateway.ready()
    for _ in range(2):
        await gateway.send(8, {"guild_id": str(place.guild.id), "query": "", "limit": 0})
    assert (await gateway.until("RATE_LIMITED"))["opcode"] == 8


async def test_rule_8_a_channel_that_the_bot_cannot_view_is_silent(place, connect):
    place.bot_may(permissions.VIEW_CHANNEL)
    deny = {"type": 1, "deny": str(permissions.VIEW_CHANNEL)}
    gateway = await connect()
    await gateway.ready()
    await gateway.until("GUILD_CREATE")
    place.world.channels.set_overwrite(place.ana, place.general, place.bot.id, deny)
    place.says(place.ana, "secret")
    place.world.roles.create(place.ana, place.guild, {"name": "after"})
    assert "MESSAGE_CREATE" not in await gateway.names_before("GUILD_ROLE_CREATE")


async def test_rule_9_without_the_content_intent_messages_are_empty(place, connect):
    gateway = await connect()
    await gateway.ready(ALL_INTENTS & ~CONTENT)
    place.says(place.mia, "hidden")
    place.says(place.mia, f"shown to <@{place.bot.id}>")
    assert (await gateway.until("MESSAGE_CREATE"))["content"] == ""
    assert (await gateway.until("MESSAGE_CREATE"))["content"].startswith("shown")


@pytest.mark.parametrize("sandbox", [{"privileged_intents": 0}], indirect=True)
async def test_rule_9_rest_is_empty_too_but_for_own_and_private_messages(place, rest):
    place.says(place.mia, "hidden")
    own = await rest("POST", place.path("/messages"), {"content": "own"})
    assert own.body["content"] == "own"
    listed = (await rest("GET", place.path("/messages"))).body
    assert [message["content"] for message in listed] == ["own", ""]
    private = place.world.users.open_dm(place.mia, place.bot.id)
    place.says(place.mia, "private", private)
    listed = (await rest("GET", f"/channels/{private.id}/messages")).body
    assert listed[0]["content"] == "private"


async def test_rule_49_messages_carry_a_member_without_user_in_guilds_alone(place, connect):
    gateway = await connect()
    await gateway.ready()
    place.says(place.mia, "in the guild")
    public = await gateway.until("MESSAGE_CREATE")
    assert "user" not in public["member"]
    assert public["guild_id"] == str(place.guild.id)
    place.says(place.mia, "alone", place.world.users.open_dm(place.mia, place.bot.id))
    private = await gateway.until("MESSAGE_CREATE")
    assert "guild_id" not in private
    assert "member" not in private
    channel = place.general
    hook = place.world.webhooks.create(place.ana, channel, {"name": "hook"})
    place.world.webhooks.execute(hook, {"content": "hooked"}, ())
    hooked = await gateway.until("MESSAGE_CREATE")
    assert "member" not in hooked
    assert hooked["webhook_id"] == str(hook.id)


async def test_heartbeats_are_acknowledged(connect):
    gateway = await connect()
    assert (await gateway.receive())["op"] == 10
    await gateway.send(1, None)
    assert (await gateway.receive())["op"] == 11
