"""What the doctor has to say: how bad, what, and how to put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from bot.texts.phrase import Phrase


class Severity(IntEnum):
    """How much a finding matters, the worst first."""

    ERROR = 0
    WARNING = 1
    INFO = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that keeps, or may keep, the bot from doing its work.

    `area` is what the finding is about ("permissions"), `code` names its kind for scripts.
    `where` is the feature, setting or channel concerned.
    """

    severity: Severity
    area: str
    code: str
    where: str
    what: Phrase
    fix: Phrase


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by weight, then by what they are about."""
    return sorted(findings, key=lambda each: (each.severity, each.area, each.where, each.code))
