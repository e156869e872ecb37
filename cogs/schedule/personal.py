"""The feature keeps nothing about anybody."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection


async def export_member(_tx: AsyncConnection, _guild_id: int, _user_id: int) -> dict[str, Any]:
    """Return what is kept about somebody: nothing."""
    return {}


async def forget_member(_tx: AsyncConnection, _guild_id: int, _user_id: int) -> None:
    """Forget nothing, as nothing is kept."""
