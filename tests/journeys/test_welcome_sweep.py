"""The sweep: finds what no event told of, and costs next to nothing when there is nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from cogs.welcome import store
from cogs.welcome.newcomer import Stage
from tests.cogs.welcome.house import House, house

__all__ = ["house"]
pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = pytest.mark.sandbox(rate_limits=False)


class Sweeping:
    """Sweeps, and counts what that costs."""

    def __init__(self, house: House) -> None:
        assert house.steward is not None
        self.core = house.steward.core
        cog = house.steward.client.get_cog("WelcomeCog")
        self.cog = cog
        self.statements: list[str] = []
        self.transactions = 0

    async def sweep(self) -> None:
        self.statements, self.transactions = [], 0
        with self._watched():
            await self.cog.sweep(None)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        engines = self.core.db._open()
        watched = [engine.sync_engine for engine in (engines.reader, engines.writer)]
        for engine in watched:
            sa.event.listen(engine, "before_cursor_execute", self._note)
            sa.event.listen(engine, "begin", self._count)
        yield
        for engine in watched:
            sa.event.remove(engine, "before_cursor_execute", self._note)
            sa.event.remove(engine, "begin", self._count)

    def _note(self, _connection, _cursor, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            self.statements.append(statement)

    def _count(self, _connection) -> None:
        self.transactions += 1

    @property
    def only_read(self) -> bool:
        return all(statement.startswith("SELECT") for statement in self.statements)


async def test_with_nobody_new_a_sweep_is_a_single_question(house: House):
    await house.begin()
    await house.pass_time(days=2)
    sweeping = Sweeping(house)
    await sweeping.sweep()
    assert (len(sweeping.statements), sweeping.transactions) == (1, 1)
    assert sweeping.only_read


async def test_with_nothing_to_do_for_newcomers_a_sweep_only_reads_once(house: House):
    await house.begin()
    await house.newcomer("Cleo")
    await house.newcomer("Sloane", pending=True)
    await house.pass_time(hours=1)
    sweeping = Sweeping(house)
    await sweeping.sweep()
    assert sweeping.transactions == 1
    assert sweeping.only_read


async def test_a_greeting_that_stands_is_noted_and_then_left_alone(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=6)
    assert len(house.greetings(cleo)) == 1
    sweeping = Sweeping(house)
    await sweeping.sweep()
    assert not sweeping.only_read
    assert (await house.known(cleo)).stage is Stage.GREETED
    await sweeping.sweep()
    assert sweeping.only_read


async def test_a_newcomer_of_whom_nothing_is_known_is_found_and_greeted(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    async with Sweeping(house).core.db.write() as tx:
        await tx.execute(store.newcomers.delete())
    await house.pass_time(minutes=20)
    assert len(house.greetings(cleo)) == 1


async def test_old_records_are_deleted_once_a_day(house: House):
    await house.begin()
    cleo, leo = await house.newcomer("Cleo"), await house.newcomer("Leo")
    await house.pass_time(hours=1)
    known = await house.known(cleo)
    async with Sweeping(house).core.db.write() as tx:
        long_ago = known.joined_at - timedelta(days=400)
        await store.save(tx, house.town.guild.id, replace(known, joined_at=long_ago))
    await cleo.leave()
    await house.pass_time(hours=1)
    assert await house.known(cleo) is not None
    await house.pass_time(days=1)
    assert await house.known(cleo) is None
    assert await house.known(leo) is not None
