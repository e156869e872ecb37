"""What was kept for a member is shown when they use the bot."""

from typing import Any

import discord
import structlog

from bot.actions.wording import to_send
from bot.core import Core
from cogs.outreach import render, store
from cogs.outreach.answering import AnswerButton
from cogs.outreach.store import Row

log = structlog.get_logger(__name__)

# An answer of these kinds leaves no room for another message.
NO_ROOM = frozenset(
    {
        None,
        discord.InteractionResponseType.autocomplete_result,
        discord.InteractionResponseType.modal,
    }
)


class Visits:
    """Shows each member what waits for them, once, for their eyes only."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._showing: set[int] = set()

    async def answered(self, interaction: discord.Interaction[Any]) -> None:
        """Show what waits for the person who has just been answered."""
        guild = interaction.guild
        if guild is None or interaction.response.type in NO_ROOM:
            return
        core = self._core
        if not core.settings.enabled(guild.id, "outreach"):
            return
        async with core.db.read() as tx:
            rows = await store.waiting(tx, guild.id, interaction.user.id, core.clock.now())
        for row in rows:
            if row.id not in self._showing:
                self._showing.add(row.id)
                try:
                    await self._show(interaction, guild.name, row)
                finally:
                    self._showing.discard(row.id)

    async def _show(self, interaction: discord.Interaction[Any], guild: str, row: Row) -> None:
        t = await self._core.texts.for_interaction(interaction)
        answer_id = AnswerButton.id_for(row.key.guild_id, row.id) if row.answerable else None
        message = render.at_visit(row.message, guild, t, answer_id=answer_id)
        try:
            await interaction.followup.send(ephemeral=True, **to_send(message))
        except discord.HTTPException as error:
            log.info("words for a visit not shown", reason=str(error))
            return
        async with self._core.db.write() as tx:
            await store.seen(tx, row.id, self._core.clock.now())
