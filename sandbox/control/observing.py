"""Looking behind the scenes: what went over the wire, and whether all is quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import web

from sandbox.control.asking import answer, fields_of, sandbox_of
from sandbox.control.refusal import Refusal, listed

if TYPE_CHECKING:
    from sandbox.journal import Kind

MOST_ENTRIES: Final = 1_000_000_000
KINDS: Final[dict[str, Kind]] = {"request": "request", "event": "event", "act": "act"}


async def log(request: web.Request) -> web.Response:
    """Return the lines after a number, all or of one kind."""
    journal = sandbox_of(request).journal
    fields = await fields_of(request)
    after = fields.number("after", 0, 0, MOST_ENTRIES)
    kind = _kind(fields.optional_text("kind"))
    fields.finish()
    entries = [entry.json() for entry in journal.entries(after=after, kind=kind)]
    return answer({"entries": entries, "last": journal.last})


def _kind(said: str | None) -> Kind | None:
    if said is None:
        return None
    if said not in KINDS:
        raise Refusal(f"unknown 'kind' {said!r}; known: {listed(KINDS)}")
    return KINDS[said]


async def quiet(request: web.Request) -> web.Response:
    """Say whether no request is being served and no event waits to be sent."""
    return answer({"quiet": sandbox_of(request).is_quiet()})


ROUTES: Final = (web.get("/log", log), web.get("/quiet", quiet))
