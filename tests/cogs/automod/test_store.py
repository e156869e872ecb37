"""What is kept of rules, on both databases."""

from datetime import UTC, datetime

import pytest

from bot.db import Database
from cogs.automod import store
from cogs.automod.store import Row
from cogs.automod.tables import metadata

GUILD, OTHER = 10, 11
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


def row(name: str = "Steward: be-kind", guild_id: int = GUILD, **changes: object) -> Row:
    values = {"guideline": "be-kind", "version": 1, "digest": "d", "rule_id": None,
              "effect": "create", "at": NOW}  # fmt: skip
    return Row(guild_id=guild_id, name=name, **{**values, **changes})


async def test_a_rule_is_kept_as_it_was_applied_last(house: Database) -> None:
    async with house.write() as tx:
        await store.put(tx, row())
        await store.put(tx, row(guild_id=OTHER))
        await store.put(tx, row("Steward: a"))
        await store.put(tx, row(version=2, rule_id=7, effect="edit"))
        assert await store.of_guild(tx, GUILD) == [
            row("Steward: a"),
            row(version=2, rule_id=7, effect="edit"),
        ]


async def test_a_rule_is_forgotten_on_its_server_alone(house: Database) -> None:
    async with house.write() as tx:
        await store.put(tx, row())
        await store.put(tx, row(guild_id=OTHER))
        await store.drop(tx, GUILD, "Steward: be-kind")
        assert await store.of_guild(tx, GUILD) == []
        assert len(await store.of_guild(tx, OTHER)) == 1


async def test_what_staff_keep_stays_kept_until_all_is_removed(house: Database) -> None:
    async with house.write() as tx:
        await store.keep(tx, GUILD, ["a", "b"])
        await store.keep(tx, GUILD, ["b", "c"])
        await store.keep(tx, OTHER, ["d"])
        assert await store.kept_by(tx, GUILD) == {"a", "b", "c"}
        await store.forget_kept(tx, GUILD)
        assert await store.kept_by(tx, GUILD) == set()
        assert await store.kept_by(tx, OTHER) == {"d"}
