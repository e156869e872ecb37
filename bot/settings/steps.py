"""What may follow when somebody breaks a guideline, as settings write it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Literal, Self

from bot.settings.durations import format_duration, parse_duration
from bot.settings.problems import N_, Unsuitable, closest, shown
from bot.settings.written import WrittenValue

StepKind = Literal["remind", "warn", "delete", "timeout", "ask", "kick", "ban"]
LONGEST_TIMEOUT = timedelta(days=28)
_TIMEOUT = re.compile(r"timeout\s+(?:of\s+|for\s+)?(.+)", re.IGNORECASE)
_STEPS: dict[str, StepKind] = {
    "remind": "remind",
    "reminder": "remind",
    "warn": "warn",
    "warning": "warn",
    "delete": "delete",
    "ask": "ask",
    "ask a moderator": "ask",
    "kick": "kick",
    "ban": "ban",
}
_CHOICES = ("remind", "warn", "delete", "timeout 1h", "ask", "kick", "ban")


@dataclass(frozen=True, slots=True)
class Step(WrittenValue):
    """What follows from a violation; `duration` is that of a timeout."""

    written_as: ClassVar[str] = N_("a step: remind, warn, delete, timeout 1h, ask, kick or ban")
    examples: ClassVar[tuple[str, ...]] = ("remind", "timeout 1h", "ask a moderator")

    kind: StepKind
    duration: timedelta | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "remind", "timeout 1h", "ask a moderator"."""
        word = " ".join(text.split()).casefold()
        if (kind := _STEPS.get(word)) is not None:
            return cls(kind)
        if (match := _TIMEOUT.fullmatch(word)) is not None:
            duration = parse_duration(match[1])
            if not timedelta() < duration <= LONGEST_TIMEOUT:
                raise Unsuitable(N_("Discord allows timeouts of up to 28 days."))
            return cls("timeout", duration)
        raise Unsuitable(
            N_("{value} is not one of the steps."),
            value=shown(text),
            allowed=_CHOICES,
            suggestion="timeout 1h" if word == "timeout" else closest(word, _CHOICES),
        )

    @property
    def is_low_harm(self) -> bool:
        """Whether the bot may take it by itself, since it is easily mended."""
        return self.kind in {"delete", "timeout"}

    def __str__(self) -> str:
        """Print it in the form that `parse` reads."""
        return f"{self.kind} {format_duration(self.duration)}" if self.duration else self.kind
