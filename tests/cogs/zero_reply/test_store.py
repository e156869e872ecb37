"""What is kept about posts, answers and helpers, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.db import Database
from cogs.zero_reply import digest_store, messages_store, registry_store, store
from cogs.zero_reply.digest_store import Digest
from cogs.zero_reply.opener import UNSURE_FOR
from cogs.zero_reply.personal import export_member, forget_member
from cogs.zero_reply.policy import Answer, Written
from cogs.zero_reply.tables import metadata

GUILD, MIA, TOM = 11, 1, 2
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


def asked(number: int, *, hours: float = 0, author: int = MIA) -> Written:
    return Written(
        message_id=number,
        channel_id=number,
        author_id=author,
        at=NOW - timedelta(hours=hours),
        asks="post",
    )


async def keep(tx, *several: Written) -> None:
    for one in several:
        await messages_store.put(tx, GUILD, one, one.at)
        texts = store.Texts(f"Post {one.message_id}", "some words")
        await store.keep_opener(tx, GUILD, one, 5, texts)


async def test_first_posts_come_first_then_new_ones_then_older_ones(house):
    async with house.write() as tx:
        await keep(tx, asked(1, hours=80), asked(2, hours=3), asked(3, hours=2), asked(4, hours=50))
        await keep(tx, asked(5, hours=1))
        await store.change(tx, 4, is_first=True)
        await store.change(tx, 5, snoozed_until=NOW + HOUR)
    async with house.read() as tx:
        waiting = await digest_store.waiting(tx, GUILD, NOW, since=NOW - 10 * HOUR, limit=10)
        counts = await digest_store.count_waiting(tx, GUILD, NOW)
        few = await digest_store.waiting(tx, GUILD, NOW, since=NOW - 10 * HOUR, limit=2)
    assert [one.opener_id for one in waiting] == [4, 2, 3, 1]
    assert [one.opener_id for one in few] == [4, 2]
    assert counts == (2, 1, 1)


async def test_of_one_hour_what_most_people_ask_comes_first_and_urgent_posts_before_all(house):
    async with house.write() as tx:
        await keep(tx, asked(1, hours=3), asked(2, hours=2.9), asked(3, hours=1))
        await keep(tx, asked(4, hours=5), asked(5, hours=4))
        await store.count_reaction(tx, 2, 1)
        await store.change(tx, 4, is_first=True)
        await store.change(tx, 5, is_first=True, is_urgent=True)
        waiting = await digest_store.waiting(tx, GUILD, NOW, since=NOW - 10 * HOUR, limit=10)
    assert [one.opener_id for one in waiting] == [5, 4, 2, 1, 3]


async def test_a_period_has_one_list_whose_numbers_stay(house):
    digest = Digest("2026-11-02", NOW - HOUR, NOW, 0, "x")
    async with house.write() as tx:
        await keep(tx, asked(1), asked(2), asked(3))
        assert await digest_store.keep(tx, GUILD, digest, [2, 1])
        assert not await digest_store.keep(tx, GUILD, digest, [1])
        await digest_store.add_item(tx, GUILD, digest.period, 3)
        await digest_store.add_item(tx, GUILD, digest.period, 3)
        items = await digest_store.items_of(tx, GUILD, digest.period)
        assert await digest_store.periods_with(tx, GUILD, 3) == [digest.period]
    assert {number: one.opener_id for number, one in items.items()} == {1: 2, 2: 1, 3: 3}


async def test_waits_count_from_the_post_and_for_ever_without_an_answer(house):
    async with house.write() as tx:
        await keep(tx, asked(1, hours=3), asked(2, hours=2))
        answer = Answer(9, TOM, NOW - 2 * HOUR, "sure")
        await store.set_answer(tx, 1, answer, status="answered", by_staff=False)
        since = NOW - 10 * HOUR
        found = await digest_store.figures_since(tx, GUILD, since, left_out=())
    assert (found.posts, found.answered, found.by_members, found.median) == (2, 1, 1, HOUR)


@pytest.mark.parametrize("person", [MIA, TOM])
async def test_who_wants_to_be_in_no_figures_is_in_none_asking_or_answering(house, person):
    async with house.write() as tx:
        await keep(tx, asked(1, hours=3), asked(2, hours=2))
        answer = Answer(9, TOM, NOW - 2 * HOUR, "sure")
        await store.set_answer(tx, 1, answer, status="answered", by_staff=False)
        since = NOW - 10 * HOUR
        found = await digest_store.figures_since(tx, GUILD, since, left_out={person})
    assert (found.posts, found.answered) == ((0, 0) if person == MIA else (1, 0))


async def test_what_was_probably_answered_is_asked_about_after_a_day(house):
    async with house.write() as tx:
        await keep(tx, asked(1, hours=30), asked(2, hours=30))
        for opener_id, hours in ((1, 24), (2, 23)):
            answer = Answer(9, TOM, NOW - hours * HOUR, "probable")
            await store.set_answer(tx, opener_id, answer, status="probable", by_staff=False)
        found = await digest_store.unconfirmed(tx, GUILD, NOW - UNSURE_FOR, limit=5)
    assert [one.opener_id for one in found] == [1]
    assert found[0].is_unconfirmed(NOW)


async def test_helpers_are_known_with_how_often_they_were_asked(house):
    async with house.write() as tx:
        for helper in (MIA, TOM):
            await registry_store.join(tx, GUILD, helper, topics=("glue", "oak"), a_week=2, now=NOW)
        assert await registry_store.ask(tx, GUILD, 7, TOM, NOW - 200 * HOUR)
        assert await registry_store.ask(tx, GUILD, 8, TOM, NOW - HOUR)
        assert not await registry_store.ask(tx, GUILD, 8, TOM, NOW)
        assert await registry_store.change(tx, GUILD, MIA, quiet="20:00-08:00")
        assert not await registry_store.change(tx, GUILD, 99, quiet="")
        mia, tom = await registry_store.all_of(tx, GUILD, NOW)
    assert (mia.asked_lately, mia.last_asked_at, str(mia.quiet)) == (0, None, "20:00-08:00")
    assert (tom.asked_lately, tom.last_asked_at) == (1, NOW - HOUR)


async def test_who_is_forgotten_leaves_answers_without_a_name(house):
    async with house.write() as tx:
        await keep(tx, asked(1), asked(2, author=TOM))
        answer = Answer(9, MIA, NOW, "sure")
        await messages_store.put(
            tx, GUILD, Written(message_id=9, channel_id=2, author_id=MIA, at=NOW), NOW
        )
        await store.set_answer(tx, 2, answer, status="answered", by_staff=False)
        told = await export_member(tx, GUILD, MIA)
        assert "Post 2" not in str(told)
        assert "Post 1" in str(told)
        await forget_member(tx, GUILD, MIA)
        assert await export_member(tx, GUILD, MIA) == {}
        assert await store.opener(tx, 1) is None
        kept = await store.opener(tx, 2)
    assert kept is not None
    assert (kept.status, kept.answered_by) == ("answered", 0)


async def test_what_is_old_is_deleted(house):
    async with house.write() as tx:
        await keep(tx, asked(1, hours=3000), asked(2))
        for table in (store, messages_store):
            await table.purge(tx, NOW - 2000 * HOUR)
        assert await messages_store.find(tx, 1) is None
        assert await store.opener(tx, 1) is None
        assert await store.opener(tx, 2) is not None


MINUTE = timedelta(minutes=1)


def said(number: int, minutes: float, *, author: int = TOM, **more) -> Written:
    more = {"channel_id": 5, **more}
    return Written(message_id=number, author_id=author, at=NOW + minutes * MINUTE, **more)


async def test_an_opener_is_judged_by_what_stands_around_it(house):
    question = said(1, 0, author=MIA, asks="root")
    more = said(2, 1, author=MIA)
    near, late = said(3, 20), said(4, 21)
    to_question, to_more, gone = (said(n, 90, reply_to=to) for n, to in ((5, 1), (6, 2), (7, 1)))
    in_thread = [said(number, number, channel_id=1) for number in (8, 9, 10)]
    async with house.write() as tx:
        several = [question, more, near, late, to_question, to_more, gone, *in_thread]
        for one in several:
            assert await messages_store.add(tx, GUILD, one, one.at)
        await messages_store.put(tx, GUILD, gone, gone.at, is_deleted=True)
        await store.keep_opener(tx, GUILD, question, None, store.Texts("", "Why?"))
        (opener,) = await store.openers_of(tx, [1, 2])
        around = await messages_store.neighbourhood(tx, opener)
    assert around == [question, more, *in_thread[:2], near, to_question, to_more]


async def test_what_was_asked_shortly_before_is_found_with_the_start_of_a_thread(house):
    early, there = said(1, 0, asks="root"), said(2, 5, asks="root")
    starts = [said(number, -50 + number, asks="thread") for number in (3, 4, 5)]
    async with house.write() as tx:
        for one in (early, there, said(6, 6), *starts):
            await messages_store.add(tx, GUILD, one, one.at)
        found = await messages_store.asked_until(tx, 5, NOW + 22 * MINUTE)
        assert found == [*starts[:2], there]
        assert await messages_store.thread_starts(tx, 5) == starts[:2]


async def test_nothing_follows_the_latest_message_and_nothing_refers_to_it(house):
    first, second, old = said(1, 0), said(2, 0), said(3, -21)
    async with house.write() as tx:
        for one in (first, second, old):
            await messages_store.add(tx, GUILD, one, one.at)
        assert not await messages_store.is_latest(tx, first)
        assert await messages_store.is_latest(tx, second)
        assert await messages_store.is_latest(tx, old)
        await messages_store.add(tx, GUILD, said(4, 500, reply_to=2), NOW)
        assert not await messages_store.is_latest(tx, second)
        assert not await messages_store.add(tx, GUILD, said(4, 1), NOW)
