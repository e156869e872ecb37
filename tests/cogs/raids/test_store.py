"""What is kept of raids, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.db import Database
from bot.effects import Overwrite
from cogs.raids import lockdown_store, people_store, store
from cogs.raids.lockdown_store import Closed
from cogs.raids.planning import Participant
from cogs.raids.store import Incident
from cogs.raids.tables import metadata

GUILD, OTHER = 10, 11
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


async def begin(db: Database, guild_id: int = GUILD) -> Incident:
    async with db.write() as tx:
        return await store.begin(tx, guild_id, reason="many", since=NOW, now=NOW, calm_at=NOW + DAY)


def participant(user_id: int, *signs: str) -> Participant:
    return Participant(user_id, NOW + timedelta(seconds=user_id), frozenset(signs))


async def test_incidents_are_numbered_in_each_server(house: Database) -> None:
    assert [(await begin(house)).number for _ in range(2)] == [1, 2]
    assert (await begin(house, OTHER)).number == 1
    async with house.read() as tx:
        latest = await store.find(tx, GUILD)
        assert latest is not None
        assert latest.number == 2
        assert await store.find(tx, OTHER, 2) is None


async def test_an_incident_that_is_over_is_not_the_current_one(house: Database) -> None:
    incident = await begin(house)
    async with house.write() as tx:
        assert await store.current(tx, GUILD) == incident
        ended = await store.change(tx, incident, ended_at=NOW)
        assert await store.current(tx, GUILD) is None
        assert await store.find(tx, GUILD) == ended


async def test_signs_of_people_add_up_and_their_state_stays(house: Database) -> None:
    incident = await begin(house)
    async with house.write() as tx:
        await people_store.keep(tx, incident, [participant(1, "name"), participant(2)])
        await people_store.mark(tx, incident, [1], state="spared")
        await people_store.keep(tx, incident, [participant(1, "words"), participant(3)])
        first, *others = await people_store.everybody(tx, incident)
        figures = await people_store.figures(tx, incident)
    assert (first.signs, first.state) == ({"name", "words"}, "spared")
    assert [one.user_id for one in others] == [2, 3]
    assert (figures.people, figures.signs, figures.states) == (
        3, {"name": 1, "words": 1}, {"": 2, "spared": 1},
    )  # fmt: skip


async def test_thousands_of_people_are_kept_at_once(house: Database) -> None:
    incident = await begin(house)
    crowd = [participant(number, "name") for number in range(1, 2001)]
    async with house.write() as tx:
        await people_store.keep(tx, incident, crowd)
        assert await people_store.mark(tx, incident, range(1, 2001), state="banning") == 2000
        assert len(await people_store.under_way(tx, GUILD)) == 2000
        assert await people_store.under_way(tx, OTHER) == []


async def test_only_what_ended_long_ago_is_purged(house: Database) -> None:
    old, fresh = await begin(house), await begin(house)
    async with house.write() as tx:
        for incident in (old, fresh):
            await people_store.keep(tx, incident, [participant(1)])
            await store.log(tx, incident, "noticed", at=NOW)
        await store.change(tx, old, ended_at=NOW - 90 * DAY)
        await store.purge(tx, NOW - 89 * DAY)
        assert await people_store.everybody(tx, old) == []
        assert await store.log_of(tx, old) == []
        assert len(await people_store.everybody(tx, fresh)) == 1
        assert len(await store.log_of(tx, fresh)) == 1


async def test_how_a_channel_was_is_kept_with_every_bit(house: Database) -> None:
    before = (Overwrite(target_id=1, allow=1 << 60, deny=3),)
    row = Closed(
        guild_id=GUILD, channel_id=5, number=1, turn=7, state="closing", before=before, during=()
    )
    async with house.write() as tx:
        await lockdown_store.keep(tx, row)
        assert await lockdown_store.all_of(tx, GUILD) == [row]
        assert await lockdown_store.all_of(tx, GUILD, 2) == []
        assert await lockdown_store.all_of(tx, OTHER) == []
        await lockdown_store.remove(tx, row)
        assert await lockdown_store.all_of(tx, GUILD) == []
