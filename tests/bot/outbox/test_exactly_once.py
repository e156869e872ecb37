"""Whatever happens in whatever order, an effect takes place once, or not at all and says so."""

from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.db import Database
from bot.effects import EffectKey, Message, SendDirect, SendMessage
from bot.outbox import store
from tests.bot.outbox.house import Fault, House, key_of, message

CHANNELS = (10, 11)


@dataclass(frozen=True)
class Plan:
    """A message is decided. Texts repeat, so that messages must be told apart by more."""

    subject: int
    channel: int
    text: str


@dataclass(frozen=True)
class Letter:
    """A private message is decided."""

    subject: int
    member: int
    text: str


@dataclass(frozen=True)
class Go:
    """Something else happens: a fault is waiting, time passes, the process dies, …"""

    what: str
    value: int = 0


plans = st.builds(
    Plan, st.integers(0, 5), st.sampled_from(CHANNELS), st.sampled_from(["hello", "welcome"])
)
letters = st.builds(
    Letter, st.integers(0, 5), st.sampled_from([7, 8]), st.sampled_from(["hello", "welcome"])
)
faults = st.sampled_from([Go(fault) for fault in get_args(Fault)])
others = st.one_of(
    st.sampled_from([Go("close", 10), Go("open", 10), Go("crash"), Go("stop"), Go("complain")]),
    st.builds(Go, st.just("pass"), st.sampled_from([1, 2, 9, 60, 700, 4000])),
    st.builds(Go, st.just("cancel"), st.integers(0, 5)),
)


async def take(house: House, step: Plan | Letter | Go) -> None:
    match step:
        case Plan():
            await house.plan(key_of(str(step.subject)), message(step.text, step.channel))
        case Letter():
            letter = SendDirect(member_id=step.member, message=Message(text=step.text))
            await house.plan(key_of(str(step.subject), "desk.letter"), letter)
        case Go():
            await happen(house, step)


async def happen(house: House, step: Go) -> None:
    match step:
        case Go("close"):
            house.board.closed.add(step.value)
        case Go("open"):
            house.board.closed.discard(step.value)
        case Go("complain"):
            house.board.complains += 1
        case Go("crash"):
            await house.crash()
            await house.begin()
        case Go("stop"):
            await house.outbox.stop()
            await house.begin()
        case Go("pass"):
            await house.pass_time(seconds=step.value)
        case Go("cancel"):
            async with house.db.write() as tx:
                await house.outbox.cancel(tx, key_of(str(step.value)))
        case Go():
            house.board.faults.append(step.what)  # type: ignore[arg-type]  # one of Fault


async def live_through(steps: list[Plan | Letter | Go]) -> House:
    """Run the steps, then let everything come to rest."""
    db = Database("sqlite://")
    await db.start()
    try:
        house = House(db)
        await house.open()
        for step in steps:
            await take(house, step)
        house.board.closed.clear()
        house.board.complains = 0
        await house.pass_time(days=2)
        async with db.read() as tx:
            rows = (await tx.execute(sa.select(store.outbox))).mappings().all()
        await house.close()
    finally:
        await db.close()
    house.rows = rows
    return house


def key(row: sa.RowMapping) -> EffectKey:
    return EffectKey(**{name: row[name] for name in EffectKey.model_fields})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(plans, letters, faults, others), max_size=25))
async def test_every_effect_takes_place_once_or_is_settled_otherwise(
    steps: list[Plan | Letter | Go],
) -> None:
    house = await live_through(steps)
    assert {row["due_at"] for row in house.rows} <= {None}
    ids = {made.nonce: made.id for made in house.board.made}
    for row in house.rows:
        times = house.board.times(key(row))
        if row["state"] == "sent":
            assert times <= 1
        elif row["state"] == "skipped" and row["code"] in {"cancelled", "missing_permission"}:
            assert times == 0
        else:
            assert row["state"] in {"failed", "skipped"}
            assert times <= 1
    # Each message on the board belongs to one effect, and each sent effect has one.
    sent = [row["created_id"] for row in house.rows if row["state"] == "sent"]
    assert len(sent) == len(set(sent))
    assert set(sent) <= set(ids.values())
    assert len(house.board.made) <= len(house.rows)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(faults.filter(lambda fault: fault.what != "refuses"), max_size=3),
    st.lists(st.one_of(plans, st.builds(Go, st.just("pass"), st.integers(1, 20))), max_size=15),
    st.data(),
)
async def test_a_channel_hears_things_in_the_order_in_which_they_were_decided(
    faults: list[Go], steps: list[Plan | Go], data: st.DataObject
) -> None:
    for fault in faults:
        steps.insert(data.draw(st.integers(0, len(steps))), fault)
    house = await live_through(steps)
    order = {key(row): row["id"] for row in house.rows}
    by_nonce = {made.nonce: made for made in house.board.made}
    assert len(by_nonce) == len(house.board.made) == len(house.rows)
    place = {row["created_id"]: row["id"] for row in house.rows}
    assert len(place) == len(order)
    for channel in CHANNELS:
        ids = [
            place[made.id]
            for made in house.board.made
            if isinstance(made.effect, SendMessage) and made.effect.channel_id == channel
        ]
        assert all(earlier < later for earlier, later in pairwise(ids))
