"""The ladder for posts that stay without an answer: one step after the other. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Literal

from cogs.zero_reply.opener import Opener
from cogs.zero_reply.settings import RescueSettings

Step = Literal["guide", "channel", "tag", "staff"]

# The first post of a newcomer that waited this long, in open hours, jumps the queue.
FIRST_POST_WAITS = timedelta(hours=2)
# Whoever has waited longer than this is on the list; a ping would come out of nowhere.
NOT_OLDER_THAN = timedelta(days=7)


def waits_for(settings: RescueSettings) -> dict[Step, timedelta]:
    """Return the steps that are taken here, and after which waits."""
    after: dict[Step, timedelta | None] = {
        "guide": settings.guide_after,
        "channel": settings.channel_after,
        "tag": settings.tag_after,
        "staff": settings.staff_after,
    }
    return {step: wait for step, wait in after.items() if wait is not None}


def due_steps(
    opener: Opener,
    waited: timedelta,
    done: Collection[str],
    settings: RescueSettings,
    *,
    now: datetime,
) -> list[Step]:
    """Return the steps that are due and not taken, in their order: one of them is taken at a time.

    `waited` counts open hours; for urgent posts all but the last step are due at once.
    """
    if (
        opener.status != "open"
        or now - opener.at > NOT_OLDER_THAN
        or (opener.snoozed_until is not None and now < opener.snoozed_until)
        or opener.claimed_by(now) is not None
    ):
        return []
    return [
        step
        for step, wait in waits_for(settings).items()
        if step not in done and (waited >= wait or (opener.is_urgent and step != "staff"))
    ]


def is_overdue_first_post(opener: Opener, waited: timedelta) -> bool:
    """Tell whether a newcomer's first post has waited so long that it jumps the queue."""
    return opener.is_first and not opener.is_urgent and waited >= FIRST_POST_WAITS
