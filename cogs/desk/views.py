"""The desk's buttons: found by their custom_id, so they work after restarts and months later."""

import discord

from bot.access import Access
from bot.answers import Press, change, show
from bot.components import Pressable
from bot.effects import Message
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import shorten
from cogs.desk import case_store, case_texts, queue, queue_store, queue_texts, render, store
from cogs.desk.forms import Draft, decision_form, hand_over_form
from cogs.desk.parts import guild_of, here, parts_of
from cogs.desk.queue import Wanted
from cogs.desk.server import place_of, refuse_if_impossible
from cogs.desk.store import Item, Written
from cogs.desk.surroundings import said_in

AROUND = 3


async def card_for(interaction: Press, item: Item) -> Message:
    """Return an item's card in the language of whoever asks."""
    parts, t = (
        parts_of(interaction),
        await interaction.client.core.texts.for_interaction(interaction),
    )
    place = place_of(parts.core, guild_of(interaction), t) or here(interaction)
    async with parts.core.db.read() as tx:
        return await parts.cards.message(tx, place, item, t)


async def queue_page(interaction: Press, wanted: Wanted) -> Message:
    """Return a page of the queue in the language of whoever asks."""
    core, guild = interaction.client.core, guild_of(interaction)
    t = await core.texts.for_interaction(interaction)
    place = place_of(core, guild, t) or here(interaction)
    async with core.db.read() as tx:
        page = await queue_store.page(
            tx, guild.id, wanted, now=core.clock.now(), limit=queue_texts.ON_A_PAGE
        )
        flags = await store.flags_of(tx, [one.id for one in page.items])
    return queue_texts.queue(t, place, page, flags, wanted)


async def cases_page(interaction: Press, kind: str, page: int) -> Message:
    """Return a page of cases, the latest first."""
    core, guild = interaction.client.core, guild_of(interaction)
    t, size = await core.texts.for_interaction(interaction), case_texts.ON_A_PAGE
    wanted = None if kind == "all" else kind
    async with core.db.read() as tx:
        cases, total = await case_store.latest(
            tx, guild.id, kind=wanted, offset=page * size, limit=size
        )
    return case_texts.listing(t, cases, page=page, total=total, kind=kind)


async def open_form(interaction: Press, action: str, item_id: int) -> None:
    """Let a moderator write what a member is told; whoever opens the form has the item."""
    place, guild, parts = here(interaction), guild_of(interaction), parts_of(interaction)
    me, t = interaction.user, await interaction.client.core.texts.for_interaction(interaction)
    async with parts.core.db.read() as tx:
        found = await store.find(tx, guild.id, item_id)
    if found is not None and found.state in store.UNSETTLED:
        refuse_if_impossible(parts.core, guild, action, found.member_id, me.id)
    item = await parts.deciding.claim(place, item_id, me.id)
    signed = me.display_name if place.settings.signed == "moderator" else ""
    async with parts.core.db.read() as tx:
        words = await parts.outreach.draft(
            tx, place, item, kind=action, member_id=item.member_id, name=item.member_name,
            signed=signed,
        )  # fmt: skip
        messages = await store.messages_of(tx, item.id)
    draft = Draft(
        action=action,
        subject=str(item.id),
        words=words,
        may_delete=item.kind == "message" and action != "delete",
        people=len({item.member_id, *(one.author_id for one in messages)}),
    )
    await interaction.response.send_modal(decision_form(t, draft))


class Button(Pressable, template="desk:unused"):
    """A button of the desk."""

    feature = "desk"
    access = Access.MODERATOR

    async def thank(self, interaction: Press) -> None:
        """Tell the person that it worked."""
        t = await interaction.client.core.texts.for_interaction(interaction)
        await answer_privately(interaction, t("Noted. Thank you."))


class ClaimButton(Button, template=r"desk:claim:\d{1,18}"):
    """Takes an item on."""

    async def press(self, interaction: Press) -> None:
        """Keep who works on it."""
        deciding = parts_of(interaction).deciding
        await deciding.claim(here(interaction), self.record_id, interaction.user.id)
        t = await interaction.client.core.texts.for_interaction(interaction)
        await answer_privately(interaction, t("It is yours."))


class PassButton(Button, template=r"desk:pass:\d{1,18}"):
    """Hands an item over to somebody else of the team."""

    async def press(self, interaction: Press) -> None:
        """Ask to whom."""
        t = await interaction.client.core.texts.for_interaction(interaction)
        await interaction.response.send_modal(hand_over_form(t, self.record_id))


class NotButton(Button, template=r"desk:not:\d{1,18}"):
    """Says that it is no violation."""

    async def press(self, interaction: Press) -> None:
        """Close the item."""
        deciding = parts_of(interaction).deciding
        await deciding.dismiss(here(interaction), self.record_id, interaction.user.id)
        await self.thank(interaction)


class ActButton(Button, template=r"desk:(remind|warn|delete|timeout|ban):\d{1,18}"):
    """Opens the form of an action."""

    def __init__(self, custom_id: str) -> None:
        self.action = custom_id.split(":")[1]
        super().__init__(custom_id)

    async def press(self, interaction: Press) -> None:
        """Show what the member would read."""
        await open_form(interaction, self.action, self.record_id)


class RightButton(Button, template=r"desk:right:\d{1,18}"):
    """Says that what the bot did by itself was right."""

    async def press(self, interaction: Press) -> None:
        """Keep that it was right."""
        deciding = parts_of(interaction).deciding
        await deciding.confirm(here(interaction), self.record_id, interaction.user.id)
        await self.thank(interaction)


class UndoButton(Button, template=r"desk:undo:\d{1,18}"):
    """Takes back what was done."""

    async def press(self, interaction: Press) -> None:
        """Undo the whole group of actions."""
        deciding = parts_of(interaction).deciding
        cases = await deciding.undo_item(here(interaction), self.record_id, interaction.user.id)
        t = await interaction.client.core.texts.for_interaction(interaction)
        await show(interaction, case_texts.undone(t, cases))


class ShowButton(Button, template=r"desk:show:\d{1,18}"):
    """Shows an item from the list."""

    async def press(self, interaction: Press) -> None:
        """Show its card with its buttons."""
        async with interaction.client.core.db.read() as tx:
            item = await store.find(tx, guild_of(interaction).id, self.record_id)
        if item is None:
            raise Refusal("There is no item {id} on this server.", id=f"#{self.record_id}")
        await show(interaction, await card_for(interaction, item))


class ContextButton(Button, template=r"desk:context:\d{1,18}"):
    """Shows what was said around a message."""

    async def press(self, interaction: Press) -> None:
        """Read the messages before and after it, as far as they are still there."""
        await interaction.response.defer(ephemeral=True)
        async with interaction.client.core.db.read() as tx:
            messages = await store.messages_of(tx, self.record_id)
        ours = [one for one in messages if one.guild_id == guild_of(interaction).id]
        if not ours:
            raise Refusal("What this is about is no longer there.")
        await answer_privately(interaction, await _context(interaction, ours[0]))


class PageButton(Button, template=queue.ID):
    """Turns the pages of the queue."""

    def __init__(self, custom_id: str) -> None:
        self.wanted = Wanted.read(custom_id)
        super().__init__(custom_id)

    async def press(self, interaction: Press) -> None:
        """Show another page of the queue as it is now."""
        await change(interaction, await queue_page(interaction, self.wanted))


class CasesButton(Button, template=r"desk:cases:[a-z]+:\d{1,6}"):
    """Turns the pages of the list of cases."""

    def __init__(self, custom_id: str) -> None:
        self.kind = custom_id.split(":")[2]
        super().__init__(custom_id)

    async def press(self, interaction: Press) -> None:
        """Show another page of cases as they are now."""
        page = await cases_page(interaction, self.kind, self.record_id)
        await change(interaction, page)


async def _context(interaction: Press, about: Written) -> str:
    t = await interaction.client.core.texts.for_interaction(interaction)
    channel = guild_of(interaction).get_channel_or_thread(about.channel_id)
    if not isinstance(channel, discord.abc.Messageable):
        return t("The channel is no longer there.")
    place = discord.Object(about.message_id)
    try:
        found = [one async for one in channel.history(limit=2 * AROUND + 1, around=place)]
    except discord.Forbidden:
        return t("I cannot read {channel} any more.", channel=f"<#{about.channel_id}>")
    lines = []
    for one in sorted(found, key=lambda message: message.id):
        mark = "▶ " if one.id == about.message_id else ""
        lines.append(mark + render.spoken(said_in(one), 200))
    if all(one.id != about.message_id for one in found):
        lines.append(t("The message itself is gone; its words stand on the card."))
    return shorten("\n".join(lines), 2000)


BUTTONS = (
    ClaimButton,
    PassButton,
    NotButton,
    ActButton,
    RightButton,
    UndoButton,
    ShowButton,
    ContextButton,
    PageButton,
    CasesButton,
)
