"""Whether those who have joined lately are a raid, and what they share: pure decisions."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cogs.raids.settings import RaidsSettings

MOST = 2000
"""How many people are looked at together; of more, the latest."""

Sign = Literal["name", "words", "young", "no_picture"]
Reason = Literal["many", "name", "words", "new_accounts"]

_SHORTEST_STEM, _LONGEST_STEM = 4, 6
# Welcome people say the same as well: "hello", "hi there".
_SHORTEST_WORDS = 12
# Discord lets a message that is older than an hour change three times an hour.
_NEW_FOR = timedelta(minutes=50)
_WHILE_NEW, _WHILE_OLD = timedelta(seconds=10), timedelta(minutes=20)
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who has joined; `words` stands for what they wrote first, empty until then."""

    user_id: int
    joined_at: datetime
    made_at: datetime
    name: str
    has_picture: bool = False
    words: str = ""


def recent(
    arrivals: Iterable[Arrival], now: datetime, settings: RaidsSettings
) -> tuple[Arrival, ...]:
    """Return those who count as joining at once, looked at from `now`."""
    return tuple(one for one in arrivals if one.joined_at > now - settings.within)[-MOST:]


def gather(
    known: Iterable[Arrival], batch: Iterable[Arrival], settings: RaidsSettings, *, is_open: bool
) -> tuple[tuple[Arrival, ...], Reason | None]:
    """Return those to be looked at together once a batch has joined too, and why they are a raid.

    These are those who joined at once with the latest; while a raid `is_open`, all.
    """
    crowd = {one.user_id: one for one in known}
    reason: Reason | None = None
    for one in batch:
        crowd[one.user_id] = one
        if not is_open and reason is None:
            at_once = recent(crowd.values(), one.joined_at, settings)
            reason = judge(at_once, settings)
            crowd = {each.user_id: each for each in at_once}
    return tuple(crowd.values())[-MOST:], reason


def signs(arrivals: Collection[Arrival], settings: RaidsSettings) -> Mapping[int, frozenset[Sign]]:
    """Return what each of them shares with so many others that it is no chance."""
    found: dict[int, set[Sign]] = {one.user_id: set() for one in arrivals}
    for sign, mark in _marks(settings).items():
        marks = {one.user_id: mark(one) for one in arrivals}
        counts = Counter(marks.values())
        for user_id, value in marks.items():
            if value and counts[value] >= settings.alike:
                found[user_id].add(sign)
    return {user_id: frozenset(shared) for user_id, shared in found.items()}


def judge(arrivals: Collection[Arrival], settings: RaidsSettings) -> Reason | None:
    """Say why these people, who have joined at once, are a raid; None when they are not."""
    if len(arrivals) > settings.joins:
        return "many"
    alike = [shared for shared in signs(arrivals, settings).values() if are_alike(shared)]
    if any("name" in shared for shared in alike):
        return "name"
    if any("words" in shared for shared in alike):
        return "words"
    return "new_accounts" if len(alike) >= settings.alike else None


def are_alike(shared: Collection[str]) -> bool:
    """Tell whether these signs together speak for a raid; a young account alone does not."""
    return "name" in shared or "words" in shared or {"young", "no_picture"} <= set(shared)


def stem(name: str) -> str:
    """Return what names of one making have in common: the letters that they begin with."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = _LETTERS.search("".join(one for one in plain if not unicodedata.combining(one)))
    found = letters.group()[:_LONGEST_STEM] if letters else ""
    return found if len(found) >= _SHORTEST_STEM else ""


def gist(text: str) -> str:
    """Return what stands for somebody's first words; nothing for a few, which anybody may say."""
    plain = "".join(text.casefold().split())
    if len(plain) < _SHORTEST_WORDS:
        return ""
    return hashlib.blake2b(plain.encode(), digest_size=8).hexdigest()


def is_young(arrival: Arrival, than: timedelta) -> bool:
    """Tell whether somebody has joined with an account younger than this."""
    return arrival.joined_at - arrival.made_at < than


def next_change(opened_at: datetime, now: datetime) -> datetime:
    """Return when a card may change next, so that many changes in a short time are one."""
    pace = _WHILE_NEW if now - opened_at < _NEW_FOR else _WHILE_OLD
    spent = (now - opened_at) // pace
    return opened_at + (spent + 1) * pace


def _marks(settings: RaidsSettings) -> Mapping[Sign, Callable[[Arrival], object]]:
    """Return by sign what must be the same for people to share it; nothing is never shared."""
    return {
        "name": lambda one: stem(one.name),
        "words": lambda one: one.words,
        "young": lambda one: is_young(one, settings.young),
        "no_picture": lambda one: not one.has_picture,
    }
