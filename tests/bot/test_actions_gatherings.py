"""Scheduled events: announced once, changed, begun and ended."""

from datetime import datetime, timedelta

import pytest

from bot.effects import CreateScheduledEvent, EditScheduledEvent, SetEventStatus
from sandbox import model, permissions
from sandbox.model import ScheduledEvent
from sandbox.town import Town
from sandbox.world.scheduled_events import ACTIVE, CANCELED, COMPLETED
from tests.bot.test_actions_live import Desk, desk
from tests.bot.test_actions_members import take_from_the_bot
from tests.steward import Running

__all__ = ["desk"]

pytestmark = pytest.mark.features()

EVENTS = "/guilds/*/scheduled-events"


def tomorrow(town: Town) -> datetime:
    return town.sandbox.clock.now().replace(microsecond=0) + timedelta(days=1)


def workshop(town: Town, **parts: object) -> CreateScheduledEvent:
    start = tomorrow(town)
    end = start + timedelta(hours=2)
    given = {"name": "Workshop", "start": start, "end": end, "location": "Library"}
    return CreateScheduledEvent(**{**given, **parts})


def the_event(town: Town) -> ScheduledEvent:
    (event,) = town.guild.scheduled_events.values()
    return event


def status(desk: Desk, wanted: str) -> SetEventStatus:
    return SetEventStatus(of=desk.key("1"), status=wanted)


async def test_an_event_is_announced_elsewhere_or_in_a_voice_channel(
    desk: Desk, town: Town
) -> None:
    effect = workshop(town, description="Bring a lamp.")
    result = await desk.do("1", effect)
    event = the_event(town)
    assert (result.state, result.created_id) == ("sent", event.id)
    assert (event.name, event.location, event.description) == (
        "Workshop",
        "Library",
        "Bring a lamp.",
    )
    assert (event.starts_at, event.ends_at) == (effect.start, effect.end)
    room = town.world.channels.create(
        town.owner.user, town.guild, {"name": "Stage", "type": model.VOICE}
    )
    await desk.steward.settled()
    spoken = workshop(town, name="Talk", channel_id=room.id, location="", end=None)
    assert (await desk.do("2", spoken)).state == "sent"
    assert {one.channel_id for one in town.guild.scheduled_events.values()} == {None, room.id}


async def test_an_event_whose_answer_was_lost_is_announced_once(
    desk: Desk, steward: Running, town: Town
) -> None:
    desk.fault(route=EVENTS, drop="after")
    await desk.do("1", workshop(town))
    await steward.pass_time(minutes=1)
    assert (await desk.result("1")).created_id == the_event(town).id


async def test_an_event_is_changed_also_while_it_runs(
    desk: Desk, steward: Running, town: Town
) -> None:
    first = workshop(town)
    await desk.do("1", first)
    later = first.start + timedelta(hours=1)
    parts = {"of": desk.key("1"), "name": "Big workshop", "location": "Hall"}
    edit = EditScheduledEvent(start=later, end=later + timedelta(hours=2), **parts)
    assert (await desk.do("1", edit, "desk.edit")).state == "sent"
    event = the_event(town)
    assert (event.name, event.starts_at, event.location) == ("Big workshop", later, "Hall")
    assert (await desk.do("1", status(desk, "active"), "desk.status")).state == "sent"
    longer = edit.model_copy(update={"end": later + timedelta(hours=3)})
    assert (await desk.do("2", longer, "desk.edit")).state == "sent"
    assert event.ends_at == later + timedelta(hours=3)


async def test_an_event_begins_and_ends_and_what_is_so_already_is_done(
    desk: Desk, town: Town
) -> None:
    await desk.do("1", workshop(town))
    event = the_event(town)
    assert (await desk.do("1", status(desk, "active"), "desk.status")).state == "sent"
    assert event.status == ACTIVE
    assert (await desk.do("2", status(desk, "active"), "desk.status")).state == "sent"
    assert (await desk.do("3", status(desk, "completed"), "desk.status")).state == "sent"
    assert event.status == COMPLETED
    assert (await desk.do("4", status(desk, "cancelled"), "desk.status")).state == "sent"
    over = await desk.do("5", status(desk, "active"), "desk.status")
    assert (over.state, over.code) == ("skipped", "event_over")


async def test_an_event_that_never_began_is_called_off(desk: Desk, town: Town) -> None:
    await desk.do("1", workshop(town))
    await desk.do("1", status(desk, "completed"), "desk.status")
    assert the_event(town).status == CANCELED


async def test_an_event_that_somebody_deleted_counts_as_ended(
    desk: Desk, steward: Running, town: Town
) -> None:
    await desk.do("1", workshop(town))
    town.world.scheduled_events.delete(town.owner.user, town.guild, the_event(town).id)
    await steward.settled()
    assert (await desk.do("1", status(desk, "cancelled"), "desk.status")).state == "sent"
    edit = EditScheduledEvent(of=desk.key("1"), **workshop(town).model_dump(exclude={"do"}))
    result = await desk.do("1", edit, "desk.edit")
    assert (result.state, result.code) == ("skipped", "event_gone")


async def test_a_full_calendar_and_a_missing_permission_hold_an_event_up(
    desk: Desk, steward: Running, town: Town
) -> None:
    desk.fault(route=EVENTS, status=400, code=30038)
    full = await desk.do("1", workshop(town))
    assert (full.state, full.code) == ("planned", "too_many_events")
    take_from_the_bot(town, permissions.CREATE_EVENTS | permissions.MANAGE_EVENTS)
    await steward.settled()
    assert (await desk.do("2", workshop(town))).detail == "Create Events"
