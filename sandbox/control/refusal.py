"""Saying no to a control request: one sentence that tells what is wrong and what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.errors import ApiError
    from sandbox.model import Json

_SHOWN = 12


class Refusal(Exception):
    """A control request that is not carried out."""

    def __init__(self, sentence: str, *, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def listed(names: Iterable[object]) -> str:
    """Return names for a sentence, shortened when there are many; "none" for none."""
    every = [str(name) for name in names]
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more if every else "none"


def discord_sentence(problem: ApiError) -> str:
    """Return Discord's refusal as a sentence, with the fields that it objects to."""
    details = list(_field_errors(problem.errors or {}, ""))
    return f"{problem.message}: {'; '.join(details)}" if details else problem.message


def _field_errors(errors: Json, path: str) -> Iterable[str]:
    for key, value in errors.items():
        if key == "_errors":
            yield from (f"{path}: {item['message']}" if path else item["message"] for item in value)
        else:
            yield from _field_errors(value, f"{path}.{key}" if path else key)
