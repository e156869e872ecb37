"""`/event host`, `attendance`, `template` and the like: what organisers do around an event."""

import secrets
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.access import Access, needs
from bot.answers import Press
from bot.core import Core
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import N_, escape, shorten
from cogs.events import answers, picking, policy, shelf, store
from cogs.events.desk import Desk
from cogs.events.feed import address
from cogs.events.gathering import Occurrence

MOST_TEMPLATES = 25


class OrganiserCommands(app_commands.Group):
    """The commands of organisers that do not change when or what an event is.

    They are offered under `/event` with the others.
    """

    def __init__(self, core: Core, desk: Desk) -> None:
        super().__init__(name="event")
        self._core, self._desk = core, desk

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Say who hosts an event"))
    @app_commands.describe(event=N_("Which event"), member=N_("Who hosts it"))
    async def host(self, interaction: Press, event: str, member: discord.Member) -> None:
        """Name the host of one occurrence."""
        occurrence = await picking.named(interaction, event)
        await self._note(occurrence, host_id=member.id)
        t = await self._core.texts.for_interaction(interaction)
        await answer_privately(
            interaction,
            t("{person} hosts {title}.", person=member.mention, title=_title(occurrence)),
        )

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See how many came and how it was"))
    @app_commands.describe(event=N_("Which event"))
    async def attendance(self, interaction: Press, event: str) -> None:
        """Show numbers, and what people said without their names."""
        occurrence = await picking.named(interaction, event)
        place = self._desk.here(interaction)
        t = await self._core.texts.for_interaction(interaction)
        async with self._core.db.read() as tx:
            counts = (await answers.counts(tx, [occurrence.id]))[occurrence.id]
            present = await answers.present(tx, occurrence.id)
            words = await answers.feedback_on(tx, occurrence.id)
        came = policy.came(present, place.settings.present_after)
        lines = [
            _title(occurrence),
            t.n("{n} person took part.", "{n} people took part.", n=len(came)),
            t.n(
                "{n} had said they would come.",
                "{n} had said they would come.",
                n=counts.get("going", 0),
            ),
        ]
        if words:
            mean = sum(mark for mark, _ in words) / len(words)
            lines.append(
                t.n(
                    "{n} person said how it was: {mean} of 5.",
                    "{n} people said how it was: {mean} of 5 on average.",
                    n=len(words),
                    mean=t.number(round(mean, 1)),
                )
            )
            lines += [f"> {escape(text)}" for _, text in words if text.strip()]
        await answer_privately(interaction, shorten("\n".join(lines), 2000))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Give a seat of a hand-picked event to somebody"))
    @app_commands.describe(event=N_("Which event"), member=N_("Who gets a seat"))
    async def pick(self, interaction: Press, event: str, member: discord.Member) -> None:
        """Give a seat; the person is told."""
        occurrence = await picking.named(interaction, event)
        given = await self._desk.seats.pick(self._desk.here(interaction), occurrence.id, member.id)
        if given is None:
            raise Refusal("{person} has not asked for a seat.", person=member.mention)
        if not given:
            raise Refusal("All seats are taken.")
        t = await self._core.texts.for_interaction(interaction)
        await answer_privately(
            interaction, t("{person} has a seat and is told.", person=member.mention)
        )

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Add the recording to an event that is over"))
    @app_commands.describe(event=N_("Which event"), link=N_("The address of the recording"))
    async def recording(
        self, interaction: Press, event: str, link: app_commands.Range[str, 1, 300]
    ) -> None:
        """Keep the link; the announcement shows it."""
        occurrence = await picking.named(interaction, event)
        if not link.startswith(("https://", "http://")):
            raise Refusal("This is not a link: {text}", text=escape(link))
        await self._note(occurrence, recording=link)
        t = await self._core.texts.for_interaction(interaction)
        await answer_privately(interaction, t("The announcement now leads to the recording."))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Keep an event as a template, or delete one"))
    @app_commands.describe(
        name=N_("The name of the template"), event=N_("The event to keep; none deletes it")
    )
    async def template(
        self, interaction: Press, name: app_commands.Range[str, 1, 50], event: str = ""
    ) -> None:
        """Keep what an event is, for the next time."""
        guild_id = interaction.guild_id or 0
        t = await self._core.texts.for_interaction(interaction)
        shown = f"**{escape(name)}**"
        if not event:
            async with self._core.db.write() as tx:
                if not await shelf.drop_template(tx, guild_id, name):
                    raise Refusal("There is no template called {name}.", name=shown)
            await answer_privately(interaction, t("Deleted."))
            return
        occurrence = await picking.named(interaction, event)
        async with self._core.db.write() as tx:
            names = await shelf.template_names(tx, guild_id)
            if name not in names and len(names) >= MOST_TEMPLATES:
                raise Refusal("There are {n} templates. Delete one first.", n=len(names))
            await shelf.keep_template(
                tx, guild_id, name, interaction.user.id, occurrence.details.to_json()
            )
        await answer_privately(
            interaction, t("Kept as {name}. Use it with /event create.", name=shown)
        )

    @needs(Access.MANAGER)
    @app_commands.command(description=N_("Get the secret address for calendars that subscribe"))
    @app_commands.describe(renew=N_("Make the old address useless"))
    async def feed(
        self,
        interaction: Press,
        renew: bool = False,
    ) -> None:
        """Show the address to this person alone."""
        place = self._desk.here(interaction)
        async with self._core.db.write() as tx:
            secret = await shelf.secret_of(tx, place.guild_id)
            if secret is None or renew:
                secret = secrets.token_urlsafe(24)
                await shelf.keep_secret(tx, place.guild_id, secret, self._core.clock.now())
        t = await self._core.texts.for_interaction(interaction)
        if not place.settings.public_address:
            raise Refusal(
                "I do not know how my web port is reached from outside. Write it into the settings "
                "under {setting}; the feed is then at {path}.",
                setting="`features.events.public_address`",
                path=f"`{address('', secret)}`",
            )
        url = address(place.settings.public_address, secret)
        await answer_privately(
            interaction,
            t("Who has this address sees the events that everybody sees:\n{url}", url=f"<{url}>"),
        )

    async def _note(self, occurrence: Occurrence, **changes: Any) -> None:
        async with self._core.db.write() as tx:
            fresh = await store.find(tx, occurrence.guild_id, occurrence.id)
            if fresh is not None:
                await store.save_occurrence(tx, replace(fresh, **changes))
                await self._desk.planner.show_soon(tx, fresh)

    @host.autocomplete("event")
    @pick.autocomplete("event")
    async def _coming(self, interaction: Press, typed: str) -> list[Choice[str]]:
        return await picking.suggested(interaction, typed)

    @template.autocomplete("event")
    @attendance.autocomplete("event")
    @recording.autocomplete("event")
    async def _past(self, interaction: Press, typed: str) -> list[Choice[str]]:
        past = await picking.suggested(interaction, typed, past=True)
        return [*past, *await picking.suggested(interaction, typed)][: picking.SUGGESTED]

    @template.autocomplete("name")
    async def _names(self, interaction: Press, typed: str) -> list[Choice[str]]:
        return await picking.templates(interaction, typed)


def _title(occurrence: Occurrence) -> str:
    return f"**{escape(occurrence.details.title)}**"
