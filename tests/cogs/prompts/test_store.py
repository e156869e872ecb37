"""What is kept of prompts, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.db import Database
from cogs.prompts import results_store, store
from cogs.prompts.personal import export_member, forget_member
from cogs.prompts.policy import Planned, Prompt, Results
from cogs.prompts.tables import metadata

GUILD, ANA, BO = 10, 7, 8
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


async def suggest(tx, text="Why?", *, state="suggested", wants_credit=True) -> int:
    return await store.add_own(
        tx,
        GUILD,
        language="en",
        text=text,
        tags=["question"],
        state=state,
        author_id=ANA,
        wants_credit=wants_credit,
    )


async def test_a_suggestion_is_decided_once_and_then_part_of_the_library(house):
    async with house.write() as tx:
        own_id = await suggest(tx)
        assert await store.own_prompts(tx, GUILD, "en") == []
        assert await store.count_suggested(tx, GUILD, ANA) == 1
        assert await store.decide(tx, GUILD, own_id, "active")
        assert not await store.decide(tx, GUILD, own_id, "refused")
        key = f"own:{own_id}"
        assert await store.own_prompts(tx, GUILD, "en") == [
            Prompt(key, "Why?", ("question",), is_own=True, suggested_by=ANA)
        ]
        assert await store.own_prompts(tx, GUILD, "es") == []


async def test_a_time_has_one_prompt_and_changes_only_from_the_state_that_was_seen(house):
    async with house.write() as tx:
        await store.add_planned(tx, GUILD, Planned(NOW, "a", "proposed"))
        await store.add_planned(tx, GUILD, Planned(NOW, "b", "proposed"))
        assert await store.planned_at(tx, GUILD, NOW) == Planned(NOW, "a", "proposed")
        assert await store.change_planned(tx, GUILD, NOW, before="proposed", state="approved")
        assert not await store.change_planned(tx, GUILD, NOW, before="proposed", state="dropped")
        assert await store.last_used(tx, GUILD) == {}
        assert await store.change_planned(tx, GUILD, NOW, before="approved", state="posted")
        assert await store.last_used(tx, GUILD) == {"a": NOW}


async def test_what_could_not_be_posted_takes_the_place_of_a_proposal_but_of_no_decision(house):
    async with house.write() as tx:
        later = NOW + WEEK
        await store.propose_instead(tx, GUILD, NOW, "a")
        await store.propose_instead(tx, GUILD, NOW, "b")
        assert await store.planned_at(tx, GUILD, NOW) == Planned(NOW, "b", "proposed")
        await store.add_planned(tx, GUILD, Planned(later, "c", "dropped"))
        await store.propose_instead(tx, GUILD, later, "a")
        assert await store.planned_at(tx, GUILD, later) == Planned(later, "c", "dropped")
        await store.remove_planned(tx, GUILD, NOW)
        assert await store.planned_at(tx, GUILD, NOW) is None


async def test_a_decision_is_about_the_prompt_that_was_seen(house):
    async with house.write() as tx:
        await store.add_planned(tx, GUILD, Planned(NOW, "a", "proposed"))
        assert not await store.decide_planned(tx, GUILD, NOW, "b", state="approved")
        assert await store.decide_planned(tx, GUILD, NOW, "a", state="approved")
        assert not await store.decide_planned(tx, GUILD, NOW, "a", state="dropped")


async def test_times_that_are_slots_no_more_are_freed_but_for_what_was_posted(house):
    async with house.write() as tx:
        for weeks, state in enumerate(("approved", "proposed", "approved", "posted", "proposed")):
            await store.add_planned(
                tx, GUILD, Planned(NOW + weeks * WEEK, f"{weeks} {state}", state)
            )
        freed = await store.free(tx, GUILD, NOW, but=[NOW + 4 * WEEK])
        assert sorted(one.prompt for one in freed) == ["1 proposed", "2 approved"]
        left = await store.planned_from(tx, GUILD, NOW)
        assert [one.prompt for one in left] == ["0 approved", "3 posted", "4 proposed"]


async def test_results_add_up_over_the_times_and_count_no_reply_twice(house):
    async with house.write() as tx:
        for number, due_at in enumerate((NOW, NOW + WEEK), 1):
            await store.add_planned(tx, GUILD, Planned(due_at, "a", "posted"))
            await store.change_planned(tx, GUILD, due_at, before="posted", message_id=number)
        assert await results_store.results(tx, GUILD) == {"a": Results(2, NOW + WEEK)}
        for prompt, user, message, new in (
            (1, ANA, 100, False),
            (1, ANA, 101, False),
            (1, ANA, 101, False),  # heard of again after downtime
            (2, BO, 102, True),
            (2, ANA, 103, False),
        ):
            await results_store.count_reply(
                tx, GUILD, prompt, user_id=user, message_id=message, was_new=new
            )
        assert await results_store.results(tx, GUILD) == {"a": Results(2, NOW + WEEK, 4, 2, 1)}
        for message in (102, 500):
            await results_store.forget_reply(tx, GUILD, message)
        assert await results_store.results(tx, GUILD) == {"a": Results(2, NOW + WEEK, 3, 1, 0)}
        assert await results_store.prompt_among(tx, GUILD, [3, 2]) == 2
        assert await results_store.prompt_among(tx, GUILD, [3]) is None


async def test_a_newcomer_counts_once_with_the_first_reply_to_any_prompt(house):
    async with house.write() as tx:
        for number, key in enumerate("ab", 1):
            due_at = NOW + number * WEEK
            await store.add_planned(tx, GUILD, Planned(due_at, key, "posted"))
            await store.change_planned(tx, GUILD, due_at, before="posted", message_id=number)
        for prompt, user, message, new in (
            (2, BO, 103, True),  # heard of before the earlier one, which was missed at first
            (1, BO, 102, True),
            (1, BO, 104, True),
            (2, ANA, 105, False),
        ):
            await results_store.count_reply(
                tx, GUILD, prompt, user_id=user, message_id=message, was_new=new
            )
        found = await results_store.results(tx, GUILD)
    assert {key: one.first_replies for key, one in found.items()} == {"a": 1, "b": 0}


async def test_who_is_forgotten_leaves_the_prompt_without_a_name(house):
    async with house.write() as tx:
        kept = await suggest(tx, "Kept?", state="active")
        await suggest(tx, "Undecided?")
        await results_store.count_reply(tx, GUILD, 1, user_id=ANA, message_id=2, was_new=False)
        assert "Undecided?" in str(await export_member(tx, GUILD, ANA))
        await forget_member(tx, GUILD, ANA)
        assert await export_member(tx, GUILD, ANA) == {}
        (left,) = await store.own_prompts(tx, GUILD, "en")
        assert (left.key, left.suggested_by) == (f"own:{kept}", None)
