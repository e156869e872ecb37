"""Every benchmark runs at a tiny size and prints its table; how fast it is, is no matter here."""

import json
import signal
import subprocess
import sys
from functools import partial

import pytest

from benchmarks.measuring import Contender, Metric, compare
from benchmarks.printing import as_markdown

PATIENCE = 280  # many short processes, on a machine that may be busy
LIGHT = ("alembic", "hypothesis", "matplotlib", "playwright", "demo", "sandbox")


def run(*arguments: str) -> str:
    """Run benchmarks as a shell's job in the background does, where Ctrl+C is ignored."""
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_IGN),
    ).stdout


@pytest.mark.timeout(PATIENCE + 20)
@pytest.mark.parametrize(
    ("name", "size", "shown"),
    [
        ("messages", 50, ["Steward, 12 listeners", "no compression", "zstd"]),
        ("reply", 3, ["join to greeting", "p99"]),
        ("start", 1, ["page answers", "sqlalchemy"]),
        ("members", 1, ["resident memory", "4 members"]),
        ("week", 1, ["storm town", "virtual days"]),
        ("sandbox", 50, ["zlib", "250 members", "a message", "bytes"]),
        ("zero_reply", 20, ["open posts", "from history", "requests"]),
        ("desk", 60, ["from message to card", "the last page"]),
        ("raids", 8, ["one by one", "a plan, confirmed", "requests"]),
        ("detection", 20, ["better-profanity", "whole detection", "10,000 terms"]),
        ("events", 5, ["list", "program of a week", "giving a seat back"]),
    ],
)
def test_a_benchmark_runs_at_a_tiny_size_and_prints_its_tables(
    name: str, size: int, shown: list[str]
) -> None:
    printed = run(name, "--size", str(size), "--repeat", "1", "--markdown")
    assert printed.startswith("### ")
    for words in (*shown, "| median |"):
        assert words in printed


@pytest.mark.timeout(PATIENCE + 20)
def test_every_sample_is_printed_as_json() -> None:
    (result,) = json.loads(run("events", "--size", "2", "--repeat", "2", "--json"))
    assert {len(line["samples"]) for line in result["lines"]} == {2}
    assert result["rival"] == "list"


def test_a_name_that_is_none_is_refused_with_those_that_are() -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "benchmarks", "speed"],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert refused.returncode == 2
    assert "messages" in refused.stderr


def test_contenders_take_turns_and_are_compared_with_the_first() -> None:
    turns: list[str] = []
    time = Metric("time", "s")

    def contender(name: str, *values: float) -> Contender:
        left = list(values)

        def once() -> dict[str, float]:
            turns.append(name)
            return {"time": left.pop(0)}

        return Contender(name, once)

    result = compare("race", [contender("a", 1, 2, 9), contender("b", 5, 4, 3)], [time], repeat=3)
    assert turns == ["a", "b", "a", "b", "a", "b"]
    rival, other = result.lines
    assert (rival.median, result.ratio(rival)) == (2, None)
    assert (other.median, result.ratio(other)) == (4, 2.0)
    assert "| b: time | 4 s | 3 | 5 | 2.00 |" in as_markdown(result)


def test_the_bot_is_built_without_what_it_may_never_need() -> None:
    """Alembic waits for a migration, matplotlib for a chart; the rest is for others."""
    script = f"""\
import asyncio, sys
from bot.cli.run import run
from bot.app import Steward
from bot.features import discover
from bot.settings import Deployment

async def build():
    Steward(Deployment(_env_file=None, database_url="sqlite://"))

asyncio.run(build())
print(*sorted(set({LIGHT!r}) & set(sys.modules)))
"""
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60
    )
    assert told.stdout.split() == []
