"""Reading the town's clock, and moving it forward."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import web

from sandbox.control.asking import answer, fields_of, world_of
from sandbox.control.refusal import Refusal
from sandbox.wire import instant

if TYPE_CHECKING:
    from sandbox.clock import VirtualClock
    from sandbox.control.fields import Fields
    from sandbox.model import Json

MOST_SECONDS: Final = 366 * 86400
_WAYS: Final = ("advance", "to", "to_next")


def clock_json(clock: VirtualClock) -> Json:
    """Return the time, and whether it passes by itself."""
    return {"now": instant(clock.now()), "running": clock.running}


async def read(request: web.Request) -> web.Response:
    """Return the time."""
    return answer(clock_json(world_of(request).clock))


async def move(request: web.Request) -> web.Response:
    """Move forward by seconds, to an instant, or to the next weekday and time in a zone."""
    clock = world_of(request).clock
    fields = await fields_of(request)
    if sum(way in fields for way in _WAYS) != 1:
        raise Refusal("say exactly one of 'advance', 'to' and 'to_next'")
    target = _target(clock, fields)
    if target < clock.now():
        now = instant(clock.now())
        raise Refusal(f"the clock cannot go back: it is {now}, and {instant(target)} is earlier")
    await clock.advance_to(target)
    return answer(clock_json(clock))


def _target(clock: VirtualClock, fields: Fields) -> datetime:
    for way in _WAYS:
        fields.raw(way)
    fields.finish()
    if "advance" in fields:
        return clock.now() + timedelta(seconds=fields.seconds("advance", 0, MOST_SECONDS))
    if "to" in fields:
        return fields.instant("to")
    return _next(clock, fields.nested("to_next"))


def _next(clock: VirtualClock, fields: Fields) -> datetime:
    weekday = fields.number("weekday", 0, 0, 6)
    text = fields.text("time")
    zone = fields.optional_text("zone") or "UTC"
    fields.finish()
    try:
        at = time.fromisoformat(text)
    except ValueError:
        raise Refusal(f"'time' must be a time of day such as 09:00, not {text!r}") from None
    if at.tzinfo is not None:
        raise Refusal("'time' must not have an offset; say the zone in 'zone'")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Refusal(f"unknown zone {zone!r}; use an IANA name such as Europe/Madrid") from None
    return clock.next_local(weekday, at, zone)


ROUTES: Final = (web.get("/clock", read), web.post("/clock", move))
