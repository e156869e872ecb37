"""Private messages keep to one budget, over restarts, and rest when Discord complains."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.effects import EffectKey, Message, Result, SendDirect
from bot.outbox.budget import Budget, Spent, after_complaint, judge
from bot.outbox.policy import Postpone
from tests.bot.outbox.house import START, House, key_of

MIA, LEO = 7, 8
BUDGET = Budget(per_minute=10, per_hour=50)


def note(member_id: int = MIA, **parts: object) -> SendDirect:
    return SendDirect(member_id=member_id, message=Message(text="hi"), **parts)


def invitation(member_id: int = MIA, **parts: object) -> SendDirect:
    return note(member_id, purpose="invitation", **parts)


def ask(effect: SendDirect, spent: Spent, now: datetime) -> Result | Postpone | None:
    return judge(effect, BUDGET, spent, state="planned", attempts=0, now=now)


@given(st.lists(st.integers(0, 20), max_size=300))
def test_no_minute_and_no_hour_sees_more_than_its_share(pauses: list[int]) -> None:
    now, sent = START, []
    for pause in pauses:
        now += timedelta(seconds=pause)
        recent = [at for at in sent if at > now - timedelta(hours=1)]
        verdict = ask(note(), Spent(attempts=recent), now)
        if isinstance(verdict, Postpone):
            assert verdict.due_at > now
            now = verdict.due_at
            recent = [at for at in sent if at > now - timedelta(hours=1)]
            assert ask(note(), Spent(attempts=recent), now) is None, "its turn has come by then"
        sent.append(now)
    assert most_within(sent, timedelta(minutes=1)) <= BUDGET.per_minute
    assert most_within(sent, timedelta(hours=1)) <= BUDGET.per_hour


def most_within(instants: Sequence[datetime], span: timedelta) -> int:
    return max((sum(one <= at < one + span for at in instants) for one in instants), default=0)


@pytest.mark.parametrize(
    ("effect", "days", "is_written"),
    [
        (invitation(), 29, False),
        (invitation(), 30, True),
        (invitation(asked_for=True), 1, True),
        (note(), 1, True),
    ],
)
def test_nobody_is_invited_twice_in_thirty_days(
    effect: SendDirect, days: int, is_written: bool
) -> None:
    verdict = ask(effect, Spent(invited_at=START), START + timedelta(days=days))
    assert (verdict is None) is is_written


def test_every_complaint_doubles_the_rest_until_it_is_given_up() -> None:
    rests = [after_complaint(count, START) for count in range(8)]
    minutes = [(rest.due_at - START) // timedelta(minutes=1) for rest in rests[:3]]  # type: ignore[union-attr]  # the last alone is a Result
    assert minutes == [30, 60, 120]
    assert isinstance(rests[-1], Result)
    assert rests[-1].state == "failed"


async def write(house: House, subject: str, effect: SendDirect) -> EffectKey:
    key = key_of(subject, "desk.note")
    await house.plan(key, effect)
    return key


async def test_the_eleventh_message_of_a_minute_waits_for_its_turn(house: House) -> None:
    keys = [await write(house, str(number), note(number)) for number in range(12)]
    assert [await house.state(key) for key in keys[9:]] == ["sent", *["planned dm_budget"] * 2]
    await house.crash()
    await house.begin()
    assert await house.state(keys[10]) == "planned dm_budget"
    await house.pass_time(seconds=61)
    assert {await house.state(key) for key in keys} == {"sent"}


async def test_channels_do_not_wait_for_private_messages(house: House) -> None:
    for number in range(12):
        await write(house, str(number), note(number))
    assert await house.state(await house.say("in public")) == "sent"


async def test_an_invitation_too_many_is_left_out_and_a_notice_is_not(house: House) -> None:
    first = await write(house, "1", invitation())
    second = await write(house, "2", invitation())
    other = await write(house, "3", invitation(LEO))
    notice = await write(house, "4", note())
    assert await house.state(first) == "sent"
    assert await house.state(second) == "skipped dm_too_often"
    assert {await house.state(one) for one in (other, notice)} == {"sent"}
    await house.pass_time(days=31)
    assert await house.state(await write(house, "5", invitation())) == "sent"


async def test_a_complaint_of_discord_lets_all_private_messages_rest(house: House) -> None:
    house.board.complains = 2
    first = await write(house, "1", note(MIA))
    second = await write(house, "2", note(LEO))
    assert await house.state(first) == "planned dm_too_fast"
    assert await house.state(second) == "planned dm_rest"
    await house.crash()
    await house.begin()
    await house.pass_time(minutes=29)
    assert len(house.board.attempts) == 1
    await house.pass_time(minutes=2)
    assert len(house.board.attempts) == 2
    await house.pass_time(minutes=58)
    assert len(house.board.attempts) == 2, "the second rest is twice as long"
    await house.pass_time(minutes=2)
    assert {await house.state(first), await house.state(second)} == {"sent"}
