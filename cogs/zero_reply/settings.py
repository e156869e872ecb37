"""The `features.zero_reply` section of guidelines.yml."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.model import FeatureSettings, Section
from bot.settings.problems import Unsuitable
from bot.settings.types import ChannelRef, Duration, RoleRef, Times
from bot.texts import N_
from bot.times import WeeklyTimes

LONGEST_WAIT = timedelta(days=14)


def _bearable(wait: timedelta) -> timedelta:
    if not timedelta(minutes=5) <= wait <= LONGEST_WAIT:
        raise Unsuitable(N_("Write 5m to 14d."))
    return wait


Wait = Annotated[Duration, AfterValidator(_bearable)]


class RescueSettings(Section):
    """What happens, step by step, for a post that stays without an answer.

    Waits count the community's open hours. A step without a time is left out.
    """

    guide_after: Wait | None = Field(
        default=timedelta(hours=1),
        description="When the bot shows similar posts that were answered, where there are any.",
        examples=["1h"],
    )
    channel_after: Wait | None = Field(
        default=timedelta(hours=3),
        description="When the post is shown in the helpers' channel.",
        examples=["3h"],
    )
    tag_after: Wait | None = Field(
        default=timedelta(hours=6),
        description="When a helper is pinged, outside their quiet hours.",
        examples=["6h"],
    )
    staff_after: Wait | None = Field(
        default=timedelta(hours=16),
        description="When the community manager is told.",
        examples=["2d"],
    )


class ZeroReplySettings(FeatureSettings):
    """Finds posts that nobody has answered, and people who can."""

    channels: tuple[ChannelRef, ...] = Field(
        default=(),
        description="Forums and text channels to look after; every forum if you name none.",
        examples=[["#help", "#general"]],
    )
    leave_out: tuple[ChannelRef, ...] = Field(
        default=(),
        description="Channels and categories that need no answers, such as introductions.",
        examples=[["#introductions"]],
    )
    questions_only: bool = Field(
        default=True,
        description="In text channels, only messages that ask something need an answer.",
    )
    shortest: int = Field(
        default=15,
        ge=1,
        le=500,
        description="Messages in text channels with fewer characters need no answer.",
        examples=[15],
    )
    channel: ChannelRef | None = Field(
        default=None,
        description=N_("Where the list of unanswered posts appears; the staff channel if empty."),
        examples=["#community-team"],
        json_schema_extra={"staff_only": True},
    )
    helpers_channel: ChannelRef | None = Field(
        default=None,
        description=N_("Where helpers are shown posts that wait for an answer."),
        examples=["#helpers"],
    )
    helpers_role: RoleRef | None = Field(
        default=None,
        description="The role that members need to offer their help; everybody may if empty.",
        examples=["Regulars"],
    )
    digest_at: Times = Field(
        default=WeeklyTimes.parse("Mon-Fri 09:00"),
        description=(
            "When the list appears. On Monday it covers the weekend; on a holiday it waits for the "
            "next day on which your community is open."
        ),
        examples=["Mon-Fri 09:00"],
    )
    rescue: RescueSettings = Field(
        default=RescueSettings(), description="What happens while a post has no answer."
    )
    solved_tags: tuple[str, ...] = Field(
        default=("Solved", "Resolved", "Answered"),
        description="Forum tags that say that a post needs no more answers.",
        examples=[["Solved"]],
    )
    unanswered_tag: str = Field(
        default="Unanswered",
        max_length=20,
        description="A forum tag that the bot sets while a post waits; empty to set none.",
        examples=["Unanswered"],
    )
    teams: dict[str, ChannelRef] = Field(
        default_factory=dict,
        max_length=25,
        description="Where posts can be handed on to, by the name of the team.",
        examples=[{"Support": "#support-team"}],
    )
    rebuild_days: int = Field(
        default=14,
        ge=0,
        le=60,
        description="How many days of history are read at the first start and after downtime.",
        examples=[14],
    )
