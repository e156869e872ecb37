"""What a community decides about its weekly thread: `features.accountability`."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from bot.settings import FeatureSettings, Unsuitable
from bot.settings.types import ChannelRef, LocalisedText, Times, template_field
from bot.texts import N_
from bot.times import WeeklyTimes

PLACEHOLDERS = ("community", "week", "days")
LONGEST_TEXT = 1000
LONGEST_QUESTION = 200


def _once(times: WeeklyTimes) -> WeeklyTimes:
    if len(times.slots) != 1:
        raise Unsuitable(N_('Write one day and one time, such as "Mon 09:00".'))
    return times


OnceAWeek = Annotated[Times, AfterValidator(_once)]
Question = Annotated[LocalisedText, template_field((), LONGEST_QUESTION)]


class AccountabilitySettings(FeatureSettings):
    """A thread each week in which members set themselves small goals and say how it went."""

    channel: ChannelRef | None = Field(
        default=None,
        description=N_("The channel or forum in which each week's thread is opened."),
        examples=["#accountability"],
    )
    tag: str = Field(
        default="",
        max_length=20,
        description="In a forum: the name of the tag that the week's post carries.",
        examples=["Weekly"],
    )
    post_at: OnceAWeek = Field(
        default=WeeklyTimes.parse("Mon 09:00"),
        description="When the thread is opened, in your time zone.",
        examples=["Mon 09:00"],
    )
    when_late: Literal["post", "skip"] = Field(
        default="post",
        description=(
            "What to do when the bot was off and the thread would open more than a day late: "
            "post it and say so, or skip the week."
        ),
        examples=["post"],
    )
    recap_at: OnceAWeek = Field(
        default=WeeklyTimes.parse("Sun 19:00"),
        description=(
            "When the week is summed up in its thread. On a Monday or Tuesday it is about the "
            "week before."
        ),
        examples=["Sun 19:00"],
    )
    remind_at: OnceAWeek = Field(
        default=WeeklyTimes.parse("Thu 18:00"),
        description=(
            "When those who asked for it are reminded if they have not checked in yet, "
            "in each member's own time zone."
        ),
        examples=["Thu 18:00"],
    )
    baton: bool = Field(
        default=False,
        description=(
            "Whether the recap names somebody who may go first in the next week: in turn, and only "
            "among those who said under /goals that they may be named."
        ),
        examples=[True],
    )
    messages_count: bool = Field(
        default=True,
        description="Whether a message in the week's thread counts as a check-in.",
        examples=[True],
    )
    text: Annotated[LocalisedText, template_field(PLACEHOLDERS, LONGEST_TEXT)] | None = Field(
        default=None,
        description="The words that open the thread, in place of the bot's own.",
        examples=["Week {week} at {community}: what do you want to get done ({days})?"],
    )
    questions: tuple[Question, ...] = Field(
        default=(),
        max_length=52,
        description=(
            "Your own questions for the thread; three of them each week, in turn. "
            "Without any the bot asks its own."
        ),
        examples=[["What would make this a good week?"]],
    )

    @model_validator(mode="after")
    def _needs_a_channel(self) -> Self:
        if self.enabled and self.channel is None:
            raise Unsuitable(
                N_('Name the channel for the weekly thread, such as channel: "#accountability".'),
                at=("channel",),
            )
        return self
