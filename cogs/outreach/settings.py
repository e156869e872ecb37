"""What a community decides about private words: `features.outreach` in guidelines.yml."""

from typing import ClassVar

from pydantic import Field

from bot.settings import FeatureSettings
from bot.settings.types import ChannelRef
from bot.texts import N_


class OutreachSettings(FeatureSettings):
    """Reaching members privately when other features have something for them."""

    on_by_default: ClassVar[bool] = True

    channel: ChannelRef | None = Field(
        default=None,
        description=N_(
            "Where private threads are opened for members who take no direct messages, if a "
            "feature asks for one. Members must be able to see it."
        ),
        examples=["#welcome"],
    )
    ask_in: ChannelRef | None = Field(
        default=None,
        description=N_(
            "Where members are sent who write to the bot although nobody reads it there."
        ),
        examples=["#general"],
    )
