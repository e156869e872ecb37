"""A post that asks for an answer, and what has become of it. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cogs.zero_reply.policy import Answer, How, Kind

Status = Literal["open", "probable", "answered", "closed", "left", "none", "deleted"]
Closed = Literal["", "solved", "locked", "archived", "left_out"]
Settled = Literal["", "answered", "not_a_question", "never_mind", "unanswered"]

CLAIM_HOLDS = timedelta(hours=24)
UNSURE_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """A post that asks for an answer.

    `closed` says what its thread or channel tells, `settled` what people said. `is_first` is the
    first post of a newcomer, `is_urgent` one of these that waited too long. `is_marked` was put on
    the list by hand. `same_question` counts reactions.
    """

    opener_id: int
    guild_id: int
    channel_id: int
    parent_id: int | None
    kind: Kind
    author_id: int
    at: datetime
    title: str
    excerpt: str
    status: Status
    answer_id: int | None
    answered_by: int | None
    answered_at: datetime | None
    how: How
    by_staff: bool
    closed: Closed
    settled: Settled
    author_left: bool
    is_first: bool
    is_urgent: bool
    is_marked: bool
    same_question: int
    snoozed_until: datetime | None
    claimed_by_id: int | None
    claimed_at: datetime | None

    @property
    def answer(self) -> Answer | None:
        """The first answer, if there is one; one that was given elsewhere has the id 0."""
        if self.answered_by is None or self.answered_at is None:
            return None
        return Answer(self.answer_id or 0, self.answered_by, self.answered_at, self.how)

    @property
    def about(self) -> str:
        """What it says, as far as it is kept."""
        return f"{self.title} {self.excerpt}"

    @property
    def thread_id(self) -> int:
        """Where answers to it stand, if there is a thread."""
        return self.channel_id if self.kind == "thread" else self.opener_id

    @property
    def url(self) -> str:
        """Where it stands."""
        return f"https://discord.com/channels/{self.guild_id}/{self.channel_id}/{self.opener_id}"

    def is_unconfirmed(self, now: datetime) -> bool:
        """Tell whether nobody has said for a day that what is probably an answer is one."""
        if self.status != "probable" or self.answered_at is None:
            return False
        return now - self.answered_at >= UNSURE_FOR

    def claimed_by(self, now: datetime) -> int | None:
        """Return who is answering it; after a day without an answer nobody is."""
        if self.claimed_at is None or now - self.claimed_at > CLAIM_HOLDS:
            return None
        return self.claimed_by_id


def status_of(opener: Opener, answer: Answer | None, *, asks: bool) -> Status:
    """Say how an opener stands, from what people said, its thread tells and was answered."""
    if opener.settled == "answered":
        return "answered"
    if not asks and not opener.is_marked:
        return "none"
    if answer is not None and answer.how == "sure":
        return "answered"
    if opener.settled not in {"", "unanswered"} or opener.closed:
        return "closed"
    if opener.author_left:
        return "left"
    is_probable = answer is not None and opener.settled != "unanswered"
    return "probable" if is_probable else "open"


def queue_order(opener: Opener) -> tuple[bool, bool, datetime, int, int]:
    """Sort the list: newcomers' first posts, then the oldest; of one hour, the most asked."""
    hour = opener.at.replace(minute=0, second=0, microsecond=0)
    return (
        not opener.is_urgent,
        not opener.is_first,
        hour,
        -opener.same_question,
        opener.opener_id,
    )
