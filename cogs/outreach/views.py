"""The button with which somebody stops invitations, or wants them again."""

from bot.answers import Press, show
from bot.components import Personal
from bot.effects import Button, Message
from cogs.outreach import render, store


class StopButton(Personal, template=r"outreach:(stop|resume):\d+:\d+"):
    """Stops a server's invitations to the person whom they are for; pressed again, resumes."""

    feature = "outreach"

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        _, what, guild_id, _ = custom_id.split(":")
        self.guild_id, self.stops = int(guild_id), what == "stop"

    @staticmethod
    def id_for(guild_id: int, member_id: int, *, stops: bool = True) -> str:
        """Return the custom_id by which the button is found."""
        return f"outreach:{'stop' if stops else 'resume'}:{guild_id}:{member_id}"

    async def press(self, interaction: Press) -> None:
        """Remember the wish, and offer the way back."""
        member_id = self.record_id
        if interaction.user.id != member_id:
            await interaction.response.defer()
            return
        client, core = interaction.client, interaction.client.core
        t = await core.texts.for_interaction(interaction)
        guild = client.get_guild(self.guild_id)
        name = guild.name if guild is not None else ""
        async with core.db.write() as tx:
            if self.stops:
                await store.stop(tx, self.guild_id, member_id, core.clock.now())
            else:
                await store.resume(tx, self.guild_id, member_id)
        label = t("Receive them again") if self.stops else t("Stop these messages")
        back = self.id_for(self.guild_id, member_id, stops=not self.stops)
        told = render.stopped(name, t) if self.stops else render.resumed(name, t)
        await show(interaction, Message(text=told, rows=((Button(label=label, custom_id=back),),)))
