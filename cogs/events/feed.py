"""The calendar of a server at a secret address of the bot's own web port."""

from collections.abc import Callable

from aiohttp import web

from bot.core import Core
from cogs.events import ics, shelf, store
from cogs.events.place import Place

ROOM = "events"
SUFFIX = ".ics"
PlaceOf = Callable[[int], Place | None]


def address(base: str, secret: str) -> str:
    """Return the address of a feed."""
    return f"{base.rstrip('/')}/{ROOM}/{secret}{SUFFIX}"


class Feed:
    """Answers calendars that subscribe. Events in channels that not everybody sees stay out."""

    def __init__(self, core: Core, place_of: PlaceOf) -> None:
        self._db, self._place_of = core.db, place_of

    async def answer(self, request: web.Request) -> web.Response:
        """Return the calendar, or 404 for any address that is not a live one."""
        secret = request.match_info["path"].removesuffix(SUFFIX)
        async with self._db.read() as tx:
            guild_id = await shelf.guild_of(tx, secret)
        place = self._place_of(guild_id) if guild_id is not None else None
        if place is None:
            raise web.HTTPNotFound
        content = await self.content(place)
        headers = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
        return web.Response(body=content, content_type="text/calendar", headers=headers)

    async def content(self, place: Place) -> bytes:
        """Return all that everybody on the server may know of."""
        async with self._db.read() as tx:
            found = await store.with_occurrences(tx, place.guild_id)
        public = [
            (gathering, known)
            for gathering, known in found
            if gathering.details.channel_id is None or place.is_open(gathering.details.channel_id)
        ]
        return ics.calendar(public, is_free=place.is_free)
