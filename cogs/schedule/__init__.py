"""Shows managers what recurs in their server, and lets them leave out, start or pause it."""

from typing import TYPE_CHECKING

from bot.features import Feature
from bot.texts import N_
from cogs.schedule.settings import ScheduleSettings

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="schedule",
    summary=N_("Shows what the bot does regularly, and lets managers skip, start or pause it."),
    settings=ScheduleSettings,
    intents=frozenset({"guilds"}),
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.schedule.cog import ScheduleCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(ScheduleCog(client))
