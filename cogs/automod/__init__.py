"""Lets Discord itself block what goes against the guidelines, before anybody reads it."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.automod.settings import AutomodSettings
from cogs.automod.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="automod",
    summary=N_("Lets Discord itself block what goes against the guidelines, before it is read."),
    settings=AutomodSettings,
    intents=frozenset(
        {
            "guilds",
            "auto_moderation_configuration",
            "auto_moderation_execution",
            "message_content",
        }
    ),
    permissions=(
        PermissionNeed("manage_guild", N_("To read AutoMod's rules and to keep its own.")),
        PermissionNeed("view_channel", N_("To find the staff's channel."), "staff_channel"),
        PermissionNeed("send_messages", N_("To tell staff what has changed."), "staff_channel"),
    ),
    tables=ALL,
    degrades={
        "message_content": N_(
            "What AutoMod has blocked is not shown, only for which word or pattern it was."
        ),
    },
    effects={
        "automod.create": N_("make a rule of AutoMod"),
        "automod.edit": N_("change a rule of AutoMod"),
        "automod.delete": N_("abolish a rule of AutoMod"),
        "automod.drift": N_("tell the team that rules of AutoMod have changed"),
        "automod.drift_done": N_("mark the note about rules of AutoMod as done"),
        "automod.blocked": N_("tell the team what AutoMod has blocked"),
    },
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.automod.cog import AutomodCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(AutomodCog(client))
