"""From a press or a selection to the next state of the draft. Pure."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from cogs.setup.draft import Choice, Choices, Draft
from cogs.setup.pages import steps
from cogs.setup.situation import Situation, placed, staff, switched_on, to_create
from cogs.setup.slots import Slot, community_slots, slots_of

NEW_ROLES: Mapping[str, str] = MappingProxyType(
    {"managers": "Community team", "moderators": "Moderators"}
)
FEATURES_A_MENU = 25

Answer = Callable[[Draft, str, Sequence[str], Situation], Draft]


def answer(
    draft: Draft, action: str, arg: str, values: Sequence[str], situation: Situation
) -> Draft:
    """Return the draft after an action; an action that means nothing here changes nothing."""
    change = _ANSWERS.get(action)
    return change(draft, arg, values, situation) if change else draft


def _go(draft: Draft, arg: str, _values: Sequence[str], situation: Situation) -> Draft:
    order = steps(draft, situation)
    step = arg if arg in order else order[0]
    return draft.with_(step=step, typed="", guess="")


def _language(draft: Draft, _arg: str, values: Sequence[str], _situation: Situation) -> Draft:
    return draft.with_(language=values[0])


def _zone(draft: Draft, _arg: str, values: Sequence[str], _situation: Situation) -> Draft:
    return draft.with_(zone=values[0], typed="", guess="")


def _guess(draft: Draft, _arg: str, _values: Sequence[str], _situation: Situation) -> Draft:
    return draft.with_(zone=draft.guess or draft.zone, typed="", guess="")


def _roles(draft: Draft, arg: str, values: Sequence[str], situation: Situation) -> Draft:
    if arg not in NEW_ROLES:
        return draft
    new = tuple(choice for choice in staff(draft, situation, arg) if choice.create)
    return draft.with_(**{arg: (*_picked(values), *new)})


def _new_role(draft: Draft, arg: str, _values: Sequence[str], situation: Situation) -> Draft:
    if arg not in NEW_ROLES:
        return draft
    return draft.with_(
        **{arg: _toggled(staff(draft, situation, arg), Choice(create=NEW_ROLES[arg]))}
    )


def _features(draft: Draft, arg: str, values: Sequence[str], situation: Situation) -> Draft:
    """Take one menu's answer, `arg` being its number, and keep that of the others."""
    first = int(arg or 0) * FEATURES_A_MENU
    names = [feature.name for feature in situation.choosable]
    shown = names[first : first + FEATURES_A_MENU]
    kept = [name for name in switched_on(draft, situation) if name not in shown]
    return draft.with_(features=(*kept, *(name for name in values if name in shown)))


def _place(draft: Draft, arg: str, values: Sequence[str], situation: Situation) -> Draft:
    slot = _slot(arg, situation)
    return draft if slot is None else draft.placing(slot.dotted, _picked(values))


def _new_place(draft: Draft, arg: str, _values: Sequence[str], situation: Situation) -> Draft:
    slot = _slot(arg, situation)
    if slot is None:
        return draft
    chosen = placed(slot, draft, situation)
    new = to_create(slot)
    return draft.placing(slot.dotted, _toggled(chosen, new) if slot.many else _instead(chosen, new))


def _slot(path: str, situation: Situation) -> Slot | None:
    of_features = (slot for feature in situation.choosable for slot in slots_of(feature))
    slots = chain(community_slots(), of_features)
    return next((slot for slot in slots if slot.dotted == path), None)


def _picked(values: Sequence[str]) -> Choices:
    return tuple(Choice(id=int(value)) for value in values)


def _toggled(choices: Choices, new: Choice) -> Choices:
    if new in choices:
        return tuple(choice for choice in choices if choice != new)
    return (*choices, new)


def _instead(choices: Choices, new: Choice) -> Choices:
    return () if new in choices else (new,)


_ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "go": _go,
        "language": _language,
        "zone": _zone,
        "guess": _guess,
        "roles": _roles,
        "newrole": _new_role,
        "features": _features,
        "place": _place,
        "newplace": _new_place,
    }
)
