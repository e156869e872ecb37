"""Opens a thread each week in which members set small goals and say how it went."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.accountability.personal import PERSONAL_DATA, export_member, forget_member
from cogs.accountability.settings import AccountabilitySettings
from cogs.accountability.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="accountability",
    summary=N_("Opens a thread each week in which members set small goals and say how it went."),
    settings=AccountabilitySettings,
    intents=frozenset({"guilds", "members", "guild_messages"}),
    permissions=(
        PermissionNeed("view_channel", N_("To find the channel of the weekly thread."), "channel"),
        PermissionNeed("send_messages", N_("To post the week's message."), "channel"),
        PermissionNeed("create_public_threads", N_("To open the week's thread."), "channel"),
        PermissionNeed(
            "send_messages_in_threads", N_("To show goals and the recap in the thread."), "channel"
        ),
        PermissionNeed("read_message_history", N_("To post nothing twice."), "channel"),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    degrades={
        "members": N_(
            "The goals of members who have left stay visible until they ask for their data to be "
            "deleted."
        ),
    },
    effects={
        "accountability.post": N_("post the week's message"),
        "accountability.thread": N_("open the week's thread"),
        "accountability.card": N_("show a member's goals in the thread"),
        "accountability.card_changed": N_("change a member's goals in the thread"),
        "accountability.card_gone": N_("take a member's goals out of the thread"),
        "accountability.recap": N_("sum the week up in its thread"),
        "accountability.recap_changed": N_("correct the week's summary"),
        "accountability.no_channel": N_("tell the team that the weekly thread has no channel"),
        "accountability.no_tag": N_("tell the team that the forum wants a tag"),
        "accountability.no_thread": N_("tell the team that the week's post has no thread"),
        "accountability.reminder": N_("remind a member who asked for it"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.accountability.cog import AccountabilityCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(AccountabilityCog(client))
