"""What is wrong with a single value, by pydantic's kind of error."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from bot.settings.durations import format_duration
from bot.settings.localised import BRACES
from bot.settings.problems import N_, closest, shown

_GROUP = N_("Write a group of settings here (indented lines of name: value), not {value}.")
_LIST = N_("Write a list here, such as [first, second], not {value}.")
_TEXT = N_("Write a text here, not {value}.")
_TEXT_IN_QUOTES = N_('Write a text here. Put quotes around it: "{value}".')
_EMPTY = N_("This text is empty.")
_WHOLE_NUMBER = N_("Write a whole number here, not {value}.")
_NUMBER = N_("Write a number here, not {value}.")
_YES_OR_NO = N_("Write true or false here, not {value}.")
_ONE_OF = N_("{value} is not one of the choices here.")
_SENTENCES: Mapping[str, str] = {
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "set_item_not_hashable": _TEXT,
    "string_type": _TEXT,
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_parsing_size": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "literal_error": _ONE_OF,
    "enum": _ONE_OF,
    "union_tag_invalid": N_("{discriminator} is one of {expected_tags} here."),
    "union_tag_not_found": N_("{discriminator} is missing here."),
    "greater_than": N_("This must be more than {gt}, not {value}."),
    "greater_than_equal": N_("This must be at least {ge}, not {value}."),
    "less_than": N_("This must be less than {lt}, not {value}."),
    "less_than_equal": N_("This must be at most {le}, not {value}."),
    "string_too_short": N_("This text is too short: it needs at least {min_length} characters."),
    "string_too_long": N_("This text is too long: it may have at most {max_length} characters."),
    "string_pattern_mismatch": N_("{value} is not written as it must be ({pattern})."),
    "too_short": N_("At least {min_length} entries belong here, not {actual_length}."),
    "too_long": N_("At most {max_length} entries belong here, not {actual_length}."),
}
_YES = frozenset({"yes", "on", "y", "1", "true"})
_NO = frozenset({"no", "off", "n", "0", "false"})
_PART_OF_TIMEDELTA = re.compile(r"(days|seconds)=(-?\d+)")


class Sentence(NamedTuple):
    """A sentence to translate, its values, and what would be right."""

    msgid: str
    values: Mapping[str, object]
    allowed: tuple[str, ...] = ()
    suggestion: str | None = None


def sentence_about(details: Mapping[str, Any]) -> Sentence:
    """Say what one of pydantic's errors means to the person who wrote the value."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    msgid = _SENTENCES.get(kind)
    if msgid is None:
        return Sentence("{reason}", {"reason": details["msg"]})
    if kind == "string_type" and isinstance(value, bool | int | float):
        return Sentence(_TEXT_IN_QUOTES, {"value": shown(value)})
    if kind == "string_too_short" and not value:
        return Sentence(_EMPTY, {})
    if kind == "string_type" and _is_unquoted_placeholder(value):
        return Sentence(BRACES, {})
    values = {name: _as_written(each) for name, each in context.items()}
    allowed = _choices(context) if msgid == _ONE_OF else ()
    guess = _meant_by(value, allowed, yes_or_no=msgid == _YES_OR_NO)
    return Sentence(msgid, {**values, "value": shown(value)}, allowed, guess)


def _meant_by(value: object, allowed: tuple[str, ...], *, yes_or_no: bool) -> str | None:
    word = value.strip().casefold() if isinstance(value, str) else ""
    if yes_or_no and word in _YES | _NO:
        return "true" if word in _YES else "false"
    return closest(word, allowed) if word else None


def _choices(context: Mapping[str, Any]) -> tuple[str, ...]:
    expected = str(context.get("expected", "")).replace(" or ", ", ")
    return tuple(word.strip("'") for word in expected.split(", ") if word)


def _as_written(value: object) -> object:
    """Write a bound of a duration as people do; pydantic hands it over as Python writes it."""
    if not str(value).startswith("datetime.timedelta("):
        return value
    parts = {name: int(count) for name, count in _PART_OF_TIMEDELTA.findall(str(value))}
    return f'"{format_duration(timedelta(**parts))}"'


def _is_unquoted_placeholder(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(each is None for each in value.values())
