"""What follows when an opener changes: jobs that show it, each kept once however often it is due.

A burst of changes becomes one edit of the list and one change of a post's tags.
"""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.scheduler import Scheduler
from bot.times import next_beat
from cogs.zero_reply import digest_store
from cogs.zero_reply.opener import Opener
from cogs.zero_reply.place import Place
from cogs.zero_reply.policy import Written

REFRESH = "zero_reply.refresh"
"""The job that shows the list as it is now; its subject is the period."""
TAG = "zero_reply.tag"
"""The job that sets or removes the tag of a forum post; its subject is the post."""
SOON = timedelta(seconds=20)


async def follow(
    tx: AsyncConnection, scheduler: Scheduler, place: Place, opener: Opener, now: datetime
) -> None:
    """Have everything shown that depends on an opener."""
    for period in await digest_store.periods_with(tx, place.guild_id, opener.opener_id):
        await refresh(tx, scheduler, place.guild_id, period, now)
    if opener.kind == "post":
        await _tag(tx, scheduler, place, opener.opener_id, now)


async def follow_new(
    tx: AsyncConnection, scheduler: Scheduler, place: Place, asked: Written, now: datetime
) -> None:
    """Have a new post tagged."""
    if asked.asks == "post":
        await _tag(tx, scheduler, place, asked.message_id, now)


async def refresh(
    tx: AsyncConnection, scheduler: Scheduler, guild_id: int, period: str, now: datetime
) -> None:
    """Have a list shown as it is; changes within one stretch of 20 seconds share an edit."""
    due_at = next_beat(now, SOON)
    await scheduler.schedule(tx, REFRESH, guild_id=guild_id, subject=period, due_at=due_at)


async def _tag(
    tx: AsyncConnection, scheduler: Scheduler, place: Place, post_id: int, now: datetime
) -> None:
    if place.settings.unanswered_tag:
        await scheduler.schedule(tx, TAG, guild_id=place.guild_id, subject=str(post_id), due_at=now)
