"""Rules 19 and 40 to 46: threads, forums, events, AutoMod, and how much a guild holds."""

from datetime import timedelta

import pytest

from sandbox import ApiError, model, permissions
from sandbox.permissions import READ_MESSAGE_HISTORY, SEND_MESSAGES, VIEW_CHANNEL

IN_THREADS = permissions.SEND_MESSAGES_IN_THREADS


@pytest.fixture
def thread(place):
    message = place.says(place.mia, "topic")
    return place.world.threads.start_from(place.mia, place.general, message.id, {"name": "talk"})


@pytest.fixture
def forum(place):
    tags = [{"name": f"tag{n}"} for n in range(6)]
    body = {"name": "help", "type": model.FORUM, "available_tags": tags}
    return place.world.channels.create(place.ana, place.guild, body)


async def test_rule_19_threads_have_a_permission_of_their_own(place, rest, thread):
    path = f"/channels/{thread.id}/messages"
    place.bot_may(VIEW_CHANNEL | SEND_MESSAGES)
    assert (await rest("POST", path, {"content": "x"})).code == (403, 50013)
    place.bot_may(VIEW_CHANNEL | IN_THREADS)
    assert (await rest("POST", path, {"content": "x"})).status == 200
    assert (await rest("POST", place.path("/messages"), {"content": "x"})).code == (403, 50013)


async def test_rule_40_a_message_has_one_thread_with_a_name_and_a_known_duration(place, rest):
    message = place.says(place.mia, "topic")
    path = place.path(f"/messages/{message.id}/threads")
    assert (await rest("POST", path, {"name": ""})).code == (400, 50035)
    assert (await rest("POST", path, {"name": "x" * 101})).code == (400, 50035)
    odd = {"name": "talk", "auto_archive_duration": 61}
    assert (await rest("POST", path, odd)).code == (400, 50035)
    started = await rest("POST", path, {"name": "talk"})
    assert (started.status, started.body["id"]) == (201, str(message.id))
    assert (await rest("POST", path, {"name": "talk"})).code == (400, 160004)


async def test_rule_41_archived_threads_wake_by_a_message_and_refuse_edits(place, rest, thread):
    path = f"/channels/{thread.id}"
    await rest("PATCH", path, {"archived": True})
    assert (await rest("PATCH", path, {"name": "new"})).code == (400, 50083)
    assert (await rest("POST", f"{path}/messages", {"content": "wake"})).status == 200
    assert thread.thread.archived is False


async def test_rule_41_a_locked_thread_is_closed_to_those_who_do_not_manage_it(place, rest, thread):
    await rest("PATCH", f"/channels/{thread.id}", {"locked": True})
    place.bot_may(VIEW_CHANNEL | IN_THREADS)
    refused = await rest("POST", f"/channels/{thread.id}/messages", {"content": "x"})
    assert refused.code == (403, 160005)


async def test_rule_41_a_guild_has_1000_active_threads(place, rest):
    for number in range(1000):
        body = {"name": f"t{number}", "type": model.PUBLIC_THREAD}
        place.world.threads.start(place.ana, place.general, body)
    refused = await rest("POST", place.path("/threads"), {"name": "more", "type": 11})
    assert refused.code == (400, 160006)


async def test_a_quiet_thread_is_archived_when_its_time_is_up(place, thread):
    await place.sandbox.clock.advance(timedelta(minutes=4319))
    assert thread.thread.archived is False
    place.says(place.mia, "still here", thread)
    await place.sandbox.clock.advance(timedelta(minutes=4319))
    assert thread.thread.archived is False
    await place.sandbox.clock.advance(timedelta(minutes=1))
    assert thread.thread.archived is True


async def test_rule_42_a_post_has_its_tags_within_limits(place, rest, forum):
    path = f"/channels/{forum.id}/threads"
    post = {"name": "How?", "message": {"content": "How do I?"}}
    six = [str(tag_id) for tag_id in forum.tags]
    assert (await rest("POST", path, {**post, "applied_tags": six})).code == (400, 50035)
    await rest("PATCH", f"/channels/{forum.id}", {"flags": 1 << 4})
    assert (await rest("POST", path, post)).code == (400, 40067)
    made = await rest("POST", path, {**post, "applied_tags": six[:1]})
    assert made.body["applied_tags"] == six[:1]
    assert made.body["message"]["id"] == made.body["id"]
    many = {"available_tags": [{"name": f"t{n}"} for n in range(21)]}
    assert (await rest("PATCH", f"/channels/{forum.id}", many)).code == (400, 50035)


def event(place, **changes):
    now = place.sandbox.clock.now()
    return {
        "name": "Meetup",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": (now + timedelta(hours=1)).isoformat(),
        "scheduled_end_time": (now + timedelta(hours=2)).isoformat(),
        "entity_metadata": {"location": "Town hall"},
    } | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"scheduled_end_time": None},
        {"entity_metadata": None},
        {"scheduled_start_time": "2026-11-02T08:00:00Z"},
        {"name": "x" * 101},
        {"name": ""},
    ],
)
async def test_rule_43_an_external_event_needs_name_place_end_and_future(place, rest, changes):
    path = place.guild_path("/scheduled-events")
    assert (await rest("POST", path, event(place, **changes))).code == (400, 50035)


async def test_rule_43_a_finished_event_stays_and_a_hundred_are_open(place, rest):
    path = place.guild_path("/scheduled-events")
    made = [await rest("POST", path, event(place)) for _ in range(100)]
    assert {response.status for response in made} == {200}
    assert (await rest("POST", path, event(place))).code == (400, 30038)
    first = f"{path}/{made[0].body['id']}"
    assert (await rest("PATCH", first, {"status": 4})).status == 200
    assert (await rest("PATCH", first, {"name": "late"})).code == (400, 180000)
    assert (await rest("POST", path, event(place))).status == 200


def rule(**changes):
    metadata = {"keyword_filter": ["bad"]}
    return {
        "name": "words",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": metadata,
        "actions": [{"type": 1}],
    } | changes


async def test_rule_44_automod_has_six_keyword_rules_and_bounded_lists(place, rest):
    path = place.guild_path("/auto-moderation/rules")
    for metadata in (
        {"keyword_filter": ["w"] * 1001},
        {"keyword_filter": ["w" * 61]},
        {"regex_patterns": ["r"] * 11},
        {"regex_patterns": ["r" * 261]},
        {"mention_total_limit": 51},
    ):
        assert (await rest("POST", path, rule(trigger_metadata=metadata))).code == (400, 50035)
    assert [(await rest("POST", path, rule())).status for _ in range(6)] == [200] * 6
    assert (await rest("POST", path, rule())).code == (400, 50035)
    place.bot_may(0)
    assert (await rest("GET", path)).code == (403, 50013)


async def test_rule_44_automod_blocks_alerts_and_times_out(place, rest, connect):
    gateway = await connect()
    await gateway.ready()
    alerts = place.world.channels.create(place.ana, place.guild, {"name": "alerts"})
    actions = [
        {"type": 1},
        {"type": 2, "metadata": {"channel_id": str(alerts.id)}},
        {"type": 3, "metadata": {"duration_seconds": 60}},
    ]
    body = rule(enabled=True, actions=actions, trigger_metadata={"keyword_filter": ["rude*"]})
    await rest("POST", place.guild_path("/auto-moderation/rules"), body)
    with pytest.raises(ApiError) as blocked:
        place.says(place.mia, "how rudely said")
    assert blocked.value.code == 200000
    assert place.general.messages == {}
    assert [m.type for m in alerts.messages.values()] == [24]
    assert place.guild.members[place.mia.id].timed_out_until is not None
    events = [await gateway.until("AUTO_MODERATION_ACTION_EXECUTION") for _ in range(3)]
    assert [event["action"]["type"] for event in events] == [1, 2, 3]
    assert events[0]["matched_keyword"] == "rude*"
    place.says(place.ana, "the rude owner is exempt")


async def test_rule_45_a_channel_holds_250_pins(place, rest):
    ids = [place.says(place.mia, "x").id for _ in range(251)]
    for message_id in ids[:250]:
        place.world.pins.add(place.ana, place.general, message_id)
    assert (await rest("PUT", place.path(f"/messages/pins/{ids[250]}"))).code == (400, 30003)


async def test_rule_45_a_message_has_20_different_reactions(place, rest):
    message = place.says(place.mia, "x")
    for number in range(20):
        place.world.reactions.add(place.mia, place.general, message.id, chr(0x1F600 + number))
    path = place.path(f"/messages/{message.id}/reactions")
    assert (await rest("PUT", f"{path}/🎉/@me")).code == (400, 30010)
    assert (await rest("PUT", f"{path}/{chr(0x1F600)}/@me")).status == 204


async def test_rule_45_a_guild_has_250_roles_and_500_channels(place, rest):
    for number in range(250 - len(place.guild.roles)):
        place.world.roles.create(place.ana, place.guild, {"name": f"r{number}"})
    assert (await rest("POST", place.guild_path("/roles"), {})).code == (400, 30005)
    for number in range(500 - len(place.guild.channels)):
        place.world.channels.create(place.ana, place.guild, {"name": f"c{number}"})
    refused = await rest("POST", place.guild_path("/channels"), {"name": "more"})
    assert refused.code == (400, 30013)


async def test_rule_46_the_first_reaction_takes_a_permission_and_a_real_emoji(place, rest):
    message = place.says(place.mia, "x")
    path = place.path(f"/messages/{message.id}/reactions")
    assert (await rest("PUT", f"{path}/nonsense/@me")).code == (400, 10014)
    place.bot_may(VIEW_CHANNEL | READ_MESSAGE_HISTORY)
    assert (await rest("PUT", f"{path}/👍/@me")).code == (403, 50013)
    place.world.reactions.add(place.ana, place.general, message.id, "👍")
    assert (await rest("PUT", f"{path}/👍/@me")).status == 204
