"""Rules 10 to 25, 51 and 52: messages."""

import io
from datetime import timedelta

import aiohttp
import pytest

from sandbox import ApiError, permissions
from sandbox.permissions import READ_MESSAGE_HISTORY, SEND_MESSAGES, VIEW_CHANNEL

BUTTON = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
TEXT = {"type": 10, "content": "Hello"}
V2 = 1 << 15


def row(*components):
    return {"type": 1, "components": list(components)}


def embed_errors(response):
    return response.body["errors"]["embeds"]


@pytest.fixture
def send(place, rest):
    async def post(body):
        return await rest("POST", place.path("/messages"), body)

    return post


async def test_rule_10_content_over_2000_is_refused(send):
    assert (await send({"content": "x" * 2000})).status == 200
    refused = await send({"content": "x" * 2001})
    assert refused.code == (400, 50035)
    assert "_errors" in refused.body["errors"]["content"]


async def test_rule_11_an_empty_message_is_refused(send):
    assert (await send({"content": "  "})).code == (400, 50006)
    assert (await send({})).code == (400, 50006)


async def test_rule_12_embeds_have_limits_one_by_one_and_together(send):
    assert (await send({"embeds": [{"title": "t"}] * 11})).code == (400, 50035)
    long_title = await send({"embeds": [{"title": "x" * 257}]})
    assert "title" in embed_errors(long_title)["0"]
    field = {"name": "n", "value": "v" * 1025}
    assert "fields" in embed_errors(await send({"embeds": [{"fields": [field]}]}))["0"]
    together = await send({"embeds": [{"description": "x" * 3001}] * 2})
    assert together.code == (400, 50035)
    assert (await send({"embeds": [{"description": "x" * 3000}] * 2})).status == 200


@pytest.mark.parametrize(
    "components",
    [
        [row(BUTTON)] * 2,
        [row(*({**BUTTON, "custom_id": str(n)} for n in range(6)))],
        [row({"type": 2, "style": 1, "label": "Go"})],
        [row({**BUTTON, "label": "x" * 81})],
        [row({**BUTTON, "custom_id": "x" * 101})],
        [row(BUTTON, {"type": 5, "custom_id": "who"})],
        [row({"type": 3, "custom_id": "s", "options": []})],
        [row({**BUTTON, "custom_id": str(n)}) for n in range(6)],
        [TEXT],
    ],
    ids=[
        "same id",
        "6 buttons",
        "no id",
        "label",
        "id",
        "button+select",
        "no options",
        "6 rows",
        "v2",
    ],
)
async def test_rule_13_components_that_break_a_rule_are_refused(send, components):
    assert (await send({"content": "x", "components": components})).code == (400, 50035)


async def test_rule_14_components_v2_take_no_content_and_the_flag_stays(place, send, rest):
    body = {"flags": V2, "components": [TEXT]}
    sent = await send(body)
    assert sent.status == 200
    assert (await send({**body, "content": "x"})).code == (400, 50035)
    path = place.path(f"/messages/{sent.body['id']}")
    assert (await rest("PATCH", path, {"flags": 0})).code == (400, 50035)


async def test_rule_15_an_enforced_nonce_sends_once(place, send):
    first = await send({"content": "once", "nonce": "n", "enforce_nonce": True})
    second = await send({"content": "once", "nonce": "n", "enforce_nonce": True})
    assert first.body["id"] == second.body["id"]
    assert len(place.general.messages) == 1
    assert (await send({"content": "x", "nonce": "n" * 26})).code == (400, 50035)


async def test_rule_15_nonces_of_the_past_take_no_room(place, send):
    for number in range(3):
        await send({"content": "x", "nonce": str(number), "enforce_nonce": True})
        await place.sandbox.clock.advance(timedelta(minutes=2))
    assert len(place.world.delivery.nonces) == 2


async def test_rule_15_an_enforced_nonce_is_forgotten_after_minutes(place, send):
    body = {"content": "again", "nonce": "n", "enforce_nonce": True}
    first = await send(body)
    await place.sandbox.clock.advance(timedelta(minutes=10))
    assert (await send(body)).body["id"] != first.body["id"]


async def test_rule_16_parse_and_ids_together_are_refused(place, send):
    allowed = {"parse": ["users"], "users": [str(place.mia.id)]}
    assert (await send({"content": "x", "allowed_mentions": allowed})).code == (400, 50035)


async def test_rule_16_only_those_named_in_the_text_are_notified(place, send):
    quiet = {"parse": [], "users": [str(place.mia.id)]}
    phantom = await send({"content": "nobody", "allowed_mentions": quiet})
    assert phantom.body["mentions"] == []
    text = f"<@{place.mia.id}> and <@{place.ana.id}>"
    named = await send({"content": text, "allowed_mentions": quiet})
    assert [user["username"] for user in named.body["mentions"]] == ["mia"]


async def test_rule_16_everyone_is_notified_only_with_the_permission(place, send):
    assert (await send({"content": "@everyone"})).body["mention_everyone"] is True
    place.bot_may(VIEW_CHANNEL | SEND_MESSAGES)
    assert (await send({"content": "@everyone"})).body["mention_everyone"] is False


async def test_rule_17_a_file_over_ten_mebibytes_is_refused(place, rest):
    def form(size):
        data = aiohttp.FormData()
        data.add_field("files[0]", io.BytesIO(b"x" * size), filename="big.bin")
        return data

    too_large = await rest("POST", place.path("/messages"), raw=form(10 * 1024 * 1024 + 1))
    assert too_large.code == (413, 40005)
    far_too_large = await rest("POST", place.path("/messages"), raw=form(26 * 1024 * 1024))
    assert far_too_large.code == (413, 40005)


async def test_a_file_can_be_read_back(place, rest, http):
    data = aiohttp.FormData()
    body = '{"attachments":[{"id":0,"description":"A note"}]}'
    data.add_field("payload_json", body, content_type="application/json")
    data.add_field("files[0]", b"hello", filename="note.txt", content_type="text/plain")
    sent = await rest("POST", place.path("/messages"), raw=data)
    attachment = sent.body["attachments"][0]
    assert (attachment["filename"], attachment["description"]) == ("note.txt", "A note")
    async with http.get(attachment["url"]) as response:
        assert await response.read() == b"hello"


async def test_rule_18_not_seeing_differs_from_not_being_allowed(place, send):
    place.bot_may(0)
    assert (await send({"content": "x"})).code == (403, 50001)
    place.bot_may(VIEW_CHANNEL)
    assert (await send({"content": "x"})).code == (403, 50013)


async def test_rule_20_a_reply_needs_the_history_and_listings_are_empty_without(place, rest, send):
    message = place.says(place.ana, "question")
    place.bot_may(VIEW_CHANNEL | SEND_MESSAGES)
    reply = {"content": "x", "message_reference": {"message_id": str(message.id)}}
    assert (await send(reply)).code == (400, 160002)
    assert (await rest("GET", place.path("/messages"))).body == []


async def test_rule_20_a_reply_to_nothing_is_refused_unless_it_may_fail(send):
    reference = {"message_id": "1"}
    refused = await send({"content": "x", "message_reference": reference})
    assert refused.code == (400, 50035)
    reference["fail_if_not_exists"] = False
    assert (await send({"content": "x", "message_reference": reference})).status == 200


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/channels/1", 10003),
        ("GET", "/guilds/1", 10004),
        ("GET", "{guild}/members/{stranger}", 10007),
        ("GET", "{channel}/messages/1", 10008),
        ("GET", "{guild}/roles/1", 10011),
        ("GET", "/users/1", 10013),
        ("GET", "/webhooks/1", 10015),
        ("GET", "{guild}/bans/1", 10026),
        ("GET", "/applications/{app}/commands/1", 10063),
        ("GET", "{guild}/scheduled-events/1", 10070),
    ],
)
async def test_rule_21_what_is_not_there_is_404_with_its_own_code(place, rest, method, path, code):
    stranger = place.world.users.create("stranger")
    path = path.format(
        guild=place.guild_path(), channel=place.path(), app=place.bot.id, stranger=stranger.id
    )
    assert (await rest(method, path)).code == (404, code)


async def test_rule_21_an_unknown_path_is_404_with_code_0(rest):
    assert (await rest("GET", "/no/such/thing")).body == {"message": "404: Not Found", "code": 0}


async def test_rule_22_only_ones_own_messages_can_be_edited(place, rest):
    message = place.says(place.mia, "mine")
    path = place.path(f"/messages/{message.id}")
    assert (await rest("PATCH", path, {"content": "yours"})).code == (403, 50005)
    place.world.pins.add(place.ana, place.general, message.id)
    notice = place.general.last_message_id
    path = place.path(f"/messages/{notice}")
    assert (await rest("PATCH", path, {"content": "x"})).code == (403, 50021)


async def test_rule_23_deleting_anothers_message_needs_manage_messages(place, rest):
    message = place.says(place.mia, "mine")
    place.bot_may(VIEW_CHANNEL | SEND_MESSAGES | READ_MESSAGE_HISTORY)
    path = place.path(f"/messages/{message.id}")
    assert (await rest("DELETE", path)).code == (403, 50013)
    place.bot_may(VIEW_CHANNEL | permissions.MANAGE_MESSAGES)
    assert (await rest("DELETE", path)).status == 204
    assert place.general.messages == {}


async def test_rule_24_bulk_deletion_takes_2_to_100_young_distinct_messages(place, rest):
    ids = [str(place.says(place.mia, "x").id) for _ in range(3)]
    path = place.path("/messages/bulk-delete")
    assert (await rest("POST", path, {"messages": ids[:1]})).code == (400, 50016)
    assert (await rest("POST", path, {"messages": [str(n) for n in range(101)]})).code == (
        400,
        50016,
    )
    assert (await rest("POST", path, {"messages": [ids[0]] * 2})).code == (400, 50035)
    assert (await rest("POST", path, {"messages": ids[:2]})).status == 204
    await place.sandbox.clock.advance(timedelta(days=15))
    young = str(place.says(place.mia, "x").id)
    assert (await rest("POST", path, {"messages": [ids[2], young]})).code == (400, 50034)


async def test_rule_25_a_closed_door_is_50007(place, rest):
    channel = (await rest("POST", "/users/@me/channels", {"recipient_id": str(place.mia.id)})).body
    path = f"/channels/{channel['id']}/messages"
    assert (await rest("POST", path, {"content": "hello"})).status == 200
    place.mia.dms_open = False
    assert (await rest("POST", path, {"content": "hello"})).code == (403, 50007)
    place.mia.dms_open = True
    place.world.members.leave(place.guild, place.mia)
    assert (await rest("POST", path, {"content": "hello"})).code == (403, 50007)


async def test_rule_51_old_messages_are_edited_three_times_an_hour(place, rest, send):
    sent = await send({"content": "old"})
    path = place.path(f"/messages/{sent.body['id']}")
    await place.sandbox.clock.advance(timedelta(hours=2))
    statuses = [(await rest("PATCH", path, {"content": str(n)})).status for n in range(3)]
    assert statuses == [200, 200, 200]
    refused = await rest("PATCH", path, {"content": "4"})
    assert refused.code == (429, 30046)
    assert refused.body["retry_after"] > 0


async def test_rule_52_slowmode_holds_people_back_but_not_bots(place, rest, send):
    assert (await rest("PATCH", place.path(), {"rate_limit_per_user": 21601})).code == (400, 50035)
    await rest("PATCH", place.path(), {"rate_limit_per_user": 60})
    place.says(place.mia, "first")
    with pytest.raises(ApiError) as refused:
        place.says(place.mia, "too soon")
    assert refused.value.code == 20016
    assert [(await send({"content": "x"})).status for _ in range(2)] == [200, 200]
    await place.sandbox.clock.advance(timedelta(minutes=1))
    place.says(place.mia, "later")


async def test_rule_50_ids_and_bit_fields_are_strings_and_bad_json_is_50109(place, rest):
    roles = (await rest("GET", place.guild_path("/roles"))).body
    assert all(isinstance(role["id"], str) for role in roles)
    assert all(isinstance(role["permissions"], str) for role in roles)
    assert (await rest("POST", place.path("/messages"), raw=b"{")).code == (400, 50109)
    reference = {"message_id": place.says(place.mia, "q").id}
    reply = await rest(
        "POST", place.path("/messages"), {"content": "a", "message_reference": reference}
    )
    assert reply.body["message_reference"]["message_id"] == str(reference["message_id"])
