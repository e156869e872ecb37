"""What follows from what detection has found: pure decisions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.settings.steps import Step
from cogs.guidelines.detection import Match
from cogs.guidelines.detector_settings import Learned, Words
from cogs.guidelines.settings import Guideline, Scope

State = Literal["counted", "open", "acted", "right", "not"]
"""`counted` in shadow; `open` and `acted` wait for staff; `right` and `not` is what they said."""
Word = Literal["right", "not"]
WORDS: Collection[Word] = ("right", "not")

# How sure each view of a text is: what was only found further down is never acted on alone.
TRUSTED_VIEWS = frozenset({"exact", "folded", ""})
COUNTS_KEPT = timedelta(days=400)
LATELY = timedelta(days=30)
# Before so many flags were judged, their share says little.
FEWEST_JUDGED = 10
# A step taken long after the message helps nobody.
ACT_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Who wrote where: names and ids of the author's roles, and of the channel and those above.

    `is_message` is False for names and titles, about which the bot never does anything itself.
    """

    now: datetime
    written_at: datetime
    author_id: int
    roles: Sequence[tuple[int, str]] = ()
    channels: Sequence[tuple[int, str]] = ()
    joined_at: datetime | None = None
    is_staff: bool = False
    is_message: bool = True


@dataclass(frozen=True, slots=True)
class Flag:
    """A guideline that a message goes against. `act` is the step that the bot takes itself."""

    guideline: Guideline
    matches: tuple[Match, ...]
    state: State
    act: Step | None = None


def judge(
    guidelines: Sequence[Guideline], matches: Iterable[Match], situation: Situation
) -> tuple[Flag, ...]:
    """Decide what a message goes against, and what follows; staff stand above the guidelines."""
    if situation.is_staff:
        return ()
    found: dict[str, list[Match]] = {}
    for match in matches:
        if not match.quoted:
            found.setdefault(match.guideline, []).append(match)
    return tuple(
        _flag(guideline, tuple(found[guideline.id]), situation)
        for guideline in guidelines
        if guideline.id in found and applies(guideline, situation)
    )


def applies(guideline: Guideline, situation: Situation) -> bool:
    """Tell whether a guideline looks at this author in this place."""
    if guideline.only is not None and not _within_all(guideline.only, situation):
        return False
    return guideline.exempt is None or not _within_any(guideline.exempt, situation)


def may_act(guideline: Guideline, matches: Iterable[Match]) -> bool:
    """Tell whether the bot takes the step itself: easily mended, wanted, and hardly in doubt."""
    return guideline.acts and any(_is_certain(match) for match in matches)


def _is_certain(match: Match) -> bool:
    """Tell what is plain to see from what was guessed: by a model, or through much disguise."""
    if match.detector == Learned.kind:
        return False
    return match.detector != Words.kind or match.view in TRUSTED_VIEWS


def precision(counts: Mapping[State, int]) -> tuple[int, int]:
    """Return how many flags staff found right, and how many they have judged."""
    right = counts.get("right", 0)
    return right, right + counts.get("not", 0)


def is_doubtful(counts: Mapping[State, int], bound: float) -> bool:
    """Tell whether staff found too few of a guideline's flags right for it to go on like this."""
    right, judged = precision(counts)
    return judged >= FEWEST_JUDGED and right < bound * judged


def _flag(guideline: Guideline, matches: tuple[Match, ...], situation: Situation) -> Flag:
    if guideline.mode == "shadow":
        return Flag(guideline, matches, "counted")
    is_fresh = situation.now - situation.written_at <= ACT_WITHIN
    if is_fresh and situation.is_message and may_act(guideline, matches):
        return Flag(guideline, matches, "acted", guideline.step)
    return Flag(guideline, matches, "open")


def _within_all(scope: Scope, situation: Situation) -> bool:
    """Whether everything that the scope names is so."""
    return all(_tests(scope, situation))


def _within_any(scope: Scope, situation: Situation) -> bool:
    """Whether anything that the scope names is so."""
    return any(_tests(scope, situation))


def _tests(scope: Scope, situation: Situation) -> Iterable[bool]:
    if scope.roles:
        yield any(ref.matches(*role) for ref in scope.roles for role in situation.roles)
    if scope.channels:
        yield any(ref.matches(*place) for ref in scope.channels for place in situation.channels)
    age = situation.now - situation.joined_at if situation.joined_at is not None else None
    if scope.younger_than is not None:
        yield age is not None and age < scope.younger_than
    if scope.older_than is not None:
        yield age is not None and age >= scope.older_than
