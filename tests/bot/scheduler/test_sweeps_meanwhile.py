"""Sweeps that come and go while the scheduler is writing others down."""

from datetime import timedelta

import sqlalchemy as sa
from structlog.testing import capture_logs

from bot.db import Database
from bot.scheduler import Scheduler
from sandbox import VirtualClock
from tests.bot.scheduler.conftest import Runs

HOUR = timedelta(hours=1)


async def test_sweeps_that_go_or_come_keep_no_other_from_running(
    scheduler: Scheduler, db: Database, clock: VirtualClock
) -> None:
    first, goes, comes = Runs(), Runs(), Runs()

    def meanwhile(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO core_jobs") and "goes" in scheduler._handled:
            scheduler.forget("goes")
            scheduler.every("comes", HOUR, comes)

    writer = db._open().writer.sync_engine
    sa.event.listen(writer, "after_cursor_execute", meanwhile)
    with capture_logs() as logs:
        scheduler.every("first", HOUR, first)
        scheduler.every("goes", HOUR, goes)
        await scheduler.settled()
    assert logs == []
    sa.event.remove(writer, "after_cursor_execute", meanwhile)
    await clock.advance(HOUR)
    assert [len(runs.jobs) for runs in (first, goes, comes)] == [1, 0, 1]
