"""Says what members may expect of one another, and notices what goes against it."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.guidelines.checks import doubts, mistakes
from cogs.guidelines.personal import PERSONAL_DATA, export_member, forget_member
from cogs.guidelines.settings import Allow, Guidelines, GuidelinesSettings, Lists
from cogs.guidelines.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="guidelines",
    summary=N_("Shows members the guidelines, and tells staff what goes against them."),
    settings=GuidelinesSettings,
    sections={"guidelines": Guidelines, "lists": Lists, "allow": Allow},
    mistakes=mistakes,
    doubts=doubts,
    intents=frozenset({"guilds", "members", "guild_messages", "message_content"}),
    permissions=(
        PermissionNeed("view_channel", N_("To find the staff's channel."), "staff_channel"),
        PermissionNeed("send_messages", N_("To tell staff what was flagged."), "staff_channel"),
        PermissionNeed(
            "manage_messages", N_("To delete messages where a guideline says so (mode: auto).")
        ),
        PermissionNeed(
            "moderate_members", N_("To give timeouts where a guideline says so (mode: auto).")
        ),
        PermissionNeed(
            "manage_roles",
            N_("To give a role to those who have accepted the guidelines."),
            "acceptance",
        ),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    degrades={
        "message_content": N_(
            "Only messages that mention the bot can be read, so nearly nothing is flagged. The "
            "guidelines can still be shown and published."
        ),
        "members": N_(
            "How long somebody has been a member is known only with their message, and staff "
            "are told from others by the roles that come with it."
        ),
    },
    effects={
        "guidelines.note": N_("tell the team what was flagged"),
        "guidelines.note_changed": N_("change the note about a flagged message"),
        "guidelines.doubted": N_("ask whether a guideline that is often wrong goes back to shadow"),
        "guidelines.delete": N_("delete a message that goes against a guideline"),
        "guidelines.timeout": N_("give a timeout for what goes against a guideline"),
        "guidelines.list": N_("tell the team that a list of domains cannot be read"),
        "guidelines.accepted": N_("give a role to those who have accepted the guidelines"),
        "guidelines.post": N_("post the guidelines"),
        "guidelines.post_changed": N_("change the posted guidelines"),
        "guidelines.post_gone": N_("take back the posted guidelines"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.guidelines.cog import GuidelinesCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(GuidelinesCog(client))
