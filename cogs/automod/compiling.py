"""From guidelines to rules of AutoMod, as far as they fit: what Discord's limits leave of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import re2  # type: ignore[import-untyped]  # google-re2 ships no types

from bot.effects import AutoModRule
from bot.services import NativeGuideline
from bot.texts.phrase import Phrase
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
    made: list[Made] = []
    left_out: list[LeftOut] = []
    taken: Counter[bool] = Counter()
    for wish in sorted(wishes, key=lambda one: GRAVEST_FIRST.index(one.guideline.severity)):
        guideline = wish.guideline
        rules, reasons = _fitted(wish)
        missing = 0
        for rule in rules:
            counts_words = rule.mentions is None
            if taken[counts_words] < (room.keyword_rules if counts_words else room.mention_rules):
                taken[counts_words] += 1
                made.append(Made(guideline.id, guideline.version, rule))
            else:
                missing += 1
        if missing:
            reasons.append(
                Phrase(
                    "No room is left for this, rules missing: {n}. A server has six rules for "
                    "words and one for mentions, those of others included.",
                    n=missing,
                )
            )
        left_out += [LeftOut(guideline.title, why) for why in reasons]
    return Compiled(tuple(made), tuple(left_out))


def _fitted(wish: Wish) -> tuple[list[AutoModRule], list[Phrase]]:
    """Return the rules that a guideline would like to have, and what does not fit into any."""
    guideline = wish.guideline
    if guideline.unfit is not None:
        return [], [guideline.unfit]
    many = len(wish.exempt_role_ids) > MOST_EXEMPT_ROLES
    if many or len(wish.exempt_channel_ids) > MOST_EXEMPT_CHANNELS:
        spared = Phrase(
            "It spares more than {roles} roles, the team's included, or more than {channels} "
            "channels.",
            roles=MOST_EXEMPT_ROLES,
            channels=MOST_EXEMPT_CHANNELS,
        )
        return [], [spared]
    sought = _Sought(guideline)
    blank = AutoModRule(
        name=f"{PREFIX}{guideline.id}",
        message=wish.message,
        exempt_role_ids=tuple(sorted(wish.exempt_role_ids)),
        exempt_channel_ids=tuple(sorted(wish.exempt_channel_ids)),
    )
    return [blank.model_copy(update=parts) for parts in sought.parts(blank.name)], sought.left_out


class _Sought:
    """What of a guideline AutoMod can look for."""

    def __init__(self, guideline: NativeGuideline) -> None:
        self.left_out = [*guideline.beyond]
        self.mentions = self._mentions(guideline.mentions)
        keywords = self._short([*{one.casefold(): one for one in guideline.keywords}.values()])
        patterns = [one for one in guideline.patterns if self._is_rust(one)]
        needed = _exceptions(keywords, patterns, guideline.allowed)
        self.allowed = [one for one in needed if len(one) <= LONGEST_KEYWORD][:MOST_ALLOWED]
        risky = {one for allowed, ones in needed.items() if allowed not in self.allowed
                 for one in ones}  # fmt: skip
        if risky:
            self.left_out.append(
                Phrase("It would block what is allowed; words and patterns: {n}.", n=len(risky))
            )
        self.keywords = [one for one in keywords if one not in risky]
        self.patterns = [one for one in patterns if one not in risky]

    def parts(self, name: str) -> Iterator[dict[str, object]]:
        """Return what tells the rules from one another, one after the other."""
        number = max(
            -(-len(self.keywords) // MOST_KEYWORDS), -(-len(self.patterns) // MOST_PATTERNS)
        )
        for n in range(number):
            yield {
                "name": name if n == 0 else f"{name} {n + 1}",
                "keywords": tuple(self.keywords[n * MOST_KEYWORDS : (n + 1) * MOST_KEYWORDS]),
                "patterns": tuple(self.patterns[n * MOST_PATTERNS : (n + 1) * MOST_PATTERNS]),
                "allowed": tuple(self.allowed),
            }
        if self.mentions:
            yield {"name": f"{name} mentions", "mentions": self.mentions}

    def _mentions(self, too_many: int) -> int:
        """Return how many mentions are still fine; AutoMod blocks what is beyond."""
        fine = too_many - 1
        if not too_many or 1 <= fine <= MOST_MENTIONS:
            return max(fine, 0)
        self.left_out.append(
            Phrase("AutoMod can allow {most} mentions at most, one at least.", most=MOST_MENTIONS)
        )
        return 0

    def _short(self, keywords: list[str]) -> list[str]:
        short = [one for one in keywords if len(one) <= LONGEST_KEYWORD]
        if too_long := len(keywords) - len(short):
            self.left_out.append(
                Phrase(
                    "Words that are longer than {longest} characters: {n}.",
                    longest=LONGEST_KEYWORD,
                    n=too_long,
                )
            )
        return short

    def _is_rust(self, pattern: str) -> bool:
        objection = _objection(pattern)
        if objection is not None:
            self.left_out.append(objection)
        return objection is None


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


def _exceptions(
    keywords: Sequence[str], patterns: Sequence[str], allowed: Sequence[str]
) -> dict[str, list[str]]:
    """Return which allowed words need to be spared, each with what would block them."""
    needed: dict[str, list[str]] = {}
    plain = {one: f" {one.strip('*').casefold()} " for one in allowed}
    everything = "\n".join(plain.values())
    for keyword in keywords:
        sought = _bordered(keyword)
        if sought in everything:
            for one, text in plain.items():
                if sought in text:
                    needed.setdefault(one, []).append(keyword)
    for pattern in patterns:
        expression = re2.compile(pattern, _options())
        for one, text in plain.items():
            if expression.search(text.strip()) is not None:
                needed.setdefault(one, []).append(pattern)
    return needed


def _bordered(keyword: str) -> str:
    """Write a keyword with a space where a word has to end, as AutoMod looks for it."""
    start = "" if keyword.startswith("*") else " "
    end = "" if keyword.endswith("*") else " "
    return f"{start}{keyword.strip('*').casefold()}{end}"


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options
