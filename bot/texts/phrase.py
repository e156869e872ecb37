"""A sentence that is decided now and said later, in a language that is not known yet."""

from datetime import datetime, timedelta

from bot.texts.markup import timestamp
from bot.texts.translation import Translation


class Phrase:
    """A text with its values: `Phrase("Please wait {time}.", time=timedelta(minutes=2))`.

    Values that read differently in each language are turned into words when the phrase is said:
    other phrases, durations, instants, and lists of any of these.
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = values

    def say(self, t: Translation) -> str:
        """Return the sentence in the language of `t`."""
        return t(self.text, **{name: _said(value, t) for name, value in self.values.items()})

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Phrase):
            return NotImplemented
        return (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash((self.text, tuple(self.values)))

    def __repr__(self) -> str:
        return f"Phrase({self.text!r}, {self.values!r})"


def _said(value: object, t: Translation) -> object:
    match value:
        case Phrase():
            return value.say(t)
        case timedelta():
            return t.duration(value)
        case datetime():
            return timestamp(value)
        case list() | tuple():
            return t.list([str(_said(item, t)) for item in value])
        case _:
            return value
