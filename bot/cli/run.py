"""`steward run`: the bot on Discord."""

import asyncio
import os
import signal
import sys
from typing import Annotated, Any, NoReturn

import structlog
import typer

from bot.app import Steward
from bot.cli.problems import told
from bot.logs import set_up_logs
from bot.loops import loop_factory
from bot.settings import Deployment, read_deployment
from bot.starting import NO_TOKEN, StartProblem

log = structlog.get_logger(__name__)

INTERRUPTED = 130


def run(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Decide and record everything, send nothing.")
    ] = False,
) -> None:
    """Connect to Discord with DISCORD_TOKEN and do the community manager's work."""
    with told():
        deployment = read_deployment()
        if dry_run:
            deployment = deployment.model_copy(update={"dry_run": True})
        if deployment.discord_token is None:
            raise StartProblem(NO_TOKEN)
        set_up_logs(deployment.log_level, deployment.log_format)
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(run_until_signalled(deployment))


async def run_until_signalled(deployment: Deployment, **options: Any) -> None:
    """Run the bot; SIGTERM and the first SIGINT let it finish, a second SIGINT quits at once.

    `options` go to `Steward`.
    """
    steward = Steward(deployment, **options)
    loop = asyncio.get_running_loop()

    def interrupted() -> None:
        steward.ask_to_stop()
        loop.add_signal_handler(signal.SIGINT, quit_at_once)

    if sys.platform != "win32":
        loop.add_signal_handler(signal.SIGTERM, steward.ask_to_stop)
        loop.add_signal_handler(signal.SIGINT, interrupted)
    await steward.run()


def quit_at_once() -> NoReturn:
    """End the process as a crash would: the next start takes up what is unfinished."""
    log.warning("stopped at once; the next start takes up what is unfinished")
    os._exit(INTERRUPTED)
