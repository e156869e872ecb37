"""Which words belong to which guidelines, and what is innocent whatever they say."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.texts.phrase import Phrase
from cogs.guidelines.detection.hosts import is_part_of_name
from cogs.guidelines.detection.message import Found, Part
from cogs.guidelines.detection.views import View, views_of
from cogs.guidelines.detection.wordlists import Term, WordLists
from cogs.guidelines.detection.words import Automaton
from cogs.guidelines.detector_settings import Words

_TRUSTED = frozenset({"plain", "disguised"})


@dataclass(frozen=True, slots=True)
class _User:
    """A guideline that looks for a term, and how far it sees through disguise."""

    guideline: str
    views: frozenset[str]
    list_name: str | None


class Vocabulary:
    """The words of all guidelines in one automaton, and the allow-list in another."""

    def __init__(
        self, words: Sequence[tuple[str, Words]], lists: WordLists, allow: Sequence[str]
    ) -> None:
        users: dict[Term, list[_User]] = {}
        for guideline, settings in words:
            for term, name in _terms_of(settings, lists):
                users.setdefault(term, []).append(_User(guideline, frozenset(settings.views), name))
        self._users = tuple(tuple(some) for some in users.values())
        self._wanted = _automaton(tuple(users))
        self._allowed = _automaton(
            (*lists.allowed, *(Term.parse(one, "low", None) for one in allow))
        )

    def look(self, part: Part) -> Iterator[tuple[str, str, Found]]:
        """Find words that are not welcome; what is allowed wins."""
        allowed: Passages | None = None
        views = list(views_of(part.text))
        for number, hit in self._wanted.find(part.text, views):
            if allowed is None:
                allowed = self.allowed_in(part.text, views)
            if allowed.hold(hit.start, hit.end) or is_part_of_name(part.text, hit.start, hit.end):
                continue
            for user in self._users[number]:
                if hit.view in user.views:
                    why = _why(hit.term, user)
                    yield user.guideline, "words", Found(why, part, hit.start, hit.end, hit.view)

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


@lru_cache(maxsize=64)
def _automaton(terms: tuple[Term, ...]) -> Automaton:
    """Share automata: a thousand communities look for the same words."""
    return Automaton(terms)


def _terms_of(settings: Words, lists: WordLists) -> Iterator[tuple[Term, str | None]]:
    for text in settings.terms:
        yield Term(text, settings.match), None
    if settings.list is not None:
        for term in lists.terms(settings.list, settings.languages or (), settings.at_least):
            if settings.match != "word" and term.boundary == "word":
                yield replace(term, boundary=settings.match), settings.list
            else:
                yield term, settings.list


def _why(term: Term, user: _User) -> Phrase:
    if user.list_name is None:
        return Phrase("The word “{term}” is not welcome.", term=term.text)
    return Phrase("“{term}” is on the list {list}.", term=term.text, list=user.list_name)
