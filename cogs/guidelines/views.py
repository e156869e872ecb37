"""The buttons below notes and lists: found by their custom_id, so they work after restarts."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.access import Access
from bot.answers import Press, change, show_in_place
from bot.components import Pressable
from bot.core import Core
from bot.effects import Message
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import timestamp
from cogs.guidelines import policy, render, store
from cogs.guidelines.acceptance import Acceptances
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.flagging import Flagging
from cogs.guidelines.policy import Word
from cogs.guidelines.promotion import set_mode
from cogs.guidelines.server import may_read
from cogs.guidelines.settings import Guideline, Mode
from cogs.guidelines.store import Record

MOST_LOOKED_AT = 50


async def flags_page(interaction: Press, page: int) -> Message:
    """Return a page of what was flagged, in the reader's language."""
    core, reader = interaction.client.core, reader_of(interaction)
    guild = reader.guild
    t = await core.texts.for_interaction(interaction)
    async with core.db.read() as tx:
        counts = await store.counts(tx, guild.id)
        records = await store.latest(
            tx, guild.id, offset=page * render.ON_A_PAGE, limit=render.ON_A_PAGE
        )
    guidelines = agreement_of(core.settings.of(guild.id)).guidelines
    return render.flags(
        t,
        _as_seen_by(reader, records),
        counts,
        {one.id: one.title.in_(t.language) for one in guidelines},
        page=page,
        version=core.settings.version(guild.id),
    )


async def unjudged(interaction: Press, guideline_id: str) -> Message:
    """Return the next thing that a guideline in shadow has found, to be judged."""
    core, reader = interaction.client.core, reader_of(interaction)
    guild = reader.guild
    guideline = _guideline(core, guild, guideline_id)
    async with core.db.read() as tx:
        counts = (await store.counts(tx, guild.id)).get(guideline_id, {})
        found = await store.counted(tx, guild.id, guideline_id, limit=MOST_LOOKED_AT)
    records = [one for one in _as_seen_by(reader, found) if one.excerpt]
    return render.weighing(
        await core.texts.for_interaction(interaction),
        guideline,
        records,
        counts,
        version=core.settings.version(guild.id),
    )


async def card(interaction: Press, guideline_id: str) -> Message:
    """Return what one guideline finds, with examples, and a button for those who may decide."""
    core, reader = interaction.client.core, reader_of(interaction)
    guild = reader.guild
    guideline = _guideline(core, guild, guideline_id)
    async with core.db.read() as tx:
        counts = await store.counts(tx, guild.id)
        since = core.clock.now() - policy.LATELY
        reach = await store.reach(tx, guild.id, guideline_id, since)
        records = await store.latest(
            tx, guild.id, offset=0, limit=render.ON_A_PAGE, guideline=guideline_id
        )
    return render.card(
        await core.texts.for_interaction(interaction),
        guideline,
        _as_seen_by(reader, records),
        counts.get(guideline_id, {}),
        reach,
        version=core.settings.version(guild.id),
        may_change=core.access.level_of(reader) >= Access.MANAGER,
    )


def _guideline(core: Core, guild: discord.Guild, guideline_id: str) -> Guideline:
    guideline = agreement_of(core.settings.of(guild.id)).find(guideline_id)
    if guideline is None:
        raise Refusal("There is no guideline called {id} any more.", id=f"`{guideline_id}`")
    return guideline


def reader_of(interaction: Press) -> discord.Member:
    """Return who uses a command or button on a server."""
    assert isinstance(interaction.user, discord.Member), "access was checked on a server"
    return interaction.user


def _as_seen_by(reader: discord.Member, records: Sequence[Record]) -> list[Record]:
    """Leave out the words from where the reader may not read."""
    return [
        one if may_read(reader.guild, one.channel_id, reader) else replace(one, excerpt="")
        for one in records
    ]


class _Button(Pressable, template="guidelines:unused"):
    """A button of this feature; the number that follows the last colon is its record."""

    feature = "guidelines"
    access = Access.MODERATOR

    async def judge(self, interaction: Press, word: Word) -> None:
        """Keep what a moderator says; the first word counts."""
        core, guild = interaction.client.core, interaction.guild
        assert guild is not None, "access was checked on a server"
        first = await Flagging(core).judged(
            guild, self.record_id, word, by=interaction.user.id, period=str(interaction.id)
        )
        t = await core.texts.for_interaction(interaction)
        text = t("Noted. Thank you.") if first else t("Somebody has judged this already.")
        await answer_privately(interaction, text)


class RightButton(_Button, template=r"guidelines:right:\d{1,20}"):
    """Says that a flag was right."""

    async def press(self, interaction: Press) -> None:
        """Keep that it is a violation."""
        await self.judge(interaction, "right")


class NotButton(_Button, template=r"guidelines:not:\d{1,20}"):
    """Says that a flag was wrong."""

    async def press(self, interaction: Press) -> None:
        """Keep that it is no violation."""
        await self.judge(interaction, "not")


class PageButton(_Button, template=r"guidelines:page:\d{1,6}"):
    """Turns the pages of the list of flags."""

    async def press(self, interaction: Press) -> None:
        """Show another page of the list as it is now."""
        page = await flags_page(interaction, self.record_id)
        await change(interaction, page)


class AcceptButton(_Button, template=r"guidelines:accept:\d{1,6}"):
    """Says that somebody has read the guidelines; its record is the edition."""

    access = Access.MEMBER

    async def press(self, interaction: Press) -> None:
        """Give the role, once."""
        core, member = interaction.client.core, reader_of(interaction)
        role, before = await Acceptances(core).accept(member, self.record_id, interaction.id)
        t = await core.texts.for_interaction(interaction)
        if before is None:
            told = t("Thank you. You get the role {role}.", role=role.mention)
        else:
            told = t("You accepted them on {day}. Thank you.", day=timestamp(before, "D"))
        await answer_privately(interaction, told)


class ModeButton(Pressable, template=r"guidelines:mode:(propose|shadow):[a-z0-9-]{1,40}"):
    """Lets a guideline be told from now on, or only counted."""

    feature = "guidelines"
    access = Access.MANAGER

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        self.guideline_id = self.record
        self.in_shadow = ":shadow:" in custom_id

    async def press(self, interaction: Press) -> None:
        """Save the mode as a version of the settings, and show what is so now."""
        guild_id, by = reader_of(interaction).guild.id, interaction.user.id
        core = interaction.client.core
        mode: Mode = "shadow" if self.in_shadow else "propose"
        await set_mode(core.settings, guild_id, self.guideline_id, mode, by=by)
        await show_in_place(interaction, await card(interaction, self.guideline_id))


BUTTONS = (RightButton, NotButton, PageButton, AcceptButton, ModeButton)
