"""Results as tables for people, as Markdown for the documentation, as JSON for programs."""

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Line, Result

HEADINGS = ("", "median", "min", "max", "of rival")


def print_result(result: Result, console: Console) -> None:
    """Print one table."""
    table = Table(title=result.title, title_justify="left", caption=result.note or None)
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if not heading else "right")
    for line in result.lines:
        table.add_row(*_cells(result, line))
    console.print(table)


def as_markdown(result: Result) -> str:
    """Return one table with its heading."""
    rows = [_cells(result, line) for line in result.lines]
    head = ["| " + " | ".join(HEADINGS) + " |", "| --- | ---: | ---: | ---: | ---: |"]
    body = ["| " + " | ".join(row) + " |" for row in rows]
    note = ["", result.note] if result.note else []
    return "\n".join([f"### {result.title}", "", *head, *body, *note, ""])


def as_json(results: Sequence[Result]) -> str:
    """Return all results with every sample."""
    return json.dumps(
        [
            {
                "title": result.title,
                "rival": result.rival,
                "lines": [
                    {
                        "contender": line.contender,
                        "metric": line.metric.name,
                        "unit": line.metric.unit,
                        "better": line.metric.better,
                        "samples": line.samples,
                        "median": line.median,
                        "ratio": result.ratio(line),
                    }
                    for line in result.lines
                ],
            }
            for result in results
        ],
        indent=2,
    )


def _cells(result: Result, line: Line) -> tuple[str, ...]:
    ratio = result.ratio(line)
    unit = f" {line.metric.unit}" if line.metric.unit else ""
    return (
        f"{line.contender}: {line.metric.name}",
        f"{_number(line.median)}{unit}",
        _number(min(line.samples)),
        _number(max(line.samples)),
        "" if ratio is None else f"{ratio:.2f}",
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
