"""What detection is told and what it answers: facts without Discord's objects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from bot.texts.phrase import Phrase


class Match(NamedTuple):
    """One place where a guideline matches, and why.

    `start` and `end` are offsets into the original text of `part` ("text", "forwarded 1",
    "embed 1", "poll 1", "file name 1", "alt text 1", "sticker 1", "name", "thread title").
    A match of the message as a whole has both at 0. `quoted` marks reported speech: it is shown,
    not counted.
    """

    guideline: str
    detector: str
    view: str
    part: str
    start: int
    end: int
    excerpt: str
    why: Phrase
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Detection:
    """The guidelines that a message goes against, each with its matches."""

    matches: Mapping[str, tuple[Match, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, matches: Iterable[Match]) -> "Detection":
        """Sort what counts by guideline; reported speech does not count."""
        by_guideline: dict[str, list[Match]] = {}
        for match in matches:
            if not match.quoted:
                by_guideline.setdefault(match.guideline, []).append(match)
        return cls(MappingProxyType({key: tuple(found) for key, found in by_guideline.items()}))


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier message, with the `fingerprint` and the `sketch` of its content.

    `is_first` marks the first message of its author that is remembered.
    """

    at: datetime
    channel_id: int
    fingerprint: str
    sketch: int = 0
    author_id: int = 0
    joined_at: datetime | None = None
    is_first: bool = False


class Context(NamedTuple):
    """What is known around a message. What is left out is not looked at.

    `earlier` holds the author's latest messages, `lately` those of everybody, both without the
    examined one. `is_first` says that the author has not written before, as far as is remembered.
    `own_invites` are codes of invites to this very guild, `domain_lists` what stands on the lists
    that are kept elsewhere.
    """

    now: datetime | None = None
    author_name: str = ""
    thread_title: str = ""
    account_created_at: datetime | None = None
    channel_id: int = 0
    author_id: int = 0
    joined_at: datetime | None = None
    is_first: bool = False
    earlier: tuple[Earlier, ...] = ()
    lately: tuple[Earlier, ...] = ()
    own_invites: frozenset[str] = frozenset()
    domain_lists: Mapping[str, frozenset[str]] = MappingProxyType({})


NOWHERE = Context()
