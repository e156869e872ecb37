"""`python -m benchmarks [NAME …]`: measure, and print tables."""

import sys
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.desk import DESK
from benchmarks.detection import DETECTION
from benchmarks.events import EVENTS
from benchmarks.measuring import Benchmark, Result
from benchmarks.members import MEMBERS
from benchmarks.messages import MESSAGES
from benchmarks.printing import as_json, as_markdown, print_result
from benchmarks.raids import RAIDS
from benchmarks.reply import REPLY
from benchmarks.sandbox_costs import SANDBOX
from benchmarks.start import START
from benchmarks.testimonials import TESTIMONIALS
from benchmarks.week import WEEK
from benchmarks.zero_reply import ZERO_REPLY
from bot.logs import set_up_logs

_ALL = (
    MESSAGES, REPLY, START, MEMBERS, WEEK, SANDBOX, DETECTION, DESK, EVENTS, ZERO_REPLY,
    TESTIMONIALS, RAIDS,
)  # fmt: skip
BENCHMARKS = {one.name: one for one in _ALL}


def main(
    names: Annotated[
        list[str] | None, typer.Argument(help=f"Which: {', '.join(BENCHMARKS)}; all by default.")
    ] = None,
    *,
    size: Annotated[int, typer.Option(help="How much to measure; 0 is each one's own size.")] = 0,
    repeat: Annotated[int, typer.Option(help="How often; 0 is each one's own number.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print every sample as JSON.")] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print tables for docs/benchmarks.md.")
    ] = False,
) -> None:
    """Measure side by side in one run: the contenders take turns."""
    set_up_logs("WARNING")
    console, results = Console(), []
    for benchmark in _chosen(names or list(BENCHMARKS)):
        print(f"Measuring: {benchmark.about} …", file=sys.stderr)
        for result in benchmark.measure(size or benchmark.size, repeat or benchmark.repeat):
            results.append(result)
            _show(result, console, as_page=markdown, as_table=not json)
    if json:
        print(as_json(results))


def _chosen(names: list[str]) -> list[Benchmark]:
    if unknown := [name for name in names if name not in BENCHMARKS]:
        raise typer.BadParameter(f"there is no {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    return [BENCHMARKS[name] for name in names]


def _show(result: Result, console: Console, *, as_page: bool, as_table: bool) -> None:
    if as_page:
        print(as_markdown(result))
    elif as_table:
        print_result(result, console)


if __name__ == "__main__":
    typer.run(main)
