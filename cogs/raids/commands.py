"""`/raid …` and `/lockdown …`."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import discord
from discord import app_commands

from bot.access import EXTRA, Access
from bot.answers import Press, show
from bot.errors import answer_privately
from bot.permissions import refuse_without
from bot.refusal import Refusal
from bot.texts import N_, shorten
from cogs.raids import acting, planning, render
from cogs.raids.channels import Open, open_channels, overwrites_now
from cogs.raids.parts import guild_of, here, parts_of
from cogs.raids.planning import Who

Number = app_commands.Range[int, 1, 999_999_999]
WHICH = N_("Its number; the latest if you name none")


class RaidGroup(app_commands.Group):
    """The commands about raids."""

    def __init__(self) -> None:
        super().__init__(
            name="raid",
            description=N_("When too many people join at once"),
            guild_only=True,
            extras={EXTRA: Access.MODERATOR},
        )

    @app_commands.command(description=N_("Treat those who join as a raid; pause invites and DMs"))
    @app_commands.describe(hours=N_("For how many hours; as the settings say if you name none"))
    async def on(
        self, interaction: Press, hours: app_commands.Range[int, 1, 24] | None = None
    ) -> None:
        """Open a raid by hand."""
        lasts = timedelta(hours=hours) if hours is not None else None
        await acting.tell_paused(interaction, await acting.pause(interaction, lasts))

    @app_commands.command(description=N_("Say that the raid is over, and end the pause"))
    async def off(self, interaction: Press) -> None:
        """End the raid."""
        await acting.tell_ended(interaction, await acting.end(interaction))

    @app_commands.command(description=N_("See what is known of a raid, and what was done"))
    @app_commands.describe(number=WHICH)
    async def status(self, interaction: Press, number: Number | None = None) -> None:
        """Show the incident in the language of whoever asks."""
        place, parts = here(interaction), parts_of(interaction)
        t = await interaction.client.core.texts.for_interaction(interaction)
        async with parts.core.db.read() as tx:
            incident = await parts.incidents.find(tx, place, number)
            facts = await parts.incidents.facts(tx, place, incident)
        await show(interaction, render.card(t, facts))

    @app_commands.command(description=N_("See who would be banned, and what it takes"))
    @app_commands.describe(
        number=WHICH, who=N_("Those who are alike, or everybody who has joined in the raid")
    )
    async def plan(
        self, interaction: Press, number: Number | None = None, who: Who = "alike"
    ) -> None:
        """Show a plan; nothing happens before somebody presses its button."""
        await show(interaction, await acting.plan(interaction, number, who))

    @app_commands.command(description=N_("Take back all that was done in a raid"))
    @app_commands.describe(number=WHICH)
    async def undo(self, interaction: Press, number: Number | None = None) -> None:
        """Show what would be undone; nothing happens before somebody presses its button."""
        offer = await parts_of(interaction).undoing.offer(here(interaction), number)
        t = await interaction.client.core.texts.for_interaction(interaction)
        await show(interaction, render.undo(t, offer))


class Closable(app_commands.Transformer):
    """A channel that can be closed; for a forum, discord.py would offer what Discord rejects."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Ask for a channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Offer these."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.voice, kinds.stage_voice]

    async def transform(
        self, _: discord.Interaction[Any], value: app_commands.AppCommandChannel
    ) -> app_commands.AppCommandChannel:
        """Take it as it comes: its id is all that matters."""
        return value


class LockdownGroup(app_commands.Group):
    """The commands that close channels."""

    def __init__(self) -> None:
        super().__init__(
            name="lockdown",
            description=N_("Close the channels in which everybody may write"),
            guild_only=True,
            extras={EXTRA: Access.MODERATOR},
        )

    @app_commands.command(description=N_("Let nobody but the team write for now"))
    @app_commands.describe(channel=N_("Only this channel; all if you name none"))
    async def on(
        self,
        interaction: Press,
        channel: app_commands.Transform[app_commands.AppCommandChannel, Closable] | None = None,
    ) -> None:
        """Close channels; how each of them was is stored first."""
        guild, place, core = guild_of(interaction), here(interaction), interaction.client.core
        refuse_without(guild.me.guild_permissions, "manage_channels", "manage_roles")
        await interaction.response.defer(ephemeral=True)
        found = [
            one
            for one in open_channels(core, guild, place.settings)
            if channel is None or one.channel_id == channel.id
        ]
        count = await parts_of(interaction).lockdown.close(
            place, [one for one in found if one.may_close],
            by=interaction.user.id, turn=interaction.id,
        )  # fmt: skip
        await self._tell_closed(interaction, count, found)

    @app_commands.command(description=N_("Open the channels again, as they were"))
    async def off(self, interaction: Press) -> None:
        """Open channels; what the team has changed meanwhile stays as they changed it."""
        await interaction.response.defer(ephemeral=True)
        opening = await parts_of(interaction).lockdown.open_all(
            here(interaction), overwrites_now(guild_of(interaction)),
            by=interaction.user.id, turn=interaction.id,
        )  # fmt: skip
        t = await interaction.client.core.texts.for_interaction(interaction)
        if not opening.count:
            raise Refusal("No channel is closed.")
        lines = [
            t.n("{n} channel is opened again.", "{n} channels are opened again.", n=opening.count)
        ]
        if opening.conflicts:
            lines.append(
                t(
                    "Somebody has changed these meanwhile. I have left what they changed: "
                    "{channels}",
                    channels=_listed(opening.conflicts),
                )
            )
        await answer_privately(interaction, "\n".join(lines))

    async def _tell_closed(self, interaction: Press, count: int, found: list[Open]) -> None:
        t = await interaction.client.core.texts.for_interaction(interaction)
        cannot = [one.channel_id for one in found if not one.may_close]
        if not count and not cannot:
            raise Refusal(
                "There is no channel to close: everybody writes nowhere, or it is closed."
            )
        lines = [
            t.n("{n} channel is being closed.", "{n} channels are being closed.", n=count),
            render.cost(t, planning.cost_one_by_one(count)),
            t("{command} opens them again as they were.", command="`/lockdown off`"),
        ]
        if cannot:
            lines.append(t("I may not close these: {channels}", channels=_listed(cannot)))
        await answer_privately(interaction, "\n".join(lines))


def _listed(channel_ids: Sequence[int]) -> str:
    """Name channels, as many as fit."""
    return shorten(", ".join(f"<#{one}>" for one in channel_ids), 1500)
