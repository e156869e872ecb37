"""Events get one more date, are told to who wants to hear of them, and are for a role."""

from datetime import date, timedelta

import icalendar
import pytest

from cogs.events.gathering import Occurrence
from sandbox import model, permissions
from sandbox.transcript import text_of
from tests.cogs.events.hall import EVENTS, Hall, hall, steward_packages

__all__ = ["hall", "steward_packages"]
SCHEDULED, CANCELLED = 1, 4
pytestmark = pytest.mark.sandbox(rate_limits=False)


async def one_more(hall: Hall, event: int, when: str):
    return await hall.ana.command("event edit", event=str(event), scope="more", when=when)


async def test_a_series_gets_one_more_date_that_comes_before_the_others(hall: Hall):
    first = await hall.plan()
    shown = await one_more(hall, first.id, "Tuesday 20:00")
    assert "One more date" in shown.text
    assert "Tuesday" in shown.text
    assert shown.text.count("<t:") >= 6, "the next five are shown"
    assert len(await hall.coming()) == 3, "nothing happens before it is confirmed"
    await hall.press(hall.ana, "Add this date", shown.message)
    coming = await hall.coming()
    assert [one.starts_at.weekday() for one in coming] == [1, 3, 3, 3]
    assert coming[0].is_posted
    assert len(hall.listed()) == 4
    handed = await hall.press(hall.ana, "Calendar file")
    calendar = icalendar.Calendar.from_ical(handed.message.attachments[0].content)
    (series,) = [one for one in calendar.walk("VEVENT") if "RRULE" in one]
    (added,) = series["RDATE"].dts
    assert added.dt == coming[0].starts_at


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("every Tuesday 20:00", "Write one day and time"),
        ("", "Write one day and time"),
        ("Thursday 18:00", "one of the series already"),
        ("Nov 1 2026 20:00", "That has passed"),
        ("gribble", "I do not understand"),
    ],
)
async def test_what_is_no_other_date_is_not_added(hall: Hall, when: str, words: str):
    first = await hall.plan()
    refused = await one_more(hall, first.id, when)
    assert words in refused.text
    assert len(await hall.coming()) == 3


async def test_one_more_date_is_as_it_was_asked_for_and_the_others_are_as_before(hall: Hall):
    first = await hall.plan()
    lab = hall.town.world.channels.create(
        hall.ana.user, hall.town.guild, {"name": "Lab", "type": model.VOICE}
    )
    makers = hall.town.role("Moderators")
    shown = await hall.ana.command(
        "event edit", event=str(first.id), scope="more", when="24 December 20:00",
        length="2h", channel=lab, role=makers,
    )  # fmt: skip
    assert "120 min" in shown.text
    await hall.press(hall.ana, "Add this date", shown.message)
    *usual, added = await hall.coming()
    assert (added.details.minutes, added.details.channel_id) == (120, lab.id)
    assert added.details.role_id == makers.id
    assert added.ends_at - added.starts_at == timedelta(hours=2)
    assert {one.details.channel_id for one in usual} == {hall.room.id}
    assert [one.channel_id for one in hall.listed()][-1] == lab.id


def stand_in_list(hall: Hall, occurrence: Occurrence) -> list[int]:
    """Return how what stands in Discord's list for an occurrence stands there."""
    there = [one for one in hall.listed() if one.starts_at == occurrence.starts_at]
    return [one.status for one in sorted(there, key=lambda one: one.id)]


async def called_off(hall: Hall) -> None:
    (first, *_) = await hall.coming()
    asked = await hall.ana.command("event skip", event=str(first.id))
    await hall.press(hall.ana, "Call it off", asked.message)


async def test_a_date_that_was_called_off_can_take_place_after_all(hall: Hall):
    first = await hall.plan()
    cleo = await hall.person("Cleo")
    await hall.press(cleo, "Going")
    await called_off(hall)
    second = (await hall.coming())[0]
    shown = await one_more(hall, second.id, "Thursday 18:00")
    assert "was called off" in shown.text
    await hall.press(hall.ana, "Let it take place", shown.message)
    await hall.steward.pass_time(minutes=1)
    back = (await hall.coming())[0]
    assert (back.id, back.starts_at) == (first.id, first.starts_at)
    assert back.sequence > first.sequence + 1
    assert await hall.roster(back) == {cleo.id: "going"}
    assert stand_in_list(hall, first) == [CANCELLED, SCHEDULED]
    announced = hall.announcements()[0]
    assert "called off" not in text_of(announced)
    await called_off(hall)
    assert stand_in_list(hall, first) == [CANCELLED, CANCELLED]
    told = [text for text in hall.told(cleo) if "called off" in text]
    assert ["after all" in text for text in told] == [False, True, False], "each is told once"


async def test_calendars_read_that_a_date_was_called_off_and_takes_place_after_all(hall: Hall):
    first = await hall.plan()
    await called_off(hall)
    second = (await hall.coming())[0]
    shown = await one_more(hall, second.id, "Thursday 18:00")
    await hall.press(hall.ana, "Let it take place", shown.message)
    handed = await hall.press(hall.ana, "Calendar file")
    calendar = icalendar.Calendar.from_ical(handed.message.attachments[0].content)
    (series, *others) = calendar.walk("VEVENT")
    assert "EXDATE" not in series
    again = next(one for one in others if one["DTSTART"].dt == first.starts_at)
    assert "STATUS" not in again
    assert again["SEQUENCE"] > series["SEQUENCE"]


async def test_a_holiday_that_is_left_out_can_be_one_more_date(hall: Hall):
    holidays = EVENTS.replace("community:\n", 'community:\n  holidays: ["12-25"]\n')
    await hall.steward.use(holidays)
    first = await hall.plan("every Friday 18:00", skip_holidays=True)
    shown = await one_more(hall, first.id, "25 December 18:00")
    await hall.press(hall.ana, "Add this date", shown.message)
    assert (await hall.coming())[-1].starts_at.date() == date(2026, 12, 25)


async def test_who_wants_to_be_told_of_new_events_is_told_once_of_each_series(hall: Hall):
    pia, quim = [await hall.person(name) for name in ("Pia", "Quim")]
    mine = await pia.command("my events")
    assert "You are not told of new events" in mine.text
    told = await hall.press(pia, "Tell me of new events", mine.message)
    assert "You are told privately of each new event" in told.text
    await hall.plan()
    await hall.steward.restart()
    await hall.steward.pass_time(minutes=5)
    (word,) = hall.posts(pia.private_channel)
    assert "New: **Weekly call**" in word.content
    assert hall.told(quim) == []
    answered = await hall.press(pia, "Going", word)
    assert "You are going" in answered.text
    mine = await pia.command("my events")
    assert "Weekly call" in mine.text
    await hall.press(pia, "Don't tell me of new events", mine.message)
    await hall.plan("Friday 20:00", title="Party")
    await hall.steward.pass_time(minutes=5)
    assert len(hall.told(pia)) == 1


async def test_nobody_is_told_of_a_new_event_at_night(hall: Hall):
    await hall.steward.use(
        hall.steward.settings_file.read_text().replace(
            "  staff_channel:", '  quiet_hours: "22:00-08:00"\n  staff_channel:'
        )
    )
    pia = await hall.person("Pia")
    await hall.press(pia, "Tell me of new events", (await pia.command("my events")).message)
    await hall.steward.stop()
    await hall.town.advance(hours=14)  # midnight in Madrid
    await hall.steward.begin()
    await hall.plan()
    assert hall.told(pia) == []
    await hall.steward.stop()
    await hall.town.advance(hours=9)
    await hall.steward.begin()
    assert len(hall.told(pia)) == 1


async def test_only_those_who_may_come_are_told_of_a_new_event(hall: Hall):
    world, guild, ana = hall.town.world, hall.town.guild, hall.ana
    pia, quim = [await hall.person(name) for name in ("Pia", "Quim")]
    for person in (pia, quim):
        mine = await person.command("my events")
        await hall.press(person, "Tell me of new events", mine.message)
    role = world.roles.create(ana.user, guild, {"name": "Members"})
    world.members.add_role(ana.user, guild, pia.id, role.id)
    await hall.plan(role=role)
    assert (len(hall.told(pia)), len(hall.told(quim))) == (1, 0)
    hidden = {"type": 0, "allow": "0", "deny": str(permissions.VIEW_CHANNEL)}
    world.channels.set_overwrite(ana.user, hall.room, guild.id, hidden)
    await hall.plan("Friday 20:00", title="Team evening")
    assert (len(hall.told(pia)), len(hall.told(quim))) == (1, 0)


async def test_an_event_for_a_role_takes_answers_of_those_who_have_it(hall: Hall):
    role = hall.town.world.roles.create(hall.ana.user, hall.town.guild, {"name": "Members"})
    shown = await hall.preview(role=role)
    assert f"For: <@&{role.id}>" in shown.text
    await hall.press(hall.ana, "Announce it", shown.message)
    (first, *_) = await hall.coming()
    assert f"For: <@&{role.id}>" in hall.post().content
    pia = await hall.person("Pia")
    refused = await hall.press(pia, "Going")
    assert "for people who have the role" in refused.text
    assert await hall.roster(first) == {}
    hall.town.world.members.add_role(hall.ana.user, hall.town.guild, pia.id, role.id)
    assert "You are going" in (await hall.press(pia, "Going")).text
    assert await hall.roster(first) == {pia.id: "going"}
