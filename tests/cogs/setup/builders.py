"""A small server and a few features, for the pure parts of the setup."""

from typing import Any

from pydantic import Field

from bot.doctor.facts import Channel, Guild, Role
from bot.features import Feature
from bot.settings.assembly import build_document_model
from bot.settings.document import FeatureSettings
from bot.settings.load import read_document
from bot.settings.model import Section
from bot.settings.types import ChannelRef, RoleRef
from cogs.setup import FEATURE as SETUP
from cogs.setup.situation import Situation

BOT_ROLE = Role(90, "Steward", 5, managed=True)
MAY_CREATE = frozenset({"manage_channels", "manage_roles"})


class Digest(Section):
    """A group inside of the settings."""

    channel: ChannelRef | None = Field(
        default=None,
        description="Where the digest goes.",
        examples=["#community-team"],
        json_schema_extra={"staff_only": True},
    )


class GreetSettings(FeatureSettings):
    """Greets people."""

    helpers: tuple[RoleRef, ...] = Field(
        default=(), description="Who helps.", examples=[["Helpers"]]
    )
    channel: ChannelRef | None = Field(
        default=None,
        description="Where people are greeted.",
        examples=["#welcome"],
        json_schema_extra={"required_when_enabled": True},
    )
    watch: tuple[ChannelRef, ...] = Field(
        default=(), description="What is watched.", examples=[["#questions (forum)"]]
    )
    noticeboard: ChannelRef | None = Field(
        default=None,
        description="Where news are posted.",
        examples=["#news"],
        json_schema_extra={"kind": "announcement"},
    )
    digest: Digest = Field(default=Digest(), description="The digest.")


class PlainSettings(FeatureSettings):
    """Asks for nothing."""

    count: int = 3


async def _export(*_: Any) -> dict[str, Any]:
    return {}


async def _forget(*_: Any) -> None:
    return None


def feature(name: str, settings: type[FeatureSettings]) -> Feature:
    return Feature(
        name=name,
        summary=f"What {name} does.",
        settings=settings,
        intents=frozenset(),
        export_member=_export,
        forget_member=_forget,
    )


GREET = feature("greet", GreetSettings)
PLAIN = feature("plain", PlainSettings)
FEATURES = (GREET, PLAIN, SETUP)
MODEL = build_document_model(FEATURES)


def channel(channel_id: int, name: str, kind: str = "text") -> Channel:
    return Channel(channel_id, name, kind, frozenset())


def situation(
    text: str = "version: 1",
    *,
    channels: tuple[Channel, ...] = (),
    roles: tuple[Role, ...] = (),
    held: frozenset[str] = MAY_CREATE,
    version: int = 0,
    is_community: bool = True,
) -> Situation:
    guild = Guild(
        id=1,
        name="Riverside",
        permissions=held,
        top_role=BOT_ROLE,
        channels=channels,
        roles=(*roles, BOT_ROLE),
        is_community=is_community,
    )
    return Situation(guild, read_document(text, MODEL), FEATURES, version)
