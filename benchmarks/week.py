"""How fast a scripted town lives: virtual days a second of `steward demo --headless`."""

import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial

from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare

SPEED = Metric("virtual days", "/s", "higher")
WALL = Metric("from command to report", "s")
PROCESSOR = Metric("processor time", "s")


def once(days: int, scenario: str) -> Mapping[str, float]:
    """Play a story through."""
    command = [sys.executable, "-m", "bot", "demo", "--headless", "--json"]
    command += ["--from", "2026-11-02", "--days", str(days), "--scenario", scenario]
    used, begun = _processor(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - begun
    return {SPEED.name: days / wall, WALL.name: wall, PROCESSOR.name: _processor() - used}


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(size: int, repeat: int) -> list[Result]:
    """Measure quiet days, and the same with a raid of two hundred accounts."""
    return [
        compare(
            f"{size} virtual days of the demo's town",
            [
                Contender(f"{name} town", partial(once, size, name))
                for name in ("riverside", "storm")
            ],
            [SPEED, WALL, PROCESSOR],
            repeat=repeat,
            note="Start and report included. The storm brings a raid on the second day.",
        )
    ]


WEEK = Benchmark("week", "virtual days per second of the demo", 7, "days", 3, measure)
