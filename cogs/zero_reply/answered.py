"""The posts that were answered lately, to find what was asked before."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.zero_reply.opener import Opener
from cogs.zero_reply.store import openers_where
from cogs.zero_reply.tables import openers

LOOKED_AT = 500


async def lately_answered(tx: AsyncConnection, like: Opener) -> list[Opener]:
    """Return the latest answered posts beside this one."""
    latest = (
        sa.select(openers.c.opener_id)
        .where(
            openers.c.guild_id == like.guild_id,
            openers.c.status == "answered",
            openers.c.opener_id != like.opener_id,
        )
        .order_by(openers.c.at.desc())
        .limit(LOOKED_AT)
    )
    return await openers_where(tx, openers.c.opener_id.in_(latest))
