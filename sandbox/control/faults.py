"""Disturbances on request: faults of the REST API, and of the Gateway's connections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from aiohttp import web

from sandbox.control.asking import answer, done, fields_of, sandbox_of
from sandbox.control.refusal import Refusal, listed
from sandbox.faults import Fault

if TYPE_CHECKING:
    from sandbox.control.fields import Fields

METHODS: Final = ("*", "GET", "POST", "PUT", "PATCH", "DELETE")
MOST_TIMES: Final = 1_000_000
DROPS: Final[dict[str, Literal["before", "after"]]] = {"before": "before", "after": "after"}
DISTURBANCES: Final = ("drop", "reconnect", "invalid_session", "close")


async def in_force(request: web.Request) -> web.Response:
    """Return the faults that can still strike."""
    faults = sandbox_of(request).faults.in_force()
    return answer({"faults": [fault.json() for fault in faults]})


async def add(request: web.Request) -> web.Response:
    """Put a fault in force."""
    fields = await fields_of(request)
    fault = Fault(
        method=_method(fields),
        route=fields.optional_text("route") or "*",
        times=_times(fields),
        status=fields.number("status", 0, 400, 599) or None,
        code=fields.number("code", 0, 0, 1_000_000),
        message=fields.optional_text("message"),
        retry_after=fields.seconds("retry_after", 0, 86400) or None,
        via=fields.flag("via", default=True),
        global_=fields.flag("global"),
        delay=fields.seconds("delay", 0, 600),
        drop=_drop(fields),
        probability=_probability(fields),
        seed=fields.number("seed", 0, 0, 1 << 32),
    )
    fields.finish()
    if fault.status is None and fault.drop is None and not fault.delay:
        raise Refusal("a fault needs an effect: 'status', 'drop' or 'delay'")
    return answer({"id": str(sandbox_of(request).faults.add(fault).id)})


def _method(fields: Fields) -> str:
    method = (fields.optional_text("method") or "*").upper()
    if method not in METHODS:
        raise Refusal(f"unknown 'method' {method!r}; known: {listed(METHODS)}")
    return method


def _times(fields: Fields) -> int | None:
    """Return how often a fault strikes: once unless said otherwise, None (null) for ever."""
    if fields.says("times") and fields.raw("times") is None:
        return None
    return fields.number("times", 1, 1, MOST_TIMES)


def _drop(fields: Fields) -> Literal["before", "after"] | None:
    drop = fields.optional_text("drop")
    if drop is None:
        return None
    if drop not in DROPS:
        raise Refusal(f"unknown 'drop' {drop!r}; known: {listed(DROPS)}")
    return DROPS[drop]


def _probability(fields: Fields) -> float:
    value = fields.raw("probability")
    if value is None:
        return 1.0
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise Refusal(f"'probability' must be a number from 0 to 1, not {value!r}")
    return float(value)


async def remove(request: web.Request) -> web.Response:
    """Take one fault back (by its `id`), or all of them."""
    faults = sandbox_of(request).faults
    fields = await fields_of(request)
    fault_id = fields.optional_id("id")
    fields.finish()
    try:
        faults.remove(fault_id)
    except KeyError:
        known = listed(fault.id for fault in faults.in_force())
        raise Refusal(f"unknown fault {fault_id}; in force: {known}", status=404) from None
    return done()


async def gateway(request: web.Request) -> web.Response:
    """Disturb all connections of the Gateway."""
    hub = sandbox_of(request).gateway
    fields = await fields_of(request)
    what = fields.text("do")
    code = fields.number("code", 4000, 1000, 4999)
    resumable = fields.flag("resumable")
    fields.finish()
    if what == "drop":
        hub.drop()
    elif what == "reconnect":
        hub.ask_to_reconnect()
    elif what == "invalid_session":
        hub.invalidate(resumable=resumable)
    elif what == "close":
        await hub.close(code)
    else:
        raise Refusal(f"unknown 'do' {what!r}; known: {listed(DISTURBANCES)}")
    return done()


ROUTES: Final = (
    web.get("/faults", in_force),
    web.post("/faults", add),
    web.delete("/faults", remove),
    web.post("/gateway", gateway),
)
