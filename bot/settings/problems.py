"""What is wrong with settings, told as a helpful colleague would tell it.

A problem carries its English sentence as a key and the values that belong into it, so that a
command on Discord can say the same in the reader's language.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

_TOKEN = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}", re.ASCII)
_LONGEST_SHOWN = 60


class Translate(Protocol):
    """Turns an English sentence and its values into a sentence in the reader's language."""

    def __call__(self, msgid: str, /, **values: object) -> str:
        """Return the sentence with its values filled in."""
        ...


def in_english(msgid: str, /, **values: object) -> str:
    """Fill the values into the English sentence itself."""
    return msgid.format_map(values)


def N_(msgid: str) -> str:  # noqa: N802 - the mark that `python -m bot.texts` looks for
    """Mark a sentence for translation; here because settings know nothing of Discord."""
    return msgid


class Phrase(str):
    """Words of ours among the values of a sentence, to be translated like the sentence."""

    __slots__ = ()


_DID_YOU_MEAN = N_('Did you mean "{suggestion}"?')
_ALLOWED = N_("Allowed: {allowed}.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, the place it was made at, and what would be right there.

    Lines and columns count from 1 and are None where there is no such place (a missing file, a
    variable of the environment). `field` is the dotted path of the setting.
    """

    source: str
    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None
    field: str = ""
    allowed: tuple[str, ...] = ()
    suggestion: str | None = None

    def message(self, translate: Translate = in_english) -> str:
        """Say what is wrong, and what was probably meant or is allowed."""
        values = {
            name: translate(value) if isinstance(value, Phrase) else value
            for name, value in self.values.items()
        }
        sentences = [translate(self.msgid, **values)]
        if self.suggestion is not None:
            sentences.append(translate(_DID_YOU_MEAN, suggestion=self.suggestion))
        elif self.allowed:
            sentences.append(translate(_ALLOWED, allowed=", ".join(self.allowed)))
        return " ".join(sentences)

    @property
    def where(self) -> str:
        """The place as editors and terminals write it, such as "guidelines.yml:12:5"."""
        return ":".join(str(part) for part in (self.source, self.line, self.column) if part)

    @property
    def order(self) -> tuple[int, int]:
        """A key that sorts problems as one reads the file."""
        return (self.line or 0, self.column or 0)

    def __str__(self) -> str:
        """Tell the whole problem in one line of English."""
        return ": ".join(part for part in (self.where, self.field, self.message()) if part)


class SettingsInvalid(Exception):
    """Settings that cannot be used; `problems` holds every mistake, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(sorted(problems, key=lambda each: each.order))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Unsuitable(ValueError):
    """Raised by validators of settings: a sentence to translate, and what would be right.

    `at` leads from the validated value down to the setting that is to blame; `also` are further
    mistakes in the same value.
    """

    def __init__(
        self,
        msgid: str,
        /,
        *,
        allowed: Iterable[str] = (),
        suggestion: str | None = None,
        at: tuple[str | int, ...] = (),
        **values: object,
    ) -> None:
        self.also: tuple[Unsuitable, ...] = ()
        self.msgid = msgid
        self.values = values
        self.allowed = tuple(allowed)
        self.suggestion = suggestion
        self.at = at
        super().__init__(in_english(msgid, **values))

    @classmethod
    def raise_all(cls, found: Sequence["Unsuitable"]) -> None:
        """Raise what was found as one, or return when nothing was."""
        if found:
            found[0].also = tuple(found[1:])
            raise found[0]


def shown(value: object) -> str:
    """Quote a value from a file in a message: on one line, not too long, without secrets."""
    if value is None:
        return Phrase(N_("nothing"))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return Phrase(N_("a list") if isinstance(value, list) else N_("a group of settings"))
    text = " ".join(without_tokens(str(value)).split())
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[: _LONGEST_SHOWN - 1]}…"
    return f'"{text}"' if isinstance(value, str) else text


def find_tokens(text: str) -> list[int]:
    """Return where Discord bot tokens begin in `text`."""
    return [match.start() for match in _TOKEN.finditer(text)]


def without_tokens(text: str) -> str:
    """Return `text` with every Discord bot token hidden."""
    return _TOKEN.sub("[hidden]", text)


def closest(word: str, options: Iterable[str]) -> str | None:
    """Return the option that `word` was probably meant to be."""
    by_folded = {option.casefold(): option for option in options}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None
