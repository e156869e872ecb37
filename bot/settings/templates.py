"""Texts with places to fill in, such as "Welcome {member}!", checked when they are saved."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from bot.settings.localised import LocalisedText
from bot.settings.problems import N_, Unsuitable, closest

LONGEST_MESSAGE = 2000
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def check_template(text: str, known: Iterable[str], longest: int = LONGEST_MESSAGE) -> None:
    """Refuse a text with an unknown placeholder, a stray brace, or more than Discord takes."""
    names = tuple(sorted(known))
    found = [problem for piece in _PIECE.finditer(text) if (problem := _check_piece(piece, names))]
    if len(text) > longest:
        found.append(
            Unsuitable(
                N_(
                    "This text has {length} characters; "
                    "a message on Discord takes at most {longest}."
                ),
                length=len(text),
                longest=longest,
            )
        )
    Unsuitable.raise_all(found)


def _check_piece(piece: re.Match[str], names: tuple[str, ...]) -> Unsuitable | None:
    allowed = tuple(f"{{{name}}}" for name in names)
    name = piece[1]
    if name is not None and name not in names:
        near = closest(name.strip(), names)
        return Unsuitable(
            N_("There is no placeholder {placeholder} here."),
            placeholder=f"{{{name}}}",
            allowed=allowed,
            suggestion=f"{{{near}}}" if near else None,
        )
    if piece[0] in {"{", "}"}:
        return Unsuitable(
            N_("A single {brace} is left over. Write {brace}{brace} to show one brace."),
            brace=piece[0],
        )
    return None


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put `values` into a checked template; what it does not name is left as it stands."""

    def put(piece: re.Match[str]) -> str:
        if piece[0] in {"{{", "}}"}:
            return piece[0][0]
        return values.get(piece[1] or "", piece[0])

    return _PIECE.sub(put, text)


@dataclass(frozen=True, slots=True)
class TemplateField:
    """Annotation of a text that may name `placeholders`; see `template_field`."""

    placeholders: tuple[str, ...]
    longest: int

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check the text after it has been read."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Name the placeholders to editors."""
        described = handler(schema)
        described["x-placeholders"] = list(self.placeholders)
        return described

    def _check(self, value: str | LocalisedText) -> str | LocalisedText:
        if isinstance(value, LocalisedText):
            return value.checked(lambda text: check_template(text, self.placeholders, self.longest))
        check_template(value, self.placeholders, self.longest)
        return value


def template_field(placeholders: Iterable[str], longest: int = LONGEST_MESSAGE) -> TemplateField:
    """Annotate a `str` or `LocalisedText` setting as a template with these placeholders.

    `Annotated[LocalisedText, template_field({"member", "greeter"})]` takes "Welcome {member}!"
    and refuses any other placeholder and a text of more than `longest` characters.
    """
    return TemplateField(tuple(sorted(placeholders)), longest)
