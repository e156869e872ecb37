"""What `steward run` does, in a process of its own that talks to a sandbox: its URL is given.

With FEATURE in the environment, only the feature of that package runs.
"""

import asyncio
import importlib
import os
import sys

from bot.cli.problems import told
from bot.cli.run import run_until_signalled
from bot.features import FeaturePackage
from bot.logs import set_up_logs
from bot.loops import loop_factory
from bot.settings import read_deployment
from sandbox import LoopbackConnector


async def run(url: str) -> None:
    module = os.environ.get("FEATURE")
    one = module and FeaturePackage(importlib.import_module(module).FEATURE, module)
    await run_until_signalled(
        read_deployment(),
        packages=[one] if one else None,
        connector=LoopbackConnector(url),
        guild_ready_timeout=0.05,
    )


if __name__ == "__main__":
    set_up_logs("INFO", "text")
    with told(), asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(run(sys.argv[1]))
