"""Which words belong to which guidelines, and what is innocent whatever they say."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.texts.phrase import Phrase
from cogs.guidelines.detection.hosts import is_piece, names_in
from cogs.guidelines.detection.message import Found, Part
from cogs.guidelines.detection.views import View, views_of
from cogs.guidelines.detection.wordlists import Term, WordLists
from cogs.guidelines.detection.words import Automaton, Hit
from cogs.guidelines.detector_settings import Words

_TRUSTED = frozenset({"plain", "disguised"})


@dataclass(frozen=True, slots=True)
class _User:
    """A guideline that looks for a term, and how far it sees through disguise."""

    guideline: str
    views: frozenset[str]
    list_name: str | None


class Vocabulary:
    """The words of all guidelines, and what is allowed.

    Words of lists have an automaton that all who look for the same lists share, a community's own
    words another.
    """

    def __init__(
        self, words: Sequence[tuple[str, Words]], lists: WordLists, allow: Sequence[str]
    ) -> None:
        shared: dict[Term, tuple[_User, ...]] = {}
        own: dict[Term, tuple[_User, ...]] = {}
        for guideline, settings in words:
            views = frozenset(settings.views)
            user = (_User(guideline, views, settings.list),)
            for term in list_terms(settings, lists):
                shared[term] = shared.get(term, ()) + user
            user = (_User(guideline, views, None),)
            for text in settings.terms:
                term = Term(text, settings.match)
                own[term] = own.get(term, ()) + user
        self._wanted = tuple(
            (_automaton(tuple(users)), _merged(users.values())) for users in (shared, own) if users
        )
        self._allowed = _automaton(
            (*lists.allowed, *(Term.parse(one, "low", None) for one in allow))
        )

    def look(self, part: Part, signs: str | None = None) -> Iterator[tuple[str, str, Found]]:
        """Find words that are not welcome in a text; its signs may be known."""
        for users, hit in self._hits(part.text, signs):
            for user in users:
                if hit.view in user.views:
                    found = Found(_why(hit.term, user), part, hit.start, hit.end, hit.view)
                    yield user.guideline, "words", found

    def hits(self, text: str) -> Iterator[tuple[tuple[str, ...], Hit]]:
        """Find words in a text, and say who looks for them."""
        for users, hit in self._hits(text):
            yield tuple(user.guideline for user in users), hit

    def _hits(self, text: str, signs: str | None = None) -> Iterator[tuple[tuple[_User, ...], Hit]]:
        """Find words; what is allowed wins."""
        innocent: _Innocent | None = None
        views = views_of(text, signs)
        for automaton, users in self._wanted:
            for number, hit in automaton.find(text, views):
                innocent = innocent or _Innocent(text, self.allowed_in(text, views))
                if not innocent.hold(hit.start, hit.end):
                    yield users[number], hit

    def allowed_in(self, text: str, views: Sequence[View] = ()) -> "Passages":
        """Return the passages of a text that are innocent whatever they hold."""
        return Passages(
            (hit.start, hit.end)
            for _, hit in self._allowed.find(text, [one for one in views if one.kind in _TRUSTED])
            if hit.view in {"exact", "folded"}
        )


class Passages:
    """Passages of a text, quick to ask."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        furthest = 0
        for start, end in sorted(spans):
            furthest = max(furthest, end)
            self._starts.append(start)
            self._ends.append(furthest)

    def hold(self, start: int, end: int) -> bool:
        """Tell whether a span lies within one of them."""
        before = bisect_right(self._starts, start)
        return before > 0 and end <= self._ends[before - 1]


class _Innocent:
    """What is allowed in a text, and pieces of names of domains: nobody has said those words."""

    def __init__(self, text: str, allowed: Passages) -> None:
        self._text, self._allowed = text, allowed
        self._names: Passages | None = None

    def hold(self, start: int, end: int) -> bool:
        """Tell whether a passage is innocent."""
        if self._allowed.hold(start, end):
            return True
        if not is_piece(self._text, start, end):
            return False
        self._names = self._names or Passages(names_in(self._text))
        return self._names.hold(start, end)


@lru_cache(maxsize=64)
def _automaton(terms: tuple[Term, ...]) -> Automaton:
    """Share automata: a thousand communities look for the same words."""
    return Automaton(terms)


def list_terms(settings: Words, lists: WordLists) -> Iterator[Term]:
    """Return the terms of the list that a detector names, as far as it looks for them."""
    if settings.list is None:
        return
    for term in lists.terms(settings.list, settings.languages or (), settings.at_least):
        if settings.match != "word" and term.boundary == "word":
            yield replace(term, boundary=settings.match)
        else:
            yield term


def _merged(users: Iterable[tuple[_User, ...]]) -> tuple[tuple[_User, ...], ...]:
    """Keep equal tuples once: a list has a thousand terms and one user."""
    kept: dict[tuple[_User, ...], tuple[_User, ...]] = {}
    return tuple(kept.setdefault(some, some) for some in users)


def _why(term: Term, user: _User) -> Phrase:
    if user.list_name is None:
        return Phrase("The word “{term}” is not welcome.", term=term.text)
    return Phrase("“{term}” is on the list {list}.", term=term.text, list=user.list_name)
