"""Reaches members privately: by direct message, in a private thread, or at their next visit."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.outreach.personal import PERSONAL_DATA, export_member, forget_member
from cogs.outreach.settings import OutreachSettings
from cogs.outreach.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="outreach",
    summary=N_("Tells members privately what concerns them, and hands on what they answer."),
    settings=OutreachSettings,
    intents=frozenset({"guilds", "members", "dm_messages", "guild_messages", "message_content"}),
    permissions=(
        PermissionNeed("view_channel", N_("To open private threads there."), "channel"),
        PermissionNeed(
            "create_private_threads",
            N_("To write to members who take no direct messages."),
            "channel",
        ),
        PermissionNeed("send_messages_in_threads", N_("To write in these threads."), "channel"),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    degrades={
        "members": N_("It is noticed only by a failed message that somebody has left."),
        "message_content": N_("Answers in private threads cannot be read, those by DM can."),
    },
    effects={
        "outreach.thread": N_("open a private thread with a member"),
        "outreach.inside": N_("write in a member's private thread"),
        "outreach.passed_on": N_("tell a member that their answer was handed on"),
        "outreach.where_to_ask": N_("tell a member where to ask"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.outreach.cog import OutreachCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(OutreachCog(client))
