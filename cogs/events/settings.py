"""The `features.events` section of guidelines.yml."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.model import FeatureSettings
from bot.settings.problems import Unsuitable
from bot.settings.types import ChannelRef, Duration, RoleRef
from bot.texts import N_

LONGEST_REMINDER = timedelta(days=14)


def _sensible(durations: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    if any(not timedelta(minutes=5) <= one <= LONGEST_REMINDER for one in durations):
        raise Unsuitable(N_("People are reminded from 5 minutes to 14 days before an event."))
    return durations


class EventsSettings(FeatureSettings):
    """Weekly calls and gatherings: announced, remembered, and on time all year."""

    channel: ChannelRef = Field(
        description=N_("Where events are announced and people say whether they come."),
        examples=["#events"],
    )
    staff_channel: ChannelRef | None = Field(
        default=None,
        description=N_(
            "Where organisers are told how it went. Else the community's staff channel."
        ),
        examples=["#community-team"],
    )
    interest_role: RoleRef | None = Field(
        default=None,
        description="A role that people choose themselves; it is invited to every event, once.",
        examples=["Events"],
    )
    ahead: int = Field(
        default=3,
        ge=2,
        le=4,
        description="How many coming dates of a series stand in Discord's own list of events.",
        examples=[3],
    )
    reminders: Annotated[tuple[Duration, ...], Field(max_length=4), AfterValidator(_sensible)] = (
        Field(
            default=(timedelta(hours=24), timedelta(minutes=15)),
            description="How long before an event those who are going are reminded.",
            examples=[["24h", "15m"]],
        )
    )
    offer_for: Duration = Field(
        default=timedelta(hours=12),
        description="How long a free seat is kept for the next in line. 0m gives it at once.",
        examples=["12h"],
    )
    present_after: Duration = Field(
        default=timedelta(minutes=10),
        description="How long somebody is in the voice channel to count as having taken part.",
        examples=["10m"],
    )
    ask_for_feedback: bool = Field(
        default=True, description="Ask how it was when an event is over, in a thread of its own."
    )
    public_address: str = Field(
        default="",
        pattern=r"^(https?://[^\s/]+(/[^\s]*)?)?$",
        description="How the bot's web port is reached from outside, for calendars that subscribe.",
        examples=["https://steward.example.org"],
    )


def minutes_of(durations: Iterable[timedelta]) -> tuple[int, ...]:
    """Return durations in whole minutes, as they are stored."""
    return tuple(int(one.total_seconds() // 60) for one in durations)
