"""What the buttons of this feature have in common: where they are pressed, and by whom."""

from bot.access import Access
from bot.answers import Press
from bot.components import Pressable
from bot.refusal import Refusal
from bot.texts import Translation
from cogs.zero_reply.place import Place
from cogs.zero_reply.server import place_of


def here(interaction: Press) -> Place:
    """Return the server where somebody pressed or typed; Refusal where the feature is off."""
    core, guild = interaction.client.core, interaction.guild
    place = place_of(core, guild) if guild is not None else None
    if place is None:
        raise Refusal("Unanswered posts are not looked after here at the moment.")
    return place


async def words_for(interaction: Press) -> Translation:
    """Return the reader's language."""
    return await interaction.client.core.texts.for_interaction(interaction)


class PostButton(Pressable, template="zero_reply:unused"):
    """A button of this feature; what follows its name in the id is its record."""

    feature = "zero_reply"
    access = Access.MODERATOR

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        self.parts = custom_id.split(":")[2:]

    @property
    def opener_id(self) -> int:
        """The post that the button is about."""
        return int(self.parts[0])
