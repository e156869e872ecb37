from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest

from bot.db import Database
from bot.metrics import Metrics
from bot.scheduler import Job, Scheduler, store
from sandbox.clock import VirtualClock

MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)
GUILD = 4_000_000_000_000_000_001


class Runs:
    """A handler that keeps what it was given and raises while told to."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.fail = False

    async def __call__(self, job: Job) -> None:
        self.jobs.append(job)
        if self.fail:
            raise RuntimeError("as told")

    @property
    def at(self) -> list[datetime]:
        return [job.now for job in self.jobs]


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(MONDAY, frozen=True)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def start(
    db: Database, clock: VirtualClock, metrics: Metrics
) -> AsyncIterator[Callable[[], Scheduler]]:
    """Make a scheduler, as a new process would."""
    async with db.write() as tx:
        await tx.run_sync(store.metadata.create_all)
    made: list[Scheduler] = []

    def start() -> Scheduler:
        made.append(Scheduler(db, clock, clock, metrics))
        return made[-1]

    yield start
    for scheduler in made:
        await scheduler.stop()


@pytest.fixture
async def scheduler(start: Callable[[], Scheduler]) -> Scheduler:
    scheduler = start()
    await scheduler.start()
    return scheduler
