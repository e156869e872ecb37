"""How words reach a member, and what a message of theirs answers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

How = Literal["dm", "thread", "visit", "not"]
Instead = Literal["thread", "visit", "nothing"]
State = Literal["sent", "skipped", "failed"]

ANSWERABLE_FOR = timedelta(days=30)
KEPT = timedelta(days=90)
# After these, no other way is tried: there is nobody to tell, it is too late, or too much.
FINAL = frozenset(
    {
        "cancelled",
        "dm_too_often",
        "dry_run",
        "forgotten",
        "member_gone",
        "off",
        "stopped",
        "too_late",
        "unreadable",
    }
)


def after_dm(state: State, code: str, instead: Instead) -> How:
    """Return the way on which words have gone, or go next, once a direct message is settled."""
    if state == "sent":
        return "dm"
    if code in FINAL or instead == "nothing":
        return "not"
    return instead


def after_thread(state: State, code: str) -> How:
    """Return the same once a message in a private thread is settled."""
    if state == "sent":
        return "thread"
    return "not" if code in FINAL else "visit"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a member was told in a conversation."""

    id: int
    message_id: int | None
    answerable: bool
    written_at: datetime


def answered(told: Sequence[Words], reply_to: int | None, now: datetime) -> Words | None:
    """Return the words that a message answers: those it replies to, else the latest."""
    if reply_to is not None:
        told = [one for one in told if one.message_id == reply_to]
    recent = [one for one in told if one.answerable and now - one.written_at <= ANSWERABLE_FOR]
    return max(recent, key=lambda one: one.id, default=None)
