"""How long people wait for an answer, town and bot in one process on loopback."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from statistics import quantiles

import discord

from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from bot.logs import set_up_logs
from bot.loops import loop_factory
from demo.stage import Stage, stage
from sandbox import LoopbackConnector, Sandbox, VirtualClock
from sandbox.pytest_plugin import START
from sandbox.town import Town

P50, P99 = Metric("p50", "ms"), Metric("p99", "ms")
WARM_UP = 5


class Parrot(discord.Client):
    """Answers every message that a person writes."""

    async def on_message(self, message: discord.Message) -> None:
        """Answer it."""
        if not message.author.bot:
            await message.reply("pong")


def discord_py(samples: int) -> Mapping[str, float]:
    """Measure from a person's message to a plain discord.py bot's reply."""

    async def timed() -> list[float]:
        async with _parrot() as town:
            ana, taken = town["Ana"], []
            for _ in range(WARM_UP + samples):
                begun = time.perf_counter()
                asked = await ana.say("#general", "ping")
                await town.bot_says("#general", "pong", after=asked)
                taken.append(time.perf_counter() - begun)
            return taken

    return _percentiles(_run(timed()))


@asynccontextmanager
async def _parrot() -> AsyncIterator[Town]:
    async with Sandbox(rate_limits=False) as sandbox:
        town = Town(sandbox)
        client = Parrot(
            intents=discord.Intents(guilds=True, guild_messages=True, message_content=True),
            connector=LoopbackConnector(sandbox.url),
            guild_ready_timeout=0.05,
        )
        task = asyncio.create_task(client.start(sandbox.token))
        while not client.is_ready():  # noqa: ASYNC110 - only a listener would know
            await asyncio.sleep(0.01)
        try:
            yield town
        finally:
            await client.close()
            await task


def button(samples: int) -> Mapping[str, float]:
    """Measure from pressing "Start here" under a greeting to the private answer."""

    async def timed(running: Stage) -> list[float]:
        town, taken = running.town, []
        pia = await town.person("Pia", joins=True)
        greeting = await town.bot_says("#welcome", pia.mention)
        for _ in range(WARM_UP + samples):
            begun = time.perf_counter()
            await pia.press(greeting, "Start here")
            taken.append(time.perf_counter() - begun)
            await running.settled()
        return taken

    return _percentiles(_run(_on_stage(timed)))


def greeting(samples: int) -> Mapping[str, float]:
    """Measure from joining to the greeting: two transactions and the outbox lie between."""

    async def timed(running: Stage) -> list[float]:
        town, taken = running.town, []
        for number in range(WARM_UP + samples):
            begun = time.perf_counter()
            person = await town.person(f"newcomer {number}", joins=True)
            await town.bot_says("#welcome", person.mention)
            taken.append(time.perf_counter() - begun)
            # Newcomers who come one after the other are no rush.
            await town.advance(minutes=15)
        return taken

    return _percentiles(_run(_on_stage(timed)))


async def _on_stage(timed: Callable[[Stage], Awaitable[list[float]]]) -> list[float]:
    async def nobody(_: Town) -> None:
        pass

    async with stage(VirtualClock(START, frozen=True), before=nobody) as running:
        # The first job of all sweeps is not what is measured.
        await running.sandbox.clock.advance(timedelta(minutes=1))
        return await timed(running)


def _run(timed: Coroutine[object, object, list[float]]) -> list[float]:
    set_up_logs("ERROR", "text")
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(timed)


def _percentiles(taken: list[float]) -> Mapping[str, float]:
    cuts = quantiles([one * 1000 for one in taken[WARM_UP:]], n=100, method="inclusive")
    return {P50.name: cuts[49], P99.name: cuts[98]}


def measure(size: int, repeat: int) -> list[Result]:
    """Measure the three ways of answering."""
    return [
        compare(
            "Answers",
            [
                Contender("discord.py, message to reply", partial(discord_py, size)),
                Contender("Steward, button to private answer", partial(button, size)),
                Contender("Steward, join to greeting", partial(greeting, size)),
            ],
            [P50, P99],
            repeat=repeat,
            note=f"{size} answers each; the greeting is stored before it is sent.",
        )
    ]


REPLY = Benchmark("reply", "how long people wait for an answer", 200, "answers", 3, measure)
