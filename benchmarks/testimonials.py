"""What a hundred thousand testimonials cost: a page of a search, and an export of all."""

import os
import random
import tempfile
import time
from asyncio import Runner
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from bot.cli.run import loop_factory
from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from cogs.testimonials import exports, policy, searching
from cogs.testimonials.exports import Format
from cogs.testimonials.policy import Scope, State
from cogs.testimonials.render import ON_A_PAGE
from cogs.testimonials.searching import Wanted
from cogs.testimonials.tables import consents, items, words

GUILD = 10
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
AT_ONCE = 1000
TIMES = 30
MIDDLE, SLOWEST = Metric("middle of 30", "ms"), Metric("slowest of 30", "ms")
SECONDS, GROWTH = Metric("seconds", "s"), Metric("most memory above the start", "MB")
WORDS = (
    "kind people here helped me with the first chair lamp table and saw on a friendly evening "
    "thank you all for your patience it was wonderful to learn something new from everybody"
)
SEARCHES: Mapping[str, Wanted] = {
    "a word in most": Wanted(words="wonderful"),
    "a rare number": Wanted(words="number77777"),
    "two words and a tag": Wanted(words="lamp evening #soldering"),
    "words in none": Wanted(words="nowhere to be found"),
    "a state": Wanted(state=State.PUBLISHED),
}
FORMS: tuple[Format, ...] = ("csv", "json", "html")


async def fill(db: Database, size: int) -> None:
    """Keep testimonials that were approved, with a consent to each."""
    luck, said_by_all = random.Random(1), WORDS.split()
    for first in range(1, size + 1, AT_ONCE):
        said, plain, agreed = [], [], []
        for number in range(first, min(first + AT_ONCE, size + 1)):
            text = f"{' '.join(luck.choices(said_by_all, k=30))} number{number}"
            tag = luck.choice(("soldering", "wood", "textiles"))
            said.append(
                {
                    "guild_id": GUILD, "number": number, "author_id": number,
                    "display_name": f"Bo {number}", "handle": f"bo{number}", "avatar_url": "",
                    "affiliation": "", "original": text, "text": text,
                    "likeness": policy.likeness(text), "revision": 1, "source": "message",
                    "captured_by": 1, "captured_at": NOW, "state": State.APPROVED,
                    "changed_at": NOW, "tags": [tag],
                }
            )  # fmt: skip
            searched = f"{text} bo {number} #{tag}"
            plain.append({"guild_id": GUILD, "number": number, "plain": searched})
            agreed.append(
                {
                    "guild_id": GUILD, "number": number, "revision": 1, "member_id": number,
                    "text_digest": policy.digest(text), "statement": policy.STATEMENT,
                    "language": "en", "scopes": ["website"], "shown": "name",
                    "with_picture": False, "interaction_id": number, "given_at": NOW,
                }
            )  # fmt: skip
        async with db.write() as tx:
            await tx.execute(items.insert(), said)
            await tx.execute(words.insert(), plain)
            await tx.execute(consents.insert(), agreed)


async def search(db: Database, wanted: Wanted) -> Mapping[str, float]:
    """Do what `/testimonial search` does before it writes its page."""
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        async with db.read() as tx:
            await searching.search(tx, GUILD, wanted, offset=0, limit=ON_A_PAGE)
        taken.append((time.perf_counter() - begun) * 1000)
    return {MIDDLE.name: sorted(taken)[TIMES // 2], SLOWEST.name: max(taken)}


async def export(db: Database, folder: Path, form: Format, size: int) -> Mapping[str, float]:
    """Do what `steward testimonials export` does."""
    before, most = _memory(), 0.0

    def on_progress(count: int) -> None:
        nonlocal most
        if count % AT_ONCE == 0:
            most = max(most, _memory() - before)

    begun = time.perf_counter()
    with (folder / f"wall.{form}").open("w", encoding="utf-8", newline="") as file:
        async with db.read() as tx:
            found = exports.quotes(tx, GUILD, Scope.WEBSITE, NOW.date())
            count = await exports.write(
                found, file, form, title="Wall", language="en", on_progress=on_progress
            )
    assert count == size
    return {SECONDS.name: time.perf_counter() - begun, GROWTH.name: most}


def measure(size: int, repeat: int) -> list[Result]:
    """Measure searches beside each other, then exports."""
    with tempfile.TemporaryDirectory() as place, Runner(loop_factory=loop_factory()) as runner:
        folder = Path(place)
        db = Database(f"sqlite:///{folder}/steward.sqlite3")
        runner.run(_begin(db, folder, size))
        results = [
            compare(
                f"A page of a search in {size:,} testimonials",
                [
                    Contender(name, partial(_measured, runner, partial(search, db, wanted)))
                    for name, wanted in SEARCHES.items()
                ],
                [MIDDLE, SLOWEST],
                repeat=repeat,
                note="The page and how many there are, out of SQLite.",
            ),
            compare(
                f"An export of {size:,} testimonials",
                [
                    Contender(
                        form, partial(_measured, runner, partial(export, db, folder, form, size))
                    )
                    for form in FORMS
                ],
                [SECONDS, GROWTH],
                repeat=repeat,
                note="Out of SQLite into a file. Memory is the process's own, as Linux tells it.",
            ),
        ]
        runner.run(db.close())
    return results


def _measured(
    runner: Runner, work: Callable[[], Coroutine[object, object, Mapping[str, float]]]
) -> Mapping[str, float]:
    return runner.run(work())


async def _begin(db: Database, folder: Path, size: int) -> None:
    await db.start()
    await migrate(db, [MigrationSet("testimonials", "cogs.testimonials")], folder)
    await fill(db, size)


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


TESTIMONIALS = Benchmark(
    "testimonials", "search and export of many testimonials", 100_000, "testimonials", 3, measure
)
