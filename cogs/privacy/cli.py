"""`steward privacy …`: what members may ask of the operator, without Discord."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot import erasure
from bot.cli.problems import told
from bot.clock import SystemClock
from bot.db import Database
from bot.features import Feature, discover
from bot.logs import set_up_logs
from bot.settings.deployment import read_deployment
from cogs.privacy import render

ASKED = (
    "Noted. The bot erases it within half an hour while it runs, or else when it is started again, "
    "in the database and what it wrote on Discord."
)
BACKUPS = "Backups made before today still hold it: see docs/privacy.md."

app = typer.Typer(
    help="Hand out or erase what is kept about somebody, for those who cannot ask the bot.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

T = TypeVar("T")
Guild = Annotated[int, typer.Argument(help="The server's id.", min=1)]
Member = Annotated[int, typer.Argument(help="The person's id.", min=1)]


@app.command()
def export(
    guild: Guild,
    member: Member,
    *,
    output: Annotated[
        Path | None, typer.Option(help="Write the file there and not to standard output.")
    ] = None,
) -> None:
    """Write everything that is kept about a person as JSON."""
    found = _with_database(lambda db, features: erasure.export_member(db, features, guild, member))
    now = SystemClock().now()
    content = render.as_file(found, server=str(guild), member_id=member, now=now)
    if output is None:
        sys.stdout.buffer.write(content + b"\n")
    else:
        output.touch(mode=0o600)
        output.write_bytes(content)
    _say_failed(found.failed, "could not be read")


@app.command()
def erase(
    guild: Guild,
    member: Member,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    without_bot: Annotated[
        bool,
        typer.Option(
            help="Erase at once and in the database alone, where no bot will run any more."
        ),
    ] = False,
) -> None:
    """Have the bot erase all that is kept about a person. Takes no backup: that is the point."""
    if not yes:
        typer.confirm(f"Erase everything that is kept about {member} on {guild}?", abort=True)
    if without_bot:
        failed = _with_database(
            lambda db, features: erasure.forget_member(db, features, guild, member)
        )
        _say_failed(failed, "could not forget; run this again")
        sys.stdout.write(f"Erased, but for what stands on Discord. {BACKUPS}\n")
    else:
        _with_database(lambda db, _: erasure.ask(db, guild, member, SystemClock().now()))
        sys.stdout.write(f"{ASKED} {BACKUPS}\n")


def _with_database(work: Callable[[Database, Sequence[Feature]], Awaitable[T]]) -> T:
    with told():
        deployment = read_deployment()
        set_up_logs("WARNING", deployment.log_format)
        features = [package.feature for package in discover()]
        return asyncio.run(_run(deployment.database_url, features, work))


async def _run(
    url: str,
    features: Sequence[Feature],
    work: Callable[[Database, Sequence[Feature]], Awaitable[T]],
) -> T:
    db = Database(url)
    await db.start(as_guest=True)
    try:
        return await work(db, features)
    finally:
        await db.close()


def _say_failed(names: Sequence[str], what: str) -> None:
    if names:
        sys.stderr.write(f"{', '.join(names)} {what}. The log says why.\n")
        raise SystemExit(1)
