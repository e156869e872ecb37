"""`/purge`: many messages at once, with a preview, on the record, and with a way back."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.answers import Press, show
from bot.effects import Button as Shown
from bot.effects import Message
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import N_, escape, shorten
from cogs.desk.deciding import Decision
from cogs.desk.parts import guild_of, here, parts_of
from cogs.desk.server import about_message
from cogs.desk.views import Button

MOST = 200
SHOWN = 5


@needs(Access.MODERATOR)
@app_commands.command(description=N_("Delete many messages here; you see which ones first"))
@app_commands.describe(
    count=N_("How many, counted from the latest"), member=N_("Only those of this member")
)
@app_commands.guild_only()
async def purge(
    interaction: Press,
    count: app_commands.Range[int, 1, MOST],
    member: discord.User | None = None,
) -> None:
    """Show what would be deleted."""
    channel, t = (
        _channel(interaction),
        await interaction.client.core.texts.for_interaction(interaction),
    )
    if not channel.permissions_for(guild_of(interaction).me).manage_messages:
        raise Refusal("I may not delete messages in {channel}.", channel=channel.mention)
    whose = member.id if member is not None else 0
    found = await _found(channel, interaction.id, count, whose)
    if not found:
        raise Refusal("There is nothing here to delete.")
    lines = [
        t.n("{n} message would be deleted:", "{n} messages would be deleted:", n=len(found)),
        *(
            f"> **{escape(one.author.display_name)}**: {shorten(escape(one.content), 80) or '…'}"
            for one in found[:SHOWN]
        ),
    ]
    custom_id = f"desk:purge:{whose}:{len(found)}:{found[0].id}"
    button = Shown(label=t("Delete them"), custom_id=custom_id, style="danger")
    await show(interaction, Message(text=shorten("\n".join(lines), 2000), rows=((button,),)))


class PurgeButton(Button, template=r"desk:purge:\d{1,20}:\d{1,3}:\d{1,20}"):
    """Deletes what the preview has shown, and nothing that came later."""

    def __init__(self, custom_id: str) -> None:
        _, _, whose, count, _ = custom_id.split(":")
        self.whose, self.count = int(whose), int(count)
        super().__init__(custom_id)

    async def press(self, interaction: Press) -> None:
        """Bring the messages to the desk as one item, and decide it."""
        await interaction.response.defer(ephemeral=True)
        parts, place = parts_of(interaction), here(interaction)
        channel = _channel(interaction)
        found = await _found(channel, self.record_id + 1, self.count, self.whose)
        if not found:
            raise Refusal("There is nothing here to delete.")
        decision = Decision(action="delete", by=interaction.user.id, quietly=True)
        item_id = await parts.intake.bring_all(place, [about_message(one) for one in found])
        await parts.deciding.decide(place, item_id, decision)
        t = await interaction.client.core.texts.for_interaction(interaction)
        told = t.n(
            "{n} message is being deleted. Its item is {item}: there you can take it back.",
            "{n} messages are being deleted. Their item is {item}: there you can take it back.",
            n=len(found),
            item=f"#{item_id}",
        )
        await answer_privately(interaction, told)


async def _found(
    channel: discord.TextChannel | discord.Thread | discord.VoiceChannel,
    before: int,
    count: int,
    whose: int,
) -> Sequence[discord.Message]:
    """Return messages from before a moment, the latest first."""
    found: list[discord.Message] = []
    async for one in channel.history(limit=MOST * 5, before=discord.Object(before)):
        if not one.pinned and whose in {0, one.author.id}:
            found.append(one)
        if len(found) == count:
            break
    return found


def _channel(
    interaction: Press,
) -> discord.TextChannel | discord.Thread | discord.VoiceChannel:
    channel: Any = interaction.channel
    if not isinstance(channel, discord.TextChannel | discord.Thread | discord.VoiceChannel):
        raise Refusal("There are no messages in a place like this.")
    return channel
