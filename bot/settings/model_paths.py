"""Which settings a model knows at a path: for "did you mean" and for what is allowed."""

from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from bot.settings.yaml_source import Path

_DEEPEST = 12
_SEQUENCES = (list, tuple, set, frozenset)


def names_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """Return the names of the settings that are known at `path`, in the order of the model."""
    kinds: list[object] = [model]
    for step in path:
        kinds = [inner for kind in kinds for inner in _step(kind, step)]
    models = (found for kind in kinds for found in _models(kind))
    return tuple(dict.fromkeys(name for found in models for name in _fields(found)))


def paths_to(model: type[BaseModel], name: str, above: Path = ()) -> Iterator[Path]:
    """Find every place where a setting called `name` is known, not looking into lists."""
    if len(above) > _DEEPEST:
        return
    for field, annotation in _fields(model).items():
        if field == name:
            yield (*above, name)
        for inner in _models(annotation):
            yield from paths_to(inner, name, (*above, field))


def _fields(model: type[BaseModel]) -> dict[str, object]:
    """Return the annotations of a model by the name that stands in the file."""
    return {info.alias or name: info.annotation for name, info in model.model_fields.items()}


def _step(kind: object, step: str | int) -> Iterator[object]:
    """Follow one key or index down from an annotation, through every branch of a union."""
    for branch in _branches(kind):
        origin = get_origin(branch)
        if isinstance(branch, type) and issubclass(branch, BaseModel):
            if (field := _fields(branch).get(str(step))) is not None:
                yield field
        elif isinstance(origin, type) and issubclass(origin, (*_SEQUENCES, Mapping)):
            yield from get_args(branch)[-1 if issubclass(origin, Mapping) else 0 :][:1]


def _models(kind: object) -> Iterator[type[BaseModel]]:
    for branch in _branches(kind):
        if isinstance(branch, type) and issubclass(branch, BaseModel):
            yield branch


def _branches(kind: Any) -> Iterator[object]:  # noqa: ANN401 - an annotation may be anything
    """Take off Annotated, unions and root models."""
    if isinstance(kind, type) and issubclass(kind, RootModel):
        yield from _branches(kind.model_fields["root"].annotation)
    elif hasattr(kind, "__metadata__"):
        yield from _branches(kind.__origin__)
    elif get_origin(kind) in {Union, type(int | str)}:
        for branch in get_args(kind):
            yield from _branches(branch)
    else:
        yield kind
