"""`python -m benchmarks.town`: a town in a process of its own that does as it is told on stdin."""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.loops import loop_factory
from sandbox import Sandbox, VirtualClock
from sandbox.town import Town

SINCE = timedelta(days=365)
"""How long ago everybody joined: nobody is new."""
BACKLOG = 200
TEXT = "I finished the bird house! It only took three attempts."


async def serve(members: int) -> None:
    """Furnish a town, say where it is, and flood it whenever asked, until stdin is closed."""
    clock = VirtualClock(datetime.now(UTC) - SINCE)
    async with Sandbox(clock=clock, rate_limits=False) as sandbox:
        town = Town(sandbox)
        for number in range(members):
            user = sandbox.world.users.create(f"member{number}")
            sandbox.world.members.join(town.guild, user, pending=False)
        await clock.advance(SINCE)
        tell(url=sandbox.url, token=sandbox.token)
        while line := await asyncio.to_thread(sys.stdin.readline):
            order = json.loads(line)
            if not order["compressed"]:
                leave_uncompressed(sandbox)
            tell(seconds=await flood(sandbox, town, order["messages"]))


async def flood(sandbox: Sandbox, town: Town, count: int) -> float:
    """Let one person write so many messages, as fast as they are taken; return the seconds."""
    author, channel = town["Bo"].user, town.place("#general")
    sessions = [one for one in sandbox.gateway.sessions.values() if one.connected]
    begun = time.perf_counter()
    for number in range(count):
        sandbox.world.messages.create(author, channel, {"content": f"{number}: {TEXT}"})
        if number % BACKLOG == 0:
            for session in sessions:
                await session.drained.wait()
    for session in sessions:
        await session.drained.wait()
    return time.perf_counter() - begun


def leave_uncompressed(sandbox: Sandbox) -> None:
    """Send plain text from now on: discord.py takes it, but cannot be told to ask for it."""
    for connection in sandbox.gateway.connections:
        connection._compress = None  # noqa: SLF001 - no client would ask for this switch


def tell(**facts: Any) -> None:
    """Say one line."""
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve(int(sys.argv[1])))
