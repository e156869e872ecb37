"""What every thing goes through over the wire, from being made to being removed."""

from datetime import timedelta

import pytest

from sandbox import model

WAVE, HEART = "%F0%9F%91%8B", "%E2%9D%A4"


@pytest.fixture
async def gateway(place, connect):
    client = await connect()
    await client.ready()
    return client


async def test_reactions_come_and_go(place, rest, gateway):
    message = place.says(place.mia, "hello")
    path = place.path(f"/messages/{message.id}/reactions")
    assert (await rest("PUT", f"{path}/{WAVE}/@me")).status == 204
    place.world.reactions.add(place.mia, place.general, message.id, "👋")
    place.world.reactions.add(place.mia, place.general, message.id, "❤")
    users = await rest("GET", f"{path}/{WAVE}")
    assert {user["username"] for user in users.body} == {"Steward", "mia"}
    assert (await rest("DELETE", f"{path}/{WAVE}/@me")).status == 204
    assert (await rest("DELETE", f"{path}/{WAVE}/{place.mia.id}")).status == 204
    assert (await rest("DELETE", f"{path}/{HEART}")).status == 204
    await gateway.until("MESSAGE_REACTION_REMOVE_EMOJI")
    assert (await rest("DELETE", path)).status == 204
    await gateway.until("MESSAGE_REACTION_REMOVE_ALL")
    assert message.reactions == {}


async def test_threads_are_followed_left_and_removed(place, rest, gateway):
    body = {"name": "talk", "type": model.PUBLIC_THREAD}
    thread = (await rest("POST", place.path("/threads"), body)).body["id"]
    followers = f"/channels/{thread}/thread-members"
    assert (await rest("PUT", f"{followers}/{place.mia.id}")).status == 204
    assert (await rest("GET", f"{followers}/{place.mia.id}?with_member=true")).body["member"]
    assert (await rest("DELETE", f"{followers}/@me")).status == 204
    assert (await rest("PUT", f"{followers}/@me")).status == 204
    assert (await rest("DELETE", f"{followers}/{place.mia.id}")).status == 204
    listed = (await rest("GET", followers)).body
    assert [one["user_id"] for one in listed] == [str(place.bot.id)]
    await rest("PATCH", f"/channels/{thread}", {"archived": True})
    own = await rest("GET", place.path("/users/@me/threads/archived/private"))
    assert own.body["threads"] == []
    assert (await rest("DELETE", f"/channels/{thread}")).status == 200
    assert (await gateway.until("THREAD_DELETE"))["id"] == thread


async def test_bans_are_listed_and_lifted_and_the_idle_pruned(place, rest):
    bans = place.guild_path("/bans")
    assert (await rest("PUT", f"{bans}/{place.mia.id}", {}, reason="spam")).status == 204
    assert (await rest("GET", bans)).body[0]["reason"] == "spam"
    assert (await rest("GET", f"{bans}/{place.mia.id}")).body["user"]["username"] == "mia"
    assert (await rest("DELETE", f"{bans}/{place.mia.id}")).status == 204
    place.world.members.join(place.guild, place.mia)
    await place.sandbox.clock.advance(timedelta(days=8))
    assert (await rest("GET", place.guild_path("/prune?days=7"))).body == {"pruned": 1}
    assert (await rest("POST", place.guild_path("/prune"), {"days": 7})).body == {"pruned": 1}
    assert place.mia.id not in place.guild.members


async def test_roles_and_channels_are_put_in_order(place, rest):
    one, two = [
        (await rest("POST", place.guild_path("/roles"), {"name": name})).body["id"]
        for name in ("one", "two")
    ]
    order = [{"id": one, "position": 2}, {"id": two, "position": 1}]
    assert (await rest("PATCH", place.guild_path("/roles"), order)).status == 200
    roles = place.guild.roles
    assert roles[int(one)].position > roles[int(two)].position
    renamed = await rest("PATCH", place.guild_path(f"/roles/{one}"), {"name": "first"})
    assert renamed.body["name"] == "first"
    given = place.guild_path(f"/members/{place.mia.id}/roles/{one}")
    assert (await rest("PUT", given)).status == 204
    assert (await rest("DELETE", given)).status == 204
    category = await rest("POST", place.guild_path("/channels"), {"name": "Rooms", "type": 4})
    moved = [{"id": str(place.general.id), "position": 3, "parent_id": category.body["id"]}]
    assert (await rest("PATCH", place.guild_path("/channels"), moved)).status == 204
    assert place.general.parent_id == int(category.body["id"])
    assert (await rest("PATCH", place.guild_path("/roles"), [{"position": 1}])).status == 400


async def test_overwrites_and_channels_are_removed_with_their_webhooks(place, rest, gateway):
    path = place.path(f"/permissions/{place.guild.id}")
    assert (await rest("PUT", path, {"type": 0, "allow": "0", "deny": "2048"})).status == 204
    assert place.general.overwrites[place.guild.id].deny == 2048
    assert (await rest("DELETE", path)).status == 204
    assert (await rest("POST", place.path("/typing"))).status == 204
    await gateway.until("TYPING_START")
    hook = (await rest("POST", place.path("/webhooks"), {"name": "News"})).body
    said = await rest(
        "POST", f"/webhooks/{hook['id']}/{hook['token']}?wait=true", {"content": "x"}, token=None
    )
    own = f"/webhooks/{hook['id']}/{hook['token']}/messages/{said.body['id']}"
    assert (await rest("PATCH", own, {"content": "y"}, token=None)).body["content"] == "y"
    assert (await rest("GET", f"/webhooks/{hook['id']}")).body["name"] == "News"
    assert (await rest("DELETE", place.path())).status == 200
    await gateway.until("CHANNEL_DELETE")
    assert (await rest("GET", f"/webhooks/{hook['id']}")).code == (404, 10015)


async def test_events_find_interest_and_are_called_off(place, rest, gateway):
    now = place.sandbox.clock.now()
    body = {
        "name": "Open evening",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": (now + timedelta(days=1)).isoformat(),
        "scheduled_end_time": (now + timedelta(days=1, hours=2)).isoformat(),
        "entity_metadata": {"location": "Town hall"},
    }
    events = place.guild_path("/scheduled-events")
    event_id = (await rest("POST", events, body)).body["id"]
    place.world.scheduled_events.subscribe(place.mia, int(event_id))
    one = f"{events}/{event_id}"
    assert (await rest("GET", f"{one}?with_user_count=true")).body["user_count"] == 1
    users = await rest("GET", f"{one}/users?with_member=true")
    assert users.body[0]["member"]["user"]["id"] == str(place.mia.id)
    assert (await rest("GET", f"{one}/users/counts")).body["guild_scheduled_event_count"] == 1
    assert [item["id"] for item in (await rest("GET", events)).body] == [event_id]
    assert (await rest("DELETE", one)).status == 204
    await gateway.until("GUILD_SCHEDULED_EVENT_DELETE")
    assert (await rest("GET", one)).code == (404, 10070)


@pytest.mark.parametrize("guild", [False, True], ids=["global", "guild"])
async def test_commands_are_made_changed_and_removed_one_by_one(place, rest, guild):
    base = f"/applications/{place.bot.id}"
    path = f"{base}/guilds/{place.guild.id}/commands" if guild else f"{base}/commands"
    hi = {"name": "hi", "description": "Greets"}
    made = await rest("POST", path, hi)
    assert (made.status, (await rest("POST", path, hi)).status) == (201, 200)
    one = f"{path}/{made.body['id']}"
    assert (await rest("PATCH", one, {"description": "Waves"})).body["description"] == "Waves"
    assert (await rest("GET", one)).body["name"] == "hi"
    for wrong in ({"default_member_permissions": "x"}, {"contexts": []}, {"handler": True}):
        assert (await rest("PATCH", one, wrong)).code == (400, 50035)
    assert (await rest("DELETE", one)).status == 204
    assert (await rest("GET", one)).code == (404, 10063)


async def test_automod_rules_are_read_changed_and_abolished(place, rest, gateway):
    rules = place.guild_path("/auto-moderation/rules")
    metadata = {"keyword_filter": ["glue"]}
    body = {"name": "Words", "event_type": 1, "trigger_type": 1, "actions": [{"type": 1}]}
    made = await rest("POST", rules, body | {"trigger_metadata": metadata})
    one = f"{rules}/{made.body['id']}"
    assert (await rest("PATCH", one, {"enabled": True})).body["enabled"] is True
    await gateway.until("AUTO_MODERATION_RULE_UPDATE")
    assert (await rest("GET", one)).body["name"] == "Words"
    assert (await rest("DELETE", one)).status == 204
    await gateway.until("AUTO_MODERATION_RULE_DELETE")
    assert (await rest("GET", one)).status == 404


async def test_pins_invites_and_what_outsiders_see(place, rest):
    message = place.says(place.mia, "keep this")
    for path in (f"/pins/{message.id}", f"/messages/pins/{message.id}"):
        assert (await rest("PUT", place.path(path))).status == 204
        assert (await rest("DELETE", place.path(path))).status == 204
    code = (await rest("POST", place.path("/invites"), {})).body["code"]
    assert (await rest("DELETE", f"/invites/{code}")).body["code"] == code
    assert (await rest("GET", f"/invites/{code}")).code == (404, 10006)
    preview = (await rest("GET", place.guild_path("/preview"))).body
    assert preview["approximate_member_count"] == 3
    assert (await rest("GET", place.guild_path("/integrations"))).body == []


async def test_a_thread_has_no_overwrites_and_no_place_in_the_order(place, rest):
    message = place.says(place.mia, "topic")
    thread = place.world.threads.start_from(place.mia, place.general, message.id, {"name": "t"})
    path = f"/channels/{thread.id}/permissions/{place.guild.id}"
    body = {"type": 0, "allow": "0", "deny": "0"}
    assert (await rest("PUT", path, body)).code == (400, 50024)
    assert (await rest("DELETE", path)).code == (400, 50024)
    moved = [{"id": str(thread.id), "position": 1}]
    assert (await rest("PATCH", place.guild_path("/channels"), moved)).code == (404, 10003)


async def test_an_invite_leads_to_a_channel_and_not_to_a_thread(place, rest):
    message = place.says(place.mia, "topic")
    thread = place.world.threads.start_from(place.mia, place.general, message.id, {"name": "t"})
    before = len(place.guild.invites)
    refused = await rest("POST", f"/channels/{thread.id}/invites", {})
    assert (refused.code, len(place.guild.invites)) == ((400, 50024), before)


async def test_the_bot_goes_to_a_voice_channel_and_leaves_it(place, gateway):
    hall = place.world.channels.create(
        place.ana, place.guild, {"name": "hall", "type": model.VOICE}
    )
    where = {"guild_id": str(place.guild.id), "self_mute": False, "self_deaf": False}
    await gateway.send(4, where | {"channel_id": str(hall.id)})
    assert (await gateway.until("VOICE_STATE_UPDATE"))["channel_id"] == str(hall.id)
    await gateway.send(4, where | {"channel_id": None})
    assert (await gateway.until("VOICE_STATE_UPDATE"))["channel_id"] is None
