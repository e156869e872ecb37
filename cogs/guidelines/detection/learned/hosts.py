"""The name of a host as a model sees it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from cogs.guidelines.detection.learned.grams import Grams, letter_grams
from cogs.guidelines.detection.learned.name_words import name_words
from cogs.guidelines.detection.learned.themes import THEMES
from cogs.guidelines.detection.look_alikes import decoded, main_label

_AS_WRITTEN = 8
_SHORTEST, _LONGEST = 2, 6
_RUN = re.compile(r"[a-z]+|\d+")
_DIGITS = "#"
_VOWELS = frozenset("aeiou")
# Endings by who takes them; the commonest are a kind of their own.
_ENDINGS: Mapping[str, str] = {
    **{ending: ending for ending in ("com", "ru", "co")},
    **dict.fromkeys(("net", "org", "info", "biz"), "old"),
    **dict.fromkeys(("tk", "ml", "ga", "cf", "gq"), "free"),
}


def host_grams(name: str) -> list[Grams]:
    """Return the runs of letters in a name, of which some begin or end it."""
    return list(letter_grams(bounded(name), _AS_WRITTEN, _LONGEST))[_SHORTEST - 1 :]


def bounded(name: str) -> str:
    """Write a name with its ends marked."""
    return f"^{name.lower()}$"


@dataclass(frozen=True)
class HostName:
    """A name, the label that its owner chose, and the words that this is made of."""

    labels: tuple[str, ...]
    main: str

    @classmethod
    def of(cls, name: str) -> "HostName":
        """Read a name."""
        name = name.lower()
        return cls(tuple(name.split(".")), main_label(name))

    @cached_property
    def ending(self) -> str:
        """The kind of its ending."""
        last = self.labels[-1]
        return _ENDINGS.get(last) or ("land" if len(last) == 2 else "new")

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """Its words, what is left between them, and numbers."""
        return tuple(
            piece
            for run in _RUN.findall(decoded(self.main))
            for piece in ([run] if run.isdigit() else name_words().split(run))
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Those of its pieces that are words."""
        return tuple(piece for piece in self.pieces if piece in name_words().costs)


def wording(name: HostName) -> Iterator[str]:
    """Name the words, and what stands beside what."""
    yield from name.words
    yield from map(" ".join, pairwise(_DIGITS if one.isdigit() else one for one in name.pieces))
    if name.pieces:
        yield f"first {name.pieces[0]}"
        yield f"last {name.pieces[-1]}"


def form(name: HostName) -> Iterator[str]:
    """Name the ending, lengths, digits, hyphens, and how far ordinary words cover the name."""
    yield f"ending {name.labels[-1]}"
    yield f"endings {'.'.join(name.labels[-2:])}" if len(name.labels) > 2 else "two labels"
    yield f"labels {len(name.labels)}"
    yield from (f"piece {piece}" for piece in name.main.split("-"))
    measured = _measured(name)
    pairs = (("covered", "length"), ("unknown", "length"), ("words", "length"),
             ("hyphens", "words"), ("hyphens", "length"), ("hyphens", "covered"))  # fmt: skip
    told = [f"{one} {size}" for one, size in measured.items()]
    told += [f"{one} {measured[one]} {other} {measured[other]}" for one, other in pairs]
    yield from told
    yield from (f"{one} {name.ending}" for one in told)


def _measured(name: HostName) -> dict[str, int]:
    letters = [piece for piece in name.pieces if not piece.isdigit()]
    known = set(name.words)
    unknown = [len(piece) for piece in letters if piece not in known]
    costs = [name_words().costs[word] for word in name.words]
    size = sum(map(len, letters)) or 1
    return {
        "cost": int(sum(map(name_words().cost, letters)) / size * 2.5),
        "rarest": int(max(costs, default=0)),
        "commonest": int(min(costs, default=20)),
        "covered": sum(len(word) for word in name.words if len(word) > 2) * 10 // size,
        "well covered": sum(len(word) for word in name.words if len(word) > 3) * 10 // size,
        "unknown": min(max(unknown, default=0), 9),
        "words": min(len(name.words), 6),
        "pieces": min(len(name.pieces), 7),
        "length": min(len(name.main) // 2, 12),
        "vowels": sum(one in _VOWELS for one in name.main) * 10 // max(len(name.main), 1),
        "hyphens": min(name.main.count("-"), 3),
        "digits": min(sum(map(str.isdigit, name.main)), 4),
    }


def themes(name: HostName) -> Iterator[str]:
    """Name what the words speak of, in which order, and how many letters say something else."""
    spoken = [THEMES.get(piece, ()) for piece in name.pieces]
    found = sorted({theme for of in spoken for theme in of})
    yield from found
    yield from (f"{theme} {name.ending}" for theme in found)
    yield from (f"{one} and {other}" for one, other in combinations(found, 2))
    count = min(sum(map(bool, spoken)), 4)
    yield f"{count} with any"
    yield f"{count} with any {name.ending}"
    order = ["+".join(THEMES.get(piece, ())) or _what(piece) for piece in name.pieces]
    yield "order " + " ".join(order)
    yield from map(" ".join, pairwise(order))
    rest = sum(len(piece) for piece in name.pieces if piece not in THEMES)
    yield f"{min(rest // 2, 8)} besides {min(count, 1)}"


def _what(piece: str) -> str:
    if piece.isdigit():
        return _DIGITS
    return "word" if piece in name_words().costs else "unknown"
