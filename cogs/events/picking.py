"""How people name an event or a template: suggestions while they type, and what they chose."""

from collections.abc import Sequence

import discord
from discord.app_commands import Choice

from bot.answers import Press
from bot.refusal import Refusal
from bot.texts import escape, shorten
from cogs.events import shelf, store
from cogs.events.gathering import Occurrence
from cogs.events.server import sees

SUGGESTED = 25
LOOKED_THROUGH = 200


async def coming(interaction: Press, most: int) -> Sequence[Occurrence]:
    """Return what comes next, as far as this person may know of it."""
    core = interaction.client.core
    async with core.db.read() as tx:
        found = await store.coming(
            tx, interaction.guild_id or 0, after=core.clock.now(), most=LOOKED_THROUGH
        )
    return _seen(interaction, found)[:most]


async def suggested(interaction: Press, typed: str, *, past: bool = False) -> list[Choice[str]]:
    """Suggest events by what is typed of their title or day."""
    if past:
        async with interaction.client.core.db.read() as tx:
            found = await store.past(tx, interaction.guild_id or 0, most=LOOKED_THROUGH)
        events: Sequence[Occurrence] = _seen(interaction, found)
    else:
        events = await coming(interaction, LOOKED_THROUGH)
    choices = [Choice(name=_name(one), value=str(one.id)) for one in events]
    wanted = typed.casefold()
    return [one for one in choices if wanted in one.name.casefold()][:SUGGESTED]


async def templates(interaction: Press, typed: str) -> list[Choice[str]]:
    """Suggest templates by name."""
    async with interaction.client.core.db.read() as tx:
        names = await shelf.template_names(tx, interaction.guild_id or 0)
    wanted = typed.casefold()
    return [Choice(name=one, value=one) for one in names if wanted in one.casefold()][:SUGGESTED]


async def named(interaction: Press, event: str) -> Occurrence:
    """Return the event that was chosen, or whose title was typed; Refusal when there is none."""
    async with interaction.client.core.db.read() as tx:
        if event.isdecimal() and len(event) < 10:
            found = await store.find(tx, interaction.guild_id or 0, int(event))
            if found is not None and _seen(interaction, [found]):
                return found
    wanted = event.casefold()
    for one in await coming(interaction, LOOKED_THROUGH):
        if wanted and wanted in one.details.title.casefold():
            return one
    raise Refusal(
        "There is no event {name} here. /event list shows what is coming up.",
        name=escape(shorten(event or "…", 80)),
    )


def _seen(interaction: Press, found: Sequence[Occurrence]) -> list[Occurrence]:
    member = interaction.user
    assert isinstance(member, discord.Member), "commands of events are for servers only"
    return [one for one in found if sees(member, one)]


def _name(one: Occurrence) -> str:
    local = one.starts_at.astimezone(one.zone)
    return shorten(f"{local:%Y-%m-%d %H:%M} · {one.details.title}", 100)
