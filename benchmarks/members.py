"""What many members cost: time until the bot is ready, and its memory."""

from collections.abc import Mapping
from functools import partial

from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from benchmarks.processes import child

READY = Metric("connected and ready after", "s")
MEMORY = Metric("resident memory", "MB")
CONTENDERS = {
    "discord.py, the same intents": "discord.py/house/intents",
    "Steward, all features": "steward/house",
}


def once(kind: str, members: int) -> Mapping[str, float]:
    """Connect one client to a fresh town of so many members."""
    with child("benchmarks.town", str(members)) as town:
        place = town.hear()
        with child("benchmarks.client", kind, place["url"], place["token"]) as client:
            said = client.hear()
            return {READY.name: said["ready"], MEMORY.name: said["memory"]}


def measure(size: int, repeat: int) -> list[Result]:
    """Measure an all but empty town, a tenth of the size, and the size."""
    return [
        compare(
            f"A guild of {members + 3:,} members",
            [Contender(label, partial(once, kind, members)) for label, kind in CONTENDERS.items()],
            [READY, MEMORY],
            repeat=repeat,
            note="From the connection's first byte; the first start makes the database as well.",
        )
        for members in sorted({0, size // 10, size})
    ]


MEMBERS = Benchmark("members", "ready and memory by members", 100_000, "members", 3, measure)
