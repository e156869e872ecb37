"""Around an event: calendars, the program, hosts, templates, attendance, and many at once."""

import asyncio
import io
import os
from datetime import UTC

import icalendar
import pytest
from aiohttp import ClientSession
from PIL import Image

from bot.services import ComingUp
from cogs.events import answers
from cogs.events.desk import Desk
from cogs.events.server import place_of
from sandbox import permissions
from tests.cogs.events.hall import EVENTS, Hall, hall, steward_packages

__all__ = ["hall", "steward_packages"]
pytestmark = pytest.mark.sandbox(rate_limits=False)

ROUNDS = int(os.environ.get("LAST_SEAT", "3"))
PEOPLE = range(10_000, 10_050)


@pytest.mark.timeout(60 + 6 * ROUNDS)
async def test_the_last_seat_pressed_by_fifty_at_once_goes_to_one(hall: Hall):
    """More rounds: `LAST_SEAT=100 python -m pytest tests/journeys/test_events_around.py`."""
    first = await hall.plan(Seats="1")
    core = hall.steward.core
    guild = hall.steward.client.get_guild(hall.town.guild.id)
    desk, place = Desk(core), place_of(core, guild)
    for _ in range(ROUNDS):
        stood = await asyncio.gather(
            *(desk.seats.answer(place, first.id, one, "going") for one in PEOPLE)
        )
        assert [one.answer for one in stood].count("going") == 1
        assert sorted(one.line for one in stood) == list(range(50)), "nobody is lost"
        async with core.db.read() as tx:
            roster = await answers.roster(tx, first.id)
        turns = {user_id: one.turn for user_id, one in roster.items()}
        by_turn = sorted(PEOPLE, key=lambda one: turns[one])
        by_line = sorted(PEOPLE, key=lambda one: stood[one - PEOPLE.start].line)
        assert by_turn == by_line, "the order is kept"
        async with core.db.write() as tx:
            await answers.save_roster(
                tx, guild.id, first.id, before=roster, after={}, now=core.clock.now()
            )


async def test_an_occurrence_costs_one_request_and_its_announcement_another(hall: Hall):
    journal = hall.steward.sandbox.journal
    shown = await hall.preview()
    before = journal.last
    await hall.press(hall.ana, "Announce it", shown.message)
    made = [one.facts for one in journal.entries(after=before, kind="request")]
    assert len(hall.listed()) == 3
    assert len([one for one in made if "interactions" not in one["route"]]) == 4, made


async def test_the_calendar_file_holds_the_event(hall: Hall):
    first = await hall.plan()
    pia = await hall.person("Pia")
    answered = await hall.press(pia, "Calendar file")
    (file,) = answered.message.attachments
    events = icalendar.Calendar.from_ical(file.content).events
    event = events[0]
    assert event["DTSTART"].dt == first.starts_at
    assert str(event["SUMMARY"]) == "Weekly call"


async def test_the_feed_is_read_at_its_secret_address_until_that_is_renewed(hall: Hall):
    await hall.steward.use(EVENTS + "    public_address: https://steward.example.org\n")
    await hall.plan()
    told = await hall.ana.command("event feed")
    assert told.is_private
    path = told.text.split("steward.example.org")[1].split(">")[0]
    url = hall.steward.core.web.url
    async with ClientSession() as client:
        async with client.get(url + path) as answer:
            assert answer.status == 200
            assert answer.content_type == "text/calendar"
            (event,) = icalendar.Calendar.from_ical(await answer.read()).events
            assert str(event["SUMMARY"]) == "Weekly call"
        async with client.get(f"{url}/events/{'x' * 32}.ics") as answer:
            assert answer.status == 404
        await hall.ana.command("event feed", renew=True)
        async with client.get(url + path) as answer:
            assert answer.status == 404
    pia = await hall.person("Pia")
    assert "This needs a role" in (await pia.command("event feed")).text


async def test_what_not_everybody_sees_stays_out_of_the_feed_and_of_what_comes_up(hall: Hall):
    await hall.steward.use(EVENTS + "    public_address: https://steward.example.org\n")
    await hall.plan()
    pia = await hall.person("Pia")
    coming = hall.steward.core.services.get(ComingUp)
    guild_id = hall.town.guild.id
    assert "Weekly call" in (await coming.coming_up(guild_id, pia.id))[0]
    hidden = {"type": 0, "allow": "0", "deny": str(permissions.VIEW_CHANNEL)}
    hall.town.world.channels.set_overwrite(hall.ana.user, hall.room, guild_id, hidden)
    await hall.steward.settled()
    assert await coming.coming_up(guild_id, pia.id) == []
    told = await hall.ana.command("event feed")
    path = told.text.split("steward.example.org")[1].split(">")[0]
    async with ClientSession() as client, client.get(hall.steward.core.web.url + path) as answer:
        assert icalendar.Calendar.from_ical(await answer.read()).events == []


@pytest.mark.parametrize("period", ["week", "month"])
async def test_the_program_is_shown_as_text_and_as_a_picture_in_words(hall: Hall, period):
    await hall.plan()
    pia = await hall.person("Pia")
    await pia.command("program", period=period)
    await hall.steward.settled()
    (shown,) = [one for one in hall.town.place("#general").messages.values() if one.attachments]
    assert shown.only_for == pia.id
    assert "Weekly call" in shown.content
    (file,) = shown.attachments
    assert "18:00 Weekly call" in file.description
    picture = Image.open(io.BytesIO(file.content))
    assert picture.size[0] > 1000


async def test_a_host_a_recording_and_a_template_are_kept(hall: Hall):
    first = await hall.plan(Description="Bring what you make")
    pia = await hall.person("Pia")
    await hall.ana.command("event host", event=str(first.id), member=pia)
    link = "https://video.example/1"
    await hall.ana.command("event recording", event=str(first.id), link=link)
    await hall.steward.pass_time(seconds=5)
    assert pia.mention in hall.post().content
    assert link in hall.post().content
    kept = await hall.ana.command("event template", name="Call", event=str(first.id))
    assert "Kept as" in kept.text
    assert await hall.ana.complete("event create", "template", "ca", when="friday") == ["Call"]
    asked = await hall.ana.command("event create", when="Friday 18:00", template="Call")
    values = {
        item["custom_id"]: item.get("value")
        for row in asked.modal["components"]
        for item in row["components"]
    }
    assert values["description"] == "Bring what you make"
    assert "Deleted" in (await hall.ana.command("event template", name="Call")).text


async def test_who_was_there_is_counted_and_what_they_say_has_no_name(hall: Hall):
    first = await hall.plan()
    pia, quim = [await hall.person(name) for name in ("Pia", "Quim")]
    for person in (pia, quim):
        await hall.press(person, "Going")
    now = hall.steward.core.clock.now
    await hall.steward.pass_time(seconds=(first.starts_at - now()).total_seconds() + 1)
    await pia.enter(hall.room)
    await quim.enter(hall.room)
    await hall.steward.settled()
    await hall.steward.pass_time(minutes=9)
    await quim.hang_up()
    await hall.steward.pass_time(minutes=52)
    (desk,) = [one for one in hall.posts("#community-team") if "is over" in one.content]
    assert "1 person took part" in desk.content
    assert "2 had said they would come" in desk.content
    assert "nobody is named" in desk.content
    thread = next(one for one in hall.town.guild.threads.values() if "Afterwards" in one.name)
    question = hall.posts(thread)[-1]
    absent = await quim.press(question, "Say how it was")
    assert "Those who took part" in absent.text
    marks = await pia.press(question, "Say how it was")
    dialog = await pia.press(marks.message, "4, very good")
    thanked = await pia.fill(dialog, {"text": "Lovely *cake*"})
    assert "Thank you" in thanked.text
    shown = (await hall.ana.command("event attendance", event=str(first.id))).text
    assert "1 person took part" in shown
    assert "4 of 5" in shown
    assert "Lovely \\*cake\\*" in shown
    assert "Pia" not in shown
    assert pia.mention not in shown


async def test_a_seat_that_is_offered_privately_is_taken_there(hall: Hall):
    first = await hall.plan(Seats="1")
    pia, quim = [await hall.person(name) for name in ("Pia", "Quim")]
    await hall.press(pia, "Going")
    await hall.press(quim, "Going")
    await hall.press(pia, "Can't make it")
    offer = hall.posts(quim.private_channel)[-1]
    assert "You are going" in (await hall.press(quim, "Going", offer)).text
    assert (await hall.roster(first))[quim.id] == "going"


async def test_holidays_are_left_out_where_organisers_say_so(hall: Hall):
    days_off = EVENTS.replace("features:", '  holidays: ["11-12"]\nfeatures:')
    await hall.steward.use(days_off)
    shown = await hall.preview(skip_holidays=True)
    assert "Left out as holidays: Thursday, November 12, 2026" in shown.text
    await hall.press(hall.ana, "Announce it", shown.message)
    days = [one.starts_at.astimezone(UTC).day for one in await hall.coming()]
    assert days == [5, 19, 26]


async def test_events_that_begin_together_are_one_reminder(hall: Hall):
    await hall.plan()
    await hall.plan("Thursday 18:15", title="Soldering")
    pia = await hall.person("Pia")
    for post in hall.announcements():
        await hall.press(pia, "Going", post)
    await hall.steward.sleep_through(days=2)
    (reminder,) = hall.told(pia)
    assert "Weekly call" in reminder
    assert "Soldering" in reminder


async def test_the_interest_role_is_invited_to_an_event_once(hall: Hall):
    await hall.steward.use(EVENTS + "    interest_role: Greeters\n")
    await hall.plan()
    role = hall.town.role("Greeters")
    (post,) = hall.posts()
    assert post.mention_roles == [role.id]
    await hall.press(hall.ana, "Going")
    await hall.steward.pass_time(seconds=5)
    assert len(hall.posts()) == 1


async def test_loaded_anew_the_feature_goes_on_where_it_was(hall: Hall):
    first = await hall.plan()
    await hall.steward.client.reload_feature("events")
    pia = await hall.person("Pia")
    assert "You are going" in (await hall.press(pia, "Going")).text
    assert (await hall.roster(first))[pia.id] == "going"
    assert len(hall.listed()) == 3
