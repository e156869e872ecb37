"""What the desk keeps, on every database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from cogs.desk import appeal_store, case_store, personal, queue_store, retention, store
from cogs.desk.appeal_store import Appeal
from cogs.desk.figures import figures
from cogs.desk.queue import Wanted
from cogs.desk.queue_store import Page
from cogs.desk.store import ItemFlag, Report, Written

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
async def house(db: Database, tmp_path: Path) -> Database:
    await migrate(db, [MigrationSet("desk", "cogs.desk")], tmp_path)
    return db


async def item(tx, *, at: datetime = NOW, member_id: int = 4, print_: str = "") -> int:
    made = await store.open_item(
        tx, guild_id=1, kind="message", member_id=member_id, member_name="Mia", joined_at=None,
        at=at, severity=0, fingerprint=print_,
    )  # fmt: skip
    return made.id


def written(item_id: int, message_id: int = 7) -> Written:
    return Written(
        guild_id=1, message_id=message_id, item_id=item_id, channel_id=3, author_id=4,
        author_name="Mia", at=NOW, content={"text": "hi"},
    )  # fmt: skip


async def test_a_message_belongs_to_one_item_and_a_flag_stands_once(house: Database) -> None:
    async with house.write() as tx:
        one = await item(tx)
        assert await store.add_message(tx, written(one))
        assert not await store.add_message(tx, written(one))
        flag = ItemFlag(item_id=one, guideline="a", guild_id=1, version=1, severity="low",
                        step="remind", excerpt="x", why=["y"], at=NOW)  # fmt: skip
        assert await store.add_flag(tx, flag)
        assert not await store.add_flag(tx, flag)
        report = Report(item_id=one, reporter_id=9, guild_id=1, reason="r", at=NOW)
        assert await store.add_report(tx, report)
        assert not await store.add_report(tx, report)
        found = await store.of_message(tx, 1, 7)
        assert found is not None
        assert found.id == one
        assert await store.of_message(tx, 2, 7) is None
        assert await store.find(tx, 2, one) is None


async def test_what_waits_is_folded_by_person_and_by_text(house: Database) -> None:
    async with house.write() as tx:
        mia = await item(tx)
        alike = await item(tx, member_id=5, print_="p")
        since = NOW - timedelta(minutes=1)
        found = await store.to_fold_into(tx, 1, 4, "", since)
        assert found is not None
        assert found.id == mia
        found = await store.to_fold_into(tx, 1, 6, "p", since)
        assert found is not None
        assert found.id == alike
        assert await store.to_fold_into(tx, 1, 6, "", since) is None
        assert await store.to_fold_into(tx, 1, 4, "", NOW + timedelta(minutes=1)) is None
        await store.change(tx, mia, state="decided")
        assert await store.to_fold_into(tx, 1, 4, "", since) is None


async def test_figures_of_the_past_stay_true_when_somebody_is_erased(house: Database) -> None:
    async with house.write() as tx:
        one = await item(tx)
        await store.add_message(tx, written(one))
        flag = ItemFlag(item_id=one, guideline="a", guild_id=1, version=1, severity="low",
                        step="remind", excerpt="x", why=["y"], at=NOW)  # fmt: skip
        await store.add_flag(tx, flag)
        await store.change(tx, one, state="decided", verdict="right", settled_by=7, settled_at=NOW)
        case = await case_store.add(tx, 1, member_id=4, member_name="Mia", kind="warn", at=NOW,
                                    item_id=one)  # fmt: skip
        appeal = Appeal(
            case_id=case.id, guild_id=1, member_id=4, statement="no", at=NOW, due_at=NOW
        )
        await appeal_store.add(tx, appeal)
        await appeal_store.settle(tx, case.id, "granted", by=8, at=NOW, answer="yes")
        before = await figures(tx, 1, NOW)
        await personal.forget_member(tx, 1, 4)
        assert await figures(tx, 1, NOW) == before
        assert await store.find(tx, 1, one) is None
        assert await case_store.find(tx, 1, case.number) is None
        assert await case_store.latest(tx, 1, offset=0, limit=5) == ([], 0)
        again = await case_store.add(tx, 1, member_id=5, member_name="Rob", kind="warn", at=NOW)
        assert again.number == case.number + 1, "a case keeps its number for good"


async def test_no_item_and_no_case_has_the_number_of_one_that_is_gone(house: Database) -> None:
    async with house.write() as tx:
        gone = await item(tx)
        case = await case_store.add(tx, 1, member_id=4, member_name="Mia", kind="warn", at=NOW)
        await personal.forget_member(tx, 1, 4)
        assert await item(tx) > gone
        again = await case_store.add(tx, 1, member_id=5, member_name="Rob", kind="warn", at=NOW)
        assert again.id > case.id


async def test_cases_are_numbered_by_guild(house: Database) -> None:
    async with house.write() as tx:
        made = [
            await case_store.add(tx, guild, member_id=4, member_name="Mia", kind="warn", at=NOW)
            for guild in (1, 1, 2)
        ]
        assert [one.number for one in made] == [1, 2, 1]
        assert await case_store.find(tx, 2, 2) is None


async def test_an_appeal_is_filed_once_and_decided_once(house: Database) -> None:
    async with house.write() as tx:
        appeal = Appeal(case_id=1, guild_id=1, member_id=4, statement="s", at=NOW, due_at=NOW)
        assert await appeal_store.add(tx, appeal)
        assert not await appeal_store.add(tx, appeal)
        assert await appeal_store.settle(tx, 1, "granted", by=9, at=NOW, answer="")
        assert not await appeal_store.settle(tx, 1, "declined", by=8, at=NOW, answer="")


async def test_words_go_first_and_the_rest_later_but_not_during_an_appeal(house: Database) -> None:
    old = NOW - timedelta(days=40)
    async with house.write() as tx:
        plain, appealed = await item(tx, at=old), await item(tx, at=old)
        for number, one in enumerate((plain, appealed)):
            await store.add_message(tx, written(one, number))
        case = await case_store.add(
            tx, 1, member_id=4, member_name="Mia", kind="warn", at=old, item_id=appealed
        )
        appeal = Appeal(case_id=case.id, guild_id=1, member_id=4, statement="s", at=NOW, due_at=NOW)
        await appeal_store.add(tx, appeal)
        await retention.drop_evidence(tx, 1, NOW - timedelta(days=30))
        assert [one.content for one in await store.messages_of(tx, plain)] == [None]
        assert [one.content for one in await store.messages_of(tx, appealed)] == [{"text": "hi"}]
        await store.change(tx, plain, state="decided")
        await case_store.note(tx, case, "x", at=old, by=1)
        await retention.purge(tx, NOW - timedelta(days=1))
        assert await store.find(tx, 1, plain) is None
        assert await store.find(tx, 1, appealed) is not None
        assert await case_store.by_id(tx, case.id) is None
        assert await case_store.trail(tx, case.id) == []


async def test_the_queue_is_turned_over_page_by_page_in_both_directions(house: Database) -> None:
    async with house.write() as tx:
        ids = [await item(tx) for _ in range(7)]
        await store.change(tx, ids[1], state="claimed", claimed_by=9, claimed_at=NOW)
        await store.change(tx, ids[3], state="decided", settled_by=9, settled_at=NOW)
        waiting = [one for one in ids if one != ids[3]]
        first = await queue_store.page(tx, 1, Wanted(), now=NOW, limit=2)
        assert shown(first) == (waiting[:2], 0, 6)
        second = await queue_store.page(tx, 1, Wanted(edge=waiting[1]), now=NOW, limit=2)
        assert shown(second) == (waiting[2:4], 2, 6)
        assert second.after == 2
        back = Wanted(edge=waiting[2], backwards=True)
        assert shown(await queue_store.page(tx, 1, back, now=NOW, limit=2)) == shown(first)
        beyond = Wanted(edge=ids[-1])
        assert shown(await queue_store.page(tx, 1, beyond, now=NOW, limit=2)) == shown(first)
        assert shown(await queue_store.page(tx, 2, Wanted(), now=NOW, limit=2)) == ([], 0, 0)


async def test_the_queue_is_narrowed_down(house: Database) -> None:
    async with house.write() as tx:
        old = await item(tx, at=NOW - timedelta(hours=5))
        rex, flagged = await item(tx, member_id=5), await item(tx)
        flag = ItemFlag(item_id=flagged, guideline="be-kind", guild_id=1, version=1,
                        severity="low", step="remind", excerpt="", at=NOW)  # fmt: skip
        await store.add_flag(tx, flag)
        mine, done = await item(tx), await item(tx)
        await store.change(tx, mine, state="claimed", claimed_by=9, claimed_at=NOW)
        await store.change(tx, done, state="decided", settled_by=9, settled_at=NOW)
        for wanted, found in (
            (Wanted(older_than=timedelta(hours=4)), [old]),
            (Wanted(member_id=5), [rex]),
            (Wanted(guideline="be-kind"), [flagged]),
            (Wanted(which="open"), [old, rex, flagged]),
            (Wanted(which="claimed"), [mine]),
            (Wanted(which="mine", moderator_id=9), [mine]),
            (Wanted(which="mine", moderator_id=8), []),
            (Wanted(which="decided", moderator_id=9), [done]),
            (Wanted(guideline="be-kind", member_id=5), []),
        ):
            page = await queue_store.page(tx, 1, wanted, now=NOW, limit=8)
            assert shown(page) == (found, 0, len(found)), wanted


def shown(page: Page) -> tuple[list[int], int, int]:
    return [one.id for one in page.items], page.before, page.total
