"""A series and its occurrences as the feature works with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from cogs.events.details import Details
from cogs.events.policy import Status
from cogs.events.recurrence import Rule, Series

SeriesStatus = Literal["open", "ended", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A gathering that takes place once or again and again: what it is, when, and who leads it."""

    id: int
    guild_id: int
    author_id: int
    host_id: int | None
    details: Details
    start: datetime
    zone: ZoneInfo
    rule: Rule | None = None
    left_out: frozenset[datetime] = frozenset()
    added: frozenset[datetime] = frozenset()
    skip_holidays: bool = False
    status: SeriesStatus = "open"
    sequence: int = 0
    created_at: datetime

    @property
    def series(self) -> Series:
        """When it takes place, holidays and moved occurrences aside."""
        return Series(
            start=self.start,
            zone=self.zone,
            rule=self.rule,
            left_out=self.left_out,
            added=self.added,
        )

    @property
    def repeats(self) -> bool:
        """Whether it takes place more than once."""
        return self.rule is not None or bool(self.added)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that a gathering takes place, with what it has otherwise than the others."""

    id: int
    guild_id: int
    series_id: int
    slot: datetime
    starts_at: datetime
    ends_at: datetime
    details: Details
    zone: ZoneInfo
    repeats: bool
    changes: Mapping[str, Any] = field(default_factory=dict)
    host_id: int | None = None
    status: Status = "planned"
    sequence: int = 0
    changed_at: datetime
    posted_at: datetime | None = None
    shown_at: datetime | None = None
    native_id: int | None = None
    listing: int = 0
    message_id: int | None = None
    recording: str = ""

    @property
    def is_posted(self) -> bool:
        """Whether it is announced, or about to be."""
        return self.posted_at is not None

    @property
    def is_over(self) -> bool:
        """Whether nobody can take part any more."""
        return self.status in {"completed", "cancelled"}
