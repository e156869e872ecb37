"""Notices raids, ends them when a person says so, and undoes what was done."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.raids.personal import PERSONAL_DATA, export_member, forget_member
from cogs.raids.settings import RaidsSettings
from cogs.raids.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="raids",
    summary=N_("Notices when too many people join at once, and helps the team to end it."),
    settings=RaidsSettings,
    intents=frozenset({"guilds", "members", "guild_messages", "message_content"}),
    permissions=(
        PermissionNeed("view_channel", N_("To find the channel of the cards."), "channel"),
        PermissionNeed("send_messages", N_("To tell the team about a raid."), "channel"),
        PermissionNeed("read_message_history", N_("To tell the team once."), "channel"),
        PermissionNeed("ban_members", N_("To ban raiders when a moderator says so.")),
        PermissionNeed("manage_guild", N_("To ban many at once, and to pause invites.")),
        PermissionNeed("manage_channels", N_("To close channels and open them again.")),
        PermissionNeed("manage_roles", N_("To close channels and open them again.")),
        PermissionNeed("moderate_members", N_("To give timeouts to very young accounts.")),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    degrades={
        "members": N_("Raids are not noticed, since Discord does not tell who joins."),
        "message_content": N_("That raiders all write the same first words is not noticed."),
    },
    effects={
        "raids.card": N_("tell the team about a raid"),
        "raids.card_changed": N_("tell the team how a raid goes on"),
        "raids.ban": N_("ban the people of a raid as a moderator has decided"),
        "raids.unban": N_("let people in again who were banned in a raid"),
        "raids.pause": N_("pause invites and direct messages"),
        "raids.unpause": N_("end the pause of invites and direct messages"),
        "raids.lock": N_("close a channel"),
        "raids.unlock": N_("open a closed channel again"),
        "raids.young": N_("tell the team about a very young account"),
        "raids.young_held": N_("show what the team has decided about a very young account"),
        "raids.young_freed": N_("show what the team has decided about a very young account"),
        "raids.timeout": N_("give a very young account a timeout"),
        "raids.end_timeout": N_("end the timeout of a very young account"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.raids.cog import RaidsCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(RaidsCog(client))
