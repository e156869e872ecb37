"""What every feature relies on when it reads and writes, on both databases."""

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from bot.db import Database, DatabaseProblem, after_commit
from bot.db.columns import Instant, Json, Snowflake
from bot.db.upsert import insert

metadata = sa.MetaData()
notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", Snowflake, primary_key=True),
    sa.Column("at", Instant),
    sa.Column("body", Json),
)


@pytest.fixture(autouse=True)
async def _tables(db: Database):
    async with db.write() as tx:
        await tx.run_sync(metadata.create_all)


async def count(db: Database) -> int:
    async with db.read() as tx:
        return (await tx.execute(sa.select(sa.func.count()).select_from(notes))).scalar_one()


@asynccontextmanager
async def undone(db: Database):
    with suppress(LookupError):
        async with db.write() as tx:
            yield tx
            raise LookupError


async def test_what_is_written_can_be_read(db: Database):
    async with db.write() as tx:
        await tx.execute(sa.insert(notes).values(id=1))
    assert await count(db) == 1


async def test_an_exception_undoes_the_whole_transaction(db: Database):
    async with undone(db) as tx:
        await tx.execute(sa.insert(notes).values(id=1))
    assert await count(db) == 0


async def test_changes_of_the_schema_are_undone_as_well(db: Database):
    async with undone(db) as tx:
        await tx.execute(sa.text("CREATE TABLE passing (id INTEGER)"))
    async with db.read() as tx:
        assert await tx.run_sync(lambda sync: sa.inspect(sync).get_table_names()) == ["notes"]


async def test_callbacks_run_after_the_commit_in_order(db: Database):
    seen: list[str] = []
    async with db.write() as tx:
        after_commit(tx, lambda: seen.append("first"))
        after_commit(tx, lambda: seen.append("second"))
        await tx.execute(sa.insert(notes).values(id=1))
        assert seen == []
    assert seen == ["first", "second"]


async def test_callbacks_of_an_undone_transaction_never_run(db: Database):
    seen: list[str] = []
    async with undone(db) as tx:
        after_commit(tx, lambda: seen.append("never"))
    async with db.write() as tx:
        await tx.execute(sa.insert(notes).values(id=1))
    assert seen == []


async def test_a_callback_that_fails_does_not_spoil_the_write_or_other_callbacks(db: Database):
    seen: list[str] = []
    async with db.write() as tx:
        after_commit(tx, lambda: seen.remove("nothing there"))
        after_commit(tx, lambda: seen.append("ran"))
    assert seen == ["ran"]


async def test_after_commit_needs_a_writing_transaction(db: Database):
    async with db.read() as tx:
        with pytest.raises(RuntimeError, match=r"db\.write"):
            after_commit(tx, lambda: None)


async def test_a_reading_transaction_cannot_write(db: Database):
    with pytest.raises((sa.exc.DBAPIError, DatabaseProblem), match=r"read-?only"):
        async with db.read() as tx:
            await tx.execute(sa.insert(notes).values(id=1))


async def test_a_reader_sees_one_state_while_others_write(db: Database):
    async with db.read() as tx:
        before = (await tx.execute(sa.select(notes.c.id))).all()
        async with db.write() as other:
            await other.execute(sa.insert(notes).values(id=1))
        assert (await tx.execute(sa.select(notes.c.id))).all() == before == []
    assert await count(db) == 1


async def test_what_a_writer_has_read_stays_true_until_it_commits(db: Database):
    async def add_one():
        async with db.write() as tx:
            highest = (await tx.execute(sa.select(sa.func.max(notes.c.id)))).scalar()
            await asyncio.sleep(0)
            await tx.execute(sa.insert(notes).values(id=(highest or 0) + 1))

    await asyncio.gather(*(add_one() for _ in range(20)))
    assert await count(db) == 20


async def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_itself(db: Database):
    async with db.write():
        with pytest.raises(RuntimeError, match="hand the outer one on"):
            async with db.write():
                pass


async def test_many_readers_that_ask_for_a_second_reader_are_all_served(db: Database):
    async def nested() -> int:
        async with db.read() as tx:
            await tx.execute(sa.select(notes.c.id))
            return await count(db)

    readers = 4 if db.dialect == "postgresql" else 12
    assert await asyncio.gather(*(nested() for _ in range(readers))) == [0] * readers


async def test_a_cancelled_writer_leaves_nothing_and_lets_the_next_one_in(db: Database):
    wrote = asyncio.Event()

    async def stuck():
        async with db.write() as tx:
            await tx.execute(sa.insert(notes).values(id=1))
            wrote.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await wrote.wait()
    task.cancel()
    async with asyncio.timeout(10), db.write() as tx:
        await tx.execute(sa.insert(notes).values(id=2))
    async with db.read() as tx:
        assert (await tx.execute(sa.select(notes.c.id))).scalars().all() == [2]


async def test_an_upsert_keeps_one_row(db: Database):
    async with db.write() as tx:
        for body in ("first", "second"):
            statement = insert(tx, notes).values(id=7, body=body)
            await tx.execute(
                statement.on_conflict_do_update(
                    index_elements=[notes.c.id], set_={"body": statement.excluded.body}
                )
            )
        await tx.execute(insert(tx, notes).values(id=7, body="third").on_conflict_do_nothing())
    async with db.read() as tx:
        assert (await tx.execute(sa.select(notes.c.body))).scalars().all() == ["second"]


async def test_an_instant_comes_back_in_utc_to_the_microsecond(db: Database):
    instant = datetime(2026, 3, 29, 3, 30, 0, 1, timezone(timedelta(hours=2)))
    async with db.write() as tx:
        await tx.execute(sa.insert(notes).values(id=1, at=instant))
        await tx.execute(sa.insert(notes).values(id=2, at=instant + timedelta(seconds=1)))
    async with db.read() as tx:
        found = (await tx.execute(sa.select(notes.c.at).where(notes.c.at <= instant))).scalars()
        (stored,) = found.all()
    assert stored == instant
    assert stored.tzinfo is UTC


async def test_a_naive_instant_is_refused(db: Database):
    with pytest.raises(sa.exc.StatementError, match="needs a time zone"):
        async with db.write() as tx:
            await tx.execute(sa.insert(notes).values(id=1, at=datetime.fromisoformat("2026-01-01")))


@pytest.mark.parametrize(
    "body", [{"a": [1, 2.5, None, True]}, [], "text \u2764 \U0001f469\u200d\U0001f680", 0, None]
)
async def test_json_comes_back_as_it_was(db: Database, body: object):
    async with db.write() as tx:
        await tx.execute(sa.insert(notes).values(id=2**63 - 1, body=body))
    async with db.read() as tx:
        row = (await tx.execute(sa.select(notes.c.id, notes.c.body))).one()
    assert tuple(row) == (2**63 - 1, body)
