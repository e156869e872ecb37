"""What a person filled into a modal, in the shape of a submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.errors import invalid_form
from sandbox.world import components
from sandbox.world.command_options import CHANNEL, MENTIONABLE, ROLE, USER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.wire import Json

RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23
_RESOLVES = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}


def submitted_components(
    modal: Json, values: Mapping[str, str | list[str]]
) -> tuple[list[Json], list[tuple[int, str]]]:
    """Return the components of a submission and the ids in them, each with its option type.

    Raises 50035 for unknown inputs, missing required ones, and lengths out of bounds.
    """
    inputs = {
        item["custom_id"]: item
        for _, item in components.walk(modal["components"])
        if item.get("type") in components.INPUTS
    }
    for custom_id in values:
        if custom_id not in inputs:
            raise invalid_form(f"values.{custom_id}", f"No such input; known: {', '.join(inputs)}")
    wanted = [
        (_RESOLVES[item["type"]], value)
        for custom_id, item in inputs.items()
        if item["type"] in _RESOLVES
        for value in _as_list(values.get(custom_id))
    ]
    return [_submitted(item, values) for item in modal["components"]], wanted


def _as_list(value: str | list[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def _submitted(component: Json, values: Mapping[str, str | list[str]]) -> Json:
    body: Json = {"type": component["type"], "id": component.get("id", 0)}
    if "components" in component:
        body["components"] = [_submitted(item, values) for item in component["components"]]
    elif "component" in component:
        body["component"] = _submitted(component["component"], values)
    elif component["type"] in components.INPUTS:
        body["custom_id"] = component["custom_id"]
        body |= _filled(component, values.get(component["custom_id"]))
    return body


def _filled(component: Json, value: str | list[str] | None) -> Json:
    kind, custom_id = component["type"], component["custom_id"]
    if kind == CHECKBOX:
        return {"value": value in {"true", "on", "1"}}
    required = component.get("required", True)
    if required and not value:
        raise invalid_form(f"values.{custom_id}", "This field is required", "BASE_TYPE_REQUIRED")
    if kind == components.TEXT_INPUT:
        return {"value": _text(component, value)}
    if kind == RADIO_GROUP:
        return {"value": _as_list(value)[0] if value else None}
    chosen = _as_list(value)
    if kind in components.SELECTS and (chosen or required):
        _check_number(component, chosen)
    return {"values": chosen}


def _text(component: Json, value: str | list[str] | None) -> str:
    text = value if isinstance(value, str) else component.get("value") or ""
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if text and not least <= len(text) <= most:
        raise invalid_form(
            f"values.{component['custom_id']}",
            f"Must be between {least} and {most} in length.",
            "BASE_TYPE_BAD_LENGTH",
        )
    return text


def _check_number(component: Json, chosen: list[str]) -> None:
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    if not least <= len(chosen) <= most:
        raise invalid_form(
            f"values.{component['custom_id']}", f"Must be between {least} and {most} in length."
        )
    known = [str(option["value"]) for option in component.get("options") or []]
    if component["type"] == components.STRING_SELECT and set(chosen) - set(known):
        raise invalid_form(
            f"values.{component['custom_id']}", f"Unknown value; known: {', '.join(known)}"
        )
