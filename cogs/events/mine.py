"""`/my events`: what somebody goes to, and whether they are told of new events."""

from collections.abc import Sequence

from discord import app_commands

from bot.access import Access, needs
from bot.answers import Press, change, show
from bot.effects import Button, Message
from bot.own_commands import AnyCommand
from bot.texts import N_, Translation, escape, shorten
from bot.texts.markup import timestamp
from cogs.events import listening, store
from cogs.events.desk import Desk
from cogs.events.gathering import Occurrence
from cogs.events.views import EventButton

SHOWN = 10
LISTEN = "events:listen:{state}"


def own_events(desk: Desk) -> AnyCommand:
    """Make `/my events`."""

    @needs(Access.MEMBER)
    @app_commands.command(
        name="events", description=N_("See what you go to, and be told of new events or not")
    )
    async def events(interaction: Press) -> None:
        """Show members what they go to."""
        desk.here(interaction)
        await show(interaction, await _mine(interaction))

    return events


class ListenButton(EventButton, template=r"events:listen:(?:on|off)"):
    """Has somebody told of new events, or not any more."""

    async def press(self, interaction: Press) -> None:
        """Keep the wish and show how it stands."""
        core, guild_id = interaction.client.core, interaction.guild_id or 0
        async with core.db.write() as tx:
            if self.parts[1] == "on":
                await listening.begin(tx, guild_id, interaction.user.id, core.clock.now())
            else:
                await listening.end(tx, guild_id, interaction.user.id)
        await change(interaction, await _mine(interaction))


async def _mine(interaction: Press) -> Message:
    core, guild_id = interaction.client.core, interaction.guild_id or 0
    t = await core.texts.for_interaction(interaction)
    async with core.db.read() as tx:
        listens = await listening.listens(tx, guild_id, interaction.user.id)
        coming = await store.going_to(tx, guild_id, interaction.user.id, core.clock.now(), SHOWN)
    return mine(t, coming, listens=listens)


def mine(t: Translation, coming: Sequence[Occurrence], *, listens: bool) -> Message:
    """Return what somebody goes to, with a button for whether they are told of new events."""
    lines = [t("**Your events**")]
    lines += [f"- {timestamp(one.starts_at)} {escape(one.details.title)}" for one in coming]
    if not coming:
        lines.append(t("You have not said yes to anything that is coming up."))
    if listens:
        lines.append(t("You are told privately of each new event."))
    else:
        lines.append(t("You are not told of new events."))
    label = t("Don't tell me of new events") if listens else t("Tell me of new events")
    custom_id = LISTEN.format(state="off" if listens else "on")
    text = shorten("\n".join(lines), 2000)
    return Message(text=text, rows=((Button(label=label, custom_id=custom_id),),))
