"""`/warn`, `/timeout`, `/kick`, `/ban`, `/unban`, `/note`, `/slowmode`: by hand, on the record."""

from datetime import timedelta
from typing import Any

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.answers import Press
from bot.errors import answer_privately
from bot.permissions import refuse_without
from bot.refusal import Refusal
from bot.settings.durations import format_duration
from bot.texts import N_, escape
from cogs.desk import render
from cogs.desk.forms import Draft, decision_form
from cogs.desk.parts import guild_of, here, parts_of
from cogs.desk.reading import Typed, duration_of, timeout_of
from cogs.desk.server import refuse_if_impossible

Reason = app_commands.Range[str, 1, 300]
LONGEST_SLOWMODE = timedelta(hours=6)
MEMBER, WHY = N_("Whom"), N_("Why, for the team")


async def open_form_about(
    interaction: Press, action: str, member_id: int, name: str, *, reason: str,
    lasts: timedelta | None = None,
) -> None:  # fmt: skip
    """Let a moderator write what a member is told, where no message gave rise to it."""
    place, guild, parts = here(interaction), guild_of(interaction), parts_of(interaction)
    me, t = interaction.user, await interaction.client.core.texts.for_interaction(interaction)
    refuse_if_impossible(parts.core, guild, action, member_id, me.id)
    signed = me.display_name if place.settings.signed == "moderator" else ""
    async with parts.core.db.read() as tx:
        words = await parts.outreach.draft(
            tx,
            place,
            None,
            kind=action,
            member_id=member_id,
            name=name,
            signed=signed,
        )
    draft = Draft(
        action=action,
        subject=f"m{member_id}",
        words=words,
        reason=reason,
        lasts=format_duration(lasts) if lasts is not None else "1h",
    )
    await interaction.response.send_modal(decision_form(t, draft))


@needs(Access.MODERATOR)
@app_commands.command(description=N_("Warn a member privately; you see the words first"))
@app_commands.describe(member=MEMBER, reason=WHY)
@app_commands.guild_only()
async def warn(interaction: Press, member: discord.User, reason: Reason) -> None:
    """Warn somebody."""
    with Typed(reason):
        await open_form_about(interaction, "warn", member.id, member.display_name, reason=reason)


@needs(Access.MODERATOR)
@app_commands.command(description=N_("Keep a member from writing for a while"))
@app_commands.describe(member=MEMBER, lasts=N_("How long: 30m, 2h, 7d"), reason=WHY)
@app_commands.guild_only()
async def timeout(interaction: Press, member: discord.User, lasts: str, reason: Reason) -> None:
    """Time somebody out."""
    with Typed(reason):
        name, time = member.display_name, timeout_of(lasts)
        await open_form_about(interaction, "timeout", member.id, name, reason=reason, lasts=time)


@needs(Access.MODERATOR)
@app_commands.command(description=N_("Remove a member, who may come back"))
@app_commands.describe(member=MEMBER, reason=WHY)
@app_commands.guild_only()
async def kick(interaction: Press, member: discord.User, reason: Reason) -> None:
    """Remove somebody."""
    with Typed(reason):
        await open_form_about(interaction, "kick", member.id, member.display_name, reason=reason)


@needs(Access.MODERATOR)
@app_commands.command(description=N_("Keep somebody out of the server"))
@app_commands.describe(member=MEMBER, reason=WHY)
@app_commands.guild_only()
async def ban(interaction: Press, member: discord.User, reason: Reason) -> None:
    """Ban somebody."""
    with Typed(reason):
        await open_form_about(interaction, "ban", member.id, member.display_name, reason=reason)


@needs(Access.MODERATOR)
@app_commands.command(description=N_("Let somebody in again"))
@app_commands.describe(member=MEMBER, reason=WHY)
@app_commands.guild_only()
async def unban(interaction: Press, member: discord.User, reason: Reason) -> None:
    """Lift a ban."""
    guild = guild_of(interaction)
    with Typed(reason):
        refuse_without(guild.me.guild_permissions, "ban_members")
        await interaction.response.defer(ephemeral=True)
        try:
            await guild.fetch_ban(member)
        except discord.NotFound:
            name = escape(member.display_name)
            raise Refusal("{name} is not banned here.", name=name) from None
        case = await parts_of(interaction).deciding.carry_out(
            here(interaction), "unban", reason, by=interaction.user.id, member_id=member.id,
            member_name=member.display_name,
        )  # fmt: skip
    t = await interaction.client.core.texts.for_interaction(interaction)
    await answer_privately(interaction, render.case_line(t, case))


@needs(Access.MODERATOR)
@app_commands.command(description=N_("Keep a note about a member, for the team alone"))
@app_commands.describe(member=MEMBER, text=N_("The note"))
@app_commands.guild_only()
async def note(
    interaction: Press, member: discord.User, text: app_commands.Range[str, 1, 1000]
) -> None:
    """Keep a note."""
    me = interaction.user.id
    case = await parts_of(interaction).records.remark(
        here(interaction), member.id, member.display_name, text, by=me
    )
    t = await interaction.client.core.texts.for_interaction(interaction)
    await answer_privately(interaction, render.case_line(t, case))


@needs(Access.MODERATOR)
@app_commands.command(description=N_("Let people write only now and then in this channel"))
@app_commands.describe(
    wait=N_("Between two messages of one person: 10s, 5m; 0s ends it"), reason=WHY
)
@app_commands.guild_only()
async def slowmode(interaction: Press, wait: str, reason: Reason) -> None:
    """Set how long people wait between two messages."""
    channel: Any = interaction.channel
    with Typed(reason):
        lasts = duration_of(wait)
        if lasts > LONGEST_SLOWMODE or getattr(channel, "slowmode_delay", None) is None:
            raise Refusal("Discord allows at most six hours between two messages.")
        flag = "manage_threads" if isinstance(channel, discord.Thread) else "manage_channels"
        refuse_without(channel.permissions_for(guild_of(interaction).me), flag)
        case = await parts_of(interaction).deciding.carry_out(
            here(interaction), "slowmode", reason, by=interaction.user.id, member_id=0,
            member_name=f"#{channel.name}", channel_id=channel.id,
            before=str(channel.slowmode_delay), after=str(int(lasts.total_seconds())),
        )  # fmt: skip
    t = await interaction.client.core.texts.for_interaction(interaction)
    told = (
        t("People wait {time} between two messages here now.", time=t.duration(lasts))
        if lasts
        else t("People write here as often as they like again.")
    )
    await answer_privately(interaction, f"{told}\n{render.case_line(t, case)}")


TOOLS: tuple[app_commands.Command[Any, ..., None], ...] = (
    warn, timeout, kick, ban, unban, note, slowmode,
)  # fmt: skip
