"""Posts conversation starters that a person chose, and notices which ones people answer."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.prompts.personal import PERSONAL_DATA, export_member, forget_member
from cogs.prompts.settings import PromptsSettings
from cogs.prompts.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="prompts",
    summary=N_("Posts conversation starters that a person has approved, at times that you set."),
    settings=PromptsSettings,
    intents=frozenset({"guilds", "guild_messages"}),
    permissions=(
        PermissionNeed("view_channel", N_("To find the channel for prompts."), "channel"),
        PermissionNeed("send_messages", N_("To post prompts."), "channel"),
        PermissionNeed("create_public_threads", N_("To open threads for the answers."), "channel"),
        PermissionNeed("read_message_history", N_("To post nothing twice."), "channel"),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    effects={
        "prompts.post": N_("post a prompt"),
        "prompts.thread": N_("open a thread for the answers to a prompt"),
        "prompts.not_posted": N_("tell the team that a prompt could not be posted"),
        "prompts.week": N_("show the team the coming week's prompts"),
        "prompts.week_changed": N_("show the team how the coming prompts stand"),
        "prompts.suggestion": N_("show the team a suggested prompt"),
        "prompts.suggestion_gone": N_("take back a suggested prompt that the team was shown"),
        "prompts.suggestion_decided": N_("show the team what was decided on a suggested prompt"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.prompts.cog import PromptsCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(PromptsCog(client))
