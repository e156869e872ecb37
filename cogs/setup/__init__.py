"""Sets the bot up on a server and looks after it: /setup, /features, /settings, /doctor."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed, PersonalData
from bot.texts import N_
from cogs.setup.settings import SetupSettings
from cogs.setup.store import drafts, export_member, forget_member

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="setup",
    summary=N_("Sets the bot up on this server, checks it, and keeps its settings."),
    settings=SetupSettings,
    intents=frozenset({"guilds"}),
    permissions=(
        PermissionNeed(
            "view_channel", N_("To find the staff's channel."), "community.staff_channel"
        ),
        PermissionNeed(
            "send_messages", N_("To tell staff what needs them."), "community.staff_channel"
        ),
    ),
    tables=(drafts,),
    personal_data=(
        PersonalData(
            table=drafts.name,
            what=N_("As a manager: a setup, or uploaded settings, that you have not confirmed."),
            why=N_("So that you can go on where you left off."),
            kept=N_("Until you confirm or cancel, at most 7 days."),
        ),
    ),
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.setup.cog import SetupCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(SetupCog(client))
