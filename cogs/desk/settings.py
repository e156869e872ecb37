"""How a community moderates: the section `ladder`, and `features.desk`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.settings.model import FeatureSettings, Section
from bot.settings.problems import Unsuitable
from bot.settings.steps import Step
from bot.settings.types import ChannelRef, Duration, LocalisedText, template_field
from bot.texts import N_

LONGEST_LETTER = 1500


class Points(Section):
    """How much a violation counts, by severity, and for how long."""

    low: int = Field(default=1, ge=0, le=100, description="For a guideline of severity low.")
    medium: int = Field(default=2, ge=0, le=100, description="For severity medium.")
    high: int = Field(default=4, ge=0, le=100, description="For severity high.")
    expire_after: Duration = Field(
        default=timedelta(days=90), description="When points are forgotten.", examples=["90d"]
    )

    def of(self, severity: Literal["low", "medium", "high"]) -> int:
        """Return what a violation of this severity counts."""
        return {"low": self.low, "medium": self.medium, "high": self.high}[severity]


def _steps_by_points(steps: Mapping[int, Step]) -> Mapping[int, Step]:
    Unsuitable.raise_all(
        [
            Unsuitable(N_("Points are whole numbers from 1 on."), at=(str(points),))
            for points in steps
            if points < 1
        ]
    )
    return dict(sorted(steps.items()))


class Ladder(Section):
    """What follows when somebody breaks guidelines again and again."""

    points: Points = Field(default=Points(), description="How much each violation counts.")
    steps: Annotated[dict[int, Step], AfterValidator(_steps_by_points)] = Field(
        default={1: Step("remind"), 3: Step("warn"), 5: Step("timeout", timedelta(hours=1)),
                 8: Step("ask")},
        description="The step from so many points on.",
        examples=[{1: "remind", 3: "warn", 5: "timeout 1h", 8: "ask a moderator"}],
    )  # fmt: skip


PLACES = ("name", "community", "quote", "link", "guideline", "why", "signed")
Letter = Annotated[LocalisedText, template_field(PLACES, LONGEST_LETTER)]
LetterUntil = Annotated[LocalisedText, template_field((*PLACES, "until"), LONGEST_LETTER)]


class Letters(Section):
    """What members read of a decision, where the usual words do not fit your community."""

    remind: Letter | None = Field(default=None, description="With a friendly reminder.")
    warn: Letter | None = Field(
        default=None,
        description="With a warning.",
        examples=["Hello {name},\n> {quote}\nThat goes against {guideline}.\n{signed}"],
    )
    delete: Letter | None = Field(default=None, description="When a message was deleted.")
    timeout: LetterUntil | None = Field(
        default=None,
        description="With a timeout.",
        examples=["Hello {name}, please take a break until {until}.\n{signed}"],
    )
    kick: Letter | None = Field(default=None, description="Before a removal.")
    ban: Letter | None = Field(default=None, description="Before a ban.")

    def of(self, kind: str) -> LocalisedText | None:
        """Return what is written for a step, None where the usual words are."""
        found: LocalisedText | None = getattr(self, kind, None)
        return found


class DeskSettings(FeatureSettings):
    """Where moderators work what was flagged or reported."""

    channel: ChannelRef | None = Field(
        default=None,
        description=N_("Where the cards stand, if not where staff are told everything else."),
        examples=["#mod-desk"],
        json_schema_extra={"staff_only": True},
    )
    keep_evidence: Duration = Field(
        default=timedelta(days=30),
        description="How long the words of flagged messages are kept. Cases stay for 400 days.",
        examples=["30d"],
    )
    escalate_after: Duration = Field(
        default=timedelta(hours=4),
        description="When moderators are called because something waits for so long.",
        examples=["4h"],
    )
    fold_within: Duration = Field(
        default=timedelta(minutes=10),
        description="Messages alike, or of one person, within this time are one item.",
        examples=["10m"],
    )
    newcomer_for: Duration = Field(
        default=timedelta(days=7),
        description="How long somebody is new; the ladder is one step softer for them. 0s: never.",
        examples=["7d"],
    )
    signed: Literal["team", "moderator"] = Field(
        default="team", description="Whether members read who wrote to them, or just: the team."
    )
    words: Letters = Field(
        default=Letters(),
        description="What members read, by step; a line whose places are all empty is left out.",
    )
    appeal_within: Duration = Field(
        default=timedelta(days=30),
        description="How long a member may ask for a decision to be looked at again.",
        examples=["30d"],
    )
    answer_appeals_within: Duration = Field(
        default=timedelta(days=3),
        description="By when an appeal is to be decided; moderators are called after that.",
        examples=["3d"],
    )
    reports_a_day: int = Field(
        default=10, ge=1, le=100, description="How many reports one member may send in a day."
    )
    precision_bound: int = Field(
        default=70,
        ge=0,
        le=100,
        description="Below this share of right flags, in per cent, /mod stats proposes shadow.",
    )
