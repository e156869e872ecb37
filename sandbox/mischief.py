"""Fault scripts: which requests and events go wrong, how, and how often, one line for each.

    seed 7
    POST /channels/*/messages unavailable 20%
    *    /guilds/*            slow 0.2s 5%
    EVENT MESSAGE_CREATE      drop 1%
    EVENT GUILD_MEMBER_ADD    invalid-session x1

A line has a method (`*` for all), a glob on the path after `/api/v10`, and a kind; then in any
order a probability, how often at most (`x3`), and seconds (to wait, or to be asked to wait). With
`EVENT` the glob is on the event's name and the kind is one of the Gateway's. `#` begins a comment.
The same seed and the same traffic give the same faults.
"""

from __future__ import annotations

import random
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from sandbox.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from sandbox.gateway import Hub
    from sandbox.server import Sandbox
    from sandbox.state import Event

METHODS: Final = frozenset({"*", "GET", "POST", "PUT", "PATCH", "DELETE"})
EVENT: Final = "EVENT"

# What a kind does to a request; seconds of the line, if any, go where the kind wants them.
REQUEST_KINDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "broken": {"status": 500},
    "bad-gateway": {"status": 502},
    "unavailable": {"status": 503},
    "timed-out": {"status": 504},
    "forbidden": {"status": 403, "code": 50013, "message": "Missing Permissions"},
    "not-found": {"status": 404, "code": 10008, "message": "Unknown Message"},
    "rate-limited": {"status": 429, "retry_after": 1.0},
    "rate-limited-everywhere": {"status": 429, "retry_after": 1.0, "global_": True},
    "banned": {"status": 429, "via": False},
    "slow": {"delay": 1.0},
    "lost-before": {"drop": "before"},
    "lost-after": {"drop": "after"},
}
TAKES_SECONDS: Final = {"delay", "retry_after"}

GATEWAY_KINDS: Final[Mapping[str, Callable[[Hub], None]]] = {
    "drop": lambda hub: hub.drop(),
    "reconnect": lambda hub: hub.ask_to_reconnect(),
    "invalid-session": lambda hub: hub.invalidate(),
}

_PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)%")
_TIMES: Final = re.compile(r"x(\d+)")
_SECONDS: Final = re.compile(r"(\d+(?:\.\d+)?)s")


@dataclass(frozen=True, slots=True)
class Trick:
    """One line of a script. `probability` is between 0 and 1; `times` None means for ever."""

    method: str
    pattern: str
    kind: str
    probability: float = 1.0
    times: int | None = None
    seconds: float | None = None

    def fault(self, seed: int) -> Fault:
        """Return the fault that this line puts in force."""
        effect = dict(REQUEST_KINDS[self.kind])
        if self.seconds is not None:
            effect |= dict.fromkeys(TAKES_SECONDS & effect.keys(), self.seconds)
        return Fault(
            self.method,
            self.pattern,
            times=self.times,
            probability=self.probability,
            seed=seed,
            **effect,
        )


@dataclass(frozen=True, slots=True)
class Script:
    """Tricks and the seed of their chance."""

    tricks: tuple[Trick, ...]
    seed: int = 0

    @contextmanager
    def played_on(self, sandbox: Sandbox) -> Iterator[None]:
        """Play the tricks on a sandbox until the end of the block."""
        faults, endings = [], []
        for number, trick in enumerate(self.tricks):
            # Each line has a chance of its own: adding one does not change the others.
            seed = self.seed * 1009 + number
            if trick.method == EVENT:
                endings.append(sandbox.world.subscribe(_Trigger(trick, seed, sandbox.gateway)))
            else:
                faults.append(sandbox.faults.add(trick.fault(seed)))
        try:
            yield
        finally:
            for end in endings:
                end()
            standing = {fault.id for fault in sandbox.faults.in_force()}
            for fault in faults:
                if fault.id in standing:
                    sandbox.faults.remove(fault.id)


@dataclass(slots=True)
class _Trigger:
    """Disturbs the Gateway after events of the trick's pattern."""

    trick: Trick
    seed: int
    hub: Hub
    left: int | None = field(init=False)
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.trick.times
        self.chance = random.Random(self.seed)  # noqa: S311 - chance of a fault, no secret

    def __call__(self, event: Event) -> None:
        if self.left == 0 or not fnmatchcase(event.name, self.trick.pattern):
            return
        if self.chance.random() >= self.trick.probability:
            return
        if self.left is not None:
            self.left -= 1
        GATEWAY_KINDS[self.trick.kind](self.hub)


def load(path: Path, *, seed: int | None = None) -> Script:
    """Read a script from a file. Raises ValueError that names the line and what is allowed."""
    return parse(path.read_text(encoding="utf-8"), seed=seed)


def parse(text: str, *, seed: int | None = None) -> Script:
    """Read a script; `seed` overrides the one that it names.

    Raises ValueError that names the line and what is allowed.
    """
    tricks: list[Trick] = []
    named = 0
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].split()
        try:
            if words[:1] == ["seed"]:
                named = _seed(words)
            elif words:
                tricks.append(_trick(words))
        except ValueError as problem:
            raise ValueError(f"line {number}: {problem}") from None
    return Script(tuple(tricks), named if seed is None else seed)


def _seed(words: list[str]) -> int:
    if len(words) != 2 or not words[1].isdecimal():
        raise ValueError("write the seed as a whole number, such as: seed 7")
    return int(words[1])


def _trick(words: list[str]) -> Trick:
    if len(words) < 3:
        raise ValueError("a method, a path and a kind, such as: POST /channels/* unavailable")
    method, pattern, kind, *rest = words
    if method not in METHODS | {EVENT}:
        raise ValueError(f"unknown method {method!r}; known: {_listed(METHODS | {EVENT})}")
    kinds = GATEWAY_KINDS if method == EVENT else REQUEST_KINDS
    if kind not in kinds:
        raise ValueError(f"unknown kind {kind!r}; known here: {_listed(kinds)}")
    options: dict[str, Any] = {}
    for word in rest:
        options |= _option(word)
    takes_seconds = method != EVENT and TAKES_SECONDS & REQUEST_KINDS[kind].keys()
    if "seconds" in options and not takes_seconds:
        raise ValueError(f"{kind!r} takes no seconds")
    return Trick(method, pattern, kind, **options)


def _option(word: str) -> dict[str, float]:
    if (found := _PERCENT.fullmatch(word)) and float(found[1]) <= 100:
        return {"probability": float(found[1]) / 100}
    if (found := _TIMES.fullmatch(word)) and int(found[1]):
        return {"times": int(found[1])}
    if found := _SECONDS.fullmatch(word):
        return {"seconds": float(found[1])}
    raise ValueError(f"{word!r} is no probability (20%), number of times (x3) or seconds (0.5s)")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
