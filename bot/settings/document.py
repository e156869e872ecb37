"""The shape of guidelines.yml: the community, its features, and sections that features bring."""

from dataclasses import replace
from typing import Annotated, Literal, Self, cast
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    Field,
    GetCoreSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from bot.holidays import leave_a_day
from bot.settings.model import FeatureSettings, Section
from bot.settings.problems import N_, Unsuitable
from bot.settings.types import ChannelRef, HolidayDay, Hours, LanguageCode, RoleRef, Window, Zone
from bot.times import WeeklyHours

__all__ = ["Community", "Document", "FeatureSettings", "Features", "Section", "Staff"]


class Staff(Section):
    """Who may do what with the bot; a plain list of roles means moderators."""

    managers: tuple[RoleRef, ...] = Field(
        default=(),
        description="Roles that may change settings. Manage Server counts as well.",
        examples=[["Community team"]],
    )
    moderators: tuple[RoleRef, ...] = Field(
        default=(),
        description="Roles that work the moderators' desk. Moderate Members counts as well.",
        examples=[["Moderators"]],
    )


class _PlainListOfModerators:
    """Annotation of Staff: a plain list of roles will do."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Take the two groups, or a list."""
        roles = handler.generate_schema(tuple[RoleRef, ...])
        plain = core_schema.no_info_after_validator_function(
            lambda moderators: Staff(moderators=moderators), roles
        )
        return core_schema.union_schema([handler(source), plain])


class Community(Section):
    """Who the community is, when it is awake, and who looks after it."""

    name: str = Field(
        default="our community",
        min_length=1,
        max_length=100,
        description="What you call yourselves, as it appears in messages.",
        examples=["Riverside Makers"],
    )
    language: LanguageCode = Field(
        default="en",
        description="The language for members whose own is not known: en, es, it, ca or vi.",
        examples=["en"],
    )
    timezone: Zone = Field(
        default=ZoneInfo("UTC"),
        description="Where your days and weeks begin.",
        examples=["Europe/Madrid"],
    )
    open_hours: Hours | None = Field(
        default=None,
        description="When somebody is usually there to answer. Response times count these hours.",
        examples=["Mon-Fri 09:00-19:00"],
    )
    quiet_hours: Window | None = Field(
        default=None,
        description="When the bot does not start conversations or remind people.",
        examples=["22:00-08:00"],
    )
    holidays: tuple[HolidayDay, ...] = Field(
        default=(),
        description="Days on which your community rests: they are not open hours.",
        examples=[["12-25", "2026-11-02", "12-24 to 01-06"]],
    )
    staff: Annotated[Staff, _PlainListOfModerators()] = Field(
        default=Staff(), description="The roles of your team."
    )
    staff_channel: ChannelRef | None = Field(
        default=None,
        description=N_("Where staff are told what needs them."),
        examples=["#community-team"],
        json_schema_extra={"staff_only": True},
    )
    commands: dict[str, tuple[RoleRef, ...]] = Field(
        default_factory=dict,
        description="Roles that may use a command as well, by the command's name.",
        examples=[{"welcome preview": ["Greeters"]}],
    )

    @model_validator(mode="after")
    def _open_sometimes(self) -> Self:
        if not leave_a_day(self.holidays):
            raise Unsuitable(
                N_("With these holidays no day of the year is left."), at=("holidays",)
            )
        return self

    @property
    def hours(self) -> WeeklyHours | None:
        """When somebody is usually there to answer, holidays left out."""
        return self.open_hours and replace(self.open_hours, holidays=self.holidays)


class Features(Section):
    """The features, by name; each that is named here is on."""


class Document(Section):
    """All settings of one community."""

    version: Literal[1] = Field(
        default=1, description="The version of this format. Leave it as it is."
    )
    community: Community = Field(default=Community(), description="Your community as a whole.")
    features: Features = Field(default=Features(), description="What the bot does, by feature.")

    def feature(self, name: str) -> FeatureSettings | None:
        """Return the settings of a feature, None when it is unknown or needs settings it lacks."""
        return cast("FeatureSettings | None", getattr(self.features, name, None))

    def section(self, name: str) -> BaseModel | None:
        """Return a top-level section that a feature has declared, None when it is not there."""
        return cast("BaseModel | None", getattr(self, name, None))
