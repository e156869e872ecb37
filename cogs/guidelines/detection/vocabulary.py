"""Which words belong to which guidelines, and what is innocent whatever they say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.texts.phrase import Phrase
from cogs.guidelines.detection.message import Found, Part
from cogs.guidelines.detection.wordlists import Term, WordLists
from cogs.guidelines.detection.words import Automaton
from cogs.guidelines.detector_settings import Words


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
                users.setdefault(term, []).append(
                    _User(guideline, frozenset(settings.views), name)
                )
        self._users = tuple(tuple(some) for some in users.values())
        self._wanted = _automaton(tuple(users))
        self._allowed = _automaton((*lists.allowed, *(Term.parse(one, "low", None) for one in allow)))

    def look(self, part: Part) -> Iterator[tuple[str, str, Found]]:
        """Find words that are not welcome; what is allowed wins."""
        for number, hit in self._wanted.find(part.text):
            if self.is_allowed(part.text, hit.start, hit.end):
                continue
            for user in self._users[number]:
                if hit.view in user.views:
                    why = _why(hit.term, user)
                    yield user.guideline, "words", Found(why, part, hit.start, hit.end, hit.view)

    def is_allowed(self, text: str, start: int, end: int) -> bool:
        """Tell whether a passage belongs to something innocent."""
        return any(
            hit.start <= start and end <= hit.end
            for _, hit in self._allowed.find(text, every=True)
            if hit.view in {"exact", "folded"}
        )


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
