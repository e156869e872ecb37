"""What a community decides about its prompts: `features.prompts` in guidelines.yml."""

import re
from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from bot.settings import FeatureSettings, Unsuitable
from bot.settings.model import Section
from bot.settings.types import ChannelRef, Duration, Times
from bot.texts import N_
from bot.times import WeeklyTimes

_MONTH = re.compile(r"(?:\d{4}-)?(?:0[1-9]|1[0-2])", re.ASCII)


def _once(times: WeeklyTimes) -> WeeklyTimes:
    if len(times.slots) != 1:
        raise Unsuitable(N_('Write one day and one time, such as "Wed 10:00".'))
    return times


OnceAWeek = Annotated[Times, AfterValidator(_once)]


class Slot(Section):
    """A time of the week at which a prompt is posted."""

    at: OnceAWeek = Field(description="When, in your time zone.", examples=["Wed 10:00"])
    tags: tuple[str, ...] = Field(
        default=(),
        description="Which prompts fit; with one of these tags.",
        examples=[["question"]],
    )


class PromptsSettings(FeatureSettings):
    """Conversation starters that a person chose, at set times of the week."""

    channel: ChannelRef | None = Field(
        default=None,
        description=N_("The channel or forum where prompts are posted."),
        examples=["#general"],
    )
    tag: str = Field(
        default="",
        max_length=20,
        description=(
            "In a forum: the name of a tag that every post carries, beside the tags that are "
            "called as those of its prompt."
        ),
        examples=["Prompt"],
    )
    slots: tuple[Slot, ...] = Field(
        default=(
            Slot(at=WeeklyTimes.parse("Wed 10:00"), tags=("question",)),
            Slot(at=WeeklyTimes.parse("Fri 15:00"), tags=("wins",)),
        ),
        max_length=7,
        description="The times of the week, each with the tags that fit.",
        examples=[[{"at": "Mon 10:00", "tags": ["goals"]}, {"at": "Fri 15:00", "tags": ["wins"]}]],
    )
    plan_at: OnceAWeek = Field(
        default=WeeklyTimes.parse("Thu 10:00"),
        description="When your team is shown the prompts of the coming week, to approve them.",
        examples=["Thu 10:00"],
    )
    not_again_within: Duration = Field(
        default=timedelta(days=180),
        description="How long the same prompt is not posted again.",
        examples=["180d"],
    )
    themes: dict[str, str] = Field(
        default_factory=dict,
        description=(
            "The theme of a month: a tag whose prompts come first, by month, every year or in one."
        ),
        examples=[{"11": "repair", "2027-01": "beginnings"}],
    )
    open_thread: bool = Field(
        default=True, description="Whether each prompt gets a thread for the answers."
    )

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.enabled and self.channel is None:
            raise Unsuitable(
                N_('Name the channel for prompts, such as channel: "#general".'), at=("channel",)
            )
        for month in self.themes:
            if _MONTH.fullmatch(month) is None:
                raise Unsuitable(
                    N_('Write a month as "11" or "2026-11", in quotes.'), at=("themes",)
                )
        times = [slot.at for slot in self.slots]
        if len(set(times)) < len(times):
            raise Unsuitable(N_("Two slots have the same time."), at=("slots",))
        return self
