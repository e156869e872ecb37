"""What it costs to know who waits: the list, each message, and reading history anew."""

import asyncio
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from benchmarks.tracking import tracking
from bot.db import Database
from cogs.zero_reply import digest_store
from cogs.zero_reply.store import openers_where
from cogs.zero_reply.tables import metadata, openers
from demo.stage import stage
from sandbox.clock import VirtualClock
from sandbox.town import Town

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
GUILD = 11
TIME = Metric("time", "ms")
COST = Metric("processor time a message", "µs")
REQUESTS = Metric("requests", "")
SECONDS = Metric("time", "s")
IN_A_STATEMENT = 1_000
IN_TEN_MINUTES = 20


async def _open_posts(db: Database, count: int) -> None:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    for start in range(0, count, IN_A_STATEMENT):
        rows = [_row(number) for number in range(start, min(start + IN_A_STATEMENT, count))]
        async with db.write() as tx:
            await tx.execute(openers.insert(), rows)


def _row(number: int) -> dict[str, object]:
    falsehoods = ("by_staff", "author_left", "is_first", "is_urgent", "is_marked")
    empty = dict.fromkeys(("how", "closed", "settled"), "")
    return {
        "opener_id": number + 1,
        "guild_id": GUILD,
        "channel_id": number + 1,
        "kind": "post",
        "author_id": number % 5000 + 1,
        "at": NOW - timedelta(minutes=number),
        "title": f"Post number {number}",
        "excerpt": "It flickers at night",
        "status": "open",
        "same_question": 0,
        **dict.fromkeys(falsehoods, False),
        **empty,
    }


def _list(count: int, *, in_python: bool) -> Mapping[str, float]:
    async def measure() -> float:
        with tempfile.TemporaryDirectory() as folder:
            db = Database(f"sqlite:///{folder}/steward.sqlite3")
            await db.start()
            await _open_posts(db, count)
            begun = time.perf_counter()
            async with db.read() as tx:
                if in_python:
                    found = await openers_where(tx, openers.c.status == "open")
                    found.sort(key=lambda one: one.at, reverse=True)
                else:
                    since = NOW - timedelta(days=30)
                    await digest_store.waiting(tx, GUILD, NOW, since=since, limit=50)
                    await digest_store.count_waiting(tx, GUILD, NOW)
                    await digest_store.figures_since(tx, GUILD, since, left_out=())
            took = time.perf_counter() - begun
            await db.close()
            return took

    return {TIME.name: asyncio.run(measure()) * 1000}


class Watch:
    """Measures the time, and the processor's time in this process."""

    def start(self) -> None:
        """Begin to measure."""
        self._begun = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        """Return the seconds that have passed, and those of the processor."""
        return time.perf_counter() - self._begun[0], time.process_time() - self._begun[1]


def _town(count: int, *, before: bool) -> Mapping[str, float]:
    """Let the bot read `count` messages: from history, or as they are written."""

    async def talk(town: Town) -> None:
        mia, tom = await town.person("Mia", joins=True), await town.person("Tom", joins=True)
        for number in range(count):
            if number % IN_TEN_MINUTES == 0:
                await town.advance(minutes=10)
            text = "which glue works on oak?" if number % 10 == 0 else "some words on the side"
            await (mia, tom)[number % 2].say("#general", text)

    async def measure() -> Mapping[str, float]:
        clock, watch = VirtualClock(NOW, frozen=True), Watch()

        async def earlier(town: Town) -> None:
            if before:
                await talk(town)
            watch.start()

        async with stage(clock, before=earlier) as running:
            if not before:
                watch.start()
                await talk(running.town)
            await running.settled()
            seconds, worked = watch.read()
            reads = running.sandbox.journal.requests("GET", "/channels/{channel_id}/messages")
            return {
                COST.name: worked / count * 1e6,
                REQUESTS.name: float(len(reads)),
                SECONDS.name: seconds,
            }

    return asyncio.run(measure())


def measure(size: int, repeat: int) -> list[Result]:
    """Measure the list over ten times as many open posts as messages are read."""
    posts = size * 10
    return [
        compare(
            f"The list over {posts:,} open posts",
            [
                Contender("all read and sorted", partial(_list, posts, in_python=True)),
                Contender("the list with its figures", partial(_list, posts, in_python=False)),
            ],
            [TIME],
            repeat=repeat,
            note="SQLite in a file.",
        ),
        tracking(size // 10, repeat),
        compare(
            f"{size:,} messages in a channel that is looked after",
            [
                Contender("as they are written", partial(_town, size, before=False)),
                Contender("from history", partial(_town, size, before=True)),
            ],
            [COST, REQUESTS, SECONDS],
            repeat=repeat,
            note="Town and bot in one process, all features on, every tenth message a question.",
        ),
    ]


ZERO_REPLY = Benchmark(
    "zero_reply", "what it costs to know who waits", 10_000, "messages", 3, measure
)
