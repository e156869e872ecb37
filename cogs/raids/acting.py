"""What commands and buttons have in common: each act once, from wherever it is asked for."""

from datetime import timedelta

from bot.answers import Press
from bot.effects import Message
from bot.errors import answer_privately
from bot.permissions import refuse_without
from bot.texts import timestamp
from cogs.raids import render
from cogs.raids.incidents import EXAMPLES
from cogs.raids.parts import guild_of, here, parts_of
from cogs.raids.planning import Who
from cogs.raids.store import Incident


async def plan(interaction: Press, number: int | None, who: Who) -> Message:
    """Plan a ban and return how it is shown."""
    refuse_without(guild_of(interaction).me.guild_permissions, "ban_members", "manage_guild")
    place = here(interaction)
    t = await interaction.client.core.texts.for_interaction(interaction)
    preview = await parts_of(interaction).bans.preview(place, number, who, by=interaction.user.id)
    names = filter(None, map(place.name_of, preview.plan.chosen[:EXAMPLES]))
    return render.plan(t, preview, list(names), place.settings.delete_messages)


async def pause(interaction: Press, lasts: timedelta | None = None) -> Incident:
    """Pause the server because of the raid that is on, or that somebody sees coming."""
    refuse_without(guild_of(interaction).me.guild_permissions, "manage_guild")
    place, parts, by = here(interaction), parts_of(interaction), interaction.user.id
    lasts = lasts or place.settings.pause
    since = parts.core.clock.now() - place.settings.within
    async with parts.core.db.write() as tx:
        incident = await parts.incidents.open(
            tx, place, reason="by_hand", since=since, lasts=lasts, by=by
        )
        incident = await parts.pauses.begin(tx, place, incident, lasts, by=by, turn=interaction.id)
        await parts.incidents.changed(tx, place, incident)
    await parts.watch.look_again(place)
    return incident


async def end(interaction: Press, number: int | None = None) -> Incident:
    """End a raid and its pause."""
    place, parts, by = here(interaction), parts_of(interaction), interaction.user.id
    async with parts.core.db.write() as tx:
        incident = await parts.incidents.find(tx, place, number)
        incident = await parts.pauses.end(tx, place, incident, by=by, turn=interaction.id)
        return await parts.incidents.end(tx, place, incident, by=by)


async def tell_paused(interaction: Press, incident: Incident) -> None:
    """Say until when the server is paused."""
    t = await interaction.client.core.texts.for_interaction(interaction)
    assert incident.paused_until is not None, "it was paused just now"
    told = t(
        "Raid {number}: invites and direct messages are paused until {until}.",
        number=incident.number,
        until=timestamp(incident.paused_until, "F"),
    )
    await answer_privately(interaction, told)


async def tell_ended(interaction: Press, incident: Incident) -> None:
    """Say that a raid is over."""
    t = await interaction.client.core.texts.for_interaction(interaction)
    told = t(
        "Raid {number} is over. Who joins from now on is not part of it.", number=incident.number
    )
    await answer_privately(interaction, told)
