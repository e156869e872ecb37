"""Newcomers: what Discord shows of a member, what is kept of them, and the stage that follows.

What is kept are instants, and the stage follows from them, so that it cannot contradict them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

Gate = Literal["", "screening", "onboarding"]
Greeted = Literal["", "alone", "together", "not"]


class Stage(StrEnum):
    """Where a newcomer stands."""

    SCREENING = "screening"
    ONBOARDING = "onboarding"
    READY = "ready"
    GREETED = "greeted"
    ORIENTED = "oriented"
    CONTRIBUTED = "contributed"
    SETTLED = "settled"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """A member as Discord shows them now.

    `awaits_onboarding` is True while the server has onboarding and the member has not finished it.
    `came_before` is Discord's own note that they have been a member earlier.
    """

    user_id: int
    joined_at: datetime
    is_bot: bool = False
    is_guest: bool = False
    is_staff: bool = False
    pending: bool = False
    awaits_onboarding: bool = False
    came_before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """What is kept about somebody who has joined.

    `greeted` says how the one greeting was settled: "alone", "together" with others after a rush,
    or "not" (staff, or a rush whose people are not greeted). `greeting_at` is when that was
    decided, `greeting_visit` in which visit, `greeted_at` when the message stood there. `visits`
    counts how often they joined;
    `welcomed_back` is the visit on which that was last said. `rush` is the rush in which they
    joined, by its first instant. `banned_at` makes a return silent.
    """

    user_id: int
    joined_at: datetime
    visits: int = 1
    is_returning: bool = False
    gate: Gate = ""
    gate_since: datetime | None = None
    ready_at: datetime | None = None
    rush: datetime | None = None
    greeted: Greeted = ""
    greeting_at: datetime | None = None
    greeting_visit: int = 0
    greeting_text: str = ""
    greeted_at: datetime | None = None
    welcomed_back: int = 0
    oriented_at: datetime | None = None
    contributed_at: datetime | None = None
    contributions: int = 0
    contribution_days: int = 0
    last_contribution_on: date | None = None
    last_message_id: int = 0
    settled_at: datetime | None = None
    left_at: datetime | None = None
    banned_at: datetime | None = None
    noted_on: date | None = None
    source: str = ""

    @property
    def stage(self) -> Stage:
        """Where they stand now."""
        reached = (
            (self.left_at, Stage.LEFT),
            (self.settled_at, Stage.SETTLED),
            (self.contributed_at, Stage.CONTRIBUTED),
            (self.oriented_at, Stage.ORIENTED),
            (self.greeted_at, Stage.GREETED),
            (self.ready_at, Stage.READY),
        )
        for instant, stage in reached:
            if instant is not None:
                return stage
        return Stage.ONBOARDING if self.gate == "onboarding" else Stage.SCREENING
