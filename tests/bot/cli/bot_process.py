"""What `steward run` does, in a process of its own that talks to a sandbox: its URL is given."""

import asyncio
import os
import sys

from bot.cli.problems import told
from bot.cli.run import loop_factory, run_until_signalled
from bot.features import FeaturePackage
from bot.logs import set_up_logs
from bot.settings import read_deployment
from sandbox import LoopbackConnector
from tests.bot.cli import snag


async def run(url: str) -> None:
    packages = [FeaturePackage(snag.FEATURE, snag.__name__)] if "HANG" in os.environ else None
    await run_until_signalled(
        read_deployment(),
        packages=packages,
        connector=LoopbackConnector(url),
        guild_ready_timeout=0.05,
    )


if __name__ == "__main__":
    set_up_logs("INFO", "text")
    with told(), asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(run(sys.argv[1]))
