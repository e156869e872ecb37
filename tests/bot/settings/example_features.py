"""Two features with settings of every kind, as a feature author would write them."""

from datetime import timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.features import Feature
from bot.settings import FeatureSettings, Section, Unsuitable
from bot.settings.assembly import build_document_model
from bot.settings.types import ChannelRef, Duration, LocalisedText, Times, template_field


class Step(Section):
    """One step."""

    title: LocalisedText = Field(description="What to do.")
    minutes: Annotated[int, Field(ge=1, le=10)] = Field(default=3, description="How long.")


class GreetingSettings(FeatureSettings):
    """Greets."""

    channel: ChannelRef | None = Field(default=None, description="Where.")
    delay: Annotated[Duration, Field(ge=timedelta(minutes=1), le=timedelta(hours=1))] = Field(
        default=timedelta(minutes=5), description="How long to wait."
    )
    text: Annotated[LocalisedText, template_field({"member", "greeter"})] = Field(
        default=LocalisedText("Welcome {member}!"), description="What to say."
    )
    steps: tuple[Step, ...] = Field(default=(), description="The steps.")
    mode: Literal["shadow", "propose"] = Field(default="shadow", description="How bold.")
    hint: str | Step = Field(default="none", description="A text or a step.")
    names: dict[int, str] = Field(default_factory=dict, description="By number.")


class DigestSettings(FeatureSettings):
    """Tells staff what waits."""

    channel: ChannelRef = Field(description="Where.")
    watch: tuple[ChannelRef, ...] = Field(default=(), description="What is watched.")
    at: Times | None = Field(default=None, description="When.")

    @model_validator(mode="after")
    def _not_into_itself(self) -> Self:
        if self.channel in self.watch:
            raise Unsuitable("{channel} is itself watched.", channel=self.channel, at=("channel",))
        return self


class ExportSettings(FeatureSettings):
    """What people have a right to."""

    on_by_default = True


async def export(_tx: AsyncConnection, _guild_id: int, _user_id: int) -> dict[str, Any]:
    return {}


async def forget(_tx: AsyncConnection, _guild_id: int, _user_id: int) -> None:
    return None


def feature(name: str, settings: type[FeatureSettings], **more: Any) -> Feature:
    return Feature(
        name=name,
        summary=f"{name} does its work.",
        settings=settings,
        intents=frozenset(),
        export_member=export,
        forget_member=forget,
        **more,
    )


FEATURES = (
    feature("greeting", GreetingSettings, sections={"extra": Step}),
    feature("digest", DigestSettings),
    feature("export", ExportSettings),
)
Model = build_document_model(FEATURES)
