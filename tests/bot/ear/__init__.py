"""A feature that hears every message; tests listen in its name."""

from typing import Any

from bot.features import Feature
from bot.settings import FeatureSettings


class EarSettings(FeatureSettings):
    """Nothing to set."""

    on_by_default = True


async def export_member(*_: object) -> dict[str, Any]:
    return {}


async def forget_member(*_: object) -> None:
    return None


FEATURE = Feature(
    name="ear",
    summary="Hears every message.",
    settings=EarSettings,
    intents=frozenset({"guilds", "members", "guild_messages", "message_content"}),
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(_: object) -> None:
    """Tests listen; there is nothing to connect."""
