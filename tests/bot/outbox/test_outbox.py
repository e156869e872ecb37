"""What happens to a planned effect, on both databases, in virtual time."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.actions import Blocked, Unclear
from bot.effects import CreateRole, DeleteMessage, EditMessage, Message, Result
from bot.outbox import people, store
from tests.bot.outbox.house import GUILD, START, House, key_of, message


async def test_a_planned_message_is_sent_once_and_its_id_is_kept(house: House) -> None:
    key = await house.say("1", "welcome")
    assert house.board.texts(10) == ["welcome"]
    assert await house.result(key) == Result(state="sent", created_id=1000, channel_id=10, at=START)


async def test_the_same_key_is_planned_once(house: House) -> None:
    assert await house.plan(key_of("1"), message("first"))
    assert not await house.plan(key_of("1"), message("second"))
    assert house.board.texts(10) == ["first"]


async def test_another_period_is_another_effect(house: House) -> None:
    assert await house.plan(key_of("", period="2026-W45"), message("one"))
    assert await house.plan(key_of("", period="2026-W46"), message("two"))
    assert house.board.texts(10) == ["one", "two"]


async def test_nothing_is_sent_when_the_deciding_transaction_is_undone(house: House) -> None:
    async def change_their_mind() -> None:
        async with house.db.write() as tx:
            await house.outbox.plan(tx, key_of("1"), message())
            raise LookupError

    with pytest.raises(LookupError):
        await change_their_mind()
    await house.pass_time(minutes=1)
    assert house.board.made == []
    assert await house.state(key_of("1")) == "unknown"


async def test_messages_to_one_channel_keep_their_order(house: House) -> None:
    async with house.db.write() as tx:
        for number in range(20):
            await house.outbox.plan(tx, key_of(str(number)), message(f"{number}"))
    await house.quiet()
    assert house.board.texts(10) == [f"{number}" for number in range(20)]


async def test_a_message_that_is_tried_again_soon_is_not_overtaken(house: House) -> None:
    house.board.faults.extend(["fails_before", "fails_before"])
    await house.say("1", "first")
    await house.say("2", "second")
    await house.say("3", "elsewhere", channel=11)
    assert house.board.texts(10) == []
    assert house.board.texts(11) == []
    await house.pass_time(seconds=15)
    assert house.board.texts(10) == ["first", "second"]
    assert house.board.texts(11) == ["elsewhere"]


async def test_a_message_that_keeps_failing_does_not_hold_up_its_channel(house: House) -> None:
    house.board.faults.extend(["bug"] * 4)
    await house.say("1", "never")
    await house.pass_time(seconds=80)
    await house.say("2", "later")
    assert house.board.texts(10) == ["later"]


async def test_a_slow_channel_does_not_hold_up_the_others(house: House) -> None:
    house.board.faults.append("dies_before")  # this request never comes back
    async with house.db.write() as tx:
        await house.outbox.plan(tx, key_of("1"), message("slow"))
    await house.board.died.wait()
    house.board.died.clear()
    async with house.db.write() as tx:
        await house.outbox.plan(tx, key_of("2"), message("quick", channel=11))
    async with asyncio.timeout(5):
        await house.board.written_in(11)
    assert house.board.texts(10) == []
    await house.crash()


async def test_retries_come_at_growing_distances_and_end(house: House) -> None:
    house.board.faults.extend(["fails_before"] * 20)
    key = await house.say("1")
    await house.pass_time(hours=24)
    waits = (0, 2, 12, 72, 372, 2172, 9372, 30972)
    assert [at for at, _ in house.board.attempts] == [
        START + timedelta(seconds=wait) for wait in waits
    ]
    assert await house.state(key) == "failed 503"
    assert [result.state for _, result in house.settled] == ["failed"]


async def test_a_success_after_failures_is_settled_as_sent(house: House) -> None:
    house.board.faults.extend(["fails_before", "fails_after"])
    key = await house.say("1")
    await house.pass_time(minutes=2)
    assert await house.state(key) == "sent"
    assert house.board.times(key) == 1
    assert len(house.board.attempts) == 2  # the third look found what the second had done


async def test_two_equal_messages_are_told_apart_after_an_unclear_attempt(house: House) -> None:
    first = await house.say("1", "hello")
    house.board.faults.append("fails_before")
    await house.pass_time(seconds=5)
    second = await house.say("2", "hello")
    await house.pass_time(minutes=2)
    assert house.board.texts(10) == ["hello", "hello"]
    results = [await house.result(key) for key in (first, second)]
    assert [result and result.created_id for result in results] == [1000, 1001]


async def test_a_look_that_fails_is_repeated_before_anything_is_sent(house: House) -> None:
    house.board.faults.append("fails_after")
    house.board.unreadable.extend([Unclear("500"), Blocked("missing_permission", "history")])
    key = await house.say("1")
    await house.pass_time(minutes=30)
    assert house.board.times(key) == 1
    assert await house.state(key) == "sent"


async def test_a_crash_after_sending_does_not_send_again(house: House) -> None:
    house.board.faults.append("dies_after")
    key = await house.say("1")
    assert house.board.times(key) == 1
    assert await house.state(key) == "sent"


async def test_a_crash_before_sending_sends_after_the_restart(house: House) -> None:
    house.board.faults.append("dies_before")
    key = await house.say("1")
    assert house.board.times(key) == 1
    assert await house.state(key) == "sent"


async def test_what_was_planned_before_a_crash_is_done_after_it(house: House) -> None:
    async with house.db.write() as tx:
        await house.outbox.plan(tx, key_of("1"), message("planned"))
        await house.crash()
    await house.begin()
    assert house.board.texts(10) == ["planned"]


async def test_a_missing_permission_is_looked_at_again_until_it_is_granted(house: House) -> None:
    house.board.closed.add(10)
    key = await house.say("1")
    await house.pass_time(minutes=25)
    assert await house.state(key) == "planned missing_permission"
    assert len(house.postponed) == 3
    house.board.closed.clear()
    await house.pass_time(minutes=10)
    assert await house.state(key) == "sent"


async def test_waiting_for_permission_does_not_use_up_the_attempts(house: House) -> None:
    house.board.closed.add(10)
    key = await house.say("1")
    await house.pass_time(hours=5)
    house.board.closed.clear()
    house.board.faults.append("fails_before")
    await house.pass_time(minutes=15)
    assert await house.state(key) == "sent"


async def test_a_permission_that_nobody_grants_for_a_day_is_given_up(house: House) -> None:
    house.board.closed.add(10)
    key = await house.say("1")
    await house.pass_time(hours=25)
    assert await house.state(key) == "skipped missing_permission"
    house.board.closed.clear()
    await house.pass_time(hours=25)
    assert house.board.made == []


async def test_what_discord_refuses_is_not_tried_again(house: House) -> None:
    house.board.faults.append("refuses")
    key = await house.say("1")
    await house.pass_time(hours=10)
    assert await house.state(key) == "skipped 50013"
    assert len(house.board.attempts) == 1


async def test_an_effect_waits_until_it_is_due(house: House) -> None:
    await house.plan(key_of("1"), message("later"), due_at=START + timedelta(minutes=5))
    await house.pass_time(minutes=4, seconds=59)
    assert house.board.made == []
    await house.pass_time(seconds=1)
    assert [made.at for made in house.board.made] == [START + timedelta(minutes=5)]


async def test_an_effect_that_came_too_late_is_skipped(house: House) -> None:
    house.board.closed.add(10)
    await house.plan(key_of("1"), message(), expires_at=START + timedelta(minutes=15))
    await house.pass_time(minutes=16)
    house.board.closed.clear()
    await house.pass_time(hours=1)
    assert await house.state(key_of("1")) == "skipped too_late"
    assert house.board.made == []


async def test_an_interrupted_effect_is_not_sent_after_its_time(house: House) -> None:
    house.board.faults.append("fails_before")
    await house.plan(key_of("1"), message(), expires_at=START + timedelta(seconds=1))
    await house.pass_time(hours=1)
    assert await house.state(key_of("1")) == "skipped too_late"
    assert house.board.made == []


async def test_an_interrupted_effect_that_took_place_counts_however_late_it_is_found(
    house: House,
) -> None:
    house.board.faults.append("fails_after")
    await house.plan(key_of("1"), message(), expires_at=START + timedelta(seconds=1))
    await house.pass_time(hours=1)
    assert await house.state(key_of("1")) == "sent"


async def test_a_planned_effect_can_be_cancelled_until_it_begins(house: House) -> None:
    await house.plan(key_of("1"), message(), due_at=START + timedelta(minutes=5))
    async with house.db.write() as tx:
        assert await house.outbox.cancel(tx, key_of("1"))
    await house.pass_time(hours=1)
    assert await house.state(key_of("1")) == "skipped cancelled"
    assert house.board.made == []
    sent = await house.say("2")
    async with house.db.write() as tx:
        assert not await house.outbox.cancel(tx, sent)
        assert not await house.outbox.cancel(tx, key_of("never planned"))


async def test_what_is_taken_back_is_not_sent_or_deleted_and_its_words_are_forgotten(
    house: House,
) -> None:
    planned, sent = key_of("1"), await house.say("2")
    await house.plan(planned, message("secret"), due_at=START + timedelta(minutes=5))
    async with house.db.write() as tx:
        for key in (planned, sent, key_of("never planned")):
            await house.outbox.take_back(tx, key)
    await house.pass_time(hours=1)
    assert await house.state(planned) == "skipped cancelled"
    (made,) = house.board.made
    assert made.gone
    async with house.db.read() as tx:
        kept = (await tx.execute(sa.select(store.outbox.c.kind, store.outbox.c.effect))).all()
    assert [row.effect for row in kept if row.kind == sent.kind] == [None, None]


async def test_an_edit_waits_for_the_message_that_it_is_about(house: House) -> None:
    await house.plan(key_of("1"), message("old"), due_at=START + timedelta(minutes=1))
    edit = EditMessage(of=key_of("1"), message=Message(text="new"))
    await house.plan(key_of("1", "welcome.edit"), edit)
    assert await house.state(key_of("1", "welcome.edit")) == "planned waiting"
    await house.pass_time(minutes=2)
    assert house.board.texts(10) == ["new"]
    assert await house.state(key_of("1", "welcome.edit")) == "sent"


async def test_waiting_for_a_message_does_not_use_up_the_attempts(house: House) -> None:
    await house.plan(key_of("1"), message("old"), due_at=START + timedelta(minutes=10))
    edit = EditMessage(of=key_of("1"), message=Message(text="new"))
    await house.plan(key_of("1", "welcome.edit"), edit)
    await house.pass_time(minutes=9, seconds=59)
    house.board.faults.extend(["fails_before", "fails_before"])  # the message, then its edit
    await house.pass_time(minutes=2)
    assert house.board.texts(10) == ["new"]


async def test_a_sent_message_is_taken_back_by_the_key_that_sent_it(house: House) -> None:
    key = await house.say("1")
    await house.plan(key_of("1", "welcome.taken_back"), DeleteMessage(of=key))
    assert house.board.texts(10) == []


async def test_taking_back_a_message_that_was_never_sent_changes_nothing(house: House) -> None:
    never = key_of("never")
    await house.plan(key_of("1", "welcome.taken_back"), DeleteMessage(of=never))
    assert await house.state(key_of("1", "welcome.taken_back")) == "skipped nothing_to_change"


async def test_perform_returns_what_came_of_it(house: House) -> None:
    done = await house.outbox.perform(key_of("role", "setup.role"), CreateRole(name="Greeters"))
    assert (done.state, done.created_id) == ("sent", 1000)
    again = await house.outbox.perform(key_of("role", "setup.role"), CreateRole(name="Greeters"))
    assert again == done
    assert len(house.board.made) == 1


async def test_perform_does_not_wait_for_somebody_to_grant_a_permission(house: House) -> None:
    house.board.closed.add(10)
    result = await house.outbox.perform(key_of("1"), message())
    assert (result.state, result.code) == ("planned", "missing_permission")


async def test_a_mistake_in_one_effect_does_not_stop_the_others(house: House) -> None:
    house.board.faults.append("bug")
    first = await house.say("1", "one")
    await house.say("2", "two", channel=11)
    assert house.board.texts(11) == ["two"]
    await house.pass_time(seconds=2)
    assert await house.state(first) == "sent"


async def test_a_row_that_cannot_be_read_is_set_aside(house: House) -> None:
    async with house.db.write() as tx:
        await house.outbox.plan(tx, key_of("1"), message())
        await tx.execute(store.outbox.update().values(effect={"do": "dance"}))
    await house.quiet()
    await house.say("2", "two")
    assert house.board.texts(10) == ["two"]
    assert await house.state(key_of("1")) == "failed unreadable"


async def test_a_forgotten_person_is_neither_written_to_nor_named(house: House) -> None:
    mia = 7_700_000_077
    await house.plan(key_of(str(mia)), message("hello Mia"), due_at=START + timedelta(minutes=5))
    await house.say(f"greeting {mia}", "Mia is here")
    shared = await house.say("digest", f"Waiting for an answer: <@{mia}>")
    other = await house.say("78", "Bo is here")
    async with house.db.write() as tx:
        assert len(await people.concerning(tx, GUILD, mia)) == 3
        assert await people.forget_person(tx, GUILD, mia)
    await house.pass_time(hours=1)
    assert "hello Mia" not in house.board.texts(10)
    async with house.db.read() as tx:
        rows = (await tx.execute(sa.select(store.outbox))).all()
        assert await people.concerning(tx, GUILD, mia) == []
    assert str(mia) not in str(rows)
    assert "Bo is here" not in str(rows), "it might have repeated her words"
    assert await house.state(shared) == await house.state(other) == "sent"


async def test_nobody_is_forgotten_while_something_about_them_is_under_way(house: House) -> None:
    mia = 7_700_000_077
    house.board.faults.append("fails_before")
    await house.say(str(mia))
    async with house.db.write() as tx:
        assert not await people.forget_person(tx, GUILD, mia)
    await house.pass_time(hours=1)
    async with house.db.write() as tx:
        assert await people.forget_person(tx, GUILD, mia)


async def test_texts_are_emptied_after_thirty_days_and_still_nothing_repeats(
    house: House,
) -> None:
    old, later = await house.say("1", "old"), key_of("2")
    await house.plan(later, message("planned"), due_at=START + timedelta(days=60))
    await house.pass_time(days=29)
    assert await house.outbox.forget_old_texts() == 0
    await house.pass_time(days=2)
    assert await house.outbox.forget_old_texts() == 1
    assert not await house.plan(old, message("old"))
    await house.pass_time(days=30)
    assert house.board.texts(10) == ["old", "planned"]


async def test_a_stopped_outbox_leaves_nothing_ringing(house: House) -> None:
    await house.plan(key_of("1"), message(), due_at=START + timedelta(minutes=5))
    await house.outbox.stop()
    await house.pass_time(hours=1)
    assert house.board.made == []
    assert not house.outbox.busy
    await house.begin()
    assert await house.state(key_of("1")) == "sent"


async def test_many_effects_in_many_channels_all_take_place(house: House) -> None:
    async with house.db.write() as tx:
        for number in range(250):
            key = key_of(str(number))
            await house.outbox.plan(tx, key, message(f"{number}", channel=10 + number % 20))
    await house.quiet()
    assert len(house.board.made) == 250
    for channel in range(10, 30):
        numbers = [int(text) for text in house.board.texts(channel)]
        assert numbers == sorted(numbers)
