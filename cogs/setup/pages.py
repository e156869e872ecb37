"""The pages of the setup, in order. Pure."""

from collections.abc import Iterator

from bot.features import Feature
from cogs.setup.draft import Draft
from cogs.setup.situation import Situation, switched_on
from cogs.setup.slots import Slot, slots_of

SLOTS_A_PAGE = 3
LANGUAGE, ZONE, STAFF, FEATURES, PLAN = "language", "zone", "staff", "features", "plan"


def steps(draft: Draft, situation: Situation) -> tuple[str, ...]:
    """Return the pages in order; a feature with many slots has several."""
    on = switched_on(draft, situation)
    places = [
        f"places.{feature.name}.{number}"
        for feature in situation.choosable
        if feature.name in on
        for number, _ in enumerate(_in_threes(slots_of(feature)))
    ]
    return (LANGUAGE, ZONE, STAFF, FEATURES, *places, PLAN)


def slots_on(step: str, situation: Situation) -> tuple[Feature, tuple[Slot, ...]] | None:
    """Return the feature and the slots of a page, None for the pages that are not about one."""
    kind, _, rest = step.partition(".")
    name, _, number = rest.rpartition(".")
    for feature in situation.choosable:
        if kind == "places" and feature.name == name:
            pages = list(_in_threes(slots_of(feature)))
            return feature, pages[min(int(number), len(pages) - 1)]
    return None


def neighbours(draft: Draft, situation: Situation) -> tuple[str | None, str | None]:
    """Return the pages before and after the present one."""
    order = steps(draft, situation)
    here = order.index(draft.step)
    before = order[here - 1] if here else None
    return before, order[here + 1] if here + 1 < len(order) else None


def _in_threes(slots: tuple[Slot, ...]) -> Iterator[tuple[Slot, ...]]:
    for start in range(0, len(slots), SLOTS_A_PAGE):
        yield slots[start : start + SLOTS_A_PAGE]
