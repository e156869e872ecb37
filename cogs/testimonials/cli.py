"""`steward testimonials …`: exports of any size, without Discord."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn

from bot.cli.problems import told
from bot.clock import SystemClock
from bot.db import Database
from bot.logs import set_up_logs
from bot.settings.deployment import read_deployment
from cogs.testimonials import exports
from cogs.testimonials.exports import Format
from cogs.testimonials.policy import Scope

app = typer.Typer(
    help="Get testimonials for use elsewhere.", no_args_is_help=True, pretty_exceptions_enable=False
)


@app.callback()
def testimonials() -> None:
    """Get testimonials for use elsewhere."""


@app.command()
def export(
    guild: Annotated[int, typer.Argument(help="The server's id.", min=1)],
    *,
    scope: Annotated[Scope, typer.Option(help="Where they will be shown.")],
    form: Annotated[str, typer.Option("--format", help="csv, json, markdown or html.")] = "csv",
    title: Annotated[str, typer.Option(help="The heading of a page.")] = "What members say",
    language: Annotated[str, typer.Option(help="The language of the heading.")] = "en",
    output: Annotated[
        Path | None, typer.Option(help="Write the file there and not to standard output.")
    ] = None,
) -> None:
    """Write what its authors agreed to show in a place and the team approved, and nothing else."""
    if form not in exports.FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(exports.FORMATS)}.")
    with told():
        deployment = read_deployment()
        set_up_logs("WARNING", deployment.log_format)
        how: dict[str, Any] = {"form": form, "title": title, "language": language}
        if output is None:
            count = asyncio.run(_export(deployment.database_url, guild, scope, sys.stdout, **how))
        else:
            with output.open("w", encoding="utf-8", newline="") as file:
                count = asyncio.run(_export(deployment.database_url, guild, scope, file, **how))
    sys.stderr.write(f"{count:,} testimonials.\n")


async def _export(
    url: str, guild_id: int, scope: Scope, file: TextIO, *, form: Format, title: str, language: str
) -> int:
    db = Database(url)
    await db.start(as_guest=True)
    console = Console(stderr=True)
    try:
        with Progress(TextColumn("{task.completed:,} testimonials …"), console=console) as progress:
            shown = progress.add_task("export", total=None)
            async with db.read() as tx:
                found = exports.quotes(tx, guild_id, scope, SystemClock().now().date())
                return await exports.write(
                    found,
                    file,
                    form,
                    title=title,
                    language=language,
                    on_progress=lambda count: progress.update(shown, completed=count),
                )
    finally:
        await db.close()
