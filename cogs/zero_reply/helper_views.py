"""The buttons below a ping: what a helper says to it."""

from bot.access import Access
from bot.answers import Press
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import timestamp
from cogs.zero_reply import registry_store
from cogs.zero_reply.desk import Desk
from cogs.zero_reply.helping import WEEK
from cogs.zero_reply.pressed import PostButton, here, words_for


class _HelperButton(PostButton, template="zero_reply:unused_too"):
    """A button for a helper; somebody else's ping is not one's own to answer."""

    access = Access.MEMBER

    def check(self, interaction: Press) -> None:
        """Refuse those who were not asked."""
        if int(self.parts[1]) not in {0, interaction.user.id}:
            raise Refusal("Somebody else was asked here. You are welcome to answer, though.")


class TakeButton(_HelperButton, template=r"zero_reply:take:\d+:\d+"):
    """Says that a helper is answering."""

    async def press(self, interaction: Press) -> None:
        """Note it."""
        self.check(interaction)
        place = here(interaction)
        await Desk(interaction.client.core).claim(place, self.opener_id, interaction.user.id)
        t = await words_for(interaction)
        await answer_privately(interaction, t("It is yours for a day. Thank you."))


class NotMeButton(_HelperButton, template=r"zero_reply:notme:\d+:\d+"):
    """Lets a helper off."""

    async def press(self, interaction: Press) -> None:
        """Note it; nobody else is told."""
        self.check(interaction)
        await Desk(interaction.client.core).not_me(self.opener_id, interaction.user.id)
        t = await words_for(interaction)
        await answer_privately(
            interaction, t("No problem. You will not be asked about this one again.")
        )


class PauseButton(_HelperButton, template=r"zero_reply:pause:\d+:\d+"):
    """Gives a helper a week without pings."""

    async def press(self, interaction: Press) -> None:
        """Pause, and let them off here."""
        self.check(interaction)
        place, core = here(interaction), interaction.client.core
        until = core.clock.now() + WEEK
        async with core.db.write() as tx:
            await registry_store.change(tx, place.guild_id, interaction.user.id, paused_until=until)
        await Desk(core).not_me(self.opener_id, interaction.user.id)
        t = await words_for(interaction)
        text = t("You will not be asked until {when}.", when=timestamp(until))
        await answer_privately(interaction, text)


HELPER_BUTTONS = (TakeButton, NotMeButton, PauseButton)
