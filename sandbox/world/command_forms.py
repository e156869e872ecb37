"""Discord's rules for the definition of an application command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sandbox.errors import ApiError
from sandbox.form import Form
from sandbox.wire import optional_id

if TYPE_CHECKING:
    from sandbox.model import Json

CHAT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
OPTION_TYPES: Final = range(1, 12)
MOST: Final = {CHAT: 100, USER: 15, MESSAGE: 15}
MOST_CHARACTERS: Final = 8000
_NAME = re.compile(r"[-_'\w]{1,32}")


def read_commands(bodies: list[Json]) -> list[Json]:
    """Return the definitions of a bulk overwrite with defaults, or raise for the first fault."""
    if not isinstance(bodies, list):
        raise ApiError(400, 50035, "Invalid Form Body")
    seen: set[tuple[int, str]] = set()
    for body in bodies:
        key = (int(body.get("type") or CHAT), str(body.get("name")))
        if key in seen:
            raise ApiError(
                400,
                50035,
                "Invalid Form Body",
                {
                    "_errors": [
                        {
                            "code": "APPLICATION_COMMANDS_DUPLICATE_NAME",
                            "message": "Application command names must be unique",
                        }
                    ]
                },
            )
        seen.add(key)
    kinds = [kind for kind, _ in seen]
    for kind, most in MOST.items():
        if kinds.count(kind) > most:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({most})")
    return [read_command(body) for body in bodies]


def read_command(body: Json) -> Json:
    """Return one definition with its defaults; raise 50035 that names every bad field."""
    form = Form(body)
    kind = form.one_of("type", tuple(MOST), CHAT) or CHAT
    form.required("name")
    _check_name(form, "name", body.get("name"), lower=kind == CHAT)
    if kind == CHAT:
        _check_description(form, "description", body.get("description"))
    elif body.get("description"):
        form.fail("description", "Context menu commands cannot have descriptions")
    if _size(body) > MOST_CHARACTERS:
        form.fail(
            "name",
            "Command exceeds maximum size (8000)",
            "APPLICATION_COMMAND_TOO_LARGE",
        )
    _check_options(form, "options", body.get("options") or [])
    needed = form.number("default_member_permissions", 0, (1 << 63) - 1)
    form.one_of("handler", (1, 2, 3))
    _check_places(form)
    form.finish()
    return body | {
        "type": kind,
        "options": _without_nulls(body.get("options") or []),
        "description": body.get("description") or "",
        "default_member_permissions": optional_id(needed),
    }


def _without_nulls(options: list[Json]) -> list[Json]:
    """Return options as Discord keeps them: what was sent as null was not said."""
    kept = [{key: value for key, value in item.items() if value is not None} for item in options]
    for item in kept:
        if "options" in item:
            item["options"] = _without_nulls(item["options"])
    return kept


def _check_places(form: Form) -> None:
    for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        chosen = form.body.get(key)
        if chosen is not None and not (isinstance(chosen, list) and chosen):
            form.fail(key, "This field is required", "BASE_TYPE_REQUIRED")
        elif chosen and (
            any(item not in known for item in chosen) or len(set(chosen)) < len(chosen)
        ):
            form.fail(key, f"Value must be one of {known}.", "BASE_TYPE_CHOICES")


def _check_name(form: Form, path: str, name: object, *, lower: bool) -> None:
    text = name if isinstance(name, str) else ""
    valid = bool(_NAME.fullmatch(text)) and text == text.lower() if lower else 1 <= len(text) <= 32
    if not valid:
        form.fail(
            path,
            "Command name is invalid: 1 to 32 letters, digits, - and _, in lower case",
            "APPLICATION_COMMAND_INVALID_NAME",
        )


def _check_description(form: Form, path: str, description: object) -> None:
    if not isinstance(description, str) or not description:
        form.fail(path, "This field is required", "BASE_TYPE_REQUIRED")
    elif len(str(description)) > 100:
        form.fail(path, "Must be 100 or fewer in length.", "BASE_TYPE_MAX_LENGTH")


def _check_options(form: Form, path: str, options: list[Json]) -> None:
    if len(options) > 25:
        form.fail(path, "Must be 25 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    seen_optional = False
    names: set[str] = set()
    for index, option in enumerate(options):
        where = f"{path}.{index}"
        name = str(option.get("name"))
        _check_name(form, f"{where}.name", option.get("name"), lower=True)
        _check_description(form, f"{where}.description", option.get("description"))
        if name in names:
            form.fail(
                where, "Option names must be unique", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID"
            )
        names.add(name)
        if option.get("required") and seen_optional:
            form.fail(
                where,
                "Required options must be placed before non-required options",
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            )
        if option.get("type") not in OPTION_TYPES:
            form.fail(f"{where}.type", "Value must be from 1 to 11.", "BASE_TYPE_CHOICES")
        nested = option.get("type") in {SUBCOMMAND, GROUP}
        seen_optional = seen_optional or not (option.get("required") or nested)
        _check_choices(form, where, option)
        if nested:
            _check_options(form, f"{where}.options", option.get("options") or [])


def _check_choices(form: Form, path: str, option: Json) -> None:
    choices = option.get("choices") or []
    if len(choices) > 25:
        form.fail(f"{path}.choices", "Must be 25 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    if choices and option.get("autocomplete"):
        form.fail(
            f"{path}.autocomplete",
            "Autocomplete cannot be used with choices",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_AND_CHOICES",
        )
    for index, choice in enumerate(choices):
        if not 1 <= len(str(choice.get("name") or "")) <= 100:
            form.fail(
                f"{path}.choices.{index}.name",
                "Must be between 1 and 100 in length.",
                "BASE_TYPE_BAD_LENGTH",
            )


def _size(body: Json) -> int:
    """Return the characters of names, descriptions and values, the longest of each translation."""
    total = 0
    for key in ("name", "description"):
        texts = [str(body.get(key) or ""), *(body.get(f"{key}_localizations") or {}).values()]
        total += max(map(len, texts))
    if isinstance(body.get("value"), str):
        total += len(body["value"])
    for key in ("options", "choices"):
        total += sum(_size(item) for item in body.get(key) or [] if isinstance(item, dict))
    return total
