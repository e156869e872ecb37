"""`steward demo`: the bot in a town of its own, to look at or to play through at speed."""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from bot.cli.problems import told
from bot.logs import set_up_logs
from bot.loops import loop_factory
from demo.play import Play
from demo.report import Outcome, as_json, outcome_of, print_table
from demo.scenarios import SCENARIOS, Scenario
from demo.stage import Stage, stage
from sandbox import VirtualClock

ZONE = ZoneInfo("Europe/Madrid")


def demo(  # noqa: PLR0917 - Typer makes an option of each
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine.")] = 8420,
    headless: Annotated[
        bool, typer.Option("--headless", help="No page: play the days through and report.")
    ] = False,
    days: Annotated[int, typer.Option(min=1, max=3660, help="How many days to play.")] = 7,
    as_lines: Annotated[
        bool, typer.Option("--json", help="Report every effect as one line of JSON.")
    ] = False,
    start: Annotated[
        str, typer.Option("--from", help="First day, such as 2026-11-02 (default: today).")
    ] = "",
    seed: Annotated[int, typer.Option(help="Another number, another story.")] = 1,
    scenario: Annotated[
        str, typer.Option(help=f"The story: {', '.join(SCENARIOS)}.")
    ] = "riverside",
) -> None:
    """Try Steward without a token, in a local Discord with people who play along."""
    story = _story(scenario)
    first = _first_day(start)
    set_up_logs("WARNING", "text")
    with told(), asyncio.Runner(loop_factory=loop_factory()) as runner:
        if not headless:
            runner.run(_show(port, story, seed, first if start else None))
            return
        outcome = runner.run(_play(story, seed, first, days, _progress(days)))
    _report(outcome, as_lines=as_lines)


async def _play(
    story: Scenario, seed: int, first: date, days: int, tell: Callable[[int], None]
) -> Outcome:
    clock = VirtualClock(datetime.combine(first, time.min, ZONE).astimezone(UTC), frozen=True)
    async with stage(clock, before=story.before) as running:
        Play(running, story, ZONE, seed).begin(first)
        for day in range(1, days + 1):
            end = datetime.combine(first + timedelta(days=day), time.min, ZONE)
            await clock.advance_to(end.astimezone(UTC))
            tell(day)
        return await outcome_of(running)


async def _show(port: int, story: Scenario, seed: int, first: date | None) -> None:
    begin = datetime.combine(first, time(9), ZONE) if first else None
    clock = VirtualClock(begin)
    async with stage(clock, before=story.before, port=port, rate_limits=True) as running:
        Play(running, story, ZONE, seed).begin(clock.now().astimezone(ZONE).date())
        _welcome(running)
        await asyncio.Event().wait()


def _welcome(running: Stage) -> None:
    console = Console()
    console.print(f"Riverside Makers is open: [bold]{running.sandbox.url}[/bold]")
    console.print("Press “New person” there to see a newcomer greeted. Ctrl+C ends the demo.")


def _report(outcome: Outcome, *, as_lines: bool) -> None:
    if as_lines:
        for deed in outcome.deeds:
            print(as_json(deed))  # noqa: T201 - the command's output
    else:
        console = Console()
        print_table(outcome, ZONE, console if console.is_terminal else Console(width=140))
    if outcome.failed:
        print(f"{outcome.failed} effects had to be given up.", file=sys.stderr)  # noqa: T201 - the answer of the command
        raise typer.Exit(1)


def _progress(days: int) -> Callable[[int], None]:
    console = Console(stderr=True)
    if not console.is_terminal:
        return lambda _: None
    status = console.status("Playing …")
    status.start()

    def tell(day: int) -> None:
        status.update(f"Playing day {day} of {days} …")
        if day == days:
            status.stop()

    return tell


def _story(name: str) -> Scenario:
    if name not in SCENARIOS:
        known = "; ".join(f"{key}: {value.about}" for key, value in SCENARIOS.items())
        raise typer.BadParameter(f"there is no scenario {name!r}. {known}", param_hint="--scenario")
    return SCENARIOS[name]


def _first_day(text: str) -> date:
    if not text:
        return datetime.now(ZONE).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no date; write it as 2026-11-02", param_hint="--from"
        ) from None
