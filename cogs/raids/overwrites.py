"""Closing a channel and opening it again, as permission bits: pure decisions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.effects import Overwrite

Overwrites = tuple[Overwrite, ...]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A channel as it is to be; in a conflict, staff have meanwhile changed what we had changed."""

    overwrites: Overwrites
    is_conflict: bool


def closed(before: Overwrites, *, everyone: int, staff: Collection[int], bits: int) -> Overwrites:
    """Return the overwrites with which nobody but staff (roles or members by id) has `bits`."""
    known = {one.target_id: one for one in before}
    for target_id in (everyone, *staff):
        known.setdefault(target_id, Overwrite(target_id=target_id))
    return tuple(
        _change(one, allow=bits if one.target_id in staff else 0,
                deny=bits if one.target_id == everyone else 0, of=bits)
        for one in known.values()
    )  # fmt: skip


def reopened(before: Overwrites, during: Overwrites, current: Overwrites) -> Reopened:
    """Take back what closing has changed, and leave whatever staff have changed since."""
    was, ours = _by_target(before), _by_target(during)
    found: list[Overwrite] = []
    is_conflict = any(
        one.target_id not in _by_target(current) and one != was.get(one.target_id) for one in during
    )
    for now in current:
        then = ours.get(now.target_id)
        if then is None:
            found.append(now)
            continue
        first = was.get(now.target_id, Overwrite(target_id=now.target_id, target=now.target))
        foreign = (now.allow ^ then.allow) | (now.deny ^ then.deny)
        is_conflict |= bool(foreign & ((first.allow ^ then.allow) | (first.deny ^ then.deny)))
        merged = _change(first, allow=now.allow & foreign, deny=now.deny & foreign, of=foreign)
        if merged.allow or merged.deny or now.target_id in was:
            found.append(merged)
    return Reopened(tuple(found), is_conflict)


def as_json(overwrites: Overwrites) -> Sequence[Mapping[str, object]]:
    """Return overwrites as they are stored."""
    return [one.model_dump() for one in overwrites]


def from_json(stored: Sequence[Mapping[str, object]]) -> Overwrites:
    """Return overwrites that were stored."""
    return tuple(Overwrite.model_validate(one) for one in stored)


def _change(one: Overwrite, *, allow: int, deny: int, of: int) -> Overwrite:
    """Set these of an overwrite's bits anew."""
    changed = {"allow": one.allow & ~of | allow, "deny": one.deny & ~of | deny}
    return one.model_copy(update=changed)


def _by_target(overwrites: Overwrites) -> Mapping[int, Overwrite]:
    return {one.target_id: one for one in overwrites}
