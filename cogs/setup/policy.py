"""Exactly what would be done for the answers, and what stands in the way. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from bot.doctor.references import at
from bot.effects import ChannelKind
from bot.permissions import name_of
from bot.texts import N_
from bot.texts.phrase import Phrase
from cogs.setup.draft import Choice, Choices, Draft
from cogs.setup.situation import Situation, language, placed, staff, standing, switched_on, zone
from cogs.setup.slots import Slot, What, community_slots, slots_of

MOST_CHANNELS = 500
MOST_ROLES = 250


@dataclass(frozen=True, slots=True)
class Creation:
    """Something that has to be made; `topic` is an English sentence, a key for translation."""

    what: What
    name: str
    topic: str = ""
    staff_only: bool = False
    kind: ChannelKind = "text"


Creations = dict[tuple[What, str, ChannelKind], Creation]


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that would change; a Choice in `after` becomes an id once it exists.

    `what` says whether it takes channels or roles, if it does, and `many` whether several.
    """

    path: tuple[str, ...]
    what: What | None
    before: Any
    after: Any
    many: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Exactly what would be done. With obstacles nothing is done at all.

    `team` are the roles that see channels which are hidden from members.
    """

    creations: tuple[Creation, ...]
    changes: tuple[Change, ...]
    obstacles: tuple[Phrase, ...]
    team: Choices

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.creations and not self.changes


def plan(draft: Draft, situation: Situation) -> Plan:
    """Work out exactly what confirming would do."""
    creations: Creations = {}
    changes = [*_community_changes(draft, situation)]
    for group in ("managers", "moderators"):
        for choice in staff(draft, situation, group):
            _note(creations, choice, Creation("role", choice.create))
    on = switched_on(draft, situation)
    for feature in situation.choosable:
        if (feature.name in on) != situation.is_on(feature.name):
            path = ("features", feature.name, "enabled")
            changes.append(Change(path, None, situation.is_on(feature.name), feature.name in on))
    for slot in _asked(on, situation):
        chosen = placed(slot, draft, situation)
        for choice in chosen:
            topic = slot.description
            made = Creation(slot.what, choice.create, topic, slot.staff_only, choice.kind)
            _note(creations, choice, made)
        changes += _place_change(slot, chosen, situation)
    creating = tuple(creations.values())
    team = (*staff(draft, situation, "managers"), *staff(draft, situation, "moderators"))
    obstacles = (
        *_obstacles(creating, situation),
        *_gaps(draft, situation),
        *(_nobodys(each) for each in creating if each.staff_only and not team),
    )
    return Plan(creating, tuple(changes), obstacles, team)


def _asked(on: Collection[str], situation: Situation) -> Iterator[Slot]:
    """Find every place that the community and the features which are on ask for."""
    yield from community_slots()
    for feature in situation.choosable:
        yield from slots_of(feature) if feature.name in on else ()


def _community_changes(draft: Draft, situation: Situation) -> Iterator[Change]:
    community = situation.document.community
    if language(draft, situation) != community.language:
        yield Change(("community", "language"), None, community.language, draft.language)
    if zone(draft, situation) != str(community.timezone):
        yield Change(("community", "timezone"), None, str(community.timezone), draft.zone)
    groups = {group: staff(draft, situation, group) for group in ("managers", "moderators")}
    before = {
        group: standing(getattr(community.staff, group), situation.guild.roles) for group in groups
    }
    if groups != before:
        yield Change(("community", "staff"), "role", before, groups)


def _nobodys(creation: Creation) -> Phrase:
    return Phrase(
        N_("#{name} is for your team only: go back and say which roles that is."),
        name=creation.name,
    )


def _place_change(slot: Slot, chosen: Choices, situation: Situation) -> Iterator[Change]:
    refs = at(situation.document, slot.dotted)
    if chosen == standing(refs, situation.things(slot.what)):
        return
    yield Change(slot.path, slot.what, tuple(refs), chosen, slot.many)


def _obstacles(creations: tuple[Creation, ...], situation: Situation) -> Iterator[Phrase]:
    """Find what keeps the bot from making these."""
    held = situation.guild.permissions
    limits: tuple[tuple[What, str, int], ...] = (
        ("channel", "manage_channels", MOST_CHANNELS),
        ("role", "manage_roles", MOST_ROLES),
    )
    for what, permission, most in limits:
        names = [creation.name for creation in creations if creation.what == what]
        if names and not held & {permission, "administrator"}:
            yield Phrase(
                N_(
                    "The bot needs the permission {permission} to create {names}. Grant it under "
                    "Server Settings → Roles → {role}, or go back and pick what exists."
                ),
                permission=name_of(permission),
                names=names,
                role=situation.guild.top_role.name,
            )
        if what == "channel":
            yield from _only_in_a_community(creations, situation)
        if names and len(situation.things(what)) + len(names) > most:
            yield Phrase(
                N_("This server has too many to create {names}: Discord allows {most}."),
                names=names,
                most=most,
            )


def _only_in_a_community(creations: tuple[Creation, ...], situation: Situation) -> Iterator[Phrase]:
    names = [creation.name for creation in creations if creation.kind == "announcement"]
    if names and not situation.guild.is_community:
        yield Phrase(
            N_(
                "Only Community servers have announcement channels, such as {names}. Enable "
                "Community in the Server Settings, or go back and pick another channel."
            ),
            names=names,
        )


def _gaps(draft: Draft, situation: Situation) -> Iterator[Phrase]:
    """Find what a feature cannot do without."""
    on = switched_on(draft, situation)
    for feature in situation.choosable:
        for slot in slots_of(feature) if feature.name in on else ():
            if slot.needed and not placed(slot, draft, situation):
                yield Phrase(
                    N_("{feature} cannot be switched on without {setting}: go back and pick one."),
                    feature=feature.name,
                    setting=slot.name,
                )


def _note(creations: Creations, choice: Choice, creation: Creation) -> None:
    """Remember what is to be made, once; hidden from members if anybody asks for that."""
    if not choice.create:
        return
    key = (creation.what, creation.name.casefold(), creation.kind)
    known = creations.get(key)
    if known is None or (creation.staff_only and not known.staff_only):
        creations[key] = creation
