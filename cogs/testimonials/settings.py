"""What a community decides about testimonials: `features.testimonials` in guidelines.yml."""

from pydantic import Field

from bot.settings import FeatureSettings
from bot.settings.types import ChannelRef
from bot.texts import N_

BLOCKED = {
    "health": ("diagnosis", "cured", "cancer", "depression", "cáncer", "curado", "guarito", "bệnh"),
    "money": ("guaranteed returns", "investment", "my salary", "inversión", "investimento"),
    "minors": ("years old", "my school", "tengo 12 años", "tengo 13 años", "tengo 14 años"),
}


class TestimonialsSettings(FeatureSettings):
    """Keeps kind words with the consent of those who said them."""

    __test__ = False

    wall: ChannelRef | None = Field(
        default=None,
        description=N_("Where testimonials are shown once their author and your team have agreed."),
        examples=["#kind-words"],
    )
    review_channel: ChannelRef | None = Field(
        default=None,
        description=N_("Where your team is told that somebody has agreed; else the staff channel."),
        examples=["#community-team"],
        json_schema_extra={"staff_only": True},
    )
    watch: tuple[ChannelRef, ...] = Field(
        default=(),
        description=N_("Channels whose kind words are suggested to your team; without them, none."),
        examples=[["#general"]],
    )
    suggestions_a_week: int = Field(
        default=3, ge=1, le=20, description="How many messages are suggested in a week at most."
    )
    places: dict[str, str] = Field(
        default_factory=dict,
        description="Where your team shows testimonials, by scope: taken down after a withdrawal.",
        examples=[{"website": "https://riverside.example/voices"}],
    )
    blocked: dict[str, tuple[str, ...]] = Field(
        default=BLOCKED,
        description="Words that show that a text is not to be published, by topic.",
        examples=[{"health": ["diagnosis"]}],
    )
