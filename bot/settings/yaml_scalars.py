"""The plain values of YAML 1.2, read as JSON knows them."""

import math
import re

from ruamel.yaml.nodes import Node, ScalarNode

from bot.settings.problems import N_

_CORE = "tag:yaml.org,2002:"
_LONGEST_NUMBER = 40
_FOLD = "\a"
_INTEGER = re.compile(r"[-+]?[0-9]+")


def read_scalar(node: Node) -> str | int | float | bool | None:
    """Return the value; ValueError is a sentence for people about a value we do not take."""
    tag = str(node.tag).removeprefix(_CORE)
    text = str(node.value)
    if isinstance(node, ScalarNode) and node.style == ">":
        # ruamel marks where a folded text was broken, so that it can be written back as it was.
        text = text.replace(_FOLD, "")
    check_characters(text)
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() == "true"
    if tag in {"int", "float"}:
        return _number(text, tag)
    if tag in {"str", "timestamp"}:
        return text
    raise ValueError(N_("Tags such as !this are not used in settings. Put quotes around the text."))


def check_characters(text: str) -> None:
    """Refuse what YAML lets through by escapes but no text may contain."""
    if not text.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError(N_("This text contains half of a character. Write it without \\u."))


def _number(text: str, tag: str) -> str | int | float:
    """Numbers too long to be meant stay text, and are refused as text where a number belongs."""
    digits = text.replace("_", "")
    if len(digits) > _LONGEST_NUMBER:
        return text
    if tag == "int":
        if _INTEGER.fullmatch(digits):
            return int(digits)
        return int(digits.lower().replace("0o", ""), 8) if "o" in digits else int(digits, 16)
    special = digits.lower().lstrip("+-").lstrip(".")
    if special in {"inf", "nan"}:
        return text
    number = float(digits)
    return number if math.isfinite(number) else text
