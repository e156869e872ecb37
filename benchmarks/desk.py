"""The moderation desk: from a flagged message to its card, and the pages of a long queue."""

import asyncio
import tempfile
import time
from collections.abc import Coroutine, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import TypeVar

from benchmarks.desk_settings import RUDE
from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from benchmarks.processes import Child
from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from bot.logs import set_up_logs
from bot.loops import loop_factory
from cogs.desk import queue_store, store, tables
from cogs.desk.queue import Wanted
from cogs.desk.queue_texts import ON_A_PAGE
from sandbox import Sandbox
from sandbox.person import Person
from sandbox.pytest_plugin import START
from sandbox.town import Town

P50, P99 = Metric("p50", "ms"), Metric("p99", "ms")
RATE = Metric("messages sent", "/s", "higher")
A_SECOND = 200
EVERY = 20
"""One message in so many is flagged."""
ITEMS_PER_MESSAGE = 5
NOW = START + timedelta(days=1)
T = TypeVar("T")


def cards(messages: int) -> Mapping[str, float]:
    """Measure from writing to the card, while others write 200 messages a second."""
    return _run(_cards(messages))


async def _cards(messages: int) -> Mapping[str, float]:
    async with Sandbox(rate_limits=False) as sandbox:
        town = Town(sandbox)
        people = [await town.person(f"P{number}", joins=True) for number in range(50)]
        bot = Child("benchmarks.client", "steward/desk", sandbox.url, sandbox.token)
        try:
            await asyncio.to_thread(bot.hear)
            written: dict[str, float] = {}
            watching = asyncio.create_task(_watch(town, written, messages // EVERY))
            speed = await _write(people, messages, written)
            taken = await watching
        finally:
            await asyncio.to_thread(bot.end)
    cuts = quantiles([one * 1000 for one in taken], n=100, method="inclusive")
    return {P50.name: cuts[49], P99.name: cuts[98], RATE.name: speed}


async def _write(people: list[Person], messages: int, written: dict[str, float]) -> float:
    begun = time.perf_counter()
    for number in range(1, messages + 1):
        person = people[number % len(people)]
        text = f"good morning, this is number {number}"
        if number % EVERY == 0:
            text = f"{RUDE} {number} end"
            written[str(number)] = time.perf_counter()
        await person.say("#general", text)
        ahead = number / A_SECOND - (time.perf_counter() - begun)
        await asyncio.sleep(max(ahead, 0))
    return messages / (time.perf_counter() - begun)


async def _watch(town: Town, written: Mapping[str, float], expected: int) -> list[float]:
    """Note when each card appears in the moderators' channel."""
    seen: dict[int, float] = {}
    taken: list[float] = []
    room = town.place("#community-team").messages
    async with asyncio.timeout(120):
        while len(taken) < expected:
            for message in list(room.values()):
                _, found, after = message.content.partition("that is number ")
                if found and message.id not in seen:
                    seen[message.id] = time.perf_counter()
                    taken.append(seen[message.id] - written[after.split(" ")[0]])
            await asyncio.sleep(0.002)
    return taken


def pages(wanted: Wanted, queue: int) -> Mapping[str, float]:
    """Measure a page of a queue of so many items."""
    with tempfile.TemporaryDirectory() as folder:
        return _run(_pages(Path(folder), wanted, queue))


async def _pages(folder: Path, wanted: Wanted, queue: int) -> Mapping[str, float]:
    db = Database(f"sqlite:///{folder}/desk.sqlite3")
    await db.start()
    await migrate(db, [MigrationSet("desk", "cogs.desk")], folder)
    await _fill(db, queue)
    taken = []
    for _ in range(queue // 33):
        begun = time.perf_counter()
        async with db.read() as tx:
            page = await queue_store.page(tx, 1, wanted, now=NOW, limit=ON_A_PAGE)
            await store.flags_of(tx, [one.id for one in page.items])
        taken.append((time.perf_counter() - begun) * 1000)
        assert len(page.items) == ON_A_PAGE
    await db.close()
    cuts = quantiles(taken, n=100, method="inclusive")
    return {P50.name: cuts[49], P99.name: cuts[98]}


async def _fill(db: Database, queue: int) -> None:
    """Let a flag of each of so many people wait; half of it was taken on."""
    numbers = range(1, queue + 1)
    free = {
        "guild_id": 1, "kind": "message", "member_name": "Mia", "severity": 2, "fingerprint": "",
        "verdict": "", "verdict_is_told": False, "refresh_is_due": False, "revision": 1,
    }  # fmt: skip
    flag = {
        "guild_id": 1, "guideline": "be-kind", "version": 1, "severity": "high", "step": "remind",
        "excerpt": "»hello«", "why": ["why"],
    }  # fmt: skip
    async with db.write() as tx:
        times = {number: START + timedelta(seconds=number) for number in numbers}
        opened = [
            {**free, "id": number, "member_id": number, "opened_at": at, "updated_at": at,
             "state": ("open", "claimed")[number % 2]}
            for number, at in times.items()
        ]  # fmt: skip
        await tx.execute(tables.items.insert(), opened)
        flagged = [{**flag, "item_id": number, "at": at} for number, at in times.items()]
        await tx.execute(tables.flags.insert(), flagged)


def _run(measured: Coroutine[object, object, T]) -> T:
    set_up_logs("ERROR", "text")
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(measured)


def measure(size: int, repeat: int) -> list[Result]:
    """Measure cards under load, and pages."""
    queue = size * ITEMS_PER_MESSAGE
    places = {
        "first": Wanted(),
        "middle": Wanted(edge=queue // 2),
        "last": Wanted(edge=queue + 1, backwards=True),
        "filtered": Wanted(guideline="be-kind", older_than=timedelta(hours=1), edge=queue // 2),
    }
    return [
        compare(
            f"A flagged message's card, {A_SECOND} messages a second",
            [Contender("from message to card", partial(cards, size))],
            [P50, P99, RATE],
            repeat=repeat,
            note=f"{size:,} messages, one in {EVERY} flagged; town and bot in a process each, "
            "SQLite, without Discord's own limit of five messages in five seconds for a channel.",
        ),
        compare(
            f"A page of a queue of {queue:,} items",
            [Contender(f"the {place} page", partial(pages, wanted, queue))
             for place, wanted in places.items()],
            [P50, P99],
            repeat=repeat,
            note="Items, their flags and the length of the queue, out of SQLite.",
        ),
    ]  # fmt: skip


DESK = Benchmark("desk", "flag to card, and pages of a long queue", 2_000, "messages", 3, measure)
