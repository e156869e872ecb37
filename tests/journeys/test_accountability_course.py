"""What may come between: the bot is off, dies, the clocks change, a channel goes, people move."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.services import PrivateWords
from bot.times import iso_week_key
from sandbox.faults import Fault
from sandbox.transcript import text_of
from tests.journeys.test_accountability_week import (
    CHANNEL,
    monday,
    posts,
    running,
    set_goals,
    settings,
    thread,
)
from tests.steward import Running

__all__ = ["running"]
pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = [
    pytest.mark.features("accountability", "outreach"),
    pytest.mark.sandbox(start="2026-11-15T12:00Z", rate_limits=False),
]

MADRID = ZoneInfo("Europe/Madrid")


def weeks(running: Running) -> list[str]:
    return [iso_week_key(one.sent_at, MADRID) for one in posts(running)]


async def off_for(running: Running, **time: float) -> None:
    await running.stop()
    await running.town.advance(**time)
    await running.begin()


async def test_after_hours_off_the_thread_opens_as_usual(running: Running):
    await off_for(running, days=1)
    (post,) = posts(running)
    assert "late this week" not in text_of(post)
    assert thread(running, 47).id == post.id


async def test_after_days_off_it_opens_late_and_says_so(running: Running):
    await off_for(running, days=4)
    (post,) = posts(running)
    assert "I am late this week" in text_of(post)
    await running.pass_time(days=4)
    assert weeks(running) == ["2026-W47", "2026-W48"]


async def test_or_the_week_is_skipped_where_the_community_wants_it_so(running: Running):
    running.write_settings(settings(", when_late: skip"))
    await off_for(running, days=4)
    assert posts(running) == []
    await running.pass_time(days=4)
    assert weeks(running) == ["2026-W48"]


async def test_after_weeks_off_only_the_present_week_is_opened(running: Running):
    await off_for(running, days=17)
    assert weeks(running) == ["2026-W49"]


async def test_restarts_and_settings_read_anew_open_nothing_twice(running: Running):
    await monday(running)
    await running.restart()
    await running.use(settings(", messages_count: false"))
    await running.town.owner.command("accountability start")
    await running.pass_time(days=1)
    assert weeks(running) == ["2026-W47"]


@pytest.mark.parametrize(
    "fault",
    [
        {"method": "POST", "route": "/channels/*/messages", "drop": "after"},
        {"method": "POST", "route": "/channels/*/messages", "drop": "before"},
        {"method": "POST", "route": "/channels/*/messages/*/threads", "drop": "after"},
        {"method": "POST", "route": "/channels/*/messages/*/threads", "status": 500},
    ],
    ids=lambda fault: f"{fault['route'][-8:]} {fault.get('drop', 'fails')}",
)
async def test_a_request_that_goes_wrong_makes_no_second_thread(running: Running, fault):
    running.sandbox.faults.add(Fault(**fault, times=1))
    await running.pass_time(hours=21)
    (post,) = posts(running)
    assert thread(running, 47).id == post.id


async def test_a_process_that_dies_after_posting_leaves_the_thread_to_the_next(running: Running):
    cog = running.client.get_cog("AccountabilityCog")
    running.core.signals.off(cog.on_settled)  # as if it died before it heard that it has posted
    post = await monday(running)
    assert running.town.guild.threads == {}
    await running.crash()
    await running.begin()
    assert posts(running) == [post]
    assert thread(running, 47).id == post.id


async def test_a_channel_that_is_gone_is_told_to_staff_and_mended_with_start(running: Running):
    town = running.town
    town.world.channels.delete(town.owner.user, town.place(CHANNEL))
    await running.pass_time(hours=21)
    (note,) = posts(running, "#community-team")
    assert "#weekly-goals" in text_of(note)
    await running.use(settings().replace("#weekly-goals", "#general"))
    answer = await town.owner.command("accountability start")
    assert "being opened" in answer.text
    await running.settled()
    (post,) = posts(running, "#general")
    assert thread(running, 47).id == post.id


@pytest.mark.parametrize("what", ["thread", "message", "channel"])
async def test_a_week_that_somebody_has_deleted_can_be_opened_again(running: Running, what: str):
    post, town = await monday(running), running.town
    ana, bo, world = town.owner, town["Bo"], town.world
    await set_goals(bo, post, "Read")
    await running.settled()
    match what:
        case "message":
            world.messages.delete(ana.user, town.place(CHANNEL), post.id)
        case "thread":
            world.threads.delete(ana.user, thread(running, 47))
        case "channel":
            world.channels.delete(ana.user, town.place(CHANNEL))
    await running.use(settings().replace("#weekly-goals", "#kind-words"))
    assert "no thread this week" in (await ana.command("accountability status", "#general")).text
    assert "is tried again" in (await ana.command("accountability start", "#general")).text
    await running.settled()
    assert "there already" in (await ana.command("accountability start", "#general")).text
    (again,) = posts(running, "#kind-words")
    (opened,) = (one for one in town.guild.threads.values() if one.id == again.id)
    await set_goals(bo, again, "Read", "Write")
    await running.settled()
    assert [text_of(one) for one in posts(running, opened) if text_of(one)] == [
        f"{bo.mention}\n1. Read\n2. Write"
    ]


async def test_when_no_thread_can_be_opened_the_post_works_and_the_thread_comes_later(
    running: Running,
):
    running.sandbox.faults.add(
        Fault(
            method="POST",
            route="/channels/*/messages/*/threads",
            status=400,
            code=160006,
            times=1,
        )
    )
    post, bo = await monday(running), running.town["Bo"]
    assert running.town.guild.threads == {}
    assert "Noted" in (await set_goals(bo, post, "Read")).text
    await running.pass_time(hours=1)
    assert thread(running, 47).id == post.id
    (card,) = [text for one in posts(running, thread(running, 47)) if (text := text_of(one))]
    assert "Read" in card


async def test_a_time_that_is_moved_while_the_week_runs_opens_no_second_thread(running: Running):
    await monday(running)
    await running.use(settings(', post_at: "Tue 18:00"'))
    await running.pass_time(days=3)
    assert weeks(running) == ["2026-W47"]
    await running.pass_time(days=6)
    assert weeks(running) == ["2026-W47", "2026-W48"]
    at = posts(running)[-1].sent_at.astimezone(MADRID)
    assert (at.weekday(), at.hour) == (1, 18)


async def test_a_zone_that_changes_moves_the_next_thread(running: Running):
    await monday(running)
    await running.use(settings().replace("Europe/Madrid", "Asia/Ho_Chi_Minh"))
    await running.pass_time(days=7)
    assert [one.sent_at for one in posts(running)][1:] == [datetime(2026, 11, 23, 2, tzinfo=UTC)]


async def test_in_a_forum_the_week_is_a_post_of_its_own(running: Running):
    await running.use(settings(', tag: "Woodwork"').replace("#weekly-goals", "#help"))
    await running.pass_time(hours=21)
    opened = thread(running, 47)
    (post,) = posts(running, opened)
    assert "Set my goal" in str(post.components)
    assert len(opened.thread.tags) == 1
    await set_goals(running.town["Bo"], post, "Read")
    await running.settled()
    assert len(posts(running, opened)) == 2


async def test_a_forum_that_wants_tags_is_told_to_staff_and_served_once_one_is_named(
    running: Running,
):
    town = running.town
    town.world.channels.edit(town.owner.user, town.place("#help"), {"flags": 1 << 4})
    await running.use(settings().replace("#weekly-goals", "#help"))
    await running.pass_time(hours=21)
    (note,) = posts(running, "#community-team")
    assert "wants a tag on every post" in text_of(note)
    await running.use(settings(', tag: "Woodwork"').replace("#weekly-goals", "#help"))
    await town.owner.command("accountability start")
    await running.settled()
    assert len(thread(running, 47).thread.tags) == 1


async def test_staff_skip_preview_export_and_look(running: Running):
    ana, bo = running.town.owner, running.town["Bo"]
    assert "Week 47" in (await ana.command("accountability template")).text
    assert "is left out" in (await ana.command("accountability skip")).text
    await running.pass_time(days=2)
    assert posts(running) == []
    assert "no thread this week" in (await ana.command("accountability status")).text
    assert "being opened" in (await ana.command("accountability start")).text
    await running.settled()
    assert "there already" in (await ana.command("accountability start")).text
    await set_goals(bo, posts(running)[0], "Read")
    exported = await ana.command("accountability export")
    (file,) = exported.message.attachments
    assert b"2026-W47" in file.content
    assert b"Read" not in file.content
    assert "managers" in (await bo.command("accountability status")).text


# reminders


@pytest.fixture
async def with_words(running: Running) -> Running:
    assert running.core.services.get(PrivateWords) is not None
    return running


def told(running: Running, person) -> list[str]:
    return [text_of(one) for one in posts(running, person.private_channel)]


async def test_who_asked_for_it_is_reminded_once_in_their_own_time_and_can_stop(
    with_words: Running,
):
    running, bo = with_words, with_words.town["Bo"]
    shown = await bo.command("goals", reminders="on", timezone="asia/ho_chi_minh")
    assert "Asia/Ho_Chi_Minh" in shown.text
    post = await monday(running)
    await set_goals(bo, post, "Read")
    await running.pass_time(days=5)
    (reminder,) = posts(running, bo.private_channel)
    assert reminder.sent_at == datetime(2026, 11, 19, 11, tzinfo=UTC)
    assert "1. Read" in text_of(reminder)
    assert "do not remind you" in (await bo.press(reminder, "Stop reminding me")).text
    await running.pass_time(days=7)
    assert len(told(running, bo)) == 1


async def test_nobody_is_reminded_who_did_not_ask_has_answered_or_rests(with_words: Running):
    running, town = with_words, with_words.town
    post = await monday(running)
    people = {name: await town.person(name, joins=True) for name in ("Silent", "Done", "Resting")}
    for name in ("Done", "Resting"):
        await people[name].command("goals", reminders="on")
    for person in people.values():
        await set_goals(person, post, "Read")
    await people["Done"].fill(await people["Done"].press(post, "Check in"), {"Goal 1": "done"})
    await people["Resting"].press(post, "Take a break")
    await running.pass_time(days=6)
    assert [told(running, person) for person in people.values()] == [[], [], []]


async def test_a_zone_that_does_not_exist_is_answered_with_a_guess(running: Running):
    bo = running.town["Bo"]
    answer = await bo.command("goals", timezone="Europe/Madird")
    assert "Did you mean Europe/Madrid?" in answer.text
    assert "not a time zone" in (await bo.command("goals", timezone="Mars*")).text
