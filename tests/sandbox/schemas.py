"""Discord's own schemas held against what bots ask for and what the sandbox sends.

`DISCORD_SCHEMAS` names the folder with `openapi.json` and `gateway.schema.json`; docs/sandbox.md
says how to get them. `conformity.py` holds every test to them.
"""

from __future__ import annotations

import functools
import json
import os
import re
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jsonschema_rs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.rest.door import Exchange

FOLDER = Path(os.environ.get("DISCORD_SCHEMAS", "../shared/data/discord")).absolute()
MISSING = f"Discord's schemas are not in {FOLDER}; set DISCORD_SCHEMAS (see docs/sandbox.md)"
METHODS = ("get", "post", "put", "patch", "delete")
_OPENAPI, _GATEWAY = "openapi.json", "gateway.schema.json"


@dataclass(frozen=True)
class Defect:
    """Something that the documents have wrong: a pattern of complaints to pass over, and why."""

    complaint: str
    reason: str


DEFECTS = (
    Defect(
        r"^answer to POST /interactions/.*callback at \['resource'",
        "the answer to a deferral has a message, which the document leaves out",
    ),
    Defect(
        r"has no query parameter use_nested_fields$",
        "Discord's answer to a forum post as discord.py asks for it, not in the document",
    ),
    Defect(
        r"'message_snapshots', \d+, 'message'",
        "the generator has lost the types of what a forward carries",
    ),
    Defect(
        r"^STAGE_INSTANCE_.* at \['guild_scheduled_event_id'\]: null",
        "null as Discord documents it; discord-api-types has it as text or absent",
    ),
    Defect(
        r"^body of PATCH /users/@me at \[\]: \"username\" is a required property",
        "all fields are optional in Discord's guide",
    ),
    Defect(r"^RESUMED at \[\]", "discord-api-types declares no data; Discord sends _trace"),
    Defect(
        r"^RATE_LIMITED at \['opcode'\]: \d+ is not of type",
        "a number that the generator has turned into its name",
    ),
)
OWN_EVENTS = {"INTERACTION_ANSWERED"}
"""What the sandbox tells people; never sent to a bot."""


def at_hand() -> bool:
    return (FOLDER / _OPENAPI).exists() and (FOLDER / _GATEWAY).exists()


@functools.cache
def document(name: str = _OPENAPI) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_text())
    return found


@functools.cache
def _registry(name: str) -> jsonschema_rs.Registry:
    return jsonschema_rs.Registry([(f"urn:{name}", document(name))])


@functools.cache
def _validator(name: str, pointer: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for({"$ref": f"urn:{name}#{pointer}"}, registry=_registry(name))


def _pointer(*keys: str) -> str:
    escaped = (key.replace("~", "~0").replace("/", "~1") for key in keys)
    return "/" + quote("/".join(escaped), safe="/~@")


def _complaints(name: str, pointer: str, value: object, what: str) -> list[str]:
    found = _validator(name, pointer).iter_errors(value)
    return [f"{what} at {list(error.instance_path)}: {error.message[:300]}" for error in found]


def _kept(complaints: list[str]) -> list[str]:
    return [
        complaint
        for complaint in complaints
        if not any(re.search(defect.complaint, complaint) for defect in DEFECTS)
    ]


# operations


@functools.cache
def operations() -> frozenset[str]:
    """Return every operation of Discord's document, such as "GET /users/{user_id}"."""
    paths = document()["paths"].items()
    return frozenset(
        f"{method.upper()} {path}" for path, item in paths for method in item if method in METHODS
    )


@functools.cache
def _templates() -> dict[str, str]:
    """Return Discord's path templates by their shape, without the parameters' names."""
    return {_shape(path): path for path in document()["paths"]}


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def operation_of(method: str, route: str) -> str | None:
    """Return the operation that a route of the sandbox serves, if Discord's document has it."""
    template = _templates().get(_shape(route))
    name = f"{method} {template}"
    return name if name in operations() else None


def exchange_faults(exchange: Exchange) -> list[str]:
    """Return what is wrong with a request that was granted, and with any answer."""
    operation = operation_of(exchange.method, exchange.route)
    if exchange.by_fault or operation is None:
        return []
    asked = request_faults(operation, exchange)
    faults = _answer_faults(operation, exchange)
    if exchange.status < 300:
        faults += asked
    elif exchange.surprise is not None and not asked:
        (*_, place) = traceback.extract_tb(exchange.surprise.__traceback__)
        where = f"{Path(place.filename).name}:{place.lineno}"
        what = f"{exchange.surprise!r} in {where}"
        faults.append(f"{operation} met {what} with {str(exchange.request)[:2000]}")
    return _kept(faults)


def request_faults(operation: str, exchange: Exchange) -> list[str]:
    """Return what is wrong with the query and the body of a request."""
    method, template = operation.split(" ", 1)
    keys = ("paths", template, method.lower())
    spec = document()["paths"][template][method.lower()]
    known = {item["name"] for item in _parameters(template, spec) if item["in"] == "query"}
    unknown = sorted(set(exchange.query) - known)
    faults = [f"{operation} has no query parameter {name}" for name in unknown]
    content = spec.get("requestBody", {}).get("content", {})
    if exchange.request is None or "application/json" not in content:
        return faults
    body = _as_documented(exchange.request)
    pointer = _pointer(*keys, "requestBody", "content", "application/json", "schema")
    return faults + _complaints(_OPENAPI, pointer, body, f"body of {operation}")


def _parameters(template: str, spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from document()["paths"][template].get("parameters", ())
    yield from spec.get("parameters", ())


_BIT_FIELDS = {"permissions", "default_member_permissions", "allow", "deny"}


def _as_documented(value: Any, key: str = "") -> Any:
    """Return a body as the document has it, where it is stricter than Discord.

    Ids may be integers, as libraries send them, also the numbers of a request's files; bit fields
    of permissions may be texts, as Discord's own guide has them.
    """
    if isinstance(value, dict):
        numbered = {"id": str(value["id"])} if key == "attachments" and "id" in value else {}
        return {name: _as_documented(item, name) for name, item in value.items()} | numbered
    if isinstance(value, list):
        return [_as_documented(item, key) for item in value]
    if key in _BIT_FIELDS and isinstance(value, str) and value.isdigit():
        return int(value)
    is_id = isinstance(value, int) and value > 1 << 53 and key not in _BIT_FIELDS
    return str(value) if is_id else value


def _answer_faults(operation: str, exchange: Exchange) -> list[str]:
    method, template = operation.split(" ", 1)
    status = exchange.status
    what = f"answer to {operation}"
    if status == 0:
        return []
    if status >= 500:
        return [f"{what} is {status}"]
    if status >= 400:
        return _error_faults(what, exchange)
    response = document()["paths"][template][method.lower()]["responses"].get(str(status))
    if response is None:
        return [f"{operation} does not answer with {status}"]
    if exchange.answer is None or "content" not in response:
        return []
    media = ("responses", str(status), "content", "application/json", "schema")
    pointer = _pointer("paths", template, method.lower(), *media)
    return _complaints(_OPENAPI, pointer, exchange.answer, what)


def _error_faults(what: str, exchange: Exchange) -> list[str]:
    """Return what is wrong with a refusal.

    The document has the codes of fields typed as integers, where Discord sends texts such as
    BASE_TYPE_REQUIRED, and requires a code where a 429 has none: those are not checked.
    """
    body = dict(exchange.answer) if isinstance(exchange.answer, dict) else {}
    body.pop("errors", None)
    if exchange.status == 429:
        body.setdefault("code", 0)
    pointer = _pointer("components", "schemas", "ErrorResponse")
    return _complaints(_OPENAPI, pointer, body, what)


# events


@functools.cache
def _payloads() -> dict[str, str]:
    """Return the definition of each event's payload by the event's name."""
    found = {}
    for key, definition in document(_GATEWAY)["definitions"].items():
        properties = definition.get("properties", {})
        if "d" in properties and "const" in properties.get("t", {}):
            found[properties["t"]["const"]] = key
    return found


def event_names() -> frozenset[str]:
    """Return every event that Discord's Gateway dispatches."""
    return frozenset(_payloads())


def event_faults(name: str, data: object) -> list[str]:
    """Return what is wrong with the data of an event."""
    if name in OWN_EVENTS:
        return []
    if name not in _payloads():
        return [f"there is no event {name}"]
    pointer = _pointer("definitions", _payloads()[name], "properties", "d")
    return _kept(_complaints(_GATEWAY, pointer, data, name))
