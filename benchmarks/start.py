"""From command to page, and what is imported on the way."""

import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Mapping
from functools import partial

from benchmarks.measuring import Benchmark, Contender, Line, Metric, Result, compare

USABLE = Metric("page answers and bot is ready after", "s")
IMPORTED = Metric("fresh process, imported and gone after", "s")
SELF = Metric("own import time", "ms")
LARGEST = 10


def demo() -> Mapping[str, float]:
    """Start the demo, wait until its page can be used, and end it."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # A shell lets its jobs in the background ignore this signal, and theirs inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread
    ) as process:
        assert process.stdout is not None
        # The bot is in the town by the time that the address is told.
        url = process.stdout.readline().split()[-1]
        with urllib.request.urlopen(url) as page:
            page.read()
        taken = time.perf_counter() - begun
        process.send_signal(signal.SIGINT)
    return {USABLE.name: taken}


def imports(module: str) -> Mapping[str, float]:
    """Import a module in a fresh process."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
    return {IMPORTED.name: time.perf_counter() - begun}


def slowest(module: str, repeat: int) -> Result:
    """List the packages that take longest of their own, without what they import in turn."""
    runs = [_import_times(module) for _ in range(repeat)]
    total = sum(runs, Counter[str]())
    lines = tuple(
        Line(package, SELF, tuple(run[package] / 1000 for run in runs))
        for package, _ in total.most_common(LARGEST)
    )
    return Result(f"The slowest imports of {module}", "", lines)


def _import_times(module: str) -> Counter[str]:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"import {module}"],
        check=True,
        capture_output=True,
        text=True,
    ).stderr
    taken: Counter[str] = Counter()
    for line in told.splitlines():
        microseconds, _, name = line.removeprefix("import time:").split("|")
        if microseconds.strip().isdigit():
            taken[name.strip().partition(".")[0]] += int(microseconds)
    return taken


def measure(_size: int, repeat: int) -> list[Result]:
    """Measure the demo's start, and imports."""
    return [
        compare("Start of the demo", [Contender("steward demo", demo)], [USABLE], repeat=repeat),
        compare(
            "Imports",
            [
                Contender(f"import {module}", partial(imports, module))
                for module in ("discord", "bot.cli", "demo.cli")
            ],
            [IMPORTED],
            repeat=repeat,
        ),
        slowest("demo.cli", repeat),
    ]


START = Benchmark("start", "from command to page; imports", 1, "start", 5, measure)
