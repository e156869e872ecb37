"""What the answers are held against, and what they come to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard, get_args

from bot.doctor.facts import Channel, Guild, Role
from bot.doctor.references import at, meant
from bot.effects import ChannelKind
from bot.features import Feature
from bot.settings.document import Document
from bot.settings.references import ChannelRef, RoleRef
from cogs.setup.draft import Choice, Choices, Draft
from cogs.setup.slots import Slot, What, channel_name

OWN = "setup"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the answers are held against: the server, its settings, and what there is to choose."""

    guild: Guild
    document: Document
    features: tuple[Feature, ...]
    version: int

    @property
    def choosable(self) -> tuple[Feature, ...]:
        """The features that may be switched on and off."""
        return tuple(feature for feature in self.features if feature.name != OWN)

    def is_on(self, name: str) -> bool:
        """Tell whether a feature is on in the settings as they stand."""
        settings = self.document.feature(name)
        return settings is not None and settings.enabled

    def things(self, what: What) -> Sequence[Channel | Role]:
        """Return the server's channels or roles."""
        return self.guild.channels if what == "channel" else self.guild.roles

    def name_of(self, what: What, thing_id: int) -> str:
        """Return the name of a channel or role, its id when it is gone."""
        found = next((thing for thing in self.things(what) if thing.id == thing_id), None)
        return found.name if found else str(thing_id)


def language(draft: Draft, situation: Situation) -> str:
    """Return the language that the answers come to."""
    return draft.language or situation.document.community.language


def zone(draft: Draft, situation: Situation) -> str:
    """Return the time zone that the answers come to."""
    return draft.zone or str(situation.document.community.timezone)


def staff(draft: Draft, situation: Situation, group: str) -> Choices:
    """Return the roles of "managers" or "moderators" that the answers come to."""
    chosen: Choices | None = getattr(draft, group)
    if chosen is not None:
        return _found(chosen, "role", situation)
    return standing(getattr(situation.document.community.staff, group), situation.guild.roles)


def switched_on(draft: Draft, situation: Situation) -> tuple[str, ...]:
    """Return the names of the features that the answers come to."""
    names = [feature.name for feature in situation.choosable]
    if draft.features is not None:
        return tuple(name for name in names if name in draft.features)
    return tuple(name for name in names if situation.is_on(name))


def placed(slot: Slot, draft: Draft, situation: Situation) -> Choices:
    """Return what fills a slot.

    What was picked, else what the settings name, else a channel of the suggested name if there
    is one, else, where the feature needs it, a new one.
    """
    if slot.dotted in draft.places:
        return _found(draft.places[slot.dotted], slot.what, situation)
    refs = at(situation.document, slot.dotted)
    if refs:
        return standing(refs, situation.things(slot.what), to_create=True)
    alike = find_alike(slot, situation) if slot.suggested else None
    if alike is not None:
        return (Choice(id=alike.id),)
    return (to_create(slot),) if slot.needed and can_create(slot) else ()


def find_alike(slot: Slot, situation: Situation) -> Channel | Role | None:
    """Return what already bears the suggested name, so that no second one is made."""
    ref: ChannelRef | RoleRef
    if slot.what == "channel":
        ref = ChannelRef(name=slot.suggested, kind=slot.kind)
    else:
        ref = RoleRef(name=slot.suggested)
    found = [
        thing
        for thing in meant(ref, situation.things(slot.what))
        if not isinstance(thing, Channel) or thing.kind == (slot.kind or "text")
    ]
    return found[0] if found else None


def can_create(slot: Slot) -> bool:
    """Tell whether the bot can make what the slot asks for: roles and most kinds of channels."""
    return bool(slot.suggested) and _can_be_made(slot.kind)


def to_create(slot: Slot) -> Choice:
    """Return the choice to make a new one of the suggested name."""
    if slot.what == "role":
        return Choice(create=slot.suggested)
    return _new_channel(slot.suggested, slot.kind)


def _new_channel(name: str, kind: str | None) -> Choice:
    made = kind if _can_be_made(kind) and kind is not None else "text"
    return Choice(create=name.strip() if made == "voice" else channel_name(name), kind=made)


def _can_be_made(kind: str | None) -> TypeGuard[ChannelKind | None]:
    return kind is None or kind in get_args(ChannelKind)


def standing(
    refs: Sequence[ChannelRef | RoleRef],
    things: Sequence[Channel | Role],
    *,
    to_create: bool = False,
) -> Choices:
    """Turn references into choices; one that stands for nothing is left out, or to be made."""
    choices: list[Choice] = []
    for ref in refs:
        found = meant(ref, things)
        if found:
            choices.append(Choice(id=min(thing.id for thing in found)))
        elif to_create and isinstance(ref, RoleRef) and ref.name:
            choices.append(Choice(create=ref.name))
        elif to_create and isinstance(ref, ChannelRef) and ref.name and _can_be_made(ref.kind):
            choices.append(_new_channel(ref.name, ref.kind))
    return tuple(choices)


def _found(choices: Choices, what: What, situation: Situation) -> Choices:
    """Take what exists instead of making a second one of the same name."""
    return tuple(
        Choice(id=found[0].id)
        if choice.create and (found := _bearing(choice, what, situation))
        else choice
        for choice in choices
    )


def _bearing(choice: Choice, what: What, situation: Situation) -> list[Channel | Role]:
    ref = ChannelRef(name=choice.create) if what == "channel" else RoleRef(name=choice.create)
    return [
        thing
        for thing in meant(ref, situation.things(what))
        if not isinstance(thing, Channel) or thing.kind == choice.kind
    ]
