"""What somebody has written so far, and what it amounts to."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

from bot.settings.durations import parse_duration
from bot.texts import N_
from bot.texts.phrase import Phrase
from cogs.events.details import Details
from cogs.events.recurrence import Rule, Weekday
from cogs.events.when import Ambiguous, Meant, NotUnderstood, Past, Reading, read

Scope = Literal["this", "following", "all"]
Edits = Scope | Literal["more"]
USUAL_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event as it is being written: every field as it was typed, so that nothing gets lost.

    `edits` is the occurrence that it changes, None for a new event; without words for the time,
    `when`, that stays. `choice` is the wall time that was chosen where `when` was ambiguous.
    With the scope "more", the series gets one more date, and stays as it is otherwise.
    """

    when: str = ""
    choice: str = ""
    zone: str
    language: str = "en"
    length: str = ""
    title: str = ""
    description: str = ""
    notes: str = ""
    location: str = ""
    seats: str = ""
    kind: str = "external"
    channel_id: int | None = None
    hand_picked: bool = False
    role_id: int | None = None
    skip_holidays: bool = False
    edits: int | None = None
    scope: Edits = "this"
    minutes: int = USUAL_MINUTES

    def to_json(self) -> dict[str, Any]:
        """Return it as the store keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what the store kept."""
        return cls(**stored)

    def typed(self, fields: Mapping[str, str]) -> Self:
        """Take over what was typed into a dialog, by the names of its fields."""
        return self.from_json({**self.to_json(), **fields})

    def with_details(self, details: Details) -> Self:
        """Fill in what an event or a template says already."""
        return replace(
            self,
            title=details.title,
            description=details.description,
            notes=details.notes,
            location=details.location,
            seats=str(details.capacity or ""),
            kind=details.kind,
            channel_id=details.channel_id,
            hand_picked=details.hand_picked,
            role_id=details.role_id,
            minutes=details.minutes,
        )

    def reading(self, now: datetime) -> Reading | None:
        """Return what its words for the time mean; None when there are none and none are needed."""
        if not self.when and self.edits is not None:
            return None
        found = read(self.when, now=now, zone=ZoneInfo(self.zone), language=self.language)
        if not self.choice:
            return found
        choices: tuple[Meant, ...] = ()
        if isinstance(found, Ambiguous):
            choices = found.choices
        elif isinstance(found, Past):
            choices = (found.suggestion,)
        chosen = [one for one in choices if one.start.isoformat(timespec="minutes") == self.choice]
        return chosen[0] if chosen else found

    def details(self, meant: Meant | None) -> Details:
        """Return the event as it would be announced."""
        minutes = _minutes(self.length)
        if minutes is None:
            minutes = meant.minutes if meant is not None and meant.minutes else self.minutes
        return Details.from_json(
            {
                "title": self.title.strip(),
                "description": self.description.strip(),
                "notes": self.notes.strip(),
                "kind": self.kind,
                "channel_id": self.channel_id,
                "location": self.location.strip(),
                "minutes": minutes,
                "capacity": _number(self.seats),
                "hand_picked": self.hand_picked,
                "role_id": self.role_id,
            }
        )

    @property
    def adds_date(self) -> bool:
        """Whether it is about one more date of a series."""
        return self.scope == "more"

    def problems(self, reading: Reading | None) -> Iterator[Phrase]:
        """Say what stands in the way of announcing it."""
        if self.adds_date and (reading is None or getattr(reading, "rule", None) is not None):
            yield Phrase(N_("Write one day and time to add, such as 24 December 18:00."))
        if isinstance(reading, NotUnderstood):
            yield reading.why
        elif isinstance(reading, Past):
            yield Phrase(N_("{time} has passed."), time=reading.meant.starts_at)
        elif isinstance(reading, Ambiguous):
            yield Phrase(N_("The time may mean several things. Please choose one."))
        if self.length and _minutes(self.length) is None:
            yield Phrase(
                N_("{text} is not a length of time. Write it as 90m or 1h30m."), text=self.length
            )
        if self.seats.strip() and _number(self.seats) is None:
            yield Phrase(N_("{text} is not a number of seats."), text=self.seats[:20])
        meant = reading if isinstance(reading, Meant) else None
        yield from self.details(meant).problems()


def following(rule: Rule | None, start: datetime) -> Rule | None:
    """Let a rule go on from another start: the same rhythm on the new weekday or day."""
    if rule is None:
        return None
    if rule.frequency == "WEEKLY" and len(rule.weekdays) <= 1:
        return replace(rule, weekdays=(Weekday(start.weekday()),))
    if rule.frequency == "MONTHLY" and len(rule.weekdays) == 1:
        nth = -1 if rule.weekdays[0].nth < 0 else (start.day - 1) // 7 + 1
        return replace(rule, weekdays=(Weekday(start.weekday(), nth),))
    if rule.frequency == "MONTHLY" and len(rule.month_days) == 1:
        return replace(rule, month_days=(start.day,))
    return rule


def _minutes(text: str) -> int | None:
    if not text.strip():
        return None
    if text.strip().isdecimal():
        return int(text)
    try:
        return int(parse_duration(text.strip()).total_seconds() // 60)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() else None
