"""The button with which somebody stops invitations, or wants them again."""

import re
from typing import Any, Self

import discord

from bot.client import StewardClient
from bot.components import Personal
from cogs.outreach import render, store


class StopButton(
    Personal, template=r"outreach:(?P<what>stop|resume):(?P<guild>\d+):(?P<member>\d+)"
):
    """Stops a server's invitations to the person whom they are for; pressed again, resumes."""

    feature = "outreach"

    def __init__(self, guild_id: int, member_id: int, *, stops: bool, label: str = "…") -> None:
        self.guild_id, self.member_id, self.stops = guild_id, member_id, stops
        super().__init__(
            discord.ui.Button(label=label, custom_id=self.id_for(guild_id, member_id, stops=stops))
        )

    @staticmethod
    def id_for(guild_id: int, member_id: int, *, stops: bool = True) -> str:
        """Return the custom_id by which the button is found."""
        return f"outreach:{'stop' if stops else 'resume'}:{guild_id}:{member_id}"

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: discord.ui.Item[Any],  # noqa: ARG003 - discord.py's signature
        match: re.Match[str],
    ) -> Self:
        """Make the button anew from what its message says."""
        return cls(int(match["guild"]), int(match["member"]), stops=match["what"] == "stop")

    async def press(self, interaction: discord.Interaction[StewardClient]) -> None:
        """Remember the wish, and offer the way back."""
        if interaction.user.id != self.member_id:
            await interaction.response.defer()
            return
        client, core = interaction.client, interaction.client.core
        t = await core.texts.for_interaction(interaction)
        guild = client.get_guild(self.guild_id)
        name = guild.name if guild is not None else ""
        async with core.db.write() as tx:
            if self.stops:
                await store.stop(tx, self.guild_id, self.member_id, core.clock.now())
            else:
                await store.resume(tx, self.guild_id, self.member_id)
        view = discord.ui.View(timeout=None)
        label = t("Receive them again") if self.stops else t("Stop these messages")
        view.add_item(StopButton(self.guild_id, self.member_id, stops=not self.stops, label=label))
        view.stop()
        told = render.stopped(name, t) if self.stops else render.resumed(name, t)
        await interaction.response.send_message(told, view=view, ephemeral=True)
