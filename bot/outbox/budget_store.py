"""What of the budget of private messages is spent, read from the outbox's table."""

from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import DM_TOO_FAST
from bot.effects import SendDirect
from bot.outbox.budget import BETWEEN_INVITATIONS, HOUR, Spent, is_invitation
from bot.outbox.policy import DIRECT
from bot.outbox.store import effect_of, outbox


async def spent(tx: AsyncConnection, effect: SendDirect, now: datetime) -> Spent:
    """Return what has been written privately so far, as far as it bears on one more message."""
    direct = outbox.c.lane == DIRECT
    attempts = sa.select(outbox.c.attempted_at).where(direct, outbox.c.attempted_at > now - HOUR)
    complaint = sa.select(sa.func.max(outbox.c.due_at), sa.func.max(outbox.c.attempts)).where(
        direct, outbox.c.code == DM_TOO_FAST, outbox.c.due_at.is_not(None)
    )
    rests_until, complaints = (await tx.execute(complaint)).one()
    return Spent(
        attempts=(await tx.execute(attempts.order_by(outbox.c.attempted_at))).scalars().all(),
        rests_until=rests_until,
        complaints=complaints or 0,
        invited_at=await _invited_at(tx, effect, now) if is_invitation(effect) else None,
    )


async def _invited_at(tx: AsyncConnection, effect: SendDirect, now: datetime) -> datetime | None:
    """Return when a member was last written to with an invitation."""
    rows = sa.select(outbox.c.settled_at, outbox.c.effect).where(
        outbox.c.lane == DIRECT,
        outbox.c.state == "sent",
        outbox.c.settled_at > now - BETWEEN_INVITATIONS,
        sa.cast(outbox.c.effect, sa.Text).contains(str(effect.member_id)),
    )
    for settled_at, stored in (await tx.execute(rows.order_by(outbox.c.settled_at.desc()))).all():
        sent = effect_of(stored)
        if not isinstance(sent, SendDirect) or sent.member_id != effect.member_id:
            continue
        if is_invitation(sent):
            return cast("datetime", settled_at)
    return None
