"""Reads what moderators type; what cannot be used is told clearly and given back."""

from datetime import timedelta
from types import TracebackType

from bot.refusal import Refusal
from bot.settings.durations import parse_duration
from bot.settings.problems import Unsuitable
from bot.settings.steps import LONGEST_TIMEOUT
from bot.texts import N_, escape
from bot.texts.phrase import Phrase

WITH_WORDS = N_("{problem}\nThis is what you had written: {words}")


class Typed:
    """Around something that may be refused: the refusal then holds the words as well."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Add the words to a refusal."""
        if isinstance(error, Refusal):
            words = f"“{escape(self._words)}”"
            problem = Phrase(error.phrase.text, **error.phrase.values)
            raise Refusal(WITH_WORDS, problem=problem, words=words) from error


def timeout_of(text: str) -> timedelta:
    """Read how long a timeout lasts; Refusal says what is wrong with it."""
    lasts = duration_of(text)
    if not timedelta() < lasts <= LONGEST_TIMEOUT:
        raise Refusal(
            "Discord allows timeouts of up to 28 days; “{value}” is not possible.",
            value=escape(text[:50]),
        )
    return lasts


def duration_of(text: str) -> timedelta:
    """Read a length of time; Refusal says how it is written."""
    try:
        return parse_duration(text)
    except Unsuitable as unsuitable:
        raise Refusal(
            "I do not understand “{value}”. Write a number and a unit, such as 30m, 2h or 7d.",
            value=escape(text[:50]),
        ) from unsuitable
