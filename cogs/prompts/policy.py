"""Which prompt is proposed for a slot, and what a member may suggest: pure decisions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.refusal import Refusal
from bot.times import WeeklyTimes, local_day, local_instant

LONGEST_PROMPT = 500
LONGEST_TAGS = 100
NEW_FOR = timedelta(days=30)
_NEVER = datetime.min.replace(tzinfo=UTC)

State = Literal["proposed", "approved", "dropped", "posted"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A conversation starter; `suggested_by` is to be credited for it."""

    key: str
    text: str
    tags: tuple[str, ...]
    is_own: bool = False
    suggested_by: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What came of a prompt each time it was posted, all together.

    `first_replies` are those with which newcomers replied to a prompt for the first time.
    """

    times: int = 0
    last_at: datetime | None = None
    replies: int = 0
    people: int = 0
    first_replies: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """A prompt at its time; `prompt` is its key, `attempt` counts failures to post it."""

    due_at: datetime
    prompt: str
    state: State
    message_id: int | None = None
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A time of the coming days, with the prompt that is planned for it, if any fits.

    `tags` are those that the slot asks for.
    """

    due_at: datetime
    tags: tuple[str, ...]
    planned: Planned | None
    prompt: Prompt | None
    results: Results


def ranked(
    prompts: Iterable[Prompt],
    *,
    tags: Collection[str],
    theme: str,
    last_used: Mapping[str, datetime],
    taken: Collection[str],
    not_after: datetime,
) -> list[Prompt]:
    """Return the prompts that fit a slot, the best first.

    A prompt that fits has one of the slot's tags, is not `taken`, and was not posted since
    `not_after`. The theme of the month comes first, then the community's own, then what was not
    posted for longest.
    """
    fitting = [
        prompt
        for prompt in prompts
        if (not tags or set(prompt.tags) & set(tags))
        and prompt.key not in taken
        and last_used.get(prompt.key, _NEVER) < not_after
    ]
    return sorted(
        fitting,
        key=lambda one: (
            theme not in one.tags,
            not one.is_own,
            last_used.get(one.key, _NEVER),
            one.key,
        ),
    )


def proposals(items: Iterable[Item]) -> list[Planned]:
    """Return what waits for a decision."""
    planned = (item.planned for item in items)
    return [one for one in planned if one is not None and one.state == "proposed"]


def fingerprint(items: Iterable[Item]) -> int:
    """Return a number by which it shows whether other prompts are proposed than somebody saw."""
    seen = [(one.due_at.timestamp(), one.prompt) for one in proposals(items)]
    return crc32(repr(seen).encode())


def words(text: str) -> str:
    """Return a prompt as it was typed, without what is around it; Refusal where nothing was."""
    said = text.strip()
    if not said:
        raise Refusal("Write a few words.")
    return said


def tags(text: str) -> list[str]:
    """Return the tags that were typed with commas between them."""
    typed = (part.strip() for part in text.casefold().split(","))
    return list(dict.fromkeys(filter(None, typed)))


def after(prompts: Sequence[Prompt], key: str) -> Prompt | None:
    """Return the prompt that follows another, beginning anew at the end; None without another."""
    others = [one for one in prompts if one.key != key]
    place = next((number for number, one in enumerate(prompts) if one.key == key), 0)
    return others[place % len(others)] if others else None


def theme_of(themes: Mapping[str, str], day: date) -> str:
    """Return the tag of a month: "2026-11" beats "11"."""
    return themes.get(f"{day:%Y-%m}") or themes.get(f"{day:%m}") or ""


def coming(times: WeeklyTimes, now: datetime, zone: ZoneInfo) -> list[datetime]:
    """Return when a slot comes from now until the end of next week."""
    today = local_day(now, zone)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=14)
    end = local_instant(monday, datetime.min.time(), zone)
    found: list[datetime] = []
    for at in times.upcoming(now, zone):
        if at >= end:
            return found
        found.append(at)
    return found


def is_new(joined_at: datetime | None, now: datetime) -> bool:
    """Whether somebody is new enough for their reply to count as a newcomer's."""
    return joined_at is not None and now - joined_at < NEW_FOR
