"""Judging what a guideline finds while it is only counted, one message after the other."""

from bot.access import Access
from bot.answers import Press, change, show
from bot.components import Pressable
from cogs.guidelines import store
from cogs.guidelines.views import reader_of, unjudged


class WeighButton(Pressable, template=r"guidelines:weigh:[a-z0-9-]{1,40}"):
    """Begins to judge what a guideline has found."""

    feature = "guidelines"
    access = Access.MODERATOR

    async def press(self, interaction: Press) -> None:
        """Show the first of them."""
        await show(interaction, await unjudged(interaction, self.record))


class WeighedButton(Pressable, template=r"guidelines:weighed:(right|not):\d{1,20}:[a-z0-9-]{1,40}"):
    """Says whether one of them was rightly found."""

    feature = "guidelines"
    access = Access.MODERATOR

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        self.is_right = ":right:" in custom_id
        self.message_id = int(custom_id.split(":")[3])

    async def press(self, interaction: Press) -> None:
        """Keep the word, unless somebody was quicker, and show the next one."""
        core, reader = interaction.client.core, reader_of(interaction)
        flag = (reader.guild.id, self.message_id, self.record)
        async with core.db.write() as tx:
            now = core.clock.now()
            await store.settle_counted(tx, flag, is_right=self.is_right, by=reader.id, now=now)
        await change(interaction, await unjudged(interaction, self.record))
