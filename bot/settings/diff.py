"""What differs between two versions of the settings: by setting, and line by line."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from bot.settings.yaml_source import Path, dotted


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that differs; None stands for a setting that is not there."""

    path: Path
    before: Any
    after: Any

    @property
    def field(self) -> str:
        """The path as people read it, such as "features.welcome.channel"."""
        return dotted(self.path)


def changes_between(before: BaseModel, after: BaseModel) -> tuple[Change, ...]:
    """Compare two documents setting by setting, defaults included, in the order of the file."""
    return tuple(_compare(before.model_dump(mode="json"), after.model_dump(mode="json"), ()))


def lines_between(before: str, after: str, *, before_name: str, after_name: str) -> str:
    """Compare two texts line by line, in the unified format; empty when they are equal."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), before_name, after_name, lineterm=""
    )
    return "\n".join(lines)


def _compare(before: Any, after: Any, path: Path) -> Iterator[Change]:  # noqa: ANN401 - JSON has no narrower type
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            yield from _compare(before.get(name), after.get(name), (*path, name))
    elif _has_ids(before) and _has_ids(after):
        yield from _compare(_by_id(before), _by_id(after), path)
    elif before != after:
        yield Change(path, before, after)


def _has_ids(value: object) -> bool:
    """Whether entries of a list are told apart by an id rather than by their position."""
    return isinstance(value, list) and all(
        isinstance(each, dict) and isinstance(each.get("id"), str) for each in value
    )


def _by_id(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(entry["id"]): entry for entry in entries}
