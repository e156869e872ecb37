"""What a process leaves behind when it dies, for tests in which one is killed and replaced."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from datetime import datetime

from bot.clock import Alarm, Alarms


class OwnAlarms:
    """The alarms of one process: they fall silent when it dies, while the town's clock goes on."""

    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms
        self._set: list[Alarm] = []
        self._is_silent = False

    def call_at(self, when: datetime, callback: Callable[[], Awaitable[None]]) -> Alarm:
        context = copy_context()

        async def ring() -> None:
            # In the process that asked for it, so that it dies with that and not with the clock.
            ringing = context.run(asyncio.ensure_future, callback())
            await asyncio.wait([ringing])
            if not ringing.cancelled():
                ringing.result()

        alarm = self._alarms.call_at(when, ring)
        self._set.append(alarm)
        if self._is_silent:  # what still winds up of a dead process is not to come back
            alarm.cancel()
        return alarm

    def fall_silent(self) -> None:
        self._is_silent = True
        for alarm in self._set:
            alarm.cancel()
