"""Keeps kind words with the consent of those who said them, and shows them where they agreed."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.testimonials.personal import PERSONAL_DATA, export_member, forget_member
from cogs.testimonials.settings import TestimonialsSettings
from cogs.testimonials.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="testimonials",
    summary=N_("Collects kind words, asks those who said them, and shows what they agreed to."),
    settings=TestimonialsSettings,
    intents=frozenset({"guilds", "guild_messages", "message_content"}),
    permissions=(
        PermissionNeed("view_channel", N_("To find the wall."), "wall"),
        PermissionNeed("send_messages", N_("To show testimonials on the wall."), "wall"),
        PermissionNeed("view_channel", N_("To find the team's channel."), "review_channel"),
        PermissionNeed("send_messages", N_("To tell your team who agreed."), "review_channel"),
        PermissionNeed("view_channel", N_("To notice kind words."), "watch"),
        PermissionNeed("read_message_history", N_("To read kind words again."), "watch"),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    degrades={"message_content": N_("Kind words in watched channels are not noticed.")},
    effects={
        "testimonials.review": N_("tell the team that somebody has agreed"),
        "testimonials.wall": N_("show a testimonial on the wall"),
        "testimonials.wall_gone": N_("take a testimonial down from the wall"),
        "testimonials.review_gone": N_("take words back that the team was shown"),
        "testimonials.suggestion": N_("suggest kind words to the team"),
        "testimonials.suggestion_gone": N_("take a suggestion away"),
        "testimonials.taken_back": N_("tell the team what has to be taken down"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.testimonials.cog import TestimonialsCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(TestimonialsCog(client))
