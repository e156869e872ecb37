"""What a process leaves behind when it dies, for tests in which one is killed and replaced."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.clock import Alarm, Alarms


class OwnAlarms:
    """The alarms of one process: they fall silent when it dies, while the town's clock goes on."""

    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms
        self._set: list[Alarm] = []

    def call_at(self, when: datetime, callback: Callable[[], Awaitable[None]]) -> Alarm:
        alarm = self._alarms.call_at(when, callback)
        self._set.append(alarm)
        return alarm

    def fall_silent(self) -> None:
        for alarm in self._set:
            alarm.cancel()
