"""`python -m benchmarks.client`: a bot in a process of its own that counts what reaches it.

Says one line when it is ready, and one for each number of messages that it is told to expect.
"""

import asyncio
import json
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import discord
from discord.ext import commands
from pydantic import SecretStr

from benchmarks import desk_settings
from benchmarks.listening import FEATURE
from benchmarks.memory import resident
from benchmarks.town import tell
from bot.app import Steward
from bot.features import FeaturePackage, discover, intents_of
from bot.logs import set_up_logs
from bot.loops import loop_factory
from bot.messages import MessageEvent
from bot.settings import Deployment
from demo.stage import SETTINGS
from sandbox import LoopbackConnector

LOOK_EVERY = 0.002
READY_AFTER = 0.05
STRICT = Path(__file__).parents[1] / "data" / "presets" / "strict.yml"


@dataclass
class Tally:
    """How many messages have arrived."""

    count: int = 0


@dataclass
class Running:
    """A client that is ready."""

    count: Callable[[], int]
    close: Callable[[], Awaitable[None]]


async def discord_py(url: str, token: str, listeners: int, intents: frozenset[str]) -> Running:
    """Connect a plain discord.py bot with so many ordinary listeners; the first one counts."""
    tally, ready = Tally(), asyncio.Event()
    flags = discord.Intents(**dict.fromkeys(intents, True))
    client = commands.Bot(
        (),
        intents=flags,
        connector=LoopbackConnector(url),
        guild_ready_timeout=READY_AFTER,
        max_messages=None,
    )

    async def counts(_message: discord.Message) -> None:
        tally.count += 1

    async def listens(_message: discord.Message) -> None:
        pass

    async def on_ready() -> None:
        ready.set()

    client.on_message = counts  # type: ignore[method-assign]  # as @client.event does
    for _ in range(listeners - 1):
        client.add_listener(listens, "on_message")
    client.add_listener(on_ready)
    task = asyncio.create_task(client.start(token))
    await ready.wait()

    async def close() -> None:
        await client.close()
        await task

    return Running(lambda: tally.count, close)


async def steward(
    url: str, token: str, listeners: int, packages: tuple[FeaturePackage, ...], folder: Path
) -> Running:
    """Start Steward with these features, and so many listeners of its pipeline."""
    set_up_logs("WARNING", "text")
    deployment = Deployment(
        _env_file=None,
        discord_token=SecretStr(token),
        database_url=f"sqlite:///{folder}/steward.sqlite3",
        backup_dir=folder,
        guidelines=settings_in(folder, packages),
        port=0,
    )
    app = Steward(
        deployment,
        packages=packages,
        connector=LoopbackConnector(url),
        guild_ready_timeout=READY_AFTER,
    )

    async def listens(_event: MessageEvent) -> None:
        pass

    await app.start()
    await app.ready.wait()
    for _ in range(listeners):
        app.core.messages.listen(FEATURE.name, listens)
    registry = app.core.metrics.registry

    def count() -> int:
        return int(registry.get_sample_value("steward_message_seconds_count") or 0)

    return Running(count, app.stop)


def settings_in(folder: Path, packages: tuple[FeaturePackage, ...]) -> Path:
    """Return a file of settings: the demo's town's for the features of the house."""
    file = folder / "guidelines.yml"
    names = [package.feature.name for package in packages]
    if names == [FEATURE.name]:
        file.write_text("version: 1\n")
    elif names == ["guidelines"]:
        file.write_text(strict_without_floods())
    elif set(names) == {"guidelines", "desk"}:
        file.write_text(desk_settings.SETTINGS)
    else:
        file.write_text(SETTINGS.read_text())
    return file


def strict_without_floods() -> str:
    """Return strict.yml without what a flood of one message would set off, and without models."""
    left_out = ("- repeated:", "- rate:", "- learned:")
    lines = STRICT.read_text().splitlines(keepends=True)
    return "".join(line for line in lines if not line.strip().startswith(left_out))


async def connect(kind: str, url: str, token: str, folder: Path) -> Running:
    """Connect the client of a kind."""
    listening = (FeaturePackage(FEATURE, "benchmarks.listening"),)
    few = intents_of([FEATURE])
    match kind.split("/"):
        case ["discord.py", listeners]:
            return await discord_py(url, token, int(listeners), few)
        case ["discord.py", "house", "intents"]:
            house = intents_of(package.feature for package in discover())
            return await discord_py(url, token, 1, house)
        case ["steward", "house"]:
            return await steward(url, token, 0, discover(), folder)
        case ["steward", "guidelines"]:
            return await steward(url, token, 0, features("guidelines"), folder)
        case ["steward", "desk"]:
            return await steward(url, token, 0, features("guidelines", "desk"), folder)
        case ["steward", listeners]:
            return await steward(url, token, int(listeners), listening, folder)
    raise ValueError(f"no client of the kind {kind!r}")


def features(*names: str) -> tuple[FeaturePackage, ...]:
    """Return these features of the house."""
    return tuple(one for one in discover() if one.feature.name in names)


async def run(kind: str, url: str, token: str) -> None:
    """Connect, and count for as long as stdin is open."""
    logging.getLogger("discord").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        client = await connect(kind, url, token, Path(folder))
        tell(ready=time.perf_counter() - begun, memory=resident())
        done = client.count()
        while line := await asyncio.to_thread(sys.stdin.readline):
            expected = done + json.loads(line)["messages"]
            tell(**await until(client, done, expected))
            done = expected
        await client.close()


async def until(client: Running, done: int, expected: int) -> dict[str, float]:
    """Wait until so many have come; return how fast, and seconds of processor time for each."""
    while (seen := client.count()) == done:  # noqa: ASYNC110 - the counters have no events
        await asyncio.sleep(LOOK_EVERY)
    wall, processor = time.perf_counter(), time.process_time()
    while client.count() < expected:  # noqa: ASYNC110 - the counters have no events
        await asyncio.sleep(LOOK_EVERY)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    counted = max(1, expected - seen)  # a handful may arrive between two looks
    return {"per_second": counted / wall, "processor": processor / counted}


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(run(*sys.argv[1:]))
