"""An outbox on a real database, and a Discord small enough to know everything that happened."""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from bot.actions import DM_TOO_FAST, Blocked, Done, Findable, Outcome, Refused, Target, Unclear
from bot.db import Database
from bot.effects import (
    AddRole,
    CreateChannel,
    CreateRole,
    DeleteMessage,
    EditMessage,
    Effect,
    EffectKey,
    Message,
    RemoveRole,
    Result,
    SendDirect,
    SendMessage,
)
from bot.outbox import Outbox, store
from bot.outbox.attempts import nonce_of
from bot.outbox.policy import Postpone
from sandbox.clock import VirtualClock
from tests.processes import OwnAlarms

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlalchemy as sa

GUILD = 1
START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

Fault = Literal["fails_before", "fails_after", "dies_before", "dies_after", "refuses", "bug"]


@dataclass
class Made:
    """Something that stands on the board: a message, channel or role."""

    id: int
    nonce: str
    effect: Effect
    at: datetime
    gone: bool = False


class Board:
    """A Discord: it does what it is asked, keeps it, and fails as it is told to.

    It does not know nonces: what is asked twice is there twice.
    """

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.made: list[Made] = []
        self.attempts: list[tuple[datetime, str]] = []
        self.faults: deque[Fault] = deque()
        self.unreadable: deque[Outcome] = deque()
        self.closed: set[int] = set()
        self.complains = 0
        self.died = asyncio.Event()
        self._news = asyncio.Event()

    async def perform(
        self, guild_id: int, effect: Effect, *, nonce: str, target: Target | None
    ) -> Outcome:
        self.attempts.append((self.clock.now(), nonce))
        if isinstance(effect, SendMessage) and effect.channel_id in self.closed:
            return Blocked("missing_permission", "Send Messages")
        if isinstance(effect, SendDirect) and self.complains:
            self.complains -= 1
            return Blocked(DM_TOO_FAST, "")
        fault = self.faults.popleft() if self.faults else None
        if fault == "bug":
            raise RuntimeError("a mistake of our own")
        if fault == "refuses":
            return Refused("50013")
        if fault == "dies_before":
            await self._die()
        if fault == "fails_before":
            return Unclear("503")
        done = self._do(effect, nonce, target)
        if fault == "dies_after":
            await self._die()
        return Unclear("connection") if fault == "fails_after" else done

    async def find(
        self,
        guild_id: int,
        effect: Findable,
        *,
        target: Target | None,
        since: datetime,
        known: frozenset[int],
    ) -> Outcome | None:
        if self.unreadable:
            return self.unreadable.popleft()
        skew = timedelta(seconds=30)
        for made in self.made:
            if made.effect == effect and made.at >= since - skew and made.id not in known:
                return Done(made.id, effect.channel_id if isinstance(effect, SendMessage) else None)
        return None

    def texts(self, channel: int) -> list[str]:
        return [
            made.effect.message.text
            for made in self.made
            if isinstance(made.effect, SendMessage)
            and made.effect.channel_id == channel
            and not made.gone
        ]

    async def written_in(self, channel: int) -> None:
        """Wait until something stands in a channel."""
        while not self.texts(channel):
            self._news.clear()
            await self._news.wait()

    def times(self, key: EffectKey) -> int:
        return sum(made.nonce == nonce_of(key) for made in self.made)

    def _do(self, effect: Effect, nonce: str, target: Target | None) -> Outcome:
        match effect:
            case SendMessage() | SendDirect() | CreateChannel() | CreateRole():
                made = Made(1000 + len(self.made), nonce, effect, self.clock.now())
                self.made.append(made)
                self._news.set()
                return Done(made.id, getattr(effect, "channel_id", None))
            case EditMessage() | DeleteMessage():
                return self._change(effect, target)
            case AddRole() | RemoveRole():
                return Done()

    def _change(self, effect: EditMessage | DeleteMessage, target: Target | None) -> Outcome:
        if target is None:
            return Refused("nothing_to_change")
        (made,) = [made for made in self.made if made.id == target.id]
        if isinstance(effect, DeleteMessage):
            made.gone = True
        else:
            made.effect = SendMessage(channel_id=target.channel_id, message=effect.message)
        return Done(target.id, target.channel_id)

    async def _die(self) -> None:
        self.died.set()
        await asyncio.Event().wait()


class House:
    """The outbox as one process runs it; `crash` kills the process, `begin` starts the next."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.clock = VirtualClock(START, frozen=True)
        self.board = Board(self.clock)
        self.settled: list[tuple[EffectKey, Result]] = []
        self.postponed: list[tuple[EffectKey, Postpone]] = []
        self.rows: Sequence[sa.RowMapping] = ()
        self.clock.add_settle(self.quiet)
        self._build()

    async def open(self) -> None:
        async with self.db.write() as tx:
            await tx.run_sync(store.metadata.create_all)
        await self.begin()

    async def begin(self) -> None:
        self._build()
        await self.outbox.start()
        await self.quiet()

    def _build(self) -> None:
        self.alarms = OwnAlarms(self.clock)
        self.outbox = Outbox(
            self.db,
            self.board,
            self.clock,
            self.alarms,
            on_settled=self._on_settled,
            on_postponed=self._on_postponed,
        )

    async def crash(self) -> None:
        """Kill the process: nothing is finished, nothing is recorded."""
        self.alarms.fall_silent()
        tasks = [*self.outbox._running.values()]
        if self.outbox._worker is not None:
            tasks.append(self.outbox._worker)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.board.died.clear()
        self._build()

    async def quiet(self) -> None:
        """Wait until nothing is left to do now; a process that died is replaced."""
        while self.outbox.busy:
            if self.board.died.is_set():
                await self.crash()
                await self.outbox.start()
            await asyncio.sleep(0)

    async def close(self) -> None:
        await self.outbox.stop()

    async def plan(self, key: EffectKey, effect: Effect, **when: datetime) -> bool:
        async with self.db.write() as tx:
            planned = await self.outbox.plan(tx, key, effect, **when)
        await self.quiet()
        return planned

    async def say(self, subject: str, text: str = "hi", channel: int = 10) -> EffectKey:
        key = key_of(subject)
        await self.plan(key, message(text, channel))
        return key

    async def result(self, key: EffectKey) -> Result | None:
        async with self.db.read() as tx:
            return await self.outbox.result(tx, key)

    async def state(self, key: EffectKey) -> str:
        result = await self.result(key)
        return f"{result.state} {result.code}".strip() if result else "unknown"

    async def pass_time(self, **duration: float) -> None:
        await self.clock.advance(timedelta(**duration))

    async def _on_settled(self, key: EffectKey, _: Effect, result: Result) -> None:
        self.settled.append((key, result))

    async def _on_postponed(self, key: EffectKey, _: Effect, verdict: Postpone) -> None:
        self.postponed.append((key, verdict))


def key_of(subject: str, kind: str = "welcome.greeting", period: str = "") -> EffectKey:
    return EffectKey(feature="welcome", kind=kind, guild_id=GUILD, subject=subject, period=period)


def message(text: str = "hi", channel: int = 10) -> SendMessage:
    return SendMessage(channel_id=channel, message=Message(text=text))
