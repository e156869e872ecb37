"""What a crowd does, drawn from a seed: pure, so that the same seed is the same story."""

from __future__ import annotations

import random
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENINGS: Final = ("I finished", "Has anyone tried", "Today I started", "Help, I broke", "Look at")
THINGS: Final = (
    "a bird house",
    "the new lathe",
    "my first robot",
    "this lamp",
    "a kite",
    "our shed",
)
CLOSINGS: Final = ("!", ".", "?", ", and it only took three attempts.", ". What do you think?")
EMOJIS: Final = ("👍", "🎉", "👀", "😂", "👋")
REACH: Final = 50
"""How many messages back people react to and change."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How often people do what, as weights."""

    talk: float = 1.0
    join: float = 0.0
    react: float = 0.0
    edit: float = 0.0


MIXES: Final = {
    "talk": Mix(),
    "town": Mix(talk=80, join=1, react=15, edit=4),
    "rush": Mix(talk=30, join=60, react=10),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does.

    `person` counts those who are there; `back` is how many messages ago the one was that is reacted
    to or changed.
    """

    kind: str
    person: int
    text: str = ""
    back: int = 0


def acts(mix: Mix, people: int, seed: int) -> Iterator[Act]:
    """Draw acts for ever; a person who joins is one of the people from then on."""
    chance = random.Random(seed)  # noqa: S311 - a story that can be repeated, no secret
    kinds = [one.name for one in fields(mix)]
    weights = astuple(mix)
    while True:
        kind = chance.choices(kinds, weights)[0]
        person = chance.randrange(people)
        if kind == "join":
            yield Act(kind, people)
            people += 1
        elif kind == "react":
            yield Act(kind, person, chance.choice(EMOJIS), chance.randrange(REACH))
        else:
            back = chance.randrange(REACH) if kind == "edit" else 0
            yield Act(kind, person, _sentence(chance), back)


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(OPENINGS)} {chance.choice(THINGS)}{chance.choice(CLOSINGS)}"
