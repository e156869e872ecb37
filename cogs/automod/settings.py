"""What a community decides about AutoMod: `features.automod`."""

from pydantic import Field

from bot.settings.model import FeatureSettings
from bot.settings.types import ChannelRef
from bot.texts import N_


class AutomodSettings(FeatureSettings):
    """Lets Discord itself block what goes against the guidelines."""

    guidelines: tuple[str, ...] = Field(
        default=(),
        description="Ids of the guidelines that Discord is to keep to; all that fit without it.",
        examples=[["be-kind"]],
    )
    others: bool = Field(
        default=False,
        description="Whether what rules of others block or report comes before your team as well.",
    )
    staff_channel: ChannelRef | None = Field(
        default=None,
        description=N_(
            "Where staff are told that rules differ, if not where they are told everything else."
        ),
        examples=["#community-team"],
        json_schema_extra={"staff_only": True},
    )
