"""How a community meets raids: `features.raids` in guidelines.yml."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.settings.model import FeatureSettings, Section
from bot.settings.problems import Unsuitable
from bot.settings.types import ChannelRef, Duration, RoleRef
from bot.texts import N_

LONGEST_PAUSE = timedelta(hours=24)
LONGEST_WINDOW = timedelta(hours=1)
LONGEST_DELETION = timedelta(days=7)
LONGEST_TIMEOUT = timedelta(days=28)


def at_most(longest: timedelta) -> AfterValidator:
    """Refuse nothing at all, and more than `longest`."""

    def check(span: timedelta) -> timedelta:
        if not timedelta() < span <= longest:
            raise Unsuitable(
                N_("Between a second and {hours} hours are possible here."),
                hours=int(longest.total_seconds() // 3600),
            )
        return span

    return AfterValidator(check)


class GateSettings(Section):
    """What happens when a very young account joins."""

    younger_than: Duration = Field(
        default=timedelta(days=7),
        description="How young an account is met this way.",
        examples=["7d"],
    )
    action: Literal["propose", "timeout"] = Field(
        default="propose",
        description="Whether a moderator is asked, or a timeout is given at once. Nobody is "
        "removed without a person's decision.",
    )
    lasts: Annotated[Duration, at_most(LONGEST_TIMEOUT)] = Field(
        default=timedelta(days=1), description="How long the timeout lasts.", examples=["1d"]
    )


class RaidsSettings(FeatureSettings):
    """Notices raids, and ends them with a moderator's word."""

    channel: ChannelRef | None = Field(
        default=None,
        description=N_("Where raids are told, if not where staff are told everything else."),
        examples=["#mod-desk"],
        json_schema_extra={"staff_only": True},
    )
    call: tuple[RoleRef, ...] = Field(
        default=(), description="Roles that are called when a raid is noticed.",
        examples=[["Moderators"]],
    )  # fmt: skip
    joins: int = Field(
        default=15, ge=2, le=1000, description="More joins than this at once are a raid."
    )
    alike: int = Field(
        default=6,
        ge=2,
        le=1000,
        description="So many at once are a raid when their names or first words are alike, or "
        "when all have young accounts without a picture.",
    )
    within: Annotated[Duration, at_most(LONGEST_WINDOW)] = Field(
        default=timedelta(minutes=2), description="What “at once” means.", examples=["2m"]
    )
    young: Duration = Field(
        default=timedelta(days=7),
        description="Accounts younger than this are young.",
        examples=["7d"],
    )
    calm: Annotated[Duration, at_most(LONGEST_PAUSE)] = Field(
        default=timedelta(minutes=10),
        description="A raid is over when nobody has joined for so long.",
        examples=["10m"],
    )
    pause: Annotated[Duration, at_most(LONGEST_PAUSE)] = Field(
        default=timedelta(hours=1),
        description="For how long invites and direct messages are paused; Discord allows a day.",
        examples=["1h"],
    )
    delete_messages: Annotated[Duration, at_most(LONGEST_DELETION)] = Field(
        default=timedelta(hours=1),
        description="How far back the messages of those who are banned are deleted.",
        examples=["1h"],
    )
    ordinary_roles: tuple[RoleRef, ...] = Field(
        default=(),
        description="Roles that newcomers get by themselves. Every other role keeps its holder "
        "out of a ban.",
        examples=[["Member"]],
    )
    gate: GateSettings | None = Field(
        default=None, description="What happens when very young accounts join. Nothing by default."
    )
