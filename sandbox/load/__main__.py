"""`python -m sandbox.load`: a town full of people in a hurry, for a bot of yours."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from sandbox import Sandbox, mischief
from sandbox.load.crowd import Crowd
from sandbox.load.drive import drive
from sandbox.load.plan import MIXES, acts
from sandbox.town import Town

if TYPE_CHECKING:
    from sandbox.mischief import Script


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.load", description=__doc__)
    add = parser.add_argument
    add("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    add("--people", type=int, default=100, help="how many people are there at the beginning")
    add("--acts", type=int, default=10_000, help="how many things they do")
    add("--rate", type=float, default=0.0, help="acts per second; 0: as fast as they are taken")
    add("--mix", choices=MIXES, default="talk", help="what they do")
    add("--seed", type=int, default=1, help="another number, another story")
    add("--faults", type=Path, help="a fault script, see sandbox/mischief.py")
    arguments = parser.parse_args()
    if arguments.people < 1 or arguments.acts < 1 or arguments.rate < 0:
        parser.error("--people and --acts are at least 1, --rate at least 0")
    try:
        arguments.script = _script(arguments)
    except (OSError, ValueError) as problem:
        parser.error(f"--faults {arguments.faults}: {problem}")
    return arguments


def _script(arguments: argparse.Namespace) -> Script:
    if arguments.faults is None:
        return mischief.Script(())
    return mischief.load(arguments.faults)


async def _run(arguments: argparse.Namespace) -> None:
    async with Sandbox(port=arguments.port, rate_limits=False) as sandbox:
        town = Town(sandbox)
        crowd = Crowd(sandbox.world, town.guild, town.place("#general"), arguments.people)
        _say({"url": sandbox.url, "token": sandbox.token, "page": f"{sandbox.url}/"})
        await _first_bot(sandbox)
        story = acts(MIXES[arguments.mix], len(crowd), arguments.seed)
        with arguments.script.played_on(sandbox):
            measured = await drive(sandbox, crowd, story, arguments.acts, per_second=arguments.rate)
        _say(measured.summary())


async def _first_bot(sandbox: Sandbox) -> None:
    """Wait until a bot has connected and taken the first events."""
    while not any(one.connected for one in sandbox.gateway.sessions.values()):  # noqa: ASYNC110 - a connection has no event of its own
        await asyncio.sleep(0.05)
    for session in sandbox.gateway.sessions.values():
        await session.drained.wait()


def _say(facts: object) -> None:
    sys.stdout.write(orjson.dumps(facts).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(_arguments()))
