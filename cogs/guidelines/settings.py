"""What a community agrees on: the sections `guidelines`, `lists` and `allow`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, RootModel, model_validator

from bot.detectors import DetectorSettings
from bot.settings.model import FeatureSettings, Section
from bot.settings.problems import Unsuitable, shown
from bot.settings.steps import Step
from bot.settings.types import ChannelRef, Duration, LocalisedText, RoleRef
from bot.texts import N_
from cogs.guidelines.detector_settings import Detector, Severity
from cogs.guidelines.list_settings import Allow, Lists, WordList

__all__ = [
    "Allow",
    "Guideline",
    "Guidelines",
    "GuidelinesSettings",
    "Lists",
    "Mode",
    "Scope",
    "Severity",
    "WordList",
]

Mode = Literal["shadow", "propose", "auto"]
LONGEST_TITLE = 80
LONGEST_TEXT = 1000
MOST_GUIDELINES = 100


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

    @property
    def acts(self) -> bool:
        """Whether the bot takes the step itself where there is no doubt."""
        return self.mode == "auto" and self.step.is_low_harm

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


class Acceptance(Section):
    """A button under the guidelines with which members say that they have read them."""

    role: RoleRef = Field(
        description="The role that members get who have accepted the guidelines.",
        examples=["Members"],
    )
    edition: int = Field(
        default=1,
        ge=1,
        le=10_000,
        description=(
            "Raise it when everybody should read and accept the guidelines again. Other changes "
            "ask nobody anew."
        ),
    )


class GuidelinesSettings(FeatureSettings):
    """Reading what is written in the light of the guidelines."""

    acceptance: Acceptance | None = Field(
        default=None,
        description=(
            "Puts a button under the posted guidelines; members who press it get a role. Nobody "
            "loses a role."
        ),
        examples=[{"role": "Members"}],
    )

    staff_channel: ChannelRef | None = Field(
        default=None,
        description=N_(
            "Where staff are told of what was flagged, if not where they are told everything else."
        ),
        examples=["#community-team"],
        json_schema_extra={"staff_only": True},
    )
    doubt_below: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description=(
            "When fewer of a guideline's flags than this share were right (of ten or more that "
            "were judged in the last 30 days), your team is asked whether it goes back to shadow. "
            "0 never asks."
        ),
    )
    keep_evidence: Duration = Field(
        default=timedelta(days=30),
        description="How long flagged words are kept. Counts without words stay for 400 days.",
        examples=["30d"],
    )
