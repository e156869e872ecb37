"""Greets newcomers once, helps them to their first steps, and tells staff who stays silent."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.welcome.personal import PERSONAL_DATA, export_member, forget_member
from cogs.welcome.settings import WelcomeSettings
from cogs.welcome.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="welcome",
    summary=N_("Greets newcomers, helps them to their first steps, and notices who stays silent."),
    settings=WelcomeSettings,
    intents=frozenset({"guilds", "members", "moderation", "guild_messages"}),
    permissions=(
        PermissionNeed("view_channel", N_("To find the channel of the greetings."), "channel"),
        PermissionNeed("send_messages", N_("To greet newcomers."), "channel"),
        PermissionNeed("read_message_history", N_("To greet nobody twice."), "channel"),
        PermissionNeed("view_channel", N_("To find the staff's channel."), "staff_channel"),
        PermissionNeed("send_messages", N_("To tell staff who stays silent."), "staff_channel"),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    degrades={
        "members": N_(
            "Nobody is greeted when they join. Newcomers are greeted with their first message, "
            "and a message with the Start here button (/welcome post) still works."
        ),
    },
    effects={
        "welcome.greeting": N_("greet a newcomer"),
        "welcome.back": N_("welcome somebody back"),
        "welcome.together": N_("greet those who came in a rush"),
        "welcome.waves": N_("show who has said hi"),
        "welcome.taken_back": N_("take back the greeting of somebody who has left"),
        "welcome.start_here": N_("post the Start here button"),
        "welcome.rush": N_("tell the team about a rush of joins"),
        "welcome.no_channel": N_("tell the team that nobody can be greeted"),
        "welcome.banned_back": N_("tell the team about a return after a ban"),
        "welcome.quiet_note": N_("tell the team who stays silent"),
        "welcome.quiet_note_done": N_("mark the note about silent newcomers as done"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.welcome.cog import WelcomeCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(WelcomeCog(client))
