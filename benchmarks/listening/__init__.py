"""A feature that asks for messages and does nothing with them."""

from typing import TYPE_CHECKING, Any, ClassVar

from bot.features import Feature
from bot.settings import FeatureSettings

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.client import StewardClient


class ListeningSettings(FeatureSettings):
    """Nothing to set."""

    on_by_default: ClassVar[bool] = True


async def export_member(_tx: "AsyncConnection", _guild_id: int, _user_id: int) -> dict[str, Any]:
    """Return nothing, for nothing is kept."""
    return {}


async def forget_member(_tx: "AsyncConnection", _guild_id: int, _user_id: int) -> None:
    """Forget nothing, for nothing is kept."""


FEATURE = Feature(
    name="listening",
    summary="Listens.",
    settings=ListeningSettings,
    intents=frozenset({"guild_messages", "message_content"}),
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(_client: "StewardClient") -> None:
    """Do nothing: the measurement adds as many listeners as it needs."""
