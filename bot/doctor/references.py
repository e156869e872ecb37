"""The channels and roles that settings speak of, and what they stand for on a server."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel

from bot.settings.problems import closest
from bot.settings.references import ChannelRef, RoleRef


class Named(Protocol):
    """A channel or a role on a server."""

    @property
    def id(self) -> int:
        """Discord's id."""

    @property
    def name(self) -> str:
        """The name that people see."""


P = TypeVar("P", bound=Named)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the settings where a channel or role is named; the path is dotted."""

    path: str
    ref: ChannelRef | RoleRef


def mentions(value: object, path: str) -> Iterator[Mention]:
    """Find every channel and role in a settings model, its parts, lists and maps."""
    if isinstance(value, ChannelRef | RoleRef):
        yield Mention(path, value)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from mentions(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from mentions(each, f"{path}.{key}")
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from mentions(each, path)


def at(value: object, path: str) -> list[ChannelRef | RoleRef]:
    """Return the channels and roles below a dotted path of a settings model."""
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
    return [mention.ref for mention in mentions(value, path)]


def meant(ref: ChannelRef | RoleRef, things: Iterable[P]) -> list[P]:
    """Return what a reference may stand for: one thing, none, or several of the same name."""
    found = [thing for thing in things if ref.matches(thing.id, thing.name)]
    kind = ref.kind if isinstance(ref, ChannelRef) else None
    of_kind = [thing for thing in found if getattr(thing, "kind", None) == kind]
    return of_kind or found


def likely(ref: ChannelRef | RoleRef, things: Iterable[P]) -> str | None:
    """Return the name that was probably meant by one that does not exist."""
    return closest(ref.name, [thing.name for thing in things]) if ref.name else None
