"""The channels and roles that a feature asks for, read from its settings model. Pure."""

import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot.features import Feature
from bot.settings import Community
from bot.settings.references import ChannelRef, RoleRef

What = Literal["channel", "role"]
MANY = (list, tuple, set, frozenset)


@dataclass(frozen=True, slots=True)
class Slot:
    """A setting that takes a channel or role, or several.

    `path` leads to it from the root of the settings. `needed` says that the feature cannot be
    switched on without it; `staff_only` that a channel made for it is hidden from members.
    `suggested` is the name for a new one, empty when the model has no example; `kind` the kind
    of channel that it must be, None for any; a new one is then a text channel.
    """

    path: tuple[str, ...]
    what: What
    description: str
    suggested: str = ""
    kind: str | None = None
    needed: bool = False
    many: bool = False
    staff_only: bool = False

    @property
    def name(self) -> str:
        """The path as the settings write it, below the feature or the community."""
        return ".".join(self.path[2:] if self.path[0] == "features" else self.path[1:])

    @property
    def dotted(self) -> str:
        """The whole path in one word."""
        return ".".join(self.path)


def slots_of(feature: Feature) -> tuple[Slot, ...]:
    """Return what a feature asks for, what it needs first.

    The type of a setting makes it a slot: ChannelRef or RoleRef, alone, optional or in a list.
    Its first example gives the suggested name; `json_schema_extra` may say
    `required_when_enabled`, `staff_only` and the `kind` of channel.
    """
    found = list(_slots(feature.settings, ("features", feature.name)))
    return tuple(sorted(found, key=lambda slot: not slot.needed))


def community_slots() -> tuple[Slot, ...]:
    """Return the channels that the community as a whole names; its roles are asked for apart."""
    return tuple(slot for slot in _slots(Community, ("community",)) if slot.what == "channel")


def signed(what: What, name: str) -> str:
    """Write a name with the sign by which people know a channel or a role."""
    return f"#{name}" if what == "channel" else f"@{name}"


def channel_name(text: str) -> str:
    """Write a name as Discord writes those of text channels."""
    return re.sub(r"-+", "-", re.sub(r"\s+", "-", text.strip().casefold()))[:100]


def _slots(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[Slot]:
    for name, info in model.model_fields.items():
        ref, many = _ref_in(info.annotation)
        if ref is not None:
            yield _slot((*path, name), info, ref, many=many)
        elif (inner := _group_in(info.annotation)) is not None:
            yield from _slots(inner, (*path, name))


def _slot(
    path: tuple[str, ...], info: FieldInfo, ref: type[ChannelRef] | type[RoleRef], *, many: bool
) -> Slot:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    example = _example(info, ref)
    return Slot(
        path=path,
        what="channel" if ref is ChannelRef else "role",
        description=info.description or "",
        suggested=example.name if example is not None else "",
        kind=_kind(extra.get("kind"), example),
        needed=info.is_required() or bool(extra.get("required_when_enabled")),
        many=many,
        staff_only=bool(extra.get("staff_only")),
    )


def _kind(marked: object, example: ChannelRef | RoleRef | None) -> str | None:
    if marked is not None:
        return str(marked)
    return example.kind if isinstance(example, ChannelRef) else None


def _example(info: FieldInfo, ref: type[ChannelRef] | type[RoleRef]) -> ChannelRef | RoleRef | None:
    """Read the first example that is a name, from a plain one or a list."""
    for example in info.examples or ():
        written = example[0] if isinstance(example, list | tuple) and example else example
        if isinstance(written, str) and (parsed := ref.parse(written)).name:
            return parsed
    return None


def _ref_in(annotation: Any) -> tuple[type[ChannelRef] | type[RoleRef] | None, bool]:  # noqa: ANN401 - an annotation may be anything
    """Return the kind of reference that an annotation takes, and whether it takes several."""
    if annotation in {ChannelRef, RoleRef}:
        return annotation, False
    origin = get_origin(annotation)
    if origin in MANY:
        ref, _ = _ref_in(get_args(annotation)[0])
        return ref, True
    if origin in {Union, types.UnionType}:
        for inner in get_args(annotation):
            ref, many = _ref_in(inner)
            if ref is not None:
                return ref, many
    return None, False


def _group_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - an annotation may be anything
    """Return the model that is the value itself, also where it may be left out."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {Union, types.UnionType}:
        return next(filter(None, map(_group_in, get_args(annotation))), None)
    return None
