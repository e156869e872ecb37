"""`/unanswered`, `/answered`, `/helper …` and the menu entry of messages."""

import re
from datetime import timedelta

import discord
from discord import app_commands

from bot.access import Access, lacks_role, needs
from bot.answers import Press, show
from bot.client import StewardClient
from bot.core import Core
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import N_, escape, timestamp
from bot.times import DailyWindow
from cogs.zero_reply import registry_store
from cogs.zero_reply.desk import Desk
from cogs.zero_reply.digest import Digests
from cogs.zero_reply.helping import topics_in
from cogs.zero_reply.place import Place
from cogs.zero_reply.pressed import here, words_for
from cogs.zero_reply.views import show_page

MOST_TOPICS = 10
LONGEST_TOPIC = 40
NOT_A_HELPER = N_("You have not offered to help yet. Use {command} first.")
_LINK = re.compile(r"https://(?:\w+\.)?discord(?:app)?\.com/channels/\d+/\d+/(\d{15,20})")


@needs(Access.MODERATOR)
@app_commands.guild_only()
@app_commands.command(description=N_("See which posts nobody has answered"))
@app_commands.describe(figures=N_("Show how fast posts of the last 30 days were answered instead"))
async def unanswered(
    interaction: discord.Interaction[StewardClient], figures: bool = False
) -> None:
    """Show the list to whoever asks."""
    if figures:
        t = await words_for(interaction)
        text = await Digests(interaction.client.core).figures_text(here(interaction), t)
        await answer_privately(interaction, text)
        return
    await show(interaction, await show_page(interaction, 0))


@needs(Access.MEMBER)
@app_commands.guild_only()
@app_commands.command(description=N_("Say that a post has its answer"))
@app_commands.describe(post=N_("A link to the post; the one whose thread you are in if empty"))
async def answered(interaction: discord.Interaction[StewardClient], post: str = "") -> None:
    """Take a post off the list; authors may do that with their own, staff with all."""
    place, core = here(interaction), interaction.client.core
    opener_id = _meant(interaction, post)
    shown = await Desk(core).show(place, opener_id)
    user_id = interaction.user.id
    if shown.opener.author_id != user_id and not place.is_staff(user_id):
        raise Refusal("Only whoever asked and the team can say that.")
    await Desk(core).settle(place, opener_id, "answered", user_id)
    t = await words_for(interaction)
    await answer_privately(interaction, t("Good. It is off the list of unanswered posts."))


def _meant(interaction: Press, post: str) -> int:
    if post:
        found = _LINK.fullmatch(post.strip())
        if found is None:
            raise Refusal(
                "This is no link to a message: {written}. Copy it with Copy Message Link.",
                written=escape(post[:100]),
            )
        return int(found[1])
    if not isinstance(interaction.channel, discord.Thread):
        raise Refusal("Use this in the post that was answered, or add a link to it.")
    return interaction.channel.id


class HelperGroup(app_commands.Group):
    """Offering help, and its limits."""

    def __init__(self, core: Core) -> None:
        super().__init__(
            name="helper",
            description=N_("Help with posts that wait for an answer"),
            guild_only=True,
        )
        self._core = core

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Offer to be asked when a post finds no answer"))
    @app_commands.describe(
        topics=N_("What you can help with, such as python, soldering; empty for anything"),
        a_week=N_("How often you may be pinged in a week; 3 if you say nothing"),
    )
    async def join(
        self,
        interaction: discord.Interaction[StewardClient],
        topics: str = "",
        a_week: app_commands.Range[int, 1, 21] = 3,
    ) -> None:
        """Put the person on the list of helpers."""
        place, core = here(interaction), self._core
        _check_role(interaction, place)
        named = _topics(topics)
        async with core.db.write() as tx:
            await registry_store.join(
                tx,
                place.guild_id,
                interaction.user.id,
                topics=named,
                a_week=a_week,
                now=core.clock.now(),
            )
        t = await words_for(interaction)
        text = t.n(
            "Thank you. You may be pinged once a week, never outside your hours.",
            "Thank you. You may be pinged up to {n} times a week, never outside your hours.",
            n=a_week,
        )
        await answer_privately(interaction, text)

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Change what you can help with"))
    @app_commands.describe(topics=N_("Your topics, such as python, soldering; empty for anything"))
    async def topics(
        self, interaction: discord.Interaction[StewardClient], topics: str = ""
    ) -> None:
        """Keep other topics."""
        named = _topics(topics)
        await self._change(interaction, topics=", ".join(named))
        t = await words_for(interaction)
        text = (
            t("You are asked about {topics}.", topics=t.list([escape(one) for one in named]))
            if named
            else t("You are asked about anything.")
        )
        await answer_privately(interaction, text)

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Say at which hours nobody may ping you"))
    @app_commands.describe(hours=N_("Such as 20:00-09:00, in this server's time; empty for none"))
    async def quiet(self, interaction: discord.Interaction[StewardClient], hours: str = "") -> None:
        """Keep quiet hours."""
        window = None
        if hours.strip():
            try:
                window = DailyWindow.parse(hours)
            except ValueError:
                raise Refusal(
                    "I do not understand {written}. Write hours such as {example}.",
                    written=f"“{escape(hours[:50])}”",
                    example="`20:00-09:00`",
                ) from None
        await self._change(interaction, quiet=str(window) if window is not None else "")
        t, zone = await words_for(interaction), here(interaction).zone
        text = (
            t("Nobody is to ping you at {hours} ({zone}).", hours=str(window), zone=zone.key)
            if window is not None
            else t("You have no quiet hours of your own now.")
        )
        await answer_privately(interaction, text)

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Take a break from pings, or end it with 0"))
    @app_commands.describe(days=N_("For how many days"))
    async def pause(
        self,
        interaction: discord.Interaction[StewardClient],
        days: app_commands.Range[int, 0, 365],
    ) -> None:
        """Leave the person out for a while."""
        until = self._core.clock.now() + timedelta(days=days) if days else None
        await self._change(interaction, paused_until=until)
        t = await words_for(interaction)
        text = (
            t("You will not be asked until {when}.", when=timestamp(until))
            if until is not None
            else t("Good to have you back.")
        )
        await answer_privately(interaction, text)

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Stop being asked"))
    async def leave(self, interaction: discord.Interaction[StewardClient]) -> None:
        """Take the person off the list of helpers."""
        place = here(interaction)
        async with self._core.db.write() as tx:
            was_there = await registry_store.leave(tx, place.guild_id, interaction.user.id)
        if not was_there:
            raise Refusal(NOT_A_HELPER, command="`/helper join`")
        t = await words_for(interaction)
        await answer_privately(interaction, t("You are not asked any more. Thank you for helping."))

    async def _change(self, interaction: Press, **values: object) -> None:
        place = here(interaction)
        async with self._core.db.write() as tx:
            known = await registry_store.change(tx, place.guild_id, interaction.user.id, **values)
        if not known:
            raise Refusal(NOT_A_HELPER, command="`/helper join`")


def _topics(text: str) -> tuple[str, ...]:
    named = topics_in(text)
    if len(named) > MOST_TOPICS:
        raise Refusal("Name at most {most} topics, the ones you know best.", most=MOST_TOPICS)
    if long := [one for one in named if len(one) > LONGEST_TOPIC]:
        raise Refusal(
            "This topic is too long: {topic}. Separate topics by commas.",
            topic=escape(long[0][:100]),
        )
    return named


def _check_role(interaction: Press, place: Place) -> None:
    """Refuse people without the role that helpers must have, where there is one."""
    wanted = place.settings.helpers_role
    if lacks_role(interaction.user, wanted):
        raise Refusal(
            "Helpers have the role {role} here. Ask the staff for it.", role=f"**{wanted}**"
        )
