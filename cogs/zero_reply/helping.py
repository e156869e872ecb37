"""Who can help with a post: opted in, by topic, in turns, and never too often. Pure."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.times import DailyWindow
from cogs.zero_reply.similar import words_of

WEEK = timedelta(days=7)
SECOND_AFTER = timedelta(hours=12)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who has offered to help; `asked_lately` counts the pings of the last week."""

    helper_id: int
    topics: tuple[str, ...]
    quiet: DailyWindow | None
    a_week: int
    paused_until: datetime | None
    joined_at: datetime
    last_asked_at: datetime | None = None
    asked_lately: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who can be asked, and by which of their topics; none for whoever helps with all."""

    helper: Helper
    topics: tuple[str, ...]


def topics_in(text: str) -> tuple[str, ...]:
    """Read topics as people write them: "python, soldering"."""
    topics = (" ".join(one.split()).casefold() for one in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(one for one in topics if one))


def choices(
    helpers: Sequence[Helper],
    about: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    may_be_asked: Callable[[int], bool],
    not_these: Collection[int],
) -> list[Choice]:
    """Return who can be asked now, the best first: by topic, then who was asked least recently."""
    words = words_of(about)
    found = []
    for one in helpers:
        matching = tuple(topic for topic in one.topics if words_of(topic) <= words)
        if (
            one.helper_id not in not_these
            and (matching or not one.topics)
            and is_available(one, now, zone)
            and may_be_asked(one.helper_id)
        ):
            found.append(Choice(one, matching))
    return sorted(found, key=_turn)


def is_available(helper: Helper, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether somebody's own limits let them be asked now."""
    if helper.paused_until is not None and now < helper.paused_until:
        return False
    if helper.quiet is not None and helper.quiet.contains(now, zone):
        return False
    return helper.asked_lately < helper.a_week


def _turn(choice: Choice) -> tuple[bool, datetime, datetime, int]:
    one = choice.helper
    return not choice.topics, one.last_asked_at or _NEVER, one.joined_at, one.helper_id
