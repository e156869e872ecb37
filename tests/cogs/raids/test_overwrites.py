"""A channel that was closed opens exactly as it was, but for what staff have changed."""

from hypothesis import given
from hypothesis import strategies as st

from bot.effects import Overwrite
from cogs.raids.overwrites import Overwrites, as_json, closed, from_json, reopened

EVERYONE, STAFF, BITS = 1, 2, 0b0111
ANY_BIT = 0b1111 | 1 << 60


@st.composite
def overwrite(draw: st.DrawFn, target_id: int) -> Overwrite:
    allow = draw(st.integers(0, 15)) | draw(st.sampled_from((0, 1 << 60)))
    deny = draw(st.integers(0, 15)) & ~allow
    target = "member" if target_id >= 5 else "role"
    return Overwrite(target_id=target_id, target=target, allow=allow, deny=deny)


@st.composite
def overwrites(draw: st.DrawFn) -> Overwrites:
    targets = draw(st.lists(st.integers(1, 7), unique=True))
    return tuple(draw(overwrite(target_id)) for target_id in targets)


def close(before: Overwrites) -> Overwrites:
    return closed(before, everyone=EVERYONE, staff=[STAFF], bits=BITS)


def by_target(found: Overwrites) -> dict[int, Overwrite]:
    return {one.target_id: one for one in found}


@given(overwrites())
def test_a_channel_that_nobody_touches_is_exactly_as_it_was(before: Overwrites) -> None:
    during = close(before)
    found = reopened(before, during, during)
    assert by_target(found.overwrites) == by_target(before)
    assert not found.is_conflict


@given(overwrites())
def test_in_a_closed_channel_only_staff_are_allowed_anything(before: Overwrites) -> None:
    during = by_target(close(before))
    assert during[EVERYONE].deny & BITS == BITS
    for target_id, one in during.items():
        assert one.allow & BITS == (BITS if target_id == STAFF else 0)
        assert one.allow & one.deny == 0
        was = by_target(before).get(target_id, Overwrite(target_id=target_id))
        assert one.allow & ~BITS == was.allow & ~BITS
        assert one.deny & ~BITS == was.deny & ~BITS


@given(overwrites(), overwrites())
def test_whatever_staff_have_changed_meanwhile_stays(
    before: Overwrites, current: Overwrites
) -> None:
    during, now = by_target(close(before)), by_target(current)
    found = by_target(reopened(before, close(before), current).overwrites)
    for target_id, one in now.items():
        then = during.get(target_id, Overwrite(target_id=target_id))
        changed = (one.allow ^ then.allow) | (one.deny ^ then.deny)
        kept = found.get(target_id, Overwrite(target_id=target_id))
        assert kept.allow & changed == one.allow & changed
        assert kept.deny & changed == one.deny & changed
    assert set(found) <= set(now)


def test_a_change_of_what_was_closed_is_a_conflict_and_any_other_is_not() -> None:
    before = (Overwrite(target_id=EVERYONE),)
    during = close(before)
    elsewhere = (*during, Overwrite(target_id=9, allow=1))
    assert not reopened(before, during, elsewhere).is_conflict
    by_hand = tuple(
        one.model_copy(update={"deny": 0}) if one.target_id == EVERYONE else one for one in during
    )
    assert reopened(before, during, by_hand).is_conflict
    removed = tuple(one for one in during if one.target_id != EVERYONE)
    found = reopened(before, during, removed)
    assert found.is_conflict
    assert found.overwrites == ()


@given(overwrites())
def test_overwrites_are_stored_with_every_bit(before: Overwrites) -> None:
    assert from_json(as_json(before)) == before
