"""The `features.welcome` section of guidelines.yml."""

from datetime import timedelta
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from bot.settings.model import FeatureSettings, Section
from bot.settings.problems import Unsuitable
from bot.settings.types import ChannelRef, Duration, RoleRef, Times
from bot.texts import N_
from bot.times import WeeklyTimes
from cogs.welcome.text_settings import Batch, Greeting, StepText, Summary

StepKind = Literal[
    "guidelines", "roles", "guide", "look_around", "introduce", "this_week", "ask", "own"
]

LONGEST_DELAY = timedelta(minutes=60)


def _bearable(delay: timedelta) -> timedelta:
    if delay > LONGEST_DELAY:
        raise Unsuitable(N_("Nobody should wait longer than 60 minutes. Write 0m to 60m."))
    return delay


Delay = Annotated[Duration, AfterValidator(_bearable)]


class Step(Section):
    """One thing to do on the checklist for newcomers; the name of a kind alone will do."""

    kind: StepKind = Field(
        default="own",
        description="A step that the bot words itself, or `own` for one of yours.",
        examples=["introduce"],
    )
    id: str = Field(
        default="",
        pattern=r"^[a-z0-9_-]{0,32}$",
        description="A short name for a step of your own. Progress is kept under it.",
        examples=["tools"],
    )
    text: StepText | None = Field(
        default=None,
        description="The step in your words. Needed for a step of your own.",
        examples=["Install the tools listed in <#123456789012345678>."],
    )

    @model_validator(mode="before")
    @classmethod
    def _named_alone(cls, value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
        if isinstance(value, str):
            return {"kind": value}
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe both ways of writing a step to editors."""
        named = [kind for kind in get_args(StepKind) if kind != "own"]
        return {"anyOf": [{"type": "string", "enum": named}, handler(schema)]}

    @model_validator(mode="after")
    def _own_steps_have_words(self) -> Self:
        if self.kind == "own" and not (self.id and self.text):
            raise Unsuitable(
                N_("A step of your own needs an id and a text, such as id: tools, text: …"),
                at=("text",) if self.id else ("id",),
            )
        return self

    @property
    def name(self) -> str:
        """What progress is kept under."""
        return self.id or self.kind


class RaidSettings(Section):
    """When many people join at once, nobody is greeted one by one."""

    joins: int = Field(
        default=10,
        ge=2,
        le=1000,
        description="More people than this joining within the time below count as a rush.",
        examples=[10],
    )
    within: Duration = Field(
        default=timedelta(minutes=2), description="The time that is looked at.", examples=["2m"]
    )
    calm: Duration = Field(
        default=timedelta(minutes=10),
        description="How long it must be quiet before the rush counts as over.",
        examples=["10m"],
    )
    greet_together: bool = Field(
        default=True,
        description="Afterwards greet those who stayed with one message; false greets nobody.",
        examples=[True],
    )

    @model_validator(mode="after")
    def _calm_is_no_shorter_than_the_rush(self) -> Self:
        if self.calm < self.within:
            raise Unsuitable(
                N_("The calm after a rush must be at least as long as the time that is looked at."),
                at=("calm",),
            )
        return self


class QuietSettings(Section):
    """What happens when newcomers stay silent: staff hear of it, the newcomers do not."""

    after: Duration = Field(
        default=timedelta(hours=72),
        description="How long newcomers may be silent before staff are told.",
        examples=["72h"],
    )
    note_at: Times = Field(
        default=WeeklyTimes.parse("daily 10:00"),
        description="When the note to staff is posted, in the community's time zone.",
        examples=["Mon-Fri 10:00"],
    )


class SettledSettings(Section):
    """When a newcomer counts as settled."""

    contributions: int = Field(
        default=3, ge=1, le=100, description="Messages written.", examples=[3]
    )
    days: int = Field(
        default=2, ge=1, le=30, description="Different days with a message.", examples=[2]
    )


class WelcomeSettings(FeatureSettings):
    """Greeting newcomers and helping them to find their way."""

    channel: ChannelRef | None = Field(
        default=None,
        description=N_("Where newcomers are greeted. Needed when this is switched on."),
        examples=["#welcome"],
        json_schema_extra={"required_when_enabled": True},
    )
    greeting: Greeting | None = Field(
        default=None,
        description=(
            "The greeting in your words, in one language or several. It may use {member} (a "
            "mention), {name}, {server}, {greeter}, {guidelines}, {introductions} and {help}."
        ),
        examples=["Welcome {member}! {greeter} is around today. Press Start here for first steps."],
    )
    welcome_back: Greeting | None = Field(
        default=None,
        description="What is said to people who come back. Without it nothing is said.",
        examples=["Good to see you again, {member}."],
    )
    batch: Batch | None = Field(
        default=None,
        description="The one greeting after a rush of joins. {members} names those who came.",
        examples=["Welcome to {server}, {members}. Press Start here for first steps."],
    )
    quiet_delay: Delay = Field(
        default=timedelta(minutes=5),
        description="How long newcomers may look around before they are greeted, 0m to 60m.",
        examples=["5m"],
    )
    late_within: Duration = Field(
        default=timedelta(hours=24),
        description="People who joined while the bot was off are greeted up to this late.",
        examples=["24h"],
    )
    onboarding_patience: Duration = Field(
        default=timedelta(minutes=30),
        description="How long to wait for people to finish Discord's onboarding.",
        examples=["30m"],
    )
    when_leaving: Literal["delete", "edit", "keep"] = Field(
        default="delete",
        description="What becomes of the greeting when somebody leaves within ten minutes of it.",
        examples=["delete"],
    )
    rules_channel: ChannelRef | None = Field(
        default=None, description=N_("Where your guidelines are posted."), examples=["#rules"]
    )
    introductions_channel: ChannelRef | None = Field(
        default=None,
        description=N_("Where people introduce themselves."),
        examples=["#introductions"],
    )
    help_channel: ChannelRef | None = Field(
        default=None, description=N_("Where people ask for help."), examples=["#help"]
    )
    staff_channel: ChannelRef | None = Field(
        default=None,
        description=N_(
            "Where staff are told about newcomers, if that is not the staff's channel of the "
            "community."
        ),
        examples=["#newcomers-team"],
        json_schema_extra={"staff_only": True},
    )
    guidelines_summary: Summary | None = Field(
        default=None,
        description="Your guidelines in at most 120 words, for the checklist.",
        examples=["Be kind, stay on topic, and ask when you are unsure."],
    )
    steps: tuple[Step, ...] | None = Field(
        default=None,
        description=(
            "The checklist behind Start here, 4 to 6 steps: guidelines, roles, guide, "
            "look_around, introduce, this_week, ask, or your own with an id and a text. "
            "Without it the bot picks those that make sense on your server."
        ),
        examples=[["guidelines", "look_around", "introduce", "ask"]],
    )
    greeters_role: RoleRef | None = Field(
        default=None,
        description=N_("The role whose members may join the greeters' rota; without it everybody."),
        examples=["Greeters"],
    )
    raid: RaidSettings = Field(
        default=RaidSettings(), description="What counts as a rush of joins, and what then."
    )
    quiet: QuietSettings = Field(
        default=QuietSettings(), description="Newcomers who have not written anything yet."
    )
    settled: SettledSettings = Field(
        default=SettledSettings(), description="When newcomers count as settled."
    )
    invite_sources: bool = Field(
        default=False,
        description=(
            "Count newcomers by the invite that they used. Takes the permission Manage Server."
        ),
        examples=[True],
    )

    @model_validator(mode="after")
    def _needs_a_channel(self) -> Self:
        if self.enabled and self.channel is None:
            raise Unsuitable(
                N_('Name the channel where newcomers are greeted, such as channel: "#welcome".'),
                at=("channel",),
            )
        return self

    @model_validator(mode="after")
    def _four_to_six_steps(self) -> Self:
        if self.steps is None:
            return self
        if not 4 <= len(self.steps) <= 6:
            raise Unsuitable(
                N_("The checklist has {count} steps. Name 4 to 6."),
                count=len(self.steps),
                at=("steps",),
            )
        names = [step.name for step in self.steps]
        for place, name in enumerate(names):
            if name in names[:place]:
                raise Unsuitable(
                    N_("The step {name} is there twice."), name=f'"{name}"', at=("steps", place)
                )
        return self
