"""`python -m sandbox`: a sandbox in the foreground until it is interrupted."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from pathlib import Path

import orjson

from sandbox import Sandbox, VirtualClock
from sandbox.mischief import Script, load
from sandbox.server import is_loopback
from sandbox.town import Town


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--frozen", action="store_true", help="let time stand still")
    parser.add_argument("--town", action="store_true", help="furnish it with Riverside Makers")
    parser.add_argument("--faults", type=_script, default=Script(()), help="a script of faults")
    parser.add_argument("--no-rate-limits", action="store_true", help="never answer 429")
    return parser.parse_args()


def _script(path: str) -> Script:
    try:
        return load(Path(path))
    except (OSError, ValueError) as problem:
        raise argparse.ArgumentTypeError(f"{path}: {problem}") from None


async def _run(arguments: argparse.Namespace) -> None:
    if not is_loopback(arguments.host):
        sys.stderr.write(
            f"Warning: {arguments.host} can be reached by others, and the sandbox lets anybody "
            "act as anybody.\n"
        )
    clock = VirtualClock(frozen=arguments.frozen)
    sandbox = Sandbox(
        port=arguments.port,
        host=arguments.host,
        clock=clock,
        rate_limits=not arguments.no_rate_limits,
    )
    async with sandbox:
        if arguments.town:
            Town(sandbox)
        with arguments.faults.played_on(sandbox):
            line = {"url": sandbox.url, "token": sandbox.token, "page": f"{sandbox.url}/"}
            sys.stdout.write(orjson.dumps(line).decode() + "\n")
            sys.stdout.flush()
            await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(_arguments()))
