"""How many messages a second reach a bot, town and bot in processes of their own."""

from collections.abc import Mapping
from functools import partial

from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from benchmarks.processes import child

RATE = Metric("messages", "/s", "higher")
PROCESSOR = Metric("processor time per message", "µs")
SENT = Metric("sent by the town", "/s", "higher")
CONTENDERS = {
    "discord.py, 1 listener": "discord.py/1",
    "discord.py, 12 listeners": "discord.py/12",
    "Steward, 0 listeners": "steward/0",
    "Steward, 12 listeners": "steward/12",
    "Steward, the guidelines of strict.yml": "steward/guidelines",
}


def once(kind: str, size: int, *, compressed: bool) -> Mapping[str, float]:
    """Measure one client in a fresh town."""
    with child("benchmarks.town", "0") as town:
        place = town.hear()
        with child("benchmarks.client", kind, place["url"], place["token"]) as client:
            client.hear()
            client.tell(messages=size)
            town.tell(messages=size, compressed=compressed)
            sent = size / town.hear()["seconds"]
            counted = client.hear()
            return {
                RATE.name: counted["per_second"],
                PROCESSOR.name: counted["processor"] * 1e6,
                SENT.name: sent,
            }


def measure(size: int, repeat: int) -> list[Result]:
    """Measure all clients, with plain text and with zstd."""
    return [
        compare(
            f"Messages to on_message, {name}",
            [
                Contender(label, partial(once, kind, size, compressed=compressed))
                for label, kind in CONTENDERS.items()
            ],
            [RATE, PROCESSOR, SENT],
            repeat=repeat,
            note=f"{size:,} messages; town and bot have a process each.",
        )
        for name, compressed in (("no compression", False), ("zstd", True))
    ]


MESSAGES = Benchmark(
    "messages", "MESSAGE_CREATE per second until on_message", 20_000, "messages", 3, measure
)
