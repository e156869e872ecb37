"""A feature whose message handler never comes back."""

import asyncio
from typing import Any

import structlog

from bot.client import StewardClient
from bot.features import Feature
from bot.messages import MessageEvent
from bot.settings import FeatureSettings

log = structlog.get_logger(__name__)


class SnagSettings(FeatureSettings):
    """Nothing to set."""

    on_by_default = True


async def export_member(*_: object) -> dict[str, Any]:
    return {}


async def forget_member(*_: object) -> None:
    return None


FEATURE = Feature(
    name="snag",
    summary="Hangs.",
    settings=SnagSettings,
    intents=frozenset({"guilds", "members", "guild_messages", "message_content"}),
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: StewardClient) -> None:
    """Hang at the first message."""

    async def hang(_: MessageEvent) -> None:
        log.info("a handler hangs")
        await asyncio.Event().wait()

    client.core.messages.listen("snag", hang)
