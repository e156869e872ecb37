"""The reference of all settings as a page of Markdown, made from the models themselves."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import SecretStr

from bot.settings.deployment import Deployment
from bot.settings.document import Document
from bot.settings.schema import schema_of
from bot.settings.written import WRITTEN_AS

_HEAD = """\
# Configuration

<!-- Made by `steward schema --markdown` from the models; change the descriptions there. -->

A community edits one file, `guidelines.yml`; the operator sets a few variables in the environment
or in a file called `.env`. `steward check` says what is wrong with either, and where. Editors that
know YAML complete and check while you type when the file begins with

```yaml
# yaml-language-server: $schema=./data/guidelines.schema.json
```

A length of time is a number with a unit: `30s`, `5m`, `1h30m`, `90d`, `2w`. Names of channels stand
in quotes (`"#welcome"`), for YAML takes a bare `#` for a comment.
"""
_ENVIRONMENT = "\n## Environment\n\n| variable | default | meaning |\n| --- | --- | --- |\n"
_SECTION = "| setting | what it takes | default | meaning |\n| --- | --- | --- | --- |\n"
_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group",
}
_REQUIRED = "needed"
_DEEPEST = 6


def reference_of(model: type[Document]) -> str:
    """Describe every variable and every setting, with defaults and examples."""
    reader = _Schema(schema_of(model))
    page = [_HEAD, _ENVIRONMENT, *(_variable(name) for name in Deployment.model_fields)]
    for name, section in reader.properties(reader.root):
        if name == "version":
            continue
        if name != "features":
            page += reader.section(name, section)
            continue
        for feature, settings in reader.properties(section):
            page += reader.section(f"features.{feature}", settings)
    return "".join(page)


def _variable(name: str) -> str:
    info = Deployment.model_fields[name]
    default = info.default
    if isinstance(default, SecretStr) or default is None:
        shown = ""
    elif isinstance(default, bool):
        shown = "`true`" if default else "`false`"
    else:
        shown = f"`{default}`"
    return f"| `{name.upper()}` | {shown} | {_cell(info.description or '')} |\n"


class _Schema:
    """Reads a JSON Schema as pydantic writes it."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root

    def section(self, name: str, schema: dict[str, Any]) -> Iterator[str]:
        """Write the heading, the description and the table of one section."""
        yield f"\n## `{name}`\n\n{schema.get('description', '')}\n\n"
        whole = self._resolve(schema)
        kind, inside = self._inside(whole)
        if inside is not None and kind:
            # A list of groups, or groups by name: the rows tell of one of them.
            rows = list(self._rows(inside, f"{kind.removeprefix('.')}."))
        else:
            rows = list(self._rows(schema, ""))
        if rows:
            yield _SECTION
            yield from rows

    def properties(self, schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Return the settings of a group, whatever wraps it."""
        group = self._group(schema)
        if group is not None:
            yield from group.get("properties", {}).items()

    def _rows(self, schema: dict[str, Any], prefix: str, depth: int = 0) -> Iterator[str]:
        group = self._group(schema) or {}
        required = group.get("required", ())
        for name, each in self.properties(schema):
            whole = self._resolve(each)
            suffix, inside = self._inside(whole)
            if inside is not None and isinstance(whole.get("default"), dict):
                whole = {**whole, "default": None}
            yield self._row(f"{prefix}{name}", whole, needed=name in required)
            if inside is not None and depth < _DEEPEST:
                yield from self._rows(inside, f"{prefix}{name}{suffix}.", depth + 1)

    def _row(self, name: str, schema: dict[str, Any], *, needed: bool) -> str:
        default = _REQUIRED if needed else _code(schema.get("default"))
        meaning = _cell(schema.get("description", ""))
        if examples := schema.get("examples"):
            meaning += f" For example {_code(examples[0])}."
        takes = _cell(self._takes(schema))
        return f"| `{name}` | {takes} | {default} | {meaning.strip()} |\n"

    def _takes(self, schema: dict[str, Any]) -> str:
        """Say in words what may be written."""
        whole = self._resolve(schema)
        if WRITTEN_AS in whole:
            return str(whole[WRITTEN_AS])
        if "const" in whole or "enum" in whole:
            choices = whole.get("enum", [whole.get("const")])
            return ", ".join(f"`{choice}`" for choice in choices)
        branches = whole.get("anyOf") or whole.get("oneOf")
        if branches:
            takes = [self._takes(branch) for branch in branches if branch.get("type") != "null"]
            return ", or ".join(dict.fromkeys(takes))
        kind = whole.get("type")
        if kind == "array" and "items" in whole:
            return f"a list, each {self._takes(whole['items'])}"
        words = _TYPES.get(kind, "") if isinstance(kind, str) else ""
        return words + _bounds(whole)

    def _inside(self, schema: dict[str, Any]) -> tuple[str, dict[str, Any] | None]:
        """Return the group that a setting holds, be it one, a list of them, or named ones."""
        branches = [self._resolve(branch) for branch in schema.get("anyOf", [])]
        for branch in [schema, *branches]:
            if "properties" in branch and WRITTEN_AS not in schema:
                return "", branch
            if "items" in branch and self._is_group(branch["items"]):
                return "[]", branch["items"]
            named = branch.get("additionalProperties")
            if isinstance(named, dict) and self._is_group(named):
                return ".<name>", named
        return "", None

    def _is_group(self, schema: dict[str, Any]) -> bool:
        """Tell a group of settings from a value that may also be written as one, such as a text."""
        return WRITTEN_AS not in self._resolve(schema) and self._group(schema) is not None

    def _group(self, schema: dict[str, Any]) -> dict[str, Any] | None:
        whole = self._resolve(schema)
        if "properties" in whole:
            return whole
        branches = (self._resolve(branch) for branch in whole.get("anyOf", []))
        return next((branch for branch in branches if "properties" in branch), None)

    def _resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Follow a reference; what stands beside it counts more."""
        reference = schema.get("$ref")
        if reference is None:
            return schema
        name = str(reference).rpartition("/")[2]
        return {**self.root["$defs"][name], **schema}


def _bounds(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f" from {low} to {high}"
    if low is not None:
        return f", at least {low}"
    return f", at most {high}" if high is not None else ""


def _code(value: object) -> str:
    if value is None or value in ([], {}):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"`{_cell(text)}`" if text else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
