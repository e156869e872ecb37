"""What a thousand series with a hundred thousand answers cost: list, program, moving up, sweep."""

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from bot.app import Steward
from bot.core import Core
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from bot.features import FeaturePackage, discover
from bot.settings import Deployment
from bot.texts import Translation
from bot.times import local_instant
from cogs.events import answers, program, render, store
from cogs.events.details import Details
from cogs.events.gathering import Gathering
from cogs.events.place import Place
from cogs.events.planning import Planner
from cogs.events.recurrence import Rule, Weekday
from cogs.events.seats import Seats
from cogs.events.settings import EventsSettings
from cogs.events.tables import rsvps

GUILD, SEATS = 10, 50
ANSWERS_EACH = 100
ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TIMES = 30
MILLISECONDS = Metric("middle of 30", "ms")
SLOWEST = Metric("slowest of 30", "ms")

Work = Callable[[Core, Place, int], Awaitable[object]]


class StandingClock:
    """A clock that shows one instant."""

    def now(self) -> datetime:
        """Return it."""
        return NOW


def a_place(t: Translation) -> Place:
    """Return a server with events switched on."""
    settings = EventsSettings.model_validate({"channel": "#events"}, strict=False)
    return Place(
        guild_id=GUILD, zone=ZONE, t=t, settings=settings, quiet=None, channel_id=5,
        staff_channel_id=6, interest_role_id=None, may_list=True, listed=0,
        kind_of=lambda _: "voice", is_open=lambda _: True, people_in=lambda _: set(),
        is_member=lambda _: True, sees=lambda _, __: True, roles_of=lambda _: frozenset(),
        is_free=lambda _: False,
    )  # fmt: skip


async def fill(core: Core, series: int) -> None:
    """Keep the series, three occurrences of each, and a hundred answers to the first of them."""
    luck = random.Random(1)
    async with core.db.write() as tx:
        for number in range(series):
            start = datetime(2026, 11, 2 + number % 7, number % 24, 30)  # noqa: DTZ001 - a wall time
            rule = Rule(frequency="WEEKLY", weekdays=(Weekday(start.weekday()),))
            details = Details(
                title=f"Gathering {number}", kind="voice", channel_id=7, capacity=SEATS
            )
            kept = await store.add_series(
                tx,
                Gathering(
                    id=0, guild_id=GUILD, author_id=1, host_id=1, details=details, start=start,
                    zone=ZONE, rule=rule, created_at=NOW,
                ),
            )  # fmt: skip
            for slot in kept.series.coming(NOW, 3):
                await store.add_occurrence(tx, kept, slot, NOW)
            first = (await store.of_series(tx, kept.id))[0]
            people = luck.sample(range(1000, 6000), ANSWERS_EACH)
            await tx.execute(
                rsvps.insert(),
                [
                    {
                        "occurrence_id": first.id, "user_id": user_id, "guild_id": GUILD,
                        "answer": "going" if turn <= SEATS else "waiting", "turn": turn,
                        "answered_at": NOW, "offer_until": None,
                    }
                    for turn, user_id in enumerate(people, 1)
                ],
            )  # fmt: skip


async def show_list(core: Core, place: Place, _: int) -> None:
    """Do what `/event list` does."""
    async with core.db.read() as tx:
        coming = (await store.coming(tx, GUILD, after=NOW, most=200))[:15]
        counts = await answers.counts(tx, [one.id for one in coming])
    for one in coming:
        render.line(place.t, one, counts[one.id])


async def show_program(core: Core, place: Place, _: int) -> None:
    """Do what `/program` writes for a week."""
    days = program.span("week", NOW.date())
    start, end = (local_instant(day, datetime.min.time(), ZONE) for day in days)
    async with core.db.read() as tx:
        found = await store.between(tx, GUILD, start, end)
    program.text(place.t, days, found, ZONE)


async def move_up(core: Core, place: Place, number: int) -> None:
    """Let somebody give their seat back, so that the next in line moves up."""
    async with core.db.read() as tx:
        coming = await store.coming(tx, GUILD, after=NOW, most=200)
        occurrence = coming[number % len(coming)]
        roster = await answers.roster(tx, occurrence.id)
    going = next((one for one in roster.values() if one.answer == "going"), None)
    if going is not None:
        seats = Seats(core, Planner(core))
        await seats.answer(place, occurrence.id, going.user_id, "no")


WORKS: Mapping[str, Work] = {
    "list": show_list,
    "program of a week": show_program,
    "giving a seat back": move_up,
}


async def _measured(series: int) -> Mapping[str, list[float]]:
    packages: tuple[FeaturePackage, ...] = discover()
    with tempfile.TemporaryDirectory() as folder:
        deployment = Deployment(
            _env_file=None,
            discord_token=SecretStr("none"),
            database_url=f"sqlite:///{folder}/steward.sqlite3",
            guidelines=Path(folder, "guidelines.yml"),
            port=0,
        )
        steward = Steward(deployment, clock=StandingClock(), packages=packages)
        core = steward.core
        await core.db.start()
        await migrate(
            core.db,
            [MigrationSet("core", "bot"), MigrationSet("events", "cogs.events")],
            Path(folder),
        )
        await fill(core, series)
        place = a_place(core.texts.in_("en"))
        taken: dict[str, list[float]] = {}
        for name, work in WORKS.items():
            for number in range(TIMES):
                begun = time.perf_counter()
                await work(core, place, number)
                taken.setdefault(name, []).append((time.perf_counter() - begun) * 1000)
        await core.db.close()
        return taken


def measure(size: int, repeat: int) -> list[Result]:
    """Measure each against the list."""
    cache: dict[int, Mapping[str, list[float]]] = {}
    rounds = dict.fromkeys(WORKS, 0)

    def once(name: str) -> Mapping[str, float]:
        number = rounds[name]
        rounds[name] += 1
        if number not in cache:
            cache[number] = asyncio.run(_measured(size))
        samples = sorted(cache[number][name])
        return {MILLISECONDS.name: samples[len(samples) // 2], SLOWEST.name: samples[-1]}

    return [
        compare(
            f"{size} series with {size * ANSWERS_EACH} answers",
            [Contender(name, partial(once, name)) for name in WORKS],
            [MILLISECONDS, SLOWEST],
            repeat=repeat,
            note="On SQLite. Giving a seat back includes finding the event and who moves up.",
        )
    ]


EVENTS = Benchmark("events", "events with many answers", 1000, "series", 3, measure)
