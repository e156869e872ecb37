"""Saying something in one language: texts, plurals, lists, numbers, dates and durations."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Any, Literal

from babel.dates import format_date, format_interval
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from bot.texts.catalogues import Wordings, plural_rule

Number = int | float | Decimal


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, which editors and translators know
    """Mark a text for translation at a place that does not know the reader yet."""
    return text


class Translation:
    """One language, called `t` wherever it is used: `t("Hello, {name}!", name=name)`.

    A text without a translation is shown in English, and so is one whose translation asks for a
    value that was not given. Values are put in as they are: what members wrote goes through
    `bot.texts.markup.escape` first.
    """

    def __init__(self, language: str, wordings: Wordings) -> None:
        self.language = language
        self._wordings = wordings
        self._rule = plural_rule(language)

    def __call__(self, text: str, /, **values: object) -> str:
        """Translate a text and fill in its `{placeholders}`."""
        return _fill(self._wordings.single.get(text), text, values)

    def n(self, one: str, many: str, /, *, n: Number, **values: object) -> str:
        """Translate a text that counts something; `{n}` is shown as the language writes it."""
        values["n"] = self.number(n)
        english = one if n == 1 else many
        forms = self._wordings.plural.get(one)
        if forms is None:
            return _fill(None, english, values)
        wording = forms.get(self._rule(n)) or forms["other"]
        return _fill(wording, english, values)

    def knows(self, text: str) -> bool:
        """Tell whether there is a wording of this text in the language itself."""
        return text in self._wordings.single

    def list(self, items: Iterable[str], *, joined_by: Literal["and", "or"] = "and") -> str:
        """Join things as a sentence would: "a, b and c"."""
        style: Literal["standard", "or"] = "standard" if joined_by == "and" else "or"
        return format_list(tuple(items), style=style, locale=self.language)

    def number(self, value: Number) -> str:
        """Write a number with the separators of the language, at most three decimals."""
        return format_decimal(value, locale=self.language)

    def percent(self, share: float) -> str:
        """Write a share of one as whole per cent."""
        return format_percent(share, locale=self.language)

    def days(self, first: date, last: date) -> str:
        """Write a stretch of days, shortly and without the year."""
        return format_interval(first, last, "MMMd", locale=self.language)

    def date(self, day: date) -> str:
        """Write a day with its weekday, for places where Discord shows no timestamps."""
        return format_date(day, format="full", locale=self.language)

    def duration(self, span: timedelta) -> str:
        """Say how long in the two largest units; a started second counts as one."""
        seconds = ceil(abs(span.total_seconds()))
        days, rest = divmod(seconds, 86_400)
        hours, rest = divmod(rest, 3_600)
        minutes, seconds = divmod(rest, 60)
        units = [
            (days, self.n("{n} day", "{n} days", n=days)),
            (hours, self.n("{n} hour", "{n} hours", n=hours)),
            (minutes, self.n("{n} minute", "{n} minutes", n=minutes)),
            (seconds, self.n("{n} second", "{n} seconds", n=seconds)),
        ]
        first = next((place for place, (amount, _) in enumerate(units) if amount), len(units) - 1)
        said = [words for amount, words in units[first : first + 2] if amount]
        match said:
            case [large, small]:
                return self(N_("{large} and {small}"), large=large, small=small)
            case [alone]:
                return alone
            case _:
                return units[-1][1]


def _fill(wording: str | None, english: str, values: dict[str, Any]) -> str:
    if wording is not None:
        try:
            return wording.format_map(values)
        except (LookupError, ValueError, AttributeError):
            # A slip in a translation must not cost the reader the answer.
            pass
    return english.format_map(values)
