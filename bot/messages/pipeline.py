"""Hands each message to the features that asked, in a declared order, in one task."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter

import structlog

from bot.messages.event import MessageEvent

log = structlog.get_logger(__name__)

Handler = Callable[[MessageEvent], Awaitable[None]]
Keep = Callable[[], Awaitable[None]]
IsEnabled = Callable[[int, str], bool]
Observe = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class _Listener:
    order: int
    feature: str
    handler: Handler
    keep: Keep | None


class Pipeline:
    """Calls listeners one after the other, so that what one stores the next one finds.

    A listener that fails is logged and counted; the others still hear of the message.
    `is_enabled` tells whether a feature is on in a guild; `observe` takes the seconds spent.
    """

    def __init__(
        self,
        *,
        is_enabled: IsEnabled,
        observe: Observe = lambda _: None,
        on_failure: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._listeners: tuple[_Listener, ...] = ()
        self._is_enabled, self._observe, self._on_failure = is_enabled, observe, on_failure

    def listen(
        self, feature: str, handler: Handler, *, order: int = 100, keep: Keep | None = None
    ) -> None:
        """Call `handler` with every message of guilds where `feature` is on; low orders first.

        A handler that stores some of what it hears later names `keep`, which stores it at once.
        """
        added = (*self._listeners, _Listener(order, feature, handler, keep))
        self._listeners = tuple(sorted(added, key=lambda listener: listener.order))

    def leave(self, feature: str) -> None:
        """Stop calling the handlers of a feature."""
        self._listeners = tuple(one for one in self._listeners if one.feature != feature)

    async def keep(self) -> None:
        """Have everything stored that was heard: before it counts as heard, or is asked for."""
        for listener in self._listeners:
            if listener.keep is not None:
                await listener.keep()

    async def hand_on(self, event: MessageEvent) -> None:
        """Let every listener handle the message, and return when all have."""
        begun = perf_counter()
        for listener in self._listeners:
            if not self._is_enabled(event.guild_id, listener.feature):
                continue
            try:
                await listener.handler(event)
            except Exception:  # one feature's failure is not the others' problem
                log.exception(
                    "message handler failed",
                    feature=listener.feature,
                    guild_id=event.guild_id,
                    message_id=event.message_id,
                )
                self._on_failure(listener.feature)
        self._observe(perf_counter() - begun)
