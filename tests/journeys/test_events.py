"""Events in a town: planned in words, listed, answered, begun and looked back on."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cogs.events.hall import Hall, hall, steward_packages

__all__ = ["hall", "steward_packages"]
pytestmark = pytest.mark.sandbox(rate_limits=False)


async def test_a_weekly_call_is_previewed_announced_and_listed(hall: Hall):
    asked = await hall.draft()
    assert asked.kind == "modal"
    shown = await hall.ana.fill(asked, {"Title": "Weekly *call*", "Seats": "2"})
    assert shown.is_private
    for words in ("Weekly \\*call\\*", "Thursday", "Europe/Madrid", "every week on Thursday"):
        assert words in shown.text, shown.text
    assert shown.text.count("<t:") >= 6, "the next five are shown"
    assert hall.posts() == [], "nothing happens before it is confirmed"

    await hall.press(hall.ana, "Announce it", shown.message)
    (post,) = hall.posts()
    assert "Going: 0 of 2" in post.content
    assert post.content.startswith("## Weekly \\*call\\*\nWhen: ")
    listed = hall.listed()
    assert len(listed) == 3
    assert [one.starts_at.weekday() for one in listed] == [3, 3, 3]
    assert {one.channel_id for one in listed} == {hall.room.id}


async def test_people_answer_and_see_how_many_come(hall: Hall):
    await hall.plan()
    pia = await hall.person("Pia")
    answered = await hall.press(pia, "Going")
    assert answered.is_private
    assert "You are going" in answered.text
    await hall.press(hall.ana, "Maybe")
    await hall.steward.pass_time(seconds=5)
    assert "Going: 1 · Maybe: 1" in hall.post().content
    assert "you can't make it" in (await hall.press(pia, "Can't make it")).text
    await hall.steward.pass_time(seconds=5)
    assert "Going: 0 · Maybe: 1" in hall.post().content


async def test_a_freed_seat_is_offered_to_who_waits_longest_and_lapses(hall: Hall):
    first = await hall.plan(Seats="1")
    pia, quim, rosa = [await hall.person(name) for name in ("Pia", "Quim", "Rosa")]
    await hall.press(pia, "Going")
    assert "number 1 on the waiting list" in (await hall.press(quim, "Going")).text
    assert "number 2" in (await hall.press(rosa, "Going")).text
    await hall.press(pia, "Can't make it")
    assert await hall.roster(first) == {quim.id: "offered", rosa.id: "waiting", pia.id: "no"}
    await hall.steward.pass_time(hours=13)
    assert await hall.roster(first) == {quim.id: "lapsed", rosa.id: "offered", pia.id: "no"}
    assert "You are going" in (await hall.press(rosa, "Going")).text
    for person in (quim, rosa):
        (told,) = hall.told(person)
        assert "A seat is free for you" in told
    assert hall.told(pia) == []


async def test_whoever_leaves_the_server_frees_their_seat(hall: Hall):
    first = await hall.plan(Seats="1")
    pia, quim = [await hall.person(name) for name in ("Pia", "Quim")]
    await hall.press(pia, "Going")
    await hall.press(quim, "Going")
    await pia.leave()
    await hall.steward.settled()
    assert await hall.roster(first) == {quim.id: "offered"}


async def test_organisers_choose_who_gets_a_seat_of_a_hand_picked_event(hall: Hall):
    first = await hall.plan(hand_picked=True, Seats="1")
    pia, quim = [await hall.person(name) for name in ("Pia", "Quim")]
    assert "organisers choose" in (await hall.press(pia, "Ask for a seat")).text
    await hall.press(quim, "Ask for a seat")
    await hall.steward.pass_time(days=1)
    assert set((await hall.roster(first)).values()) == {"waiting"}
    given = await hall.ana.command("event pick", event=str(first.id), member=quim)
    assert "has a seat" in given.text
    refused = await hall.ana.command("event pick", event=str(first.id), member=pia)
    assert "All seats are taken" in refused.text


async def test_a_weekly_call_runs_its_course_and_the_next_one_is_announced(hall: Hall):
    first = await hall.plan()
    pia = await hall.person("Pia")
    await hall.press(pia, "Going")
    before = len(hall.posts())
    await hall.steward.sleep_through(days=2)
    left = first.starts_at - hall.steward.core.clock.now()
    await hall.steward.pass_time(seconds=left.total_seconds())
    begun = hall.posts()[-1]
    assert "begins" in begun.content
    assert f"<#{hall.room.id}>" in begun.content
    assert hall.listed()[0].status == 2
    assert "Good to have you here" in (await hall.press(pia, "I am here", begun)).text
    await hall.steward.pass_time(minutes=61)
    assert hall.listed()[0].status == 3
    (desk,) = hall.posts("#community-team")
    assert "1 person took part" in desk.content
    assert "Thank you, <@" in desk.content
    assert len(hall.posts()) > before
    assert hall.post().content.count("Going: 0") == 1, "the next one has its own announcement"
    assert len([one for one in hall.listed() if one.status == 1]) == 3


async def test_reminders_come_once_to_those_who_go_and_keep_to_quiet_hours(hall: Hall):
    first = await hall.plan()
    pia, quim = [await hall.person(name) for name in ("Pia", "Quim")]
    answered = await hall.press(pia, "Going")
    await hall.press(quim, "Maybe")
    await hall.press(pia, "15 minutes before: yes", answered.message)
    await hall.steward.sleep_through(days=2)
    await hall.steward.pass_time(days=1)
    (reminder,) = hall.told(pia)  # a day before; the one for 15 minutes is switched off
    assert "Weekly call" in reminder
    assert hall.told(quim) == []
    assert first.starts_at < hall.steward.core.clock.now()


async def test_what_is_called_off_is_told_once_to_those_concerned(hall: Hall):
    first = await hall.plan()
    pia, quim = [await hall.person(name) for name in ("Pia", "Quim")]
    await hall.press(pia, "Going")
    await hall.press(quim, "Can't make it")
    asked = await hall.ana.command(
        "event cancel", event="weekly", scope="this", reason="The roof leaks"
    )
    assert "1 person goes or waits, and is told" in asked.text
    assert "The roof leaks" in asked.text
    await hall.steward.pass_time(minutes=5)
    assert hall.told(pia) == [], "nothing happens before it is confirmed"
    done = await hall.press(hall.ana, "Call it off", asked.message)
    assert "Called off" in done.text
    await hall.steward.pass_time(minutes=5)
    (told,) = hall.told(pia)
    assert "The roof leaks" in told
    assert hall.told(quim) == []
    listed = {one.id: one.status for one in hall.listed()}
    assert sorted(listed.values()) == [1, 1, 1, 4], "another date has moved in"
    assert all(one.starts_at != first.starts_at for one in await hall.coming())


async def test_one_date_is_moved_and_the_others_stay(hall: Hall):
    first = await hall.plan()
    pia = await hall.person("Pia")
    await hall.press(pia, "Going")
    asked = await hall.ana.command("event edit", event=str(first.id), when="Friday 19:00")
    shown = await hall.ana.fill(asked, {"Title": "Weekly call"})
    assert "Friday" in shown.text
    await hall.press(hall.ana, "Change it", shown.message)
    await hall.steward.pass_time(seconds=10)
    days = [
        one.starts_at.astimezone(first.zone).strftime("%a %H:%M") for one in await hall.coming()
    ]
    assert days == ["Fri 19:00", "Thu 18:00", "Thu 18:00"]
    assert sorted(one.starts_at for one in hall.listed()) == [
        one.starts_at for one in await hall.coming()
    ]
    (told,) = hall.told(pia)
    assert "has changed" in told


async def test_this_and_the_following_move_with_their_answers(hall: Hall):
    await hall.plan()
    first, second, third = await hall.coming()
    asked = await hall.ana.command(
        "event edit", event=str(second.id), scope="following", when="Wednesday 11 Nov 20:00"
    )
    shown = await hall.ana.fill(asked, {"Title": "Evening call"})
    await hall.press(hall.ana, "Change it", shown.message)
    coming = await hall.coming()
    shapes = [
        (one.details.title, f"{one.starts_at.astimezone(one.zone):%a %H:%M}") for one in coming
    ]
    assert shapes[0] == ("Weekly call", "Thu 18:00")
    assert set(shapes[1:]) == {("Evening call", "Wed 20:00")}
    assert {second.id, third.id} < {one.id for one in coming}
    assert coming[0].series_id == first.series_id != coming[1].series_id


async def test_all_of_a_series_get_other_words(hall: Hall):
    await hall.plan()
    first = (await hall.coming())[0]
    asked = await hall.ana.command("event edit", event=str(first.id), scope="all")
    shown = await hall.ana.fill(asked, {"Title": "Maker call"})
    await hall.press(hall.ana, "Change it", shown.message)
    assert {one.details.title for one in await hall.coming()} == {"Maker call"}
    assert {one.name for one in hall.listed()} == {"Maker call"}


async def test_a_date_that_is_skipped_leaves_the_series_alone(hall: Hall):
    first = await hall.plan()
    asked = await hall.ana.command("event skip", event=str(first.id))
    assert "The series goes on after it" in asked.text
    await hall.press(hall.ana, "Leave it as it is", asked.message)
    assert (await hall.coming())[0].id == first.id
    asked = await hall.ana.command("event skip", event=str(first.id))
    await hall.press(hall.ana, "Call it off", asked.message)
    coming = await hall.coming()
    assert len(coming) == 3
    assert coming[0].starts_at == first.starts_at + timedelta(days=7)
    assert coming[0].is_posted


async def test_all_dates_to_come_are_called_off_together(hall: Hall):
    first = await hall.plan()
    second = (await hall.coming())[1]
    asked = await hall.ana.command("event cancel", event=str(second.id), scope="following")
    assert "All dates after that" in asked.text
    assert "0 people go or wait" in asked.text
    await hall.press(hall.ana, "Call it off", asked.message)
    assert [one.id for one in await hall.coming()] == [first.id]


async def test_what_staff_change_in_discord_s_list_flows_back(hall: Hall):
    first = await hall.plan()
    world, listed = hall.town.world, hall.listed()[0]
    later = first.starts_at + timedelta(hours=1)
    body = {
        "name": "Call with cake",
        "scheduled_start_time": later.isoformat(),
        "scheduled_end_time": (later + timedelta(hours=1)).isoformat(),
    }
    world.scheduled_events.edit(hall.ana.user, hall.town.guild, listed.id, body)
    await hall.steward.settled()
    changed = (await hall.coming())[0]
    assert (changed.details.title, changed.starts_at) == ("Call with cake", later)
    (note,) = hall.posts("#community-team")
    assert "taken that over" in note.content
    world.scheduled_events.delete(hall.ana.user, hall.town.guild, listed.id)
    await hall.steward.settled()
    assert first.id not in {one.id for one in await hall.coming()}


async def test_while_the_bot_was_off_nothing_is_missed_or_doubled(hall: Hall):
    first = await hall.plan()
    await hall.steward.stop()
    await hall.town.advance(
        seconds=(first.starts_at - hall.town.world.clock.now()).total_seconds() + 600
    )
    await hall.steward.begin()
    begun = [one for one in hall.posts() if "begins" in one.content]
    assert len(begun) == 1
    await hall.steward.stop()
    await hall.town.advance(days=8)
    await hall.steward.begin()
    await hall.steward.pass_time(hours=2)
    assert len([one for one in hall.posts() if "begins" in one.content]) == 1, (
        "a call that is over is not announced"
    )
    coming = await hall.coming()
    assert len(coming) == 3
    assert len({one.starts_at for one in await hall.all()}) == len(await hall.all())


async def test_a_call_keeps_its_hour_through_a_year_of_clock_changes(hall: Hall):
    await hall.plan("every Sunday 18:00")
    seen = {}
    await hall.steward.stop()
    for weeks in (8, 8, 3, 8, 8, 8, 6, 3):
        await hall.town.advance(days=7 * weeks)
        await hall.steward.begin()
        coming = await hall.coming()
        assert [one.starts_at for one in hall.listed() if one.status == 1] == [
            one.starts_at for one in coming
        ]
        seen |= {one.starts_at: one.starts_at.astimezone(one.zone) for one in coming}
        await hall.steward.stop()
    assert {one.strftime("%a %H:%M") for one in seen.values()} == {"Sun 18:00"}
    for day, hour in ((21, 17), (28, 16)):
        assert datetime(2027, 3, day, hour, tzinfo=UTC) in seen
    for day, hour in ((24, 16), (31, 17)):
        assert datetime(2027, 10, day, hour, tzinfo=UTC) in seen
    await hall.steward.begin()
