"""Requests that nobody in their right mind sends: made by chance from Discord's document."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from tests.sandbox import schemas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ODD: Sequence[Any] = (
    None, True, -1, 0, 1.5, 1 << 64, 10**400, "", "x" * 5000, "\u202e\x00\ud7ff", "@everyone",
    "NaN", "1e999", [], [None], [[]], {}, {"id": {}}, [{"type": []}], "9" * 40, "-1", "٣",
)  # fmt: skip
ODD_TEXT = ("", "0", "-1", "x", "@me", "@original", "9" * 40, "1e9", "%00", "..%2f..", "٣", "null")


@dataclass(frozen=True)
class Odd:
    """One request."""

    method: str
    path: str
    body: bytes | None
    content_type: str | None

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.content_type} {(self.body or b'')[:300]!r}"


class Chance:
    """Draws requests; the same seed draws the same. `known` are ids by parts of their names."""

    def __init__(self, seed: int, known: Mapping[str, Sequence[str]]) -> None:
        self._dice = random.Random(seed)
        self._known = known

    def requests(self, count: int) -> Iterator[Odd]:
        """Yield so many requests, to all operations by turns."""
        operations = sorted(schemas.operations())
        for number in range(count):
            if number % len(operations) == 0:
                self._dice.shuffle(operations)
            yield self._request(operations[number % len(operations)])

    def _request(self, operation: str) -> Odd:
        method, template = operation.split(" ", 1)
        parts = template.split("/")
        path = "/".join(self._id(part) if part.startswith("{") else part for part in parts)
        spec = schemas.document()["paths"][template][method.lower()]
        query = [
            f"{item['name']}={self._dice.choice((*ODD_TEXT, '5', '1'))}"
            for item in spec.get("parameters", ())
            if item["in"] == "query" and self._dice.random() < 0.4
        ]
        body, kind = self._body(spec)
        return Odd(method, path + ("?" + "&".join(query) if query else ""), body, kind)

    def _id(self, part: str) -> str:
        """Return an id for a part of a path: mostly one that exists."""
        fitting = [ids for name, ids in self._known.items() if name in part]
        if fitting and self._dice.random() < 0.85:
            return self._dice.choice(fitting[0])
        return self._dice.choice(ODD_TEXT[1:])

    def _body(self, spec: dict[str, Any]) -> tuple[bytes | None, str | None]:
        content = spec.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            return None, None
        if self._dice.random() < 0.05:
            kind = self._dice.choice(("text/plain", "multipart/form-data; boundary=x", "a/b"))
            return self._dice.choice((b'{"', b"\xff\xfe", b"[" * 2000, b"--x\r\n\r\n")), kind
        if self._dice.random() < 0.05:
            return self._dice.choice((b"{", b"\xff", b"[" * 2000, b"nul", b"")), "application/json"
        value = self._value(content["schema"], 0)
        return orjson.dumps(value, default=str), "application/json"

    def _value(self, schema: dict[str, Any], depth: int) -> Any:
        """Return a value that a schema describes, with something odd in it now and then."""
        dice = self._dice
        if dice.random() < 0.04 or depth > 6:
            odd = dice.choice(ODD)
            return str(odd) if isinstance(odd, int) and abs(odd) > 1 << 63 else odd
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            if name == "SnowflakeType":
                return dice.choice([key for ids in self._known.values() for key in ids])
            return self._value(schemas.document()["components"]["schemas"][name], depth + 1)
        for key in ("oneOf", "anyOf", "allOf"):
            if schema.get(key):
                return self._value(dice.choice(schema[key]), depth)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return dice.choice(schema["enum"])
        return self._plain(schema, depth)

    def _plain(self, schema: dict[str, Any], depth: int) -> Any:
        dice, kind = self._dice, schema.get("type")
        kind = dice.choice(kind) if isinstance(kind, list) else kind
        if kind == "object":
            required = schema.get("required", ())
            return {
                name: self._value(inner, depth + 1)
                for name, inner in schema.get("properties", {}).items()
                if name in required or dice.random() < 0.5
            }
        if kind == "array":
            return [
                self._value(schema.get("items", {}), depth + 1)
                for _ in range(dice.choice((0, 1, 2)))
            ]
        if kind == "integer":
            least = schema.get("minimum", 0)
            return dice.randint(least, min(schema.get("maximum", least + 100), 1 << 62))
        if kind == "number":
            return dice.random() * 10
        if kind == "boolean":
            return dice.random() < 0.5
        if kind == "string":
            return "x" * dice.randint(
                schema.get("minLength", 0), min(schema.get("maxLength", 9), 40)
            )
        return None
