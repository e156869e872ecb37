"""Events when something is in the way: a clear answer, and what was typed is kept."""

import asyncio
from datetime import timedelta

import pytest

from sandbox import model, permissions
from sandbox.faults import Fault
from sandbox.person import Answered
from tests.cogs.events.hall import Hall, hall

__all__ = ["hall"]
pytestmark = [pytest.mark.features("events", "outreach"), pytest.mark.sandbox(rate_limits=False)]


def filled_in(asked: Answered) -> dict[str, str]:
    """Return what already stands in a dialog."""
    rows = [item for row in asked.modal["components"] for item in row["components"]]
    return {item["custom_id"]: item.get("value") or "" for item in rows}


async def test_an_ambiguous_date_is_asked_and_the_choice_counts(hall: Hall):
    asked = await hall.draft("03/04 18:00")
    assert "may mean several times" in asked.text
    assert "03/04 18:00" in asked.text
    modal = await hall.ana.press(asked.message, "Thursday, March 4, 2027 18:00")
    shown = await hall.ana.fill(modal, {"Title": "Open evening"})
    assert "Thursday, March 4, 2027, 18:00" in shown.text


async def test_a_time_that_has_passed_gets_a_suggestion(hall: Hall):
    asked = await hall.draft("today 8:00")
    assert "That has passed" in asked.text
    modal = await hall.ana.press(asked.message, "Tuesday, November 3, 2026 08:00")
    assert modal.kind == "modal"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("Feb 30 18:00", "There is no 30/2 in 2026"),
        ("Friday 18:00-17:00", "before it begins"),
        ("gribble 18:00", "I do not understand"),
        ("2040-11-20 18:00", "more than five years ahead"),
    ],
)
async def test_what_cannot_be_understood_is_kept_and_can_be_written_anew(hall: Hall, when, words):
    asked = await hall.draft(when)
    assert words in asked.text
    modal = await hall.ana.press(asked.message, "Another time")
    assert filled_in(modal)["when"] == when
    shown = await hall.ana.fill(modal, {"Day and time": "Friday 18:00"})
    assert "It needs a title" in shown.text, "the rest is asked for next"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"Title": "x" * 101}, "The title has 101 characters; at most 100 fit"),
        ({"Description": "y" * 1001}, "The description has 1001 characters; at most 1000 fit"),
        ({"Place or link": ""}, "Where does it take place?"),
        ({"Seats": "0"}, "Write a number of seats from 1"),
        ({"Seats": "many"}, "many is not a number of seats"),
    ],
)
async def test_what_does_not_fit_is_said_and_what_was_typed_is_kept(hall: Hall, fields, words):
    typed = {"Title": "Open evening", "Description": "", "Place or link": "Hall", "Seats": ""}
    asked = await hall.draft("Friday 18:00", channel=None)
    answered = await hall.ana.fill(asked, {**typed, **fields})
    assert words in answered.text
    again = await hall.ana.press(answered.message, "Put it right")
    kept = filled_in(again)
    expected = {**typed, **fields}
    assert (kept["title"], kept["description"]) == (expected["Title"], expected["Description"])
    shown = await hall.ana.fill(again, {**typed, "Title": "Short"})
    assert "## Short" in shown.text


async def test_fewer_seats_than_people_are_asked_about_and_take_nobody_s_seat(hall: Hall):
    first = await hall.plan(Seats="3")
    for name in ("Pia", "Quim", "Rosa"):
        await hall.press(await hall.person(name), "Going")
    asked = await hall.ana.command("event edit", event=str(first.id))
    shown = await hall.ana.fill(asked, {"Title": "Weekly call", "Seats": "1"})
    assert "3 people are going already. All keep their seats" in shown.text
    await hall.press(hall.ana, "Change it", shown.message)
    assert list((await hall.roster(first)).values()) == ["going"] * 3


async def test_more_seats_let_people_move_up(hall: Hall):
    first = await hall.plan(Seats="1")
    people = [await hall.person(name) for name in ("Pia", "Quim", "Rosa")]
    for person in people:
        await hall.press(person, "Going")
    asked = await hall.ana.command("event edit", event=str(first.id))
    shown = await hall.ana.fill(asked, {"Title": "Weekly call", "Seats": "3"})
    await hall.press(hall.ana, "Change it", shown.message)
    assert list((await hall.roster(first)).values()) == ["going", "offered", "offered"]


async def test_without_the_permission_it_is_said_and_the_rest_works(hall: Hall):
    world, town = hall.town.world, hall.town
    for role in list(town.guild.roles.values()):
        without = role.permissions & ~(permissions.CREATE_EVENTS | permissions.MANAGE_EVENTS)
        world.roles.edit(town.owner.user, town.guild, role.id, {"permissions": str(without)})
    await hall.steward.settled()
    shown = await hall.preview()
    assert "Missing: Create Events" in shown.text
    await hall.press(hall.ana, "Announce it", shown.message)
    assert hall.listed() == []
    assert "Weekly call" in hall.post().content


async def test_a_full_list_is_said_and_the_event_enters_when_there_is_room(hall: Hall):
    world, guild = hall.town.world, hall.town.guild
    start = world.clock.now() + timedelta(days=90)
    body = {"name": "Other", "privacy_level": 2, "entity_type": 2, "channel_id": str(hall.room.id),
            "scheduled_start_time": start.isoformat()}  # fmt: skip
    for _ in range(100):
        world.scheduled_events.create(hall.ana.user, guild, body)
    await hall.steward.settled()
    shown = await hall.preview()
    assert "list is full" in shown.text
    await hall.press(hall.ana, "Announce it", shown.message)
    assert not any(one.name == "Weekly call" for one in hall.listed())
    for one in hall.listed()[:10]:
        world.scheduled_events.delete(hall.ana.user, guild, one.id)
    await hall.steward.pass_time(hours=1, minutes=1)
    assert sum(one.name == "Weekly call" for one in hall.listed()) == 3


async def test_a_channel_that_is_gone_is_told_to_staff_and_asked_for(hall: Hall):
    first = await hall.plan()
    hall.town.world.channels.delete(hall.ana.user, hall.room)
    await hall.steward.settled()
    (note,) = hall.posts("#community-team")
    assert "The channel of **Weekly call** is gone" in note.content
    asked = await hall.ana.command("event edit", event=str(first.id))
    shown = await hall.ana.fill(asked, {"Title": "Weekly call"})
    assert "does not exist any more" in shown.text
    other = hall.town.world.channels.create(
        hall.ana.user, hall.town.guild, {"name": "Other hall", "type": model.VOICE}
    )
    await hall.steward.settled()
    given = {"event": str(first.id), "scope": "all", "channel": other}
    asked = await hall.ana.command("event edit", **given)
    shown = await hall.ana.fill(asked, {"Title": "Weekly call"})
    await hall.press(hall.ana, "Change it", shown.message)
    await hall.steward.settled()
    assert sum(one.channel_id == other.id for one in hall.listed()) == 3


async def test_the_announcement_s_channel_must_exist(hall: Hall):
    hall.town.world.channels.delete(hall.ana.user, hall.town.place("#events"))
    await hall.steward.settled()
    shown = await hall.preview()
    assert "it cannot be announced" in shown.text
    refused = await hall.ana.press(shown.message, "Announce it")
    assert "There is no channel #events here" in refused.text


async def test_pressing_announce_twice_makes_one_event(hall: Hall):
    shown = await hall.preview()
    await asyncio.gather(
        *(hall.ana.press(shown.message, "Announce it") for _ in range(2)), return_exceptions=True
    )
    await hall.steward.settled()
    assert len(hall.listed()) == 3
    assert len(hall.posts()) == 1


async def test_members_cannot_plan_and_see_no_event_of_a_channel_they_do_not_see(hall: Hall):
    pia = await hall.person("Pia")
    refused = await hall.draft(by=pia)
    assert "This needs a role listed under" in refused.text
    await hall.plan()
    everyone = hall.town.guild.id
    hidden = {"type": 0, "allow": "0", "deny": str(permissions.VIEW_CHANNEL)}
    hall.town.world.channels.set_overwrite(hall.ana.user, hall.room, everyone, hidden)
    await hall.steward.settled()
    assert "Nothing is planned" in (await pia.command("event list")).text
    assert "There is no event" in (await pia.command("event show", event="weekly")).text
    assert await pia.complete("event show", "event", "week") == []
    assert "Weekly call" in (await hall.ana.command("event list")).text


async def test_an_old_button_says_that_it_is_over(hall: Hall):
    await hall.plan("Friday 18:00")
    post = hall.post()
    await hall.steward.sleep_through(days=7)
    pia = await hall.person("Pia")
    assert post.components == [], "an event that is over has no buttons"
    told = await pia.command("event list")
    assert "Nothing is planned" in told.text


async def test_a_zone_or_template_that_is_not_there_is_refused(hall: Hall):
    refused = await hall.draft(zone="Europe/Madird")
    assert "is not a time zone" in refused.text
    assert "There is no template" in (await hall.draft(template="none")).text


async def test_when_both_change_it_what_was_decided_here_stands_and_staff_are_told(hall: Hall):
    first = await hall.plan()
    faults = hall.steward.sandbox.faults
    broken = Fault(method="PATCH", route="/guilds/*/scheduled-events/*", drop="before", times=None)
    faults.add(broken)
    asked = await hall.ana.command("event edit", event=str(first.id), when="Friday 19:00")
    shown = await hall.ana.fill(asked, {"Title": "Weekly call"})
    await hall.press(hall.ana, "Change it", shown.message)
    ours = (await hall.coming())[0]
    listed = hall.listed()[0]
    body = {"name": "Something else"}
    hall.town.world.scheduled_events.edit(hall.ana.user, hall.town.guild, listed.id, body)
    await hall.steward.settled()
    (note,) = hall.posts("#community-team")
    assert "while it was being changed here" in note.content
    assert "Something else" in note.content
    faults.remove()
    await hall.steward.pass_time(hours=1)
    settled = next(one for one in hall.listed() if one.id == listed.id)
    assert (settled.name, settled.starts_at) == ("Weekly call", ours.starts_at)


async def test_a_date_that_is_too_far_ahead_for_discord_is_listed_in_its_time(hall: Hall):
    await hall.plan("every 2 years on Nov 20 at 18:00")
    assert [one.starts_at.year for one in await hall.coming()] == [2026, 2028, 2030]
    await hall.plan("every 4 years on Nov 21 at 18:00", title="Weekly games")
    listed = [one.starts_at.year for one in hall.listed() if one.name == "Weekly games"]
    assert listed == [2026, 2030]
    await hall.steward.sleep_through(days=4 * 366)
    listed = [one.starts_at.year for one in hall.listed() if one.name == "Weekly games"]
    assert listed[-1] == 2034
