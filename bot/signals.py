"""Typed past-tense facts by which features hear of each other without knowing each other."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

import structlog

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something that has happened in a guild."""

    guild_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildReady(Signal):
    """A guild's members and channels are known after a start or a reconnect.

    `offline_since` is when the bot last saw this guild, None on the first visit.
    """

    offline_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Signal):
    """A guild's settings have a new version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberContributed(Signal):
    """A newcomer wrote for the first time."""

    member_id: int
    channel_id: int
    message_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSettled(Signal):
    """A newcomer has become part of the community."""

    member_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectHindered(Signal):
    """An effect waits for, or was given up because of, something that staff can mend.

    `kind` is that of the effect; `code` and `detail` say why, as its result does.
    """

    feature: str
    kind: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectSettled(Signal):
    """An effect took place, was skipped or was given up.

    Told to the running process alone: whoever cannot miss it reads `outbox.result` at the start.
    """

    feature: str
    kind: str
    subject: str
    period: str
    state: Literal["sent", "skipped", "failed"]
    code: str
    created_id: int | None
    channel_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSettled(Signal):
    """Staff have said whether what a message was flagged for is right; their latest word counts."""

    message_id: int
    is_right: bool
    by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivatelyTold(Signal):
    """Words meant for one member have reached them, or cannot.

    The effect they were planned with is named by `feature`, `kind`, `subject` and `period`. `how`
    "visit" means that they are shown when the member next uses a command or a button.
    """

    feature: str
    kind: str
    subject: str
    period: str
    member_id: int
    how: Literal["dm", "thread", "visit", "not"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateReply(Signal):
    """A member has answered what was written to them privately.

    `feature`, `kind`, `subject` and `period` name the words that they answer.
    """

    feature: str
    kind: str
    subject: str
    period: str
    member_id: int
    text: str
    attachments: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAnswered(Signal):
    """A post that waited for an answer got its first one, by another person."""

    post_id: int
    channel_id: int
    author_id: int
    answered_by: int
    asked_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureBegun(Signal):
    """A member's data is about to be erased; what shows it in public can still be found.

    Whoever hears this takes back or rewrites, through the outbox, what the bot has published about
    the member. The effects must not name them: whatever does is erased as well.
    """

    member_id: int


S = TypeVar("S", bound=Signal)
Handler = Callable[[Any], Awaitable[None]]


class Signals:
    """Hands each signal to those who asked for its type, in the order in which they asked.

    Handlers are awaited, so that the emitter knows that everybody has heard; a handler that fails
    is logged and counted and does not keep the others from hearing.
    """

    def __init__(self, on_failure: Callable[[str], None] = lambda _: None) -> None:
        self._handlers: dict[type[Signal], list[Handler]] = defaultdict(list)
        self._on_failure = on_failure

    def on(self, kind: type[S], handler: Callable[[S], Awaitable[None]]) -> None:
        """Call `handler` with every later signal of exactly this type."""
        self._handlers[kind].append(handler)

    def off(self, handler: Callable[[S], Awaitable[None]]) -> None:
        """Stop calling `handler`; harmless when it was never registered."""
        for handlers in self._handlers.values():
            if handler in handlers:
                handlers.remove(handler)

    async def emit(self, signal: Signal) -> None:
        """Tell everybody who asked for this type of signal, and return when all have heard."""
        for handler in tuple(self._handlers[type(signal)]):
            try:
                await handler(signal)
            except Exception:
                name = type(signal).__name__
                log.exception("signal handler failed", signal=name, guild_id=signal.guild_id)
                self._on_failure(name)
