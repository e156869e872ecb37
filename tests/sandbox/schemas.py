"""Discord's own schemas held against what the sandbox sends, where they are at hand.

`DISCORD_SCHEMAS` names the folder with `openapi.json` and `gateway.schema.json`; docs/sandbox.md
says how to get them.
"""

from __future__ import annotations

import functools
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jsonschema_rs

if TYPE_CHECKING:
    from sandbox import Sandbox
    from sandbox.rest.door import Exchange
    from sandbox.world.events import Event

FOLDER = Path(os.environ.get("DISCORD_SCHEMAS", "../shared/data/discord"))
MISSING = f"Discord's schemas are not in {FOLDER}; set DISCORD_SCHEMAS (see docs/sandbox.md)"

# Events that are documented but not in the generated schema, or are the sandbox's own.
UNSPECIFIED = {"INTERACTION_ANSWERED", "RATE_LIMITED"}


def at_hand() -> bool:
    return (FOLDER / "openapi.json").exists() and (FOLDER / "gateway.schema.json").exists()


@functools.cache
def _document(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((FOLDER / name).read_text())
    return document


@functools.cache
def _registry(name: str) -> jsonschema_rs.Registry:
    return jsonschema_rs.Registry([(f"urn:{name}", _document(name))])


@functools.cache
def _validator(name: str, pointer: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for({"$ref": f"urn:{name}#{pointer}"}, registry=_registry(name))


@functools.cache
def _templates() -> dict[str, str]:
    """Return Discord's path templates by their shape, without the parameters' names."""
    return {_shape(path): path for path in _document("openapi.json")["paths"]}


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


@functools.cache
def _events() -> dict[str, str]:
    """Return the definition of each event's data by its name."""
    definitions = _document("gateway.schema.json")["definitions"]
    found = {}
    for name in definitions:
        if match := re.fullmatch(r"Gateway(\w+)DispatchData", name):
            found[re.sub(r"(?<!^)(?=[A-Z])", "_", match[1]).upper()] = name
    return found | {"GUILD_UPDATE": "GatewayGuildModifyDispatchData"}


def _pointer(*keys: str) -> str:
    escaped = (key.replace("~", "~0").replace("/", "~1") for key in keys)
    return "/" + quote("/".join(escaped), safe="/~@")


def _faults(name: str, pointer: str, value: object, what: str) -> list[str]:
    found = _validator(name, pointer).iter_errors(value)
    return [f"{what} at {list(error.instance_path)}: {error.message[:300]}" for error in found]


def event_faults(name: str, data: object) -> list[str]:
    """Return what is wrong with the data of an event."""
    if name in UNSPECIFIED:
        return []
    definition = _events().get(name)
    if definition is None:
        return [f"there is no event {name}"]
    return _faults("gateway.schema.json", _pointer("definitions", definition), data, name)


def exchange_faults(exchange: Exchange) -> list[str]:
    """Return what is wrong with the answer to a request that was granted.

    Requests are not checked: discord.py sends ids as integers, which Discord accepts.
    """
    template = _templates().get(_shape(exchange.route))
    if template is None or not 200 <= exchange.status < 300:
        return []
    method = exchange.method.lower()
    what = f"{exchange.method} {template}"
    operation = _document("openapi.json")["paths"][template].get(method)
    if operation is None:
        return [f"{what} is not in Discord's document"]
    response = operation["responses"].get(str(exchange.status))
    if response is None:
        return [f"{what} does not answer with {exchange.status}"]
    if exchange.answer is None or "content" not in response or _is_deferral(exchange.answer):
        return []
    status = str(exchange.status)
    media = ("content", "application/json", "schema")
    pointer = _pointer("paths", template, method, "responses", status, *media)
    return _faults("openapi.json", pointer, exchange.answer, f"answer to {what}")


def _is_deferral(answer: object) -> bool:
    """Say whether this answers a deferral: Discord sends its message, the document knows none."""
    resource = answer.get("resource") if isinstance(answer, dict) else None
    return resource is not None and resource["type"] == 5


class Conformity:
    """Watches a sandbox, and in the end says what did not conform."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.faults: list[str] = []
        sandbox.rest.listeners.append(self._on_exchange)
        sandbox.world.subscribe(self._on_event)

    def _on_exchange(self, exchange: Exchange) -> None:
        self.faults += exchange_faults(exchange)

    def _on_event(self, event: Event) -> None:
        self.faults += event_faults(event.name, event.data)

    def check(self) -> None:
        unique = list(dict.fromkeys(self.faults))
        assert not unique, "\n".join(unique)
