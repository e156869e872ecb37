"""What a person filled into a modal, in the shape of a submission."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sandbox.errors import invalid_form
from sandbox.model import Upload
from sandbox.world import components
from sandbox.world.command_options import CHANNEL, MENTIONABLE, ROLE, USER
from sandbox.world.files import check_size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sandbox.model import Json

RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23
Filled: TypeAlias = str | Upload | list[str] | list[Upload]
_RESOLVES = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}


def submitted_components(
    modal: Json, values: Mapping[str, Filled]
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
        for value in _texts(custom_id, values.get(custom_id))
    ]
    return [_submitted(item, values) for item in modal["components"]], wanted


def _as_list(value: Filled | None) -> Sequence[str | Upload]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def _texts(custom_id: str, value: Filled | None) -> list[str]:
    texts = [item for item in _as_list(value) if isinstance(item, str)]
    if len(texts) < len(_as_list(value)):
        raise invalid_form(f"values.{custom_id}", "This input takes no file.")
    return texts


def _files(component: Json, value: Filled | None) -> list[Upload]:
    custom_id = component["custom_id"]
    files = [item for item in _as_list(value) if isinstance(item, Upload)]
    if len(files) < len(_as_list(value)):
        raise invalid_form(f"values.{custom_id}", "This input takes files.")
    for upload in files:
        check_size(upload)
    return files


def _submitted(component: Json, values: Mapping[str, Filled]) -> Json:
    body: Json = {"type": component["type"], "id": component.get("id", 0)}
    if "components" in component:
        body["components"] = [_submitted(item, values) for item in component["components"]]
    elif "component" in component:
        body["component"] = _submitted(component["component"], values)
    elif component["type"] in components.INPUTS:
        body["custom_id"] = component["custom_id"]
        body |= _filled(component, values.get(component["custom_id"]))
    return body


def _filled(component: Json, value: Filled | None) -> Json:
    kind, custom_id = component["type"], component["custom_id"]
    if kind == CHECKBOX:
        return {"value": value in {"true", "on", "1"}}
    required = component.get("required", True)
    if required and not value:
        raise invalid_form(f"values.{custom_id}", "This field is required", "BASE_TYPE_REQUIRED")
    if kind == components.FILE_UPLOAD:
        files = _files(component, value)
        if files or required:
            _check_number(component, len(files))
        return {"values": files}
    chosen = _texts(custom_id, value)
    if kind == components.TEXT_INPUT:
        return {"value": _text(component, chosen)}
    if kind == RADIO_GROUP:
        return {"value": chosen[0] if chosen else None}
    if kind in components.SELECTS and (chosen or required):
        _check_number(component, len(chosen))
        _check_known(component, chosen)
    return {"values": chosen}


def _text(component: Json, chosen: list[str]) -> str:
    text = chosen[0] if chosen else str(component.get("value") or "")
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if text and not least <= len(text) <= most:
        raise invalid_form(
            f"values.{component['custom_id']}",
            f"Must be between {least} and {most} in length.",
            "BASE_TYPE_BAD_LENGTH",
        )
    return text


def _check_number(component: Json, chosen: int) -> None:
    least, most = components.numbers_of_values(component)
    if not least <= chosen <= most:
        raise invalid_form(
            f"values.{component['custom_id']}", f"Must be between {least} and {most} in length."
        )


def _check_known(component: Json, chosen: list[str]) -> None:
    known = [str(option["value"]) for option in component.get("options") or []]
    if component["type"] == components.STRING_SELECT and set(chosen) - set(known):
        raise invalid_form(
            f"values.{component['custom_id']}", f"Unknown value; known: {', '.join(known)}"
        )
