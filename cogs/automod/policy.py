"""What differs between the rules as they should be and as they stand on Discord. Pure."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.effects import AutoModRule
from bot.texts import N_
from bot.texts.phrase import Phrase
from cogs.automod.compiling import Compiled, Made, Room

UNDER_WAY = N_(
    "What was decided last is still on its way to Discord. Please try again in a moment."
)
AT_ONCE = 10  # seconds
DISCORD_EPOCH = 1_420_070_400_000  # in milliseconds
LOWER_BITS = (1 << 22) - 1

Kind = Literal["new", "gone", "edited", "outdated", "needless"]
BY_STAFF = frozenset({"gone", "edited"})
UNORDERED = (
    "keywords", "patterns", "allowed", "exempt_role_ids", "exempt_channel_ids",
)  # fmt: skip
LISTS = {
    "keywords": (N_("words missing: {n}"), N_("words added: {n}")),
    "patterns": (N_("patterns missing: {n}"), N_("patterns added: {n}")),
    "allowed": (N_("exceptions missing: {n}"), N_("exceptions added: {n}")),
    "exempt_role_ids": (N_("exempt roles missing: {n}"), N_("exempt roles added: {n}")),
    "exempt_channel_ids": (N_("exempt channels missing: {n}"), N_("exempt channels added: {n}")),
}
VALUES = {
    "name": N_("it has another name"),
    "mentions": N_("it allows another number of mentions"),
    "message": N_("it says something else to those whom it blocks"),
    "alert_channel_id": N_("it sends alerts elsewhere"),
    "timeout_seconds": N_("its timeout is another"),
}
SWITCHES = {
    "enabled": (N_("it is switched off"), N_("it is switched on")),
    "blocks": (N_("it no longer blocks"), N_("it blocks")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A rule as it was last applied; without a `rule_id` it never came to be.

    Until it `is_settled`, what was decided is still on its way to Discord; without a `digest` it
    never arrived there.
    """

    name: str
    guideline: str
    version: int
    digest: str | None
    rule_id: int | None
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Live:
    """The rules on Discord: ours by their ids, and the room that those of others leave."""

    ours: Mapping[int, AutoModRule]
    room: Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A rule that does not stand on Discord as it should.

    It is new, or gone from Discord, was edited there, is outdated because the guideline or the
    server has changed, or nothing asks for it any more.
    """

    kind: Kind
    name: str
    guideline: str
    rule_id: int | None
    wanted: Made | None
    found: AutoModRule | None

    @property
    def signature(self) -> str:
        """Tell this difference from every other that the rule may have."""
        wanted = digest(self.wanted.rule) if self.wanted is not None else ""
        found = digest(self.found) if self.found is not None else ""
        return _hashed(f"{self.name} {wanted} {found}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the rules of a server stand, beside how they should.

    `differences` are to be decided on; what is `kept` differs as well, and staff want it so.
    """

    compiled: Compiled
    applied: tuple[Applied, ...]
    room: Room
    differences: tuple[Difference, ...]
    kept: tuple[Difference, ...]

    @property
    def signature(self) -> str:
        """Tell what differs from whatever else may."""
        return _hashed(" ".join(sorted(one.signature for one in self.differences)))

    @property
    def under_way(self) -> frozenset[str]:
        """The rules that are still on their way to Discord."""
        return frozenset(one.name for one in self.applied if not one.is_settled)

    @property
    def overtaken(self) -> frozenset[str]:
        """The rules that are on their way to Discord and are wanted otherwise by now."""
        wanted = {one.rule.name: digest(one.rule) for one in self.compiled.made}
        waiting = (one for one in self.applied if not one.is_settled)
        return frozenset(one.name for one in waiting if one.digest != wanted.get(one.name))


def digest(rule: AutoModRule) -> str:
    """Return what tells the content of a rule from another, whatever its order."""
    lists = {name: tuple(sorted(getattr(rule, name))) for name in UNORDERED}
    return _hashed(rule.model_copy(update=lists).model_dump_json())


def compare(
    made: Sequence[Made], applied: Sequence[Applied], live: Mapping[int, AutoModRule]
) -> list[Difference]:
    """Find what differs, except where something is still under way."""
    wanted = {one.rule.name: one for one in made}
    known = {one.name: one for one in applied}
    found = (_difference(wanted.get(name), known.get(name), live) for name in {**wanted, **known})
    return [one for one in found if one is not None]


def standing_of(
    wanted: Compiled, applied: Sequence[Applied], live: Live, kept: Collection[str] = ()
) -> Standing:
    """Judge how rules stand; `kept` are the signatures of differences that staff want."""
    found = compare(wanted.made, applied, live.ours)
    return Standing(
        compiled=wanted,
        applied=tuple(applied),
        room=live.room,
        differences=tuple(one for one in found if one.signature not in kept),
        kept=tuple(one for one in found if one.signature in kept),
    )


def _difference(
    wanted: Made | None, known: Applied | None, live: Mapping[int, AutoModRule]
) -> Difference | None:
    if known is not None and not known.is_settled:
        return None
    rule_id = known.rule_id if known is not None else None
    found = live.get(rule_id) if rule_id is not None else None
    kind = _kind(wanted, known, found)
    if kind is None:
        return None
    name = wanted.rule.name if wanted is not None else known.name if known is not None else ""
    guideline = wanted.guideline if wanted is not None else known.guideline if known else ""
    return Difference(
        kind=kind, name=name, guideline=guideline, rule_id=rule_id, wanted=wanted, found=found
    )


def _kind(wanted: Made | None, known: Applied | None, found: AutoModRule | None) -> Kind | None:
    if wanted is None:
        return "needless" if found is not None else None
    if found is None:
        return "gone" if known is not None and known.rule_id is not None else "new"
    assert known is not None, "what was found was applied"
    if known.digest is None:
        return "outdated"
    if digest(found) == digest(wanted.rule):
        return None
    return "outdated" if digest(found) == known.digest else "edited"


def changes(found: AutoModRule, wanted: AutoModRule) -> Iterator[Phrase]:
    """Say how a rule on Discord differs from the one that is wanted."""
    for name, texts in LISTS.items():
        has, should = set(getattr(found, name)), set(getattr(wanted, name))
        for text, count in zip(texts, (len(should - has), len(has - should)), strict=True):
            if count:
                yield Phrase(text, n=count)
    for name, text in VALUES.items():
        if getattr(found, name) != getattr(wanted, name):
            yield Phrase(text)
    for name, (off, on) in SWITCHES.items():
        if getattr(found, name) != getattr(wanted, name):
            yield Phrase(on if getattr(found, name) else off)


def blocked_id(
    now: datetime, *, guild_id: int, channel_id: int, author_id: int, content: str
) -> int:
    """Return what stands for the id of a message that was blocked and so has none.

    It is one id for all rules that a message breaks, and for the same words said at once again.
    Like every id of Discord's it tells the time.
    """
    window = int(now.timestamp()) // AT_ONCE * AT_ONCE
    said = f"{guild_id} {channel_id} {author_id} {content}".encode("utf-8", "surrogatepass")
    lower = int.from_bytes(hashlib.sha256(said).digest()[:4]) & LOWER_BITS
    return (window * 1000 - DISCORD_EPOCH) << 22 | lower


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
