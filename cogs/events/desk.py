"""All of the feature's workers together, and what the Discord surface asks of them."""

import secrets
from collections.abc import Mapping
from typing import Any

from bot.answers import Press, show_in_place
from bot.core import Core
from bot.effects import Message
from bot.refusal import Refusal
from bot.texts import Translation
from cogs.events import calling_off, preview, shelf
from cogs.events.calling_off import CallingOff
from cogs.events.course import Course
from cogs.events.draft import Draft, Scope
from cogs.events.gathering import Occurrence
from cogs.events.listings import Listings
from cogs.events.making import Maker
from cogs.events.place import Place
from cogs.events.planning import Planner
from cogs.events.seats import Seats
from cogs.events.server import place_of
from cogs.events.telling import Telling
from cogs.events.when import Ambiguous, Meant, NotUnderstood, Past


class Desk:
    """Where commands and buttons come to."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.planner = Planner(core)
        self.seats = Seats(core, self.planner)
        self.maker = Maker(core, self.planner, self.seats)
        self.course = Course(core, self.planner)
        self.telling = Telling(core)
        self.listings = Listings(core, self.planner, self.course)

    def here(self, interaction: Press) -> Place:
        """Return the server where somebody pressed or typed; Refusal where the feature is off."""
        place = place_of(self.core, interaction.guild) if interaction.guild is not None else None
        if place is None:
            raise Refusal("There are no events on this server at the moment.")
        return place

    async def keep(
        self, interaction: Press, draft: Draft | CallingOff, draft_id: str | None = None
    ) -> str:
        """Keep what somebody has written so far; return under which id."""
        draft_id = draft_id or secrets.token_hex(6)
        async with self.core.db.write() as tx:
            await shelf.keep_draft(
                tx,
                draft_id,
                guild_id=interaction.guild_id or 0,
                author_id=interaction.user.id,
                data=draft.to_json(),
                now=self.core.clock.now(),
            )
        return draft_id

    async def draft(self, interaction: Press, draft_id: str) -> Draft:
        """Return an event as somebody has written it; Refusal when it is gone."""
        return Draft.from_json(await self.drafted(interaction, draft_id))

    async def drafted(self, interaction: Press, draft_id: str) -> Mapping[str, Any]:
        """Return what somebody has begun, as it was kept; Refusal when it is gone."""
        async with self.core.db.read() as tx:
            data = await shelf.find_draft(
                tx, draft_id, interaction.guild_id or 0, interaction.user.id
            )
        if data is None:
            raise Refusal("This draft is finished or has been thrown away. Please begin anew.")
        return data

    async def ask_to_call_off(
        self, interaction: Press, occurrence: Occurrence, scope: Scope, reason: str = ""
    ) -> None:
        """Ask before anything is called off."""
        if occurrence.is_over:
            raise Refusal("This event is over or was called off.")
        t = await self.core.texts.for_interaction(interaction)
        off = CallingOff(occurrence_id=occurrence.id, scope=scope, reason=reason)
        draft_id = await self.keep(interaction, off)
        dates, people = await self.maker.affected(occurrence, scope)
        await show_in_place(interaction, calling_off.question(t, draft_id, off, dates, people))

    async def drop(self, draft_id: str) -> None:
        """Throw a draft away."""
        async with self.core.db.write() as tx:
            await shelf.drop_draft(tx, draft_id)

    async def look_at_time(self, t: Translation, draft_id: str, draft: Draft) -> Message | None:
        """Return what there is to ask about the time, None when it is clear."""
        reading = draft.reading(self.core.clock.now())
        match reading:
            case Ambiguous(choices):
                text = t("This may mean several times. Which one?")
                return preview.question(t, draft_id, draft, text, choices)
            case Past(_, suggestion):
                text = t("That has passed. Is this what you mean?")
                return preview.question(t, draft_id, draft, text, [suggestion])
            case NotUnderstood(why):
                return preview.faults(t, draft_id, draft, [why], of_time=True)
        return None

    async def look_at_all(
        self, interaction: Press, t: Translation, draft_id: str, draft: Draft
    ) -> Message:
        """Return the preview of a draft, or what still stands in its way."""
        asked = await self.look_at_time(t, draft_id, draft)
        if asked is not None:
            return asked
        reading = draft.reading(self.core.clock.now())
        problems = list(draft.problems(reading))
        if problems:
            return preview.faults(t, draft_id, draft, problems, of_time=draft.adds_date)
        meant = reading if isinstance(reading, Meant) else None
        place = self.here(interaction)
        proposal = await self.maker.propose(place, draft, meant)
        if proposal is None:
            raise Refusal("This event is over or was called off in the meantime.")
        return preview.preview(place, t, draft_id, proposal)
