"""`/prompt …`."""

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.client import StewardClient
from bot.core import Core
from bot.effects import SendMessage
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.services import Guidelines
from bot.texts import N_
from cogs.prompts import policy, render, results_store, store
from cogs.prompts.keys import suggestion_key
from cogs.prompts.planning import library_of
from cogs.prompts.policy import LONGEST_PROMPT, LONGEST_TAGS
from cogs.prompts.views import here, show_week

Interaction = discord.Interaction[StewardClient]
PAGE = 1900
MOST_PAGES = 5
MOST_WAITING = 3
Text = app_commands.Range[str, 1, LONGEST_PROMPT]
Tags = app_commands.Range[str, 0, LONGEST_TAGS]


class PromptGroup(app_commands.Group):
    """The commands about prompts."""

    def __init__(self, core: Core) -> None:
        super().__init__(name="prompt", description=N_("Conversation starters"), guild_only=True)
        self._core = core

    @needs(Access.MANAGER)
    @app_commands.command(description=N_("Approve, change or drop the coming prompts"))
    async def week(self, interaction: Interaction) -> None:
        """Show the coming prompts with their buttons."""
        await show_week(interaction, here(interaction))

    @needs(Access.MANAGER)
    @app_commands.command(description=N_("Add a prompt to your library"))
    @app_commands.describe(text=N_("The prompt"), tags=N_("Its tags, with commas between them"))
    async def add(self, interaction: Interaction, text: Text, tags: Tags = "") -> None:
        """Keep a prompt of the community's own."""
        place, said = here(interaction), policy.words(text)
        async with self._core.db.write() as tx:
            await store.add_own(
                tx,
                place.guild_id,
                language=place.t.language,
                text=said,
                tags=policy.tags(tags),
                state="active",
                author_id=interaction.user.id,
                wants_credit=False,
            )
        t = await self._core.texts.for_interaction(interaction)
        await answer_privately(
            interaction, t("It is in the library now, and will be proposed when it fits.")
        )

    @needs(Access.MANAGER)
    @app_commands.command(description=N_("See all prompts, and what came of them"))
    @app_commands.describe(tag=N_("Only those with this tag"))
    async def library(self, interaction: Interaction, tag: str = "") -> None:
        """List the prompts with their results."""
        place, wanted = here(interaction), tag.strip().casefold()
        async with self._core.db.read() as tx:
            library = await library_of(tx, place)
            results = await results_store.results(tx, place.guild_id)
        prompts = [one for one in library.values() if not wanted or wanted in one.tags]
        if not prompts:
            raise Refusal("No prompt has this tag.")
        t = await self._core.texts.for_interaction(interaction)
        pages = [""]
        for line in render.library(t, prompts, results):
            if len(pages[-1]) + len(line) > PAGE:
                pages.append("")
            pages[-1] += line + "\n"
        if len(pages) > MOST_PAGES:
            pages[MOST_PAGES:] = [t("There are more. Name a tag to see its prompts alone.")]
        for page in pages:
            await answer_privately(interaction, page)

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Suggest something to talk about"))
    @app_commands.describe(
        text=N_("A question or a task for everybody"),
        credit=N_("Whether to name you when it is posted"),
    )
    async def suggest(self, interaction: Interaction, text: Text, *, credit: bool) -> None:
        """Show staff what a member suggests."""
        place, author, said = here(interaction), interaction.user.id, policy.words(text)
        t = await self._core.texts.for_interaction(interaction)
        guidelines = self._core.services.get(Guidelines)
        why = guidelines.objections(place.guild_id, said, t.language) if guidelines else ()
        if why:
            raise Refusal("This cannot be suggested as it is: {reasons}", reasons=" ".join(why))
        async with self._core.db.write() as tx:
            if await store.count_suggested(tx, place.guild_id, author) >= MOST_WAITING:
                raise Refusal("Three of your suggestions wait for an answer. Thank you for them.")
            own_id = await store.add_own(
                tx,
                place.guild_id,
                language=place.t.language,
                text=said,
                tags=(),
                state="suggested",
                author_id=author,
                wants_credit=credit,
            )
            if place.staff_channel_id is not None:
                message = render.suggestion(place, own_id, said, author)
                effect = SendMessage(channel_id=place.staff_channel_id, message=message)
                key = suggestion_key(place.guild_id, own_id)
                await self._core.outbox.plan(tx, key, effect)
        await answer_privately(interaction, t("Thank you. The team will have a look at it."))
