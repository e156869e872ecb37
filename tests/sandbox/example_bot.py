"""A small discord.py bot for the tests of page, control API and plugin: a bit of everything."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
from discord import app_commands
from discord.ext import commands

from sandbox import LoopbackConnector, Sandbox

TOPICS = ("Sewing", "Soldering", "Woodwork")


class Hello(discord.ui.Modal, title="Say hello"):
    name = discord.ui.Label(text="Your name", component=discord.ui.TextInput())
    about = discord.ui.Label(
        text="About you",
        description="What do you make?",
        component=discord.ui.TextInput(style=discord.TextStyle.paragraph, required=False),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(
            f"Nice to meet you, {self.name.component.value}!", ephemeral=True
        )


class Welcome(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.count = 0

    @discord.ui.button(label="Say hello", style=discord.ButtonStyle.primary, custom_id="hello")
    async def hello(self, interaction: discord.Interaction, _button: discord.ui.Button) -> None:
        await interaction.response.send_modal(Hello())

    @discord.ui.button(label="Wave", custom_id="wave")
    async def wave(self, interaction: discord.Interaction, _button: discord.ui.Button) -> None:
        self.count += 1
        await interaction.response.edit_message(content=f"Waves so far: {self.count}")

    @discord.ui.select(
        placeholder="What do you make?",
        options=[discord.SelectOption(label=topic, value=topic.lower()) for topic in TOPICS],
        max_values=2,
    )
    async def topic(self, interaction: discord.Interaction, select: discord.ui.Select) -> None:
        await interaction.response.send_message(
            f"Noted: {', '.join(select.values)}", ephemeral=True
        )


class ExampleBot(commands.Bot):
    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(
            "!",
            intents=discord.Intents.all(),
            connector=LoopbackConnector(sandbox.url),
            guild_ready_timeout=0.05,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.ready_once = asyncio.Event()

    async def setup_hook(self) -> None:
        self.tree.add_command(goal)
        self.tree.add_command(report)
        self.tree.add_command(slow)
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.ready_once.set()

    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot:
            return
        if message.guild is None:
            await message.channel.send(f"You wrote to me: {message.content}")
        elif message.content == "ping":
            await message.reply("pong")

    async def on_member_join(self, member: discord.Member) -> None:
        channel = discord.utils.get(member.guild.text_channels, name="welcome")
        embed = discord.Embed(title="Welcome", description=f"Good to have you, {member.mention}")
        await channel.send("Somebody new is here", embed=embed, view=Welcome())


@app_commands.command(description="Set a goal for the week")
@app_commands.describe(topic="What it is about", private="Keep it to yourself")
async def goal(interaction: discord.Interaction, topic: str, private: bool = True) -> None:
    await interaction.response.send_message(f"Your goal: {topic}", ephemeral=private)


@goal.autocomplete("topic")
async def _topics(
    _interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    return [
        app_commands.Choice(name=topic, value=topic.lower())
        for topic in TOPICS
        if current.lower() in topic.lower()
    ]


@app_commands.command(description="Think first, answer then")
async def slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True)
    await interaction.followup.send("Done thinking")


@app_commands.context_menu(name="Report message")
async def report(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"Reported: {message.content}", ephemeral=True)


@asynccontextmanager
async def running_bot(sandbox: Sandbox) -> AsyncIterator[ExampleBot]:
    """Connect the bot; it is ready inside the block and gone after it."""
    bot = ExampleBot(sandbox)
    task = asyncio.create_task(bot.start(sandbox.token))
    ready = asyncio.create_task(bot.ready_once.wait())
    try:
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED, timeout=10)
        if task.done():
            task.result()
        assert bot.is_ready()
        yield bot
    finally:
        ready.cancel()
        await bot.close()
        await asyncio.wait({task})
