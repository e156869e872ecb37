"""Words, patterns and domains as people write them, and what nobody can look for."""

import re
from typing import Annotated
from urllib.parse import urlsplit

import re2  # type: ignore[import-untyped]  # it comes without types
from pydantic import AfterValidator, Field

from bot.settings.problems import Unsuitable, shown
from bot.texts import N_

_FILE_NAME = re.compile(r"[\w-][\w.-]*\.txt")
_LOOKS_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_NAMED_AGAIN = "(?P="
_NEVER_GIVES_BACK = frozenset({"++", "*+", "?+", "}+", "(?>"})
_BACK_REFERENCE = re.compile(r"\\[1-9k]")

# Words that stand in every other message: a guideline against them would flag everybody.
_STOP_WORDS = frozenset(
    {
        *("the", "and", "you", "for", "are", "not", "but", "was", "that", "this", "with", "have"),
        *("from", "they", "what", "your", "can", "all", "will", "one", "que", "los", "las", "una"),
        *("por", "con", "para", "del", "il", "lo", "la", "di", "che", "non", "per", "un", "els"),
        *("les", "amb", "là", "và", "của", "có", "de", "el", "en", "es", "un", "in", "is", "it"),
        *("to", "of", "on", "or", "as", "at", "be", "we", "he", "me", "my", "so", "do", "if", "no"),
    }
)


def term(text: str) -> str:
    """Return a word or phrase to look for, or say why nobody can look for it."""
    word = text.strip()
    if sum(letter.isalnum() for letter in word) < 2:
        raise Unsuitable(
            N_("{value} is too short to look for: write two letters or more."), value=shown(text)
        )
    if word.casefold() in _STOP_WORDS:
        raise Unsuitable(
            N_("{value} stands in every other message: this would flag everybody."),
            value=shown(text),
        )
    return word


def _pattern(text: str) -> str:
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(text, options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        raise _no_pattern(
            text, reason.decode() if isinstance(reason, bytes) else str(reason)
        ) from None
    return text


def _no_pattern(text: str, reason: str) -> Unsuitable:
    """Say what RE2 stumbles over and where, and what to write instead."""
    sign, position = _stumbled_over(text, reason)
    if sign in _LOOKS_AROUND:
        told = N_(
            "{sign} at character {position} looks ahead or behind, which patterns here cannot: "
            "they must never stall. Match more of the text, and put what is innocent on the "
            "allow-list."
        )
    elif sign == _NAMED_AGAIN or _BACK_REFERENCE.fullmatch(sign):
        told = N_(
            "{sign} at character {position} refers back, which patterns here cannot: write out "
            "what may stand there."
        )
    elif sign in _NEVER_GIVES_BACK:
        told = N_(
            "{sign} at character {position} keeps other engines from stalling. Patterns here never "
            "stall: leave it out."
        )
    else:
        told = N_("This is no pattern that RE2 reads, from character {position} on: {reason}.")
        return Unsuitable(told, position=position, reason=reason)
    return Unsuitable(told, sign=sign, position=position)


def _stumbled_over(text: str, reason: str) -> tuple[str, int]:
    """Return what RE2 cannot read, and at which character it stands."""
    sign = reason.partition(": ")[2]
    whole = [one for one in (*_LOOKS_AROUND, _NAMED_AGAIN) if one.startswith(sign) and one in text]
    if sign and whole:
        sign = min(whole, key=text.index)
    return sign, max(text.find(sign), 0) + 1


def _host(text: str) -> str:
    host = text.strip().casefold().removeprefix("*.").rstrip("/").removeprefix("www.")
    if "://" in host or "/" in host or " " in host or "." not in host.strip("."):
        raise Unsuitable(
            N_('{value} is no domain. Write it alone, such as "example.com".'), value=shown(text)
        )
    return host


def https_address(text: str) -> str:
    """Return the address of a list, or say why nothing is fetched from there."""
    try:
        found = urlsplit(text.strip())
        known = found.scheme == "https" and found.hostname and "@" not in found.netloc
        _ = found.port
    except ValueError:
        known = None
    if not known:
        raise Unsuitable(
            N_("{value} is no address to fetch from. It begins with https://."), value=shown(text)
        )
    return text.strip()


def file_name(text: str) -> str:
    """Return the name of a file beside guidelines.yml; nothing else is read from there."""
    name = text.strip()
    if not _FILE_NAME.fullmatch(name):
        raise Unsuitable(
            N_('{value} is no name of a file beside guidelines.yml, such as "phishing.txt".'),
            value=shown(text),
        )
    return name


Term = Annotated[str, AfterValidator(term)]
Expression = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_pattern)]
Host = Annotated[str, AfterValidator(_host)]
