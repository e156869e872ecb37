"""`steward doctor`: what keeps the bot from working, on every server, and how to fix it."""

import asyncio
import json
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.problems import told
from bot.doctor import Severity
from bot.doctor.report import MARKS, as_data
from bot.doctor.visit import Visit, visit_all
from bot.logs import set_up_logs
from bot.settings import read_deployment
from bot.texts import Translation
from bot.texts.catalogues import Wordings


def doctor(
    guild: Annotated[int | None, typer.Option(help="Only the server with this id.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")] = False,
) -> None:
    """Connect with DISCORD_TOKEN, check every server, and change nothing."""
    with told():
        deployment = read_deployment()
        set_up_logs("ERROR", deployment.log_format)
        visits = asyncio.run(visit_all(deployment, only=guild))
    if as_json:
        sys.stdout.write(in_json(visits) + "\n")
    else:
        print_tables(visits, Console())
    if has_errors(visits):
        raise SystemExit(1)


def has_errors(visits: Sequence[Visit]) -> bool:
    """Tell whether anything keeps the bot from its work."""
    return any(one.severity is Severity.ERROR for visit in visits for one in visit.findings)


def in_json(visits: Sequence[Visit]) -> str:
    """Write the findings for scripts."""
    guilds = [
        {
            "id": str(visit.guild_id),
            "name": visit.name,
            "findings": as_data(visit.findings, _english()),
        }
        for visit in visits
    ]
    answer = {"ok": not has_errors(visits), "guilds": guilds}
    return json.dumps(answer, ensure_ascii=False, indent=2)


def print_tables(visits: Sequence[Visit], console: Console) -> None:
    """Print one table a server; names that people gave are never read as markup."""
    t = _english()
    if not visits:
        console.print("The bot is on no server yet: invite it first.")
    for visit in visits:
        if not visit.findings:
            console.print(f"{visit.name}: everything is in order.", markup=False)
            continue
        table = Table("", "What", "What to do", title=Text(visit.name), title_justify="left")
        for finding in visit.findings:
            words = map(Text, (finding.what.say(t), finding.fix.say(t)))
            table.add_row(MARKS[finding.severity], *words)
        console.print(table)


def _english() -> Translation:
    return Translation("en", Wordings())
