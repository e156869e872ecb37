"""From guidelines to rules of AutoMod, as far as they fit: what Discord's limits leave of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from bot.effects import AutoModRule
from bot.services import NativeGuideline
from bot.texts.phrase import Phrase
from cogs.automod.innocence import exceptions
from cogs.automod.rust import stumbling_block

PREFIX = "Steward: "
MOST_KEYWORD_RULES, MOST_MENTION_RULES = 6, 1
MOST_KEYWORDS, LONGEST_KEYWORD = 1000, 60
MOST_PATTERNS, LONGEST_PATTERN = 10, 260
MOST_ALLOWED = 100
MOST_MENTIONS = 50
MOST_EXEMPT_ROLES, MOST_EXEMPT_CHANNELS = 20, 50
LONGEST_SHOWN = 60
GRAVEST_FIRST = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A guideline that AutoMod is to keep to, on a server whose roles and channels are known.

    Whoever writes what it blocks is told the `message`.
    """

    guideline: NativeGuideline
    exempt_role_ids: tuple[int, ...] = ()
    exempt_channel_ids: tuple[int, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """How many rules others have left to us."""

    keyword_rules: int
    mention_rules: int


@dataclass(frozen=True, slots=True)
class Made:
    """A rule, and the guideline that it was made of."""

    guideline: str
    version: int
    rule: AutoModRule


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a guideline that stays with the bot alone, and why."""

    title: str
    why: Phrase


@dataclass(frozen=True, slots=True)
class Compiled:
    """What AutoMod is to do, and what it cannot."""

    made: tuple[Made, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def compiled(wishes: Sequence[Wish], room: Room) -> Compiled:
    """Make rules of guidelines, the gravest first, as long as there is room."""
    wanted: list[Made] = []
    left_out: list[LeftOut] = []
    for wish in sorted(wishes, key=lambda one: GRAVEST_FIRST.index(one.guideline.severity)):
        guideline = wish.guideline
        rules, reasons = _fitted(wish)
        wanted += [Made(guideline.id, guideline.version, rule) for rule in rules]
        left_out += [LeftOut(guideline.title, why) for why in reasons]
    words = [one for one in wanted if one.rule.mentions is None]
    mentions = [one for one in wanted if one.rule.mentions is not None]
    made = (*words[: room.keyword_rules], *mentions[: room.mention_rules])
    without = (*words[room.keyword_rules :], *mentions[room.mention_rules :])
    titles = {wish.guideline.id: wish.guideline.title for wish in wishes}
    missing = Counter(one.guideline for one in without)
    return Compiled(made, (*left_out, *(_no_room(titles[one], n) for one, n in missing.items())))


def _no_room(title: str, missing: int) -> LeftOut:
    why = Phrase(
        "No room is left for this, rules missing: {n}. A server has six rules for words and one "
        "for mentions, those of others included.",
        n=missing,
    )
    return LeftOut(title, why)


def _fitted(wish: Wish) -> tuple[list[AutoModRule], list[Phrase]]:
    """Return the rules that a guideline would like to have, and what does not fit into any."""
    guideline = wish.guideline
    if (why := guideline.unfit or _too_many_exempt(wish)) is not None:
        return [], [why]
    blank = AutoModRule(
        name=f"{PREFIX}{guideline.id}",
        message=wish.message,
        exempt_role_ids=tuple(sorted(wish.exempt_role_ids)),
        exempt_channel_ids=tuple(sorted(wish.exempt_channel_ids)),
    )
    fine = _fine_mentions(guideline.mentions)
    shares = [_harmless(*share, guideline.allowed) for share in _shares(guideline)]
    rules = [
        blank.model_copy(
            update={
                "name": blank.name if n == 1 else f"{blank.name} {n}",
                "keywords": share.keywords,
                "patterns": share.patterns,
                "allowed": share.allowed,
            }
        )
        for n, share in enumerate(filter(_looks_for_something, shares), 1)
    ]
    if fine is not None:
        parts = {"name": f"{blank.name} mentions", "mentions": fine}
        rules.append(blank.model_copy(update=parts))
    return rules, [*guideline.beyond, *_left_out(guideline, risky=sum(one.risky for one in shares))]


def _too_many_exempt(wish: Wish) -> Phrase | None:
    roles, channels = len(wish.exempt_role_ids), len(wish.exempt_channel_ids)
    if roles <= MOST_EXEMPT_ROLES and channels <= MOST_EXEMPT_CHANNELS:
        return None
    return Phrase(
        "It spares more than {roles} roles, the team's included, or more than {channels} channels.",
        roles=MOST_EXEMPT_ROLES,
        channels=MOST_EXEMPT_CHANNELS,
    )


def _left_out(guideline: NativeGuideline, *, risky: int) -> Iterator[Phrase]:
    """Say what of a guideline is beyond AutoMod's limits."""
    if guideline.mentions and _fine_mentions(guideline.mentions) is None:
        yield Phrase("AutoMod can allow {most} mentions at most, one at least.", most=MOST_MENTIONS)
    if too_long := len(_keywords(guideline)) - len(_short(_keywords(guideline))):
        yield Phrase(
            "Words that are longer than {longest} characters: {n}.",
            longest=LONGEST_KEYWORD,
            n=too_long,
        )
    yield from filter(None, map(_objection, guideline.patterns))
    if risky:
        yield Phrase("It would block what is allowed; words and patterns: {n}.", n=risky)


def _objection(pattern: str) -> Phrase | None:
    """Return why AutoMod cannot look for a pattern."""
    shown = f"`{pattern[:LONGEST_SHOWN].replace('`', '')}`"
    if len(pattern) > LONGEST_PATTERN:
        return Phrase(
            "The pattern {pattern} is longer than {longest} characters.",
            pattern=shown,
            longest=LONGEST_PATTERN,
        )
    if part := stumbling_block(pattern):
        return Phrase(
            "AutoMod reads {part} in the pattern {pattern} in another way.",
            part=f"`{part}`",
            pattern=shown,
        )
    return None


def _fine_mentions(too_many: int) -> int | None:
    """Return how many mentions are still fine: AutoMod blocks what is beyond."""
    fine = too_many - 1
    return fine if 1 <= fine <= MOST_MENTIONS else None


def _keywords(guideline: NativeGuideline) -> Sequence[str]:
    return [*{one.casefold(): one for one in guideline.keywords}.values()]


def _short(keywords: Sequence[str]) -> Sequence[str]:
    return [one for one in keywords if len(one) <= LONGEST_KEYWORD]


def _shares(guideline: NativeGuideline) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Share keywords and patterns out among as few rules as they fit into."""
    keywords = _short(_keywords(guideline))
    patterns = [one for one in guideline.patterns if _objection(one) is None]
    rules = max(ceil(len(keywords) / MOST_KEYWORDS), ceil(len(patterns) / MOST_PATTERNS))
    for n in range(rules):
        yield (
            keywords[n * MOST_KEYWORDS : (n + 1) * MOST_KEYWORDS],
            patterns[n * MOST_PATTERNS : (n + 1) * MOST_PATTERNS],
        )


@dataclass(frozen=True, slots=True)
class _Share:
    """What one rule looks for and what it spares; so many `risky` ones it does without."""

    keywords: tuple[str, ...]
    patterns: tuple[str, ...]
    allowed: tuple[str, ...]
    risky: int


def _looks_for_something(share: _Share) -> bool:
    return bool(share.keywords or share.patterns)


def _harmless(keywords: Sequence[str], patterns: Sequence[str], allowed: Sequence[str]) -> _Share:
    """Leave out what would block more of what is allowed than a rule can spare."""
    needed = exceptions(keywords, patterns, allowed)
    spared = [one for one in needed if len(one) <= LONGEST_KEYWORD][:MOST_ALLOWED]
    risky = {one for innocent in needed.keys() - set(spared) for one in needed[innocent]}
    return _Share(
        keywords=tuple(one for one in keywords if one not in risky),
        patterns=tuple(one for one in patterns if one not in risky),
        allowed=tuple(spared),
        risky=len(risky),
    )
