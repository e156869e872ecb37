"""Word lists: those that come with Steward, that of better-profanity, and a community's own."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Protocol

Severity = Literal["low", "medium", "high"]
Boundary = Literal["word", "prefix", "suffix", "substring"]
SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high")
ALLOWED = "allow"
_DISGUISE = re.compile(r"[^\w\s*-]|_|\b\w-\w\b")
_HERE = Path(__file__).parent
_PLACES = (_HERE.parent / "wordlists", _HERE.parents[2] / "data" / "wordlists")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to look for.

    `marks_matter` says that the word without its accents is another, innocent one.
    """

    text: str
    boundary: Boundary = "word"
    severity: Severity = "medium"
    language: str | None = None
    marks_matter: bool = False

    @classmethod
    def parse(cls, line: str, severity: Severity, language: str | None) -> "Term":
        """Read `word`, `prefix*`, `*suffix`, `*anywhere*` and `=marks matter`."""
        text = line.strip().removeprefix("=")
        boundary: Boundary = "word"
        if text.startswith("*"):
            boundary = "substring" if text.endswith("*") else "suffix"
        elif text.endswith("*"):
            boundary = "prefix"
        exact = line.startswith("=") or language == "vi"
        return cls(text.strip("*").strip(), boundary, severity, language, marks_matter=exact)


class OwnList(Protocol):
    """A list as a community writes it."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The words."""

    @property
    def language(self) -> str | None:
        """Their language."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """All lists by name. The list "allow" holds what is innocent."""

    lists: Mapping[str, tuple[Term, ...]]

    @classmethod
    def shipped(cls) -> "WordLists":
        """Read the lists that come with Steward, once in a process."""
        return _shipped()

    def with_own(self, own: Mapping[str, OwnList]) -> "WordLists":
        """Add a community's lists; one of the same name takes the place of ours."""
        added = {
            name: tuple(Term(text, language=words.language) for text in words.terms)
            for name, words in own.items()
        }
        return WordLists(MappingProxyType({**self.lists, **added}))

    @property
    def names(self) -> tuple[str, ...]:
        """The lists that a guideline may name."""
        return tuple(sorted(set(self.lists) - {ALLOWED}))

    def terms(
        self, name: str, languages: Collection[str] = (), at_least: Severity = "low"
    ) -> tuple[Term, ...]:
        """Return the terms of a list, without other languages and milder ones.

        Raises KeyError for a name that is not in `names`.
        """
        wanted = SEVERITIES[SEVERITIES.index(at_least) :]
        return tuple(
            term
            for term in self.lists[name]
            if term.severity in wanted
            and (not languages or term.language is None or term.language in languages)
        )

    @property
    def allowed(self) -> tuple[Term, ...]:
        """What is innocent wherever it stands."""
        return self.lists.get(ALLOWED, ())


@cache
def _shipped() -> WordLists:
    place = next(place for place in _PLACES if place.is_dir())
    found: dict[str, dict[tuple[str, Boundary, str | None], Term]] = {}
    for term in _of_better_profanity():
        found.setdefault("profanity", {})[term.text, term.boundary, "en"] = term
    for file in sorted(place.glob("*/*.txt")):
        folder, name = file.parent.name, file.stem
        language = folder if folder != ALLOWED else None
        terms = found.setdefault(ALLOWED if folder == ALLOWED else name, {})
        for term in read_terms(file.read_text(encoding="utf-8").splitlines(), language):
            terms[term.text, term.boundary, language] = term
    return WordLists(
        MappingProxyType({name: tuple(terms.values()) for name, terms in found.items()})
    )


def read_terms(lines: Iterable[str], language: str | None) -> Iterable[Term]:
    """Read the lines of a list: terms under [low], [medium] and [high]; # begins a note."""
    severity: Severity = "medium"
    for line in lines:
        entry = line.split("#", 1)[0].strip()
        heading = next((one for one in SEVERITIES if entry == f"[{one}]"), None)
        if heading:
            severity = heading
        elif entry:
            yield from (
                Term.parse(one.strip(), severity, language)
                for one in entry.split(",")
                if one.strip()
            )


def _of_better_profanity() -> Iterable[Term]:
    """Read the list of the package; its matcher stays asleep."""
    spec = find_spec("better_profanity")
    if spec is None or spec.origin is None:
        return
    file = Path(spec.origin).parent / "profanity_wordlist.txt"
    for line in file.read_text(encoding="utf-8").splitlines():
        # Words in disguise are seen through anyway; taken as words they would read as "sh".
        if len(line.strip()) > 1 and not _DISGUISE.search(line):
            term = Term.parse(line, "low", "en")
            yield replace(term, text=term.text.casefold())
