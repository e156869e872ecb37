"""Limits of embeds, and what Discord adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sandbox.form import Form
    from sandbox.model import Json

MOST_EMBEDS: Final = 10
MOST_FIELDS: Final = 25
MOST_CHARACTERS: Final = 6000
"""Over all embeds of a message."""
_LIMITS: Final = (
    (("title",), 256),
    (("description",), 4096),
    (("footer", "text"), 2048),
    (("author", "name"), 256),
)


def read_embeds(form: Form) -> list[Json]:
    """Return a body's embeds as they are stored, noting in the form what is too long."""
    embeds: list[Json] = form.body.get("embeds") or []
    if len(embeds) > MOST_EMBEDS:
        form.fail("embeds", "Must be 10 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
        return []
    total = sum(_check(form, index, embed) for index, embed in enumerate(embeds))
    if total > MOST_CHARACTERS:
        form.fail("embeds", "Embed size exceeds maximum size of 6000", "MAX_EMBED_SIZE_EXCEEDED")
    return [{"type": "rich"} | _without_nulls(embed) for embed in embeds]


def _without_nulls(embed: Json) -> Json:
    return {
        key: _without_nulls(value) if isinstance(value, dict) else value
        for key, value in embed.items()
        if value is not None
    }


def _check(form: Form, index: int, embed: Json) -> int:
    """Note what is wrong with one embed and return how many characters count."""
    path = f"embeds.{index}"
    total = 0
    for keys, most in _LIMITS:
        total += _text(form, f"{path}.{'.'.join(keys)}", _dig(embed, keys), most)
    if embed.get("author") and not _dig(embed, ("author", "name")):
        form.fail(f"{path}.author.name", "This field is required", "BASE_TYPE_REQUIRED")
    fields = embed.get("fields") or []
    if len(fields) > MOST_FIELDS:
        form.fail(f"{path}.fields", "Must be 25 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    for number, field in enumerate(fields):
        if not isinstance(field, dict):
            form.fail(f"{path}.fields.{number}", "Only dictionaries may be used in a DictType")
            continue
        for key, most in (("name", 256), ("value", 1024)):
            where = f"{path}.fields.{number}.{key}"
            if not field.get(key):
                form.fail(where, "This field is required", "BASE_TYPE_REQUIRED")
            total += _text(form, where, field.get(key), most)
    return total


def _dig(embed: Json, keys: tuple[str, ...]) -> object:
    value: object = embed
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(form: Form, path: str, value: object, most: int) -> int:
    if value is None:
        return 0
    text = str(value)
    if len(text) > most:
        form.fail(path, f"Must be {most} or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    return len(text.strip())
