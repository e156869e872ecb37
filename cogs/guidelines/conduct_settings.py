"""What a guideline may look for in what people do over time, alone or together."""

from datetime import timedelta
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from bot.detectors import DetectorSettings
from bot.settings.problems import Unsuitable
from bot.settings.types import Duration
from bot.texts import N_

REMEMBERED = timedelta(minutes=30)
MOST_REMEMBERED = 50


def _remembered(span: timedelta) -> timedelta:
    if not timedelta() < span <= REMEMBERED:
        raise Unsuitable(N_("What people write is remembered for half an hour, and not stored."))
    return span


ShortTime = Annotated[Duration, AfterValidator(_remembered)]


class Repeated(DetectorSettings):
    """The same message by the same person, again and again, or nearly the same."""

    kind: ClassVar[str] = "repeated"

    messages: int = Field(
        default=4, ge=2, le=MOST_REMEMBERED, description="The same text so often …"
    )
    within: ShortTime = Field(
        default=timedelta(seconds=30), description="… within this time.", examples=["30s"]
    )
    across_channels: bool = Field(
        default=True, description="Whether copies in other channels count as well."
    )


class CrossPosted(DetectorSettings):
    """The same message by the same person in several channels, or nearly the same."""

    kind: ClassVar[str] = "cross_posted"

    channels: int = Field(default=3, ge=2, le=20, description="In so many channels …")
    within: ShortTime = Field(
        default=timedelta(minutes=10), description="… within this time.", examples=["10m"]
    )


class Copied(DetectorSettings):
    """The same message by several people, or nearly the same. Short ones are fine."""

    kind: ClassVar[str] = "copied"

    authors: int = Field(default=3, ge=2, le=50, description="By so many different people …")
    within: ShortTime = Field(
        default=timedelta(minutes=5), description="… within this time.", examples=["5m"]
    )


class Rate(DetectorSettings):
    """One person writing faster than others can read."""

    kind: ClassVar[str] = "rate"

    messages: int = Field(default=8, ge=2, le=MOST_REMEMBERED, description="So many messages …")
    within: ShortTime = Field(
        default=timedelta(seconds=10), description="… within this time.", examples=["10s"]
    )


class Raid(DetectorSettings):
    """Many newcomers who write for the first time, all at once."""

    kind: ClassVar[str] = "raid"

    newcomers: int = Field(
        default=6, ge=2, le=100, description="The first messages of so many newcomers …"
    )
    within: ShortTime = Field(
        default=timedelta(minutes=1), description="… within this time.", examples=["1m"]
    )
    joined_within: Duration = Field(
        default=timedelta(days=1),
        description="Who has joined within this time is a newcomer.",
        examples=["1d"],
    )
    alike: bool = Field(
        default=False, description="Count only newcomers who write nearly the same."
    )


class NewAccount(DetectorSettings):
    """Messages of accounts that were made a short time ago."""

    kind: ClassVar[str] = "new_account"

    younger_than: Duration = Field(
        default=timedelta(days=1), description="The age of the account.", examples=["1d"]
    )
