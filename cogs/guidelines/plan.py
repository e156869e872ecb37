"""What a change of the settings does to the guidelines: pure facts, made of single changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.settings.diff import Change
from cogs.guidelines.settings import Guideline

SECTIONS = frozenset({"guidelines", "lists", "allow", "ladder"})
FINDING = frozenset({"detect", "only", "exempt", "lists", "allow"})


@dataclass(frozen=True, slots=True)
class GuidelineChange:
    """What is different in one guideline; paths begin below it. `before_id` tells a new id."""

    id: str
    changes: tuple[Change, ...] = ()
    before_id: str = ""

    @property
    def changes_what_is_found(self) -> bool:
        """Whether other messages may be flagged than before."""
        return any(change.path[0] in FINDING for change in self.changes)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the guidelines, their word lists, the allow-list and the ladder."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[GuidelineChange, ...] = ()
    others: tuple[Change, ...] = ()
    is_reordered: bool = False

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.removed or self.changed or self.others or self.is_reordered)

    @property
    def changes_what_is_found(self) -> bool:
        """Whether other messages may be flagged than before."""
        return bool(
            self.added
            or self.removed
            or any(change.path[0] in FINDING for change in self.others)
            or any(changed.changes_what_is_found for changed in self.changed)
        )

    @property
    def renamed(self) -> Mapping[str, str]:
        """The new ids of guidelines by their former ones."""
        return {one.before_id: one.id for one in self.changed if one.before_id}


def plan_of(
    changes: Iterable[Change], before: Sequence[Guideline], after: Sequence[Guideline]
) -> Plan:
    """Sort the changes between two documents, and tell who was renamed from who is new."""
    mine = [change for change in changes if change.path[0] in SECTIONS]
    by_id: dict[str, list[Change]] = {}
    for change in mine:
        if change.path[0] == "guidelines" and len(change.path) > 1:
            by_id.setdefault(str(change.path[1]), []).append(replace(change, path=change.path[2:]))
    known, kept = {one.id: one for one in before}, {one.id: one for one in after}
    added = [one for one in after if one.id not in known]
    removed = [one for one in before if one.id not in kept]
    renamed = dict(_renamed(removed, added))
    edited = [
        GuidelineChange(one, tuple(found))
        for one, found in by_id.items()
        if one in known and one in kept
    ]
    moved = [
        GuidelineChange(new, tuple(_inside(known[old], kept[new])), old)
        for old, new in renamed.items()
    ]
    return Plan(
        added=tuple(one.id for one in added if one.id not in renamed.values()),
        removed=tuple(one.id for one in removed if one.id not in renamed),
        changed=(*edited, *moved),
        others=tuple(change for change in mine if change.path[0] != "guidelines"),
        is_reordered=[one for one in known if one in kept] != [one for one in kept if one in known],
    )


def _renamed(removed: Sequence[Guideline], added: Sequence[Guideline]) -> Iterator[tuple[str, str]]:
    """Pair those that went with those that came under the same title, or look for the same."""
    free = list(added)
    for old in removed:
        for new in free:
            if old.title.written() == new.title.written() or _content(old) == _content(new):
                free.remove(new)
                yield old.id, new.id
                break


def _content(guideline: Guideline) -> dict[str, Any]:
    return guideline.model_dump(mode="json", exclude={"id", "title"})


def _inside(before: Guideline, after: Guideline) -> Iterator[Change]:
    was, now = before.model_dump(mode="json"), after.model_dump(mode="json")
    for name in now:
        if name != "id" and was.get(name) != now[name]:
            yield Change((name,), was.get(name), now[name])
