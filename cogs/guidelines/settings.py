"""What a community agrees on: the sections `guidelines`, `ladder`, `lists` and `allow`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, RootModel, model_validator

from bot.settings.durations import format_duration, parse_duration
from bot.settings.model import FeatureSettings, Section
from bot.settings.problems import Unsuitable, closest, shown
from bot.settings.types import ChannelRef, Duration, LocalisedText, RoleRef
from bot.settings.written import WrittenValue
from bot.texts import N_
from cogs.guidelines.detector_choice import Detector
from cogs.guidelines.detector_settings import DetectorSettings, ListLanguage, Severity
from cogs.guidelines.looked_for import Term

__all__ = [
    "Allow",
    "Guideline",
    "Guidelines",
    "GuidelinesSettings",
    "Ladder",
    "Lists",
    "Mode",
    "Scope",
    "Severity",
    "Step",
    "WordList",
]

Mode = Literal["shadow", "propose", "auto"]
StepKind = Literal["remind", "warn", "delete", "timeout", "ask", "kick", "ban"]
LONGEST_TIMEOUT = timedelta(days=28)
LONGEST_TITLE = 80
LONGEST_TEXT = 1000
MOST_GUIDELINES = 100
_TIMEOUT = re.compile(r"timeout\s+(?:of\s+|for\s+)?(.+)", re.IGNORECASE)
_STEPS: dict[str, StepKind] = {
    "remind": "remind",
    "reminder": "remind",
    "warn": "warn",
    "warning": "warn",
    "delete": "delete",
    "ask": "ask",
    "ask a moderator": "ask",
    "kick": "kick",
    "ban": "ban",
}
_CHOICES = ("remind", "warn", "delete", "timeout 1h", "ask", "kick", "ban")


@dataclass(frozen=True, slots=True)
class Step(WrittenValue):
    """What follows from a violation; `duration` is that of a timeout."""

    written_as: ClassVar[str] = N_("a step: remind, warn, delete, timeout 1h, ask, kick or ban")
    examples: ClassVar[tuple[str, ...]] = ("remind", "timeout 1h", "ask a moderator")

    kind: StepKind
    duration: timedelta | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "remind", "timeout 1h", "ask a moderator"."""
        word = " ".join(text.split()).casefold()
        if (kind := _STEPS.get(word)) is not None:
            return cls(kind)
        if (match := _TIMEOUT.fullmatch(word)) is not None:
            duration = parse_duration(match[1])
            if not timedelta() < duration <= LONGEST_TIMEOUT:
                raise Unsuitable(N_("Discord allows timeouts of up to 28 days."))
            return cls("timeout", duration)
        raise Unsuitable(
            N_("{value} is not one of the steps."),
            value=shown(text),
            allowed=_CHOICES,
            suggestion="timeout 1h" if word == "timeout" else closest(word, _CHOICES),
        )

    @property
    def is_low_harm(self) -> bool:
        """Whether the bot may take it by itself, since it is easily mended."""
        return self.kind in {"delete", "timeout"}

    def __str__(self) -> str:
        """Print it in the form that `parse` reads."""
        return f"{self.kind} {format_duration(self.duration)}" if self.duration else self.kind


def _short(longest: int) -> AfterValidator:
    def check(text: str) -> None:
        if len(text) > longest:
            raise Unsuitable(
                N_("This text has {length} characters; at most {longest} fit here."),
                length=len(text),
                longest=longest,
            )

    return AfterValidator(lambda text: text.checked(check))


Title = Annotated[LocalisedText, _short(LONGEST_TITLE)]
Text = Annotated[LocalisedText, _short(LONGEST_TEXT)]


class Scope(Section):
    """Some of the places and people of the server."""

    roles: tuple[RoleRef, ...] = Field(
        default=(), description="Members with one of these roles.", examples=[["Partners"]]
    )
    channels: tuple[ChannelRef, ...] = Field(
        default=(),
        description="Channels, with their threads, and categories.",
        examples=[["#showcase"]],
    )
    younger_than: Duration | None = Field(
        default=None, description="Members who joined within this time.", examples=["7d"]
    )
    older_than: Duration | None = Field(
        default=None, description="Members who joined before this time.", examples=["90d"]
    )


class Examples(Section):
    """What it means, shown rather than explained."""

    fine: tuple[Text, ...] = Field(
        default=(), description="What people may say.", examples=[["This is slow, here is why."]]
    )
    not_fine: tuple[Text, ...] = Field(
        default=(), description="What they may not.", examples=[["Only an idiot would write this."]]
    )


class Guideline(Section):
    """One thing that the community has agreed on: what members read, and what the bot looks for."""

    id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,39}$",
        description="A short name that never changes: small letters, digits and dashes.",
        examples=["be-kind"],
    )
    title: Title = Field(description="What it is called.", examples=["Be kind to people"])
    text: Text | None = Field(
        default=None,
        description="The guideline as members read it.",
        examples=["Disagree with ideas as hard as you like. Do not attack the person."],
    )
    why: Text | None = Field(
        default=None,
        description="Why you have it. People keep to what they understand.",
        examples=["People only ask questions where they are safe to be wrong."],
    )
    examples: Examples = Field(default=Examples(), description="What it means, by example.")
    severity: Severity = Field(default="medium", description="How bad it is to break it.")
    mode: Mode = Field(
        default="propose",
        description=(
            "`shadow` only counts, `propose` tells staff, `auto` also takes the step when that "
            "is delete or timeout."
        ),
    )
    detect: tuple[Detector, ...] = Field(
        default=(),
        description="What the bot looks for. Without it the guideline is for people alone.",
        examples=[[{"words": {"list": "slurs"}}]],
    )
    step: Step = Field(
        default=Step("remind"),
        description="What should follow. Kicks and bans are always a person's decision.",
        examples=["remind"],
    )
    only: Scope | None = Field(default=None, description="Look only there, or only at them.")
    exempt: Scope | None = Field(default=None, description="Do not look there, or at them.")
    must_flag: tuple[str, ...] = Field(
        default=(),
        description="Messages that this guideline must catch. `steward guidelines test` proves it.",
        examples=[["shut up you m0r0n"]],
    )
    must_pass: tuple[str, ...] = Field(
        default=(),
        description="Messages that it must leave alone.",
        examples=[["I felt like a moron yesterday"]],
    )

    @property
    def detectors(self) -> tuple[DetectorSettings, ...]:
        """What the bot looks for."""
        return tuple(choice.settings for choice in self.detect)

    @model_validator(mode="after")
    def _can_keep_its_promise(self) -> Self:
        if self.must_flag and not self.detect:
            raise Unsuitable(
                N_("This guideline looks for nothing, so it cannot flag this. Add detect."),
                at=("must_flag",),
            )
        return self


class Guidelines(RootModel[tuple[Guideline, ...]]):
    """What the community has agreed on, in the order in which people read it."""

    model_config = ConfigDict(frozen=True, strict=True)
    root: tuple[Guideline, ...] = Field(
        default=(), max_length=MOST_GUIDELINES, description="The guidelines, one after the other."
    )

    def __iter__(self) -> Iterator[Guideline]:  # type: ignore[override]  # as pydantic's manual has it
        """Go through the guidelines."""
        return iter(self.root)

    def __len__(self) -> int:
        """Count the guidelines."""
        return len(self.root)

    def find(self, guideline_id: str) -> Guideline | None:
        """Return a guideline by its id."""
        return next((one for one in self.root if one.id == guideline_id), None)

    @model_validator(mode="after")
    def _differ(self) -> Self:
        ids = [guideline.id for guideline in self.root]
        Unsuitable.raise_all(
            [
                Unsuitable(
                    N_("There is another guideline called {id}."), id=shown(one), at=(n, "id")
                )
                for n, one in enumerate(ids)
                if one in ids[:n]
            ]
        )
        return self


class Points(Section):
    """How much a violation counts, by severity, and for how long."""

    low: int = Field(default=1, ge=0, le=100, description="For a guideline of severity low.")
    medium: int = Field(default=2, ge=0, le=100, description="For severity medium.")
    high: int = Field(default=4, ge=0, le=100, description="For severity high.")
    expire_after: Duration = Field(
        default=timedelta(days=90), description="When points are forgotten.", examples=["90d"]
    )


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


class WordList(Section):
    """Words and phrases under one name, for several guidelines."""

    terms: tuple[Term, ...] = Field(
        min_length=1, description="The words and phrases.", examples=[["crypto giveaway"]]
    )
    language: ListLanguage | None = Field(
        default=None, description="The language of the words, where they have one."
    )


class Lists(RootModel[dict[str, WordList]]):
    """Word lists of your own, by name."""

    model_config = ConfigDict(frozen=True, strict=True)
    root: dict[str, WordList] = Field(default={}, description="The lists, by name.")


class Allow(RootModel[tuple[Term, ...]]):
    """Words and phrases that are never flagged, whatever a guideline says."""

    model_config = ConfigDict(frozen=True, strict=True)
    root: tuple[Term, ...] = Field(default=(), description="The words and phrases.")


class GuidelinesSettings(FeatureSettings):
    """Reading what is written in the light of the guidelines."""

    staff_channel: ChannelRef | None = Field(
        default=None,
        description=(
            "Where staff are told of what was flagged, if not where they are told everything else."
        ),
        examples=["#community-team"],
        json_schema_extra={"staff_only": True},
    )
    keep_evidence: Duration = Field(
        default=timedelta(days=30),
        description="How long flagged words are kept. Counts without words stay for 400 days.",
        examples=["30d"],
    )
