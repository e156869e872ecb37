"""Weekly calls and gatherings that keep their hour all year."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.events.personal import PERSONAL_DATA, export_member, forget_member
from cogs.events.settings import EventsSettings
from cogs.events.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="events",
    summary=N_("Weekly calls and gatherings: announced, remembered, and on time all year."),
    settings=EventsSettings,
    intents=frozenset({"guilds", "members", "guild_scheduled_events", "voice_states"}),
    permissions=(
        PermissionNeed("view_channel", N_("To find the channel of events."), "channel"),
        PermissionNeed("send_messages", N_("To announce events."), "channel"),
        PermissionNeed("create_public_threads", N_("To make room for looking back."), "channel"),
        PermissionNeed("create_events", N_("To put events into Discord's own list.")),
        PermissionNeed("manage_events", N_("To begin, change and end events in Discord's list.")),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    degrades={
        "members": N_(
            "Seats of people who leave the server are freed only when somebody gives them back."
        ),
    },
    effects={
        "events.post": N_("announce an event"),
        "events.post_anew": N_("show who comes to an event"),
        "events.listing": N_("put an event into Discord's list"),
        "events.listing_anew": N_("change an event in Discord's list"),
        "events.listing_active": N_("begin an event in Discord's list"),
        "events.listing_completed": N_("end an event in Discord's list"),
        "events.listing_cancelled": N_("call an event off in Discord's list"),
        "events.list_note": N_("tell the team what was changed in Discord's list"),
        "events.begins": N_("say that an event begins"),
        "events.looking_back": N_("tell the team how an event went"),
        "events.thread": N_("open a thread for looking back"),
        "events.reminder": N_("remind people of an event"),
        "events.changed": N_("tell people that an event has changed"),
        "events.cancelled": N_("tell people that an event was called off"),
        "events.offered": N_("offer a seat to somebody who waits"),
        "events.new": N_("tell people of a new event"),
        "events.going": N_("tell somebody that they have a seat"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.events.cog import EventsCog  # noqa: PLC0415 - the manifest is read without Discord
    from cogs.events.program import ProgramCog  # noqa: PLC0415 - so is this one

    await client.add_cog(EventsCog(client))
    await client.add_cog(ProgramCog(client.core))
