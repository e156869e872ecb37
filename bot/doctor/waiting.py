"""Which effects the outbox cannot carry out until somebody changes something."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.doctor.facts import Waiting
from bot.outbox.store import outbox


async def waiting_in(tx: AsyncConnection, guild_id: int) -> tuple[Waiting, ...]:
    """Return what waits in a guild for a permission or the like, counted by kind and reason."""
    place = (outbox.c.kind, outbox.c.code, outbox.c.detail)
    statement = (
        sa.select(*place, sa.func.count())
        .where(
            outbox.c.guild_id == guild_id,
            outbox.c.state == "planned",
            outbox.c.due_at.is_not(None),
            outbox.c.code.in_(("missing_permission", "role_too_high")),
        )
        .group_by(*place)
        .order_by(*place)
    )
    return tuple(Waiting(*row) for row in await tx.execute(statement))
