"""Whether anybody took up what was said in a channel where people write one after another. Pure.

Nobody refers by a button there: they name whom they answer, soon, often with a word of theirs. What
that says together was weighed by a logistic regression on Ubuntu's chat with its annotated threads
(IRC Disentanglement, CC BY 4.0).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.linear import linear
from cogs.zero_reply.question_words import words_in
from cogs.zero_reply.questions import asks_something

BEHIND = 80
AHEAD = 200
MINUTES = 10
"""How far a conversation is looked at, in messages and in time."""

_NAME = re.compile(r"[\w\[\]\\^{}|`-]+")
_ADDRESSED = re.compile(r"([\w\[\]\\^{}|`-]{2,30})[:,]?\s")
_WORD = re.compile(r"[a-z][\w'.-]{2,}")
_GREETING = re.compile(r"(?:hi|hello|hey|morning|good|greetings|thanks|thank|bye|lol)\b")
_COMMON = words_in(
    "the you she they and for that this with but not have can are was from your any what how "
    "when where why who there has just get got yes will would does did don't"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A message: who wrote it, at which minute, and what."""

    user: str
    minute: int
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A line with what decides about it. `names` are people whom it names, `to` its addressee."""

    user: str
    minute: int
    names: frozenset[str]
    to: str | None
    words: frozenset[str]
    asks: bool
    greets: bool
    is_command: bool


def said(line: Line, users: frozenset[str]) -> Said:
    """Look into a line; `users` are the names of those around, in small letters."""
    user, text = line.user.casefold(), line.text.casefold()
    begins = _ADDRESSED.match(text)
    to = begins[1] if begins is not None and begins[1] in users and begins[1] != user else None
    return Said(
        user=user,
        minute=line.minute,
        names=frozenset(one for one in _NAME.findall(text) if one in users and one != user),
        to=to,
        words=frozenset(_WORD.findall(text)) - _COMMON,
        asks=asks_something(line.text),
        greets=_GREETING.match(text) is not None,
        is_command=text.startswith("!"),
    )


def unanswered(found: Iterable[str]) -> float:
    """Return how much signs say, from zero on, that nobody takes up what somebody said."""
    return linear("threads").score(dict.fromkeys(found, 1.0))


def signs(before: Iterable[Said], one: Said, after: Sequence[Said]) -> Iterator[str]:
    """Yield what speaks for an answer, or against one."""
    later = [other for other in after[:AHEAD] if other.minute - one.minute <= MINUTES]
    places = [at for at, other in enumerate(later) if one.user in other.names]
    yield from _of_naming(one, later, places)
    yield from _of_own(one, later[: places[0]] if places else later)
    yield from _of_itself(one)
    near = [other for other in later[:11] if other.minute - one.minute <= 2]
    free = [other for other in near if other.user != one.user and not other.names]
    if any(other.words & one.words for other in free):
        yield "somebody uses a word of it"
    if any(len(other.words & one.words) >= 2 for other in free):
        yield "somebody uses two words of it"
    if later and later[0].user == one.user:
        yield "goes on"
    if any(
        other.user == one.user and other.to and other.minute - one.minute <= 5 for other in later
    ):
        yield "turns to somebody later"
    lately = [other for other in before if one.minute - other.minute <= MINUTES]
    if any(one.user in other.names or (other.user == one.user and other.names) for other in lately):
        yield "is in a conversation"


def _of_naming(one: Said, later: Sequence[Said], places: Sequence[int]) -> Iterator[str]:
    if not places:
        return
    first, count = later[places[0]], places[0] + 1
    wait = first.minute - one.minute
    for limit in (5, 15, 40):
        if count <= limit:
            yield f"named within {limit} lines"
    for minutes in (1, 3, 5):
        if wait <= minutes:
            yield f"named within {minutes} minutes"
    if wait <= 5 and one.asks:
        yield "asks and is named"
    soon = (later[at] for at in places)
    if any(other.words & one.words for other in soon if other.minute - one.minute <= 5):
        yield "named with a word of it"


def _of_own(one: Said, meanwhile: Sequence[Said]) -> Iterator[str]:
    """Yield what its author said before anybody named them."""
    own = [other for other in meanwhile if other.user == one.user]
    if any(other.to is None for other in own):
        yield "says more"
    if any(other.to is not None for other in own):
        yield "turns to somebody"


def _of_itself(one: Said) -> Iterator[str]:
    if one.asks:
        yield "asks"
    if one.greets:
        yield "greets"
    if one.is_command:
        yield "is a command"
    if len(one.words) <= 2:
        yield "is short"
    if len(one.words) > 8:
        yield "is long"
