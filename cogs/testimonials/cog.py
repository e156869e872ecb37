"""Where commands, messages and time meet the testimonials."""

from datetime import timedelta

from discord.ext import commands

from bot.client import StewardClient
from bot.messages import MessageEvent
from bot.scheduler import Job
from bot.signals import ErasureBegun, PrivatelyTold
from cogs.testimonials.commands import TestimonialGroup, own_testimonials, save_menu
from cogs.testimonials.keeping import Keeper
from cogs.testimonials.showing import Showing
from cogs.testimonials.suggesting import Suggester
from cogs.testimonials.views import BUTTONS

SWEEP = "testimonials.sweep"


class TestimonialsCog(commands.Cog):
    """Hands on what happens to those who know what to do."""

    __test__ = False

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.keeper, self.suggester = Keeper(client.core), Suggester(client.core)
        self.showing = Showing(client.core)
        self.commands = TestimonialGroup(client.core)
        self.mine = own_testimonials()
        self.menu = save_menu()

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns testimonials."""
        core = self.core
        core.messages.listen("testimonials", self.on_message)
        core.signals.on(PrivatelyTold, self.on_told)
        core.signals.on(ErasureBegun, self.on_erasure)
        core.scheduler.every(SWEEP, timedelta(days=1), self.sweep)
        self.client.add_dynamic_items(*BUTTONS)
        self.client.tree.add_command(self.commands)
        self.client.tree.add_command(self.menu)
        self.client.own_commands.add(self.mine)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.messages.leave("testimonials")
        core.signals.off(self.on_told)
        core.signals.off(self.on_erasure)
        core.scheduler.forget(SWEEP)
        self.client.remove_dynamic_items(*BUTTONS)
        self.client.tree.remove_command(self.commands.name)
        self.client.tree.remove_command(self.menu.name, type=self.menu.type)
        self.client.own_commands.remove(self.mine.name)

    async def on_message(self, event: MessageEvent) -> None:
        """Look for kind words."""
        guild = self.client.get_guild(event.guild_id)
        if guild is not None:
            await self.suggester.hear(guild, event)

    async def on_told(self, signal: PrivatelyTold) -> None:
        """Hear of a question that did not reach the author."""
        if signal.kind == "testimonials.ask" and signal.how == "not":
            number, revision = int(signal.subject), int(signal.period)
            await self.keeper.missed(signal.guild_id, number, revision)

    async def on_erasure(self, signal: ErasureBegun) -> None:
        """Take down what somebody said."""
        guild = self.client.get_guild(signal.guild_id)
        if guild is not None:
            await self.showing.erased(guild, signal.member_id)
        await self.suggester.erased(signal.guild_id, signal.member_id)

    async def sweep(self, _: Job) -> None:
        """End what nobody answered and what is over."""
        await self.keeper.sweep({guild.id: guild for guild in self.client.guilds})
        await self.suggester.sweep()
