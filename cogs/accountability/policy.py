"""Weeks, goals and what counts: decisions without a clock, a database or Discord."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.refusal import Refusal
from bot.texts import N_
from bot.texts.phrase import Phrase
from bot.times import DailyWindow, WeeklyTimes, iso_week_key, local_day

MOST_GOALS = 3
LONGEST_GOAL = 300
LONGEST_NOTE = 500
WEEKS_LOOKED_AT = 12
LATE = timedelta(hours=24)
TUESDAY = 1

Result = Literal["done", "partly", "not_this_week"]
RESULTS: tuple[Result, ...] = ("done", "partly", "not_this_week")

_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|@(?:everyone|here)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.|discord\.gg/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that a member wants to do in a week."""

    number: int
    text: str
    is_public: bool
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A member's part in a week: whether they were new, and what they said of how it went."""

    user_id: int
    is_new: bool = False
    checked_in_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """Weeks in which somebody rests; `until` is the first week after it, None while it lasts."""

    since: str
    until: str | None = None

    def covers(self, week: str) -> bool:
        """Whether a week lies in it."""
        return self.since <= week and (self.until is None or week < self.until)


@dataclass(frozen=True, slots=True)
class Consistency:
    """In how many of the latest weeks somebody checked in."""

    kept: int
    of: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """A week in numbers."""

    people: int
    goals: int
    done: int
    partly: int
    newcomers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """The week whose thread is to be opened."""

    week: str
    is_late: bool


# weeks


def monday_of(week: str) -> date:
    """Return the first day of a week such as "2026-W47"."""
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def number_of(week: str) -> int:
    """Return its number in the year."""
    return int(week.split("-W")[1])


def week_before(week: str) -> str:
    """Return the week before."""
    return _key(monday_of(week) - timedelta(days=7))


def week_after(week: str) -> str:
    """Return the week after."""
    return _key(monday_of(week) + timedelta(days=7))


def to_open(due_at: datetime, now: datetime, times: WeeklyTimes, zone: ZoneInfo) -> Opening | None:
    """Decide which week's thread a run of the job opens, if any.

    A run that was due in a week that is over opens the present week's, if that has fallen due.
    """
    this_week = iso_week_key(now, zone)
    if iso_week_key(due_at, zone) == this_week:
        return Opening(this_week, now - due_at > LATE)
    latest = due_at
    for occurrence in times.upcoming(max(due_at, now - timedelta(days=8)), zone):
        if occurrence > now:
            break
        latest = occurrence
    if iso_week_key(latest, zone) == this_week:
        return Opening(this_week, now - latest > LATE)
    return None


def may_answer(week: str, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a check-in for `week` counts: in the week itself, and until Tuesday after it."""
    this_week = iso_week_key(now, zone)
    if week == this_week:
        return True
    return week == week_before(this_week) and local_day(now, zone).weekday() <= TUESDAY


def of_recap(now: datetime, zone: ZoneInfo) -> str:
    """Return the week that a recap is about: until Tuesday, it is the last one."""
    this_week = iso_week_key(now, zone)
    is_last = local_day(now, zone).weekday() <= TUESDAY
    return week_before(this_week) if is_last else this_week


# goals


def accepted(texts: Iterable[str]) -> Sequence[str]:
    """Return the goals among what was typed; Refusal when it cannot be taken as it is."""
    found = [" ".join(text.split()) for text in texts]
    goals = [text for text in found if text]
    if not goals:
        raise Refusal("Write down at least one goal.")
    if len(goals) > MOST_GOALS:
        raise Refusal("Three goals are plenty for a week. Which are the most important ones?")
    return goals


def objection(text: str, longest: int = LONGEST_GOAL) -> Phrase | None:
    """Say what keeps a text from being shown to others."""
    if len(text) > longest:
        return Phrase(
            N_("At most {longest} characters fit here; this text has {length}."),
            longest=longest,
            length=len(text),
        )
    if _MENTION.search(text):
        return Phrase(N_("Write names without @: nobody is pinged from a goal."))
    if len(_LINK.findall(text)) > 1:
        return Phrase(N_("One link is enough."))
    return None


def unfinished(goals: Iterable[Goal]) -> Sequence[Goal]:
    """Return the goals that could be carried over."""
    return [goal for goal in goals if goal.result != "done"]


# what counts


def is_resting(breaks: Iterable[Break], week: str) -> bool:
    """Whether somebody is on a break in a week."""
    return any(one.covers(week) for one in breaks)


def consistency(
    weeks: Iterable[str],
    answered: Collection[str],
    breaks: Sequence[Break],
    *,
    still_open: Collection[str],
) -> Consistency:
    """Count in how many of the latest weeks somebody checked in.

    Only weeks since their first one count. Breaks do not count against them, and neither does a
    week that may still be answered. `weeks` had a thread; `answered` those with a check-in.
    """
    first = min(answered, default="9999")
    counted = [
        week
        for week in sorted(weeks, reverse=True)[:WEEKS_LOOKED_AT]
        if week >= first
        and (week in answered or not (week in still_open or is_resting(breaks, week)))
    ]
    return Consistency(sum(week in answered for week in counted), len(counted))


def numbers(
    turns: Iterable[Turn], goals: Iterable[tuple[int, Goal]], *, left_out: Collection[int] = ()
) -> Numbers:
    """Put a week into numbers: who took part set a goal, checked in or wrote.

    Nobody is counted or named who is `left_out`.
    """
    turns = tuple(turn for turn in turns if turn.user_id not in left_out)
    goals = tuple(pair for pair in goals if pair[0] not in left_out)
    active = {turn.user_id for turn in turns if turn.checked_in_at or turn.is_new}
    return Numbers(
        people=len(active | {user_id for user_id, _ in goals}),
        goals=len(goals),
        done=sum(goal.result == "done" for _, goal in goals),
        partly=sum(goal.result == "partly" for _, goal in goals),
        newcomers=tuple(turn.user_id for turn in turns if turn.is_new),
    )


# reminders


def reminder_due(
    week: str, times: WeeklyTimes, zone: ZoneInfo, quiet: DailyWindow | None
) -> datetime | None:
    """Return when somebody in `zone` is reminded in a week; None when quiet hours leave no time."""
    start = datetime.combine(monday_of(week), datetime.min.time(), zone) - timedelta(seconds=1)
    due_at = times.next_after(start, zone)
    if quiet is not None:
        due_at = quiet.first_outside(due_at, zone)
    return due_at if iso_week_key(due_at, zone) == week else None


def _key(monday: date) -> str:
    year, number, _ = monday.isocalendar()
    return f"{year}-W{number:02}"
