"""`/testimonial …`, `/my testimonials` and the menu of a message."""

import asyncio
import io
from typing import Literal, get_args

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.access import EXTRA, Access, needs
from bot.answers import show
from bot.client import StewardClient
from bot.core import Core
from bot.errors import Refusal, answer_privately
from bot.own_commands import AnyCommand
from bot.texts import N_
from cogs.testimonials import exports, policy, render, store
from cogs.testimonials.exports import FORMATS, Format
from cogs.testimonials.forms import WordsForm
from cogs.testimonials.keeping import Keeper, Said
from cogs.testimonials.policy import Scope, State
from cogs.testimonials.searching import Wanted
from cogs.testimonials.suggesting import Suggester
from cogs.testimonials.views import approve, list_page, own_page, save

Interaction = discord.Interaction[StewardClient]
Number = app_commands.Range[int, 1, 1_000_000_000]

LARGEST_FILE = 8 * 1024 * 1024
STATE_CHOICES = [Choice(name=locale_str(render.STATES[one]), value=one.value) for one in State]
SCOPE_CHOICES = [Choice(name=locale_str(render.SCOPES[one]), value=one.value) for one in Scope]
FORMAT_CHOICES = [Choice(name=one, value=one) for one in get_args(Format)]


class TestimonialGroup(app_commands.Group):
    """The commands about testimonials."""

    __test__ = False

    def __init__(self, core: Core) -> None:
        super().__init__(
            name="testimonial",
            description=N_("Kind words, and who agreed to them"),
            guild_only=True,
        )
        self._core, self._keeper = core, Keeper(core)

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Say something kind that may be quoted"))
    async def give(self, interaction: Interaction) -> None:
        """Ask for the words, then for what may be done with them."""
        t = await self._core.texts.for_interaction(interaction)
        await interaction.response.send_modal(WordsForm(t, text="", done=self._given))

    @needs(Access.MODERATOR)
    @app_commands.command(name="list", description=N_("See testimonials and where they stand"))
    @app_commands.describe(
        state=N_("Only those in this state"), tag=N_("Only testimonials with this tag")
    )
    @app_commands.choices(state=STATE_CHOICES)
    async def list_(
        self, interaction: Interaction, state: Choice[str] | None = None, tag: str = ""
    ) -> None:
        """List testimonials, the latest first."""
        wanted = Wanted(
            state=State(state.value) if state is not None else None,
            words=f"#{tag.strip().removeprefix('#')}" if tag.strip() else "",
        )
        await show(interaction, await list_page(interaction, wanted, 0))

    @needs(Access.MODERATOR)
    @app_commands.command(name="show", description=N_("See one testimonial, and who did what"))
    @app_commands.describe(number=N_("Its number"))
    async def show_(self, interaction: Interaction, number: Number) -> None:
        """Show all about one testimonial."""
        guild_id = _guild(interaction).id
        t = await self._core.texts.for_interaction(interaction)
        async with self._core.db.read() as tx:
            one = await store.find(tx, guild_id, number)
            if one is None:
                raise Refusal("There is no testimonial number {n} any more.", n=number)
            given, story = await store.consent_of(tx, one), await store.story(tx, one)
        await answer_privately(interaction, render.shown(t, one, given, story))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Find testimonials by words, names and #tags"))
    @app_commands.describe(words=N_("What to look for"))
    async def search(self, interaction: Interaction, words: app_commands.Range[str, 1, 50]) -> None:
        """Find testimonials that have all of these words."""
        await show(interaction, await list_page(interaction, Wanted(words=words), 0))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Give a testimonial tags, such as a product or a mood"))
    @app_commands.describe(number=N_("Its number"), tags=N_("Words, with spaces between them"))
    async def tag(
        self, interaction: Interaction, number: Number, tags: app_commands.Range[str, 0, 200] = ""
    ) -> None:
        """Replace the tags of a testimonial."""
        guild_id, by = _guild(interaction).id, interaction.user.id
        one = await self._keeper.tag(guild_id, number, by, policy.tags_in(tags))
        t = await self._core.texts.for_interaction(interaction)
        written = " ".join(f"#{tag}" for tag in one.tags) or t("none")
        await answer_privately(interaction, t("Tags of number {n}: {tags}", n=number, tags=written))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Correct the words; their author is asked anew"))
    @app_commands.describe(number=N_("Its number"))
    async def edit(self, interaction: Interaction, number: Number) -> None:
        """Open the words for correction."""
        guild = _guild(interaction)
        t = await self._core.texts.for_interaction(interaction)
        async with self._core.db.read() as tx:
            one = await store.find(tx, guild.id, number)
        if one is None or not one.text:
            raise Refusal("There is no testimonial number {n} any more.", n=number)

        async def done(answer: Interaction, words: str) -> None:
            _, asked = await self._keeper.edit(guild, number, answer.user.id, words)
            told = (
                t("Kept. Its author is asked about the new words; until then it is not shown.")
                if asked
                else t(
                    "Kept. It is not shown any more until its author agrees; the bot cannot ask "
                    "them privately, so they find it under /my testimonials."
                )
            )
            await answer_privately(answer, told)

        await interaction.response.send_modal(WordsForm(t, text=one.text, done=done))

    @needs(Access.MODERATOR)
    @app_commands.command(name="approve", description=N_("Approve what its author agreed to"))
    @app_commands.describe(number=N_("Its number"))
    async def approve_(self, interaction: Interaction, number: Number) -> None:
        """Approve a testimonial, which also puts it on the wall where that was agreed to."""
        await approve(interaction, number)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Take a testimonial down for good"))
    @app_commands.describe(number=N_("Its number"))
    async def withdraw(self, interaction: Interaction, number: Number) -> None:
        """Take words back for their author, who asked in another way."""
        by = interaction.user.id
        await self._keeper.withdraw(_guild(interaction), number, by, as_author=False)
        t = await self._core.texts.for_interaction(interaction)
        await answer_privately(interaction, t("Number {n} is taken back and emptied.", n=number))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Have kind words in watched channels suggested, or not"))
    @app_commands.describe(state=N_("Whether the bot suggests them"))
    async def suggestions(self, interaction: Interaction, state: Literal["on", "off"]) -> None:
        """Begin or stop suggesting."""
        guild_id, suggester = _guild(interaction).id, Suggester(self._core)
        t = await self._core.texts.for_interaction(interaction)
        if state == "off":
            await suggester.stop(guild_id)
            told = t("Nothing more is suggested until somebody uses /testimonial suggestions.")
        else:
            await suggester.resume(guild_id)
            told = (
                t("Kind words in the watched channels are suggested to your team.")
                if self._keeper.settings(guild_id).watch
                else t("No channels are watched: name them in the settings, under `watch`.")
            )
        await answer_privately(interaction, told)

    @needs(Access.MANAGER)
    @app_commands.command(description=N_("Get what may be shown in a place, as a file"))
    @app_commands.describe(scope=N_("Where it will be shown"), form=N_("The kind of file"))
    @app_commands.rename(form="format")
    @app_commands.choices(scope=SCOPE_CHOICES, form=FORMAT_CHOICES)
    async def export(self, interaction: Interaction, scope: Choice[str], form: Choice[str]) -> None:
        """Hand out what was agreed to and approved for a place, and nothing else."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild, core = _guild(interaction), self._core
        t = await core.texts.for_interaction(interaction)
        today, file = core.clock.now().date(), io.StringIO()
        kind: Format = next(one for one in get_args(Format) if one == form.value)
        async with core.db.read() as tx:
            found = exports.quotes(tx, guild.id, Scope(scope.value), today)
            count = await exports.write(
                found,
                file,
                kind,
                title=guild.name,
                language=core.texts.for_guild(guild.id).language,
            )
        content = await asyncio.to_thread(lambda: file.getvalue().encode())
        if not count:
            told = t("Nothing has been agreed to and approved for that place yet.")
            await interaction.edit_original_response(content=told)
            return
        if len(content) > LARGEST_FILE:
            raise Refusal(
                "This is too much for a file on Discord. Whoever runs the bot can use "
                "`steward testimonials export`."
            )
        name = f"testimonials-{scope.value}-{today}.{FORMATS[kind]}"
        attachment = discord.File(io.BytesIO(content), name)
        told = t.n("{n} testimonial", "{n} testimonials", n=count)
        await interaction.edit_original_response(content=told, attachments=[attachment])

    async def _given(self, interaction: Interaction, words: str) -> None:
        """Keep what a member gives, and ask at once what may be done with it."""
        guild, user = _guild(interaction), interaction.user
        said = Said(author=user, text=words, source="given", by=user.id)
        one, _ = await self._keeper.capture(guild, said)
        t = await self._core.texts.for_interaction(interaction)
        await show(interaction, render.question(t, one, guild.name))


def own_testimonials() -> AnyCommand:
    """Make `/my testimonials`."""

    @needs(Access.MEMBER)
    @app_commands.command(
        name="testimonials", description=N_("See your testimonials, and take them back")
    )
    async def testimonials(interaction: Interaction) -> None:
        """Show members their own testimonials."""
        await show(interaction, await own_page(interaction, 0))

    return testimonials


def save_menu() -> app_commands.ContextMenu:
    """Make the entry of a message's menu by which staff save it."""

    @app_commands.guild_only()
    async def callback(interaction: Interaction, message: discord.Message) -> None:
        """Keep a message's words and ask its author."""
        await answer_privately(interaction, await save(interaction, message))

    return app_commands.ContextMenu(
        name=N_("Save as testimonial"), callback=callback, extras={EXTRA: Access.MODERATOR}
    )


def _guild(interaction: Interaction) -> discord.Guild:
    assert interaction.guild is not None, "access was checked on a server"
    return interaction.guild
