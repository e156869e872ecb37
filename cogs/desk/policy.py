"""The desk's decisions: who may act, what to suggest, what counts. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.settings.steps import Step, StepKind
from bot.texts import N_
from bot.texts.phrase import Phrase

Action = Literal["remind", "warn", "delete", "timeout", "kick", "ban"]
Severity = Literal["low", "medium", "high"]

RANK: Mapping[Severity, int] = {"low": 0, "medium": 1, "high": 2}
HARSHNESS: Sequence[StepKind] = ("remind", "delete", "warn", "timeout", "ask", "kick", "ban")
# What consists of words alone: it counts only if they reached the person.
WORDS_ALONE = frozenset({"remind", "warn"})
# What is kept for the record, and is held against nobody.
WEIGHTLESS = frozenset({"note", "unban", "slowmode", "mediate"})
# Whoever is removed cannot be written to afterwards.
TOLD_FIRST = frozenset({"kick", "ban"})
ACT_WITHIN = timedelta(hours=1)
TOLD_WITHIN = timedelta(minutes=1)
LONG_ENOUGH_TO_COMPARE = 20
CASES_KEPT = timedelta(days=400)
FEW_JUDGED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An earlier case, as far as it weighs."""

    kind: str
    state: str
    reached: str
    points: int
    expires_at: datetime | None


def counts(past: Past, now: datetime) -> bool:
    """Tell whether a case still weighs: neither undone nor forgotten, and known to the person."""
    if past.state != "active" or past.kind in WEIGHTLESS:
        return False
    if past.kind in WORDS_ALONE and past.reached in {"", "not"}:
        return False
    return past.expires_at is None or past.expires_at > now


def points_now(pasts: Iterable[Past], now: datetime) -> int:
    """Add up the points that somebody has."""
    return sum(past.points for past in pasts if counts(past, now))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the ladder proposes, and why; a person decides."""

    step: Step
    why: Phrase


def suggest(
    steps: Mapping[int, Step],
    pasts: Sequence[Past],
    *,
    adds: int,
    guideline_step: Step,
    is_newcomer: bool,
    now: datetime,
) -> Suggestion:
    """Propose the harsher of the guideline's own step and the ladder's."""
    had = points_now(pasts, now)
    rung = max((at for at in steps if at <= had + adds), default=None)
    if rung is None:
        return Suggestion(guideline_step, Phrase(N_("The guideline says so.")))
    why = Phrase(
        N_("{had} points so far, {adds} more: the ladder begins this step at {rung}."),
        had=had, adds=adds, rung=rung,
    )  # fmt: skip
    if not any(counts(past, now) for past in pasts):
        why = Phrase(N_("Nothing counts against this person so far: say it kindly."))
    below = max((at for at in steps if at < rung), default=None)
    if is_newcomer and below is not None:
        rung, why = below, Phrase(N_("This person is new here: one step softer."))
    if _harsh(guideline_step) > _harsh(steps[rung]):
        return Suggestion(guideline_step, Phrase(N_("The guideline says so.")))
    return Suggestion(steps[rung], why)


def harsher(one: Step, other: Step) -> Step:
    """Return the harsher of two steps."""
    return max(one, other, key=_harsh)


def _harsh(step: Step) -> tuple[int, timedelta]:
    return HARSHNESS.index(step.kind), step.duration or timedelta()


Standing = Literal["yours", "free", "taken", "closed"]


def standing(state: str, claimed_by: int | None, who: int) -> Standing:
    """Tell how an item stands to a moderator: whoever has claimed it decides it, nobody else.

    Items are open, claimed, decided, and reviewed once they were looked at again.
    """
    if state in {"decided", "reviewed"}:
        return "closed"
    if claimed_by is None:
        return "free"
    return "yours" if claimed_by == who else "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom a moderator wants to act on, as Discord and the settings see them."""

    is_here: bool
    is_self: bool = False
    is_bot: bool = False
    is_the_bot: bool = False
    is_owner: bool = False
    is_staff: bool = False
    outranks_bot: bool = False


PERMISSIONS: Mapping[str, str] = {
    "delete": "manage_messages",
    "timeout": "moderate_members",
    "kick": "kick_members",
    "ban": "ban_members",
}
"""The permission that the bot needs for an action, by discord.py's flag."""


OBJECTIONS: Mapping[str, str] = {
    "the bot": N_("That is me. I keep to the guidelines as well as I can."),
    "self": N_("You cannot act on yourself. Ask somebody else of the team."),
    "owner": N_("The server's owner stands above this. Please talk to them."),
    "staff": N_("This person is part of the team. Please talk to them, or to those who lead it."),
    "gone": N_("This person has left the server, so only a ban or a deletion works."),
    "a bot": N_("This is a bot: it cannot be told anything."),
    "rank": N_(
        "This person's highest role stands above mine. Somebody who manages roles can move "
        "my role up."
    ),
}


def objection(action: str, target: Target) -> str | None:
    """Say why an action cannot be taken on somebody, before it is tried; None when it can."""
    reasons = {
        "the bot": target.is_the_bot,
        "self": target.is_self,
        "owner": target.is_owner,
        "staff": target.is_staff,
        "gone": not target.is_here and action not in {"delete", "ban"},
        "a bot": target.is_bot and action in {"remind", "warn"},
        "rank": target.outranks_bot and action in {"timeout", "kick", "ban"},
    }
    return next((OBJECTIONS[reason] for reason, holds in reasons.items() if holds), None)


def is_newcomer(joined_at: datetime | None, newcomer_for: timedelta, now: datetime) -> bool:
    """Tell whether somebody has come lately."""
    return joined_at is not None and now - joined_at < newcomer_for


def may_decide_appeal(decided_by: int | None, who: int, others: int) -> bool:
    """Let another moderator look at it again, where there is another one."""
    return decided_by != who or others == 0


@dataclass(frozen=True, slots=True)
class Precision:
    """How often a guideline was right, out of what staff have judged."""

    right: int
    judged: int

    def is_poor(self, bound: int) -> bool:
        """Tell whether it is wrong too often to bother people with, by enough cases to say so."""
        return self.judged >= FEW_JUDGED and self.right * 100 < bound * self.judged
