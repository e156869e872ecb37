"""`/event …`: what members look up and organisers decide."""

from dataclasses import replace
from typing import Literal
from zoneinfo import available_timezones

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.access import Access, needs
from bot.answers import Press, show_in_place
from bot.core import Core
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.settings.problems import Unsuitable
from bot.settings.types import parse_zone
from bot.texts import N_, escape, shorten
from cogs.events import answers, picking, render, shelf
from cogs.events.desk import Desk
from cogs.events.details import Details
from cogs.events.draft import Draft
from cogs.events.organiser_views import draft_form
from cogs.events.organising import OrganiserCommands

LISTED = 15
Venue = discord.VoiceChannel | discord.StageChannel
SCOPES = [
    Choice(name=N_("This one alone"), value="this"),
    Choice(name=N_("This one and those after it"), value="following"),
    Choice(name=N_("All of the series"), value="all"),
]


class EventGroup(app_commands.Group):
    """The commands about events."""

    def __init__(self, core: Core, desk: Desk) -> None:
        super().__init__(name="event", description=N_("Events and who comes"), guild_only=True)
        self._core, self._desk = core, desk
        for command in OrganiserCommands(core, desk).commands:
            self.add_command(command)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Plan an event or a series"))
    @app_commands.describe(
        when=N_("Day and time in your words: Nov 20 6pm, every Tuesday 18:00"),
        channel=N_("The voice or stage channel, if it takes place on Discord"),
        length=N_("How long: 90m, 1h30m"),
        zone=N_("The time zone, if not the community's"),
        template=N_("Begin with a template"),
        hand_picked=N_("You choose who gets a seat"),
        role=N_("Only people with this role may come"),
        skip_holidays=N_("Leave holidays out"),
    )
    async def create(
        self,
        interaction: Press,
        when: app_commands.Range[str, 1, 200],
        *,
        channel: Venue | None = None,
        length: app_commands.Range[str, 1, 20] = "",
        zone: str = "",
        template: str = "",
        hand_picked: bool = False,
        role: discord.Role | None = None,
        skip_holidays: bool = False,
    ) -> None:
        """Read the time, then ask for the rest, then show what it comes to."""
        place = self._desk.here(interaction)
        t = await self._core.texts.for_interaction(interaction)
        draft = Draft(zone=_zone(zone) or place.zone.key, language=t.language)
        if template:
            async with self._core.db.read() as tx:
                stored = await shelf.find_template(tx, place.guild_id, template)
            if stored is None:
                raise Refusal("There is no template called {name}.", name=escape(template))
            draft = draft.with_details(Details.from_json(stored))
        draft = replace(
            draft,
            when=when,
            length=length,
            hand_picked=hand_picked or draft.hand_picked,
            skip_holidays=skip_holidays,
        )
        draft = _changed(draft, channel, role)
        draft_id = await self._desk.keep(interaction, draft)
        await self._go_on(interaction, draft_id, draft)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Change an event or a series"))
    @app_commands.describe(
        event=N_("Which event"),
        scope=N_("What is changed"),
        when=N_("Another day and time, in your words"),
        channel=N_("Another voice or stage channel"),
        length=N_("How long: 90m, 1h30m"),
        role=N_("Only people with this role may come; @everyone for all"),
    )
    @app_commands.choices(scope=[*SCOPES, Choice(name=N_("One more date"), value="more")])
    async def edit(
        self,
        interaction: Press,
        event: str,
        *,
        scope: Literal["this", "following", "all", "more"] = "this",
        when: app_commands.Range[str, 0, 200] = "",
        channel: Venue | None = None,
        length: app_commands.Range[str, 0, 20] = "",
        role: discord.Role | None = None,
    ) -> None:
        """Show the event as it is, to be written anew, and then what that comes to."""
        occurrence = await picking.named(interaction, event)
        if occurrence.is_over:
            raise Refusal("This event is over or was called off.")
        t = await self._core.texts.for_interaction(interaction)
        draft = Draft(
            zone=occurrence.zone.key, language=t.language, edits=occurrence.id, scope=scope
        )
        draft = replace(draft.with_details(occurrence.details), when=when, length=length)
        draft = _changed(draft, channel, role)
        draft_id = await self._desk.keep(interaction, draft)
        await self._go_on(interaction, draft_id, draft)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Call an event or a series off"))
    @app_commands.describe(
        event=N_("Which event"),
        scope=N_("What is called off"),
        reason=N_("Why, for those who wanted to come"),
    )
    @app_commands.choices(scope=SCOPES)
    async def cancel(
        self,
        interaction: Press,
        event: str,
        scope: Literal["this", "following", "all"],
        reason: app_commands.Range[str, 0, 300] = "",
    ) -> None:
        """Ask; once it is called off, those concerned are told."""
        occurrence = await picking.named(interaction, event)
        await self._desk.ask_to_call_off(interaction, occurrence, scope, reason)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Leave one date of a series out"))
    @app_commands.describe(event=N_("Which event"))
    async def skip(self, interaction: Press, event: str) -> None:
        """Ask; the series goes on."""
        occurrence = await picking.named(interaction, event)
        if not occurrence.repeats:
            raise Refusal("This event takes place only once. Use /event cancel to call it off.")
        await self._desk.ask_to_call_off(interaction, occurrence, "this")

    @app_commands.command(name="list", description=N_("See what is coming up"))
    async def list_(self, interaction: Press) -> None:
        """List what this person may see."""
        self._desk.here(interaction)
        t = await self._core.texts.for_interaction(interaction)
        coming = await picking.coming(interaction, LISTED)
        if not coming:
            await answer_privately(interaction, t("Nothing is planned at the moment."))
            return
        async with self._core.db.read() as tx:
            counts = await answers.counts(tx, [one.id for one in coming])
        lines = [f"{n}. {render.line(t, one, counts[one.id])}" for n, one in enumerate(coming, 1)]
        await answer_privately(interaction, shorten("\n".join(lines), 2000))

    @app_commands.command(description=N_("See one event, and say whether you come"))
    @app_commands.describe(event=N_("Which event"))
    async def show(self, interaction: Press, event: str) -> None:
        """Show an event with its buttons, for this person alone."""
        occurrence = await picking.named(interaction, event)
        place = replace(
            self._desk.here(interaction),
            t=await self._core.texts.for_interaction(interaction),
            interest_role_id=None,
        )
        async with self._core.db.read() as tx:
            counts = (await answers.counts(tx, [occurrence.id]))[occurrence.id]
        message = render.post(place, occurrence, counts)
        await show_in_place(interaction, message)

    async def _go_on(self, interaction: Press, draft_id: str, draft: Draft) -> None:
        """Ask what is unclear about the time, then for the rest; one more date needs no more."""
        t = await self._core.texts.for_interaction(interaction)
        if draft.adds_date:
            await show_in_place(
                interaction, await self._desk.look_at_all(interaction, t, draft_id, draft)
            )
            return
        asked = await self._desk.look_at_time(t, draft_id, draft)
        if asked is not None:
            await show_in_place(interaction, asked)
        else:
            await interaction.response.send_modal(draft_form(self._desk, t, draft_id, draft))

    @create.autocomplete("zone")
    async def _zones(self, _interaction: Press, typed: str) -> list[Choice[str]]:
        wanted = typed.casefold().replace(" ", "_")
        names = sorted(name for name in available_timezones() if "/" in name)
        return [Choice(name=one, value=one) for one in names if wanted in one.casefold()][:25]

    @create.autocomplete("template")
    async def _templates(self, interaction: Press, typed: str) -> list[Choice[str]]:
        return await picking.templates(interaction, typed)

    @edit.autocomplete("event")
    @cancel.autocomplete("event")
    @skip.autocomplete("event")
    @show.autocomplete("event")
    async def _events(self, interaction: Press, typed: str) -> list[Choice[str]]:
        return await picking.suggested(interaction, typed)


def _zone(typed: str) -> str | None:
    if not typed:
        return None
    try:
        return parse_zone(typed).key
    except Unsuitable:
        raise Refusal(
            "{name} is not a time zone. Write continent and city, such as Europe/Madrid.",
            name=escape(typed[:60]),
        ) from None


def _changed(draft: Draft, channel: Venue | None, role: discord.Role | None) -> Draft:
    """Take over a channel and a role, where they were given; everybody's role is none."""
    if channel is not None:
        kind = "stage" if isinstance(channel, discord.StageChannel) else "voice"
        draft = replace(draft, kind=kind, channel_id=channel.id, location="")
    if role is not None:
        draft = replace(draft, role_id=None if role.is_default() else role.id)
    return draft
