"""Noticing that a file has changed: by looking, and by being told with SIGHUP."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)

EVERY = timedelta(seconds=2)
_Stamp = tuple[int, int, int] | None


class FileWatch:
    """Awaits `on_change` when the file looks different from last time, or on SIGHUP."""

    def __init__(
        self, path: Path, on_change: Callable[[], Awaitable[None]], every: timedelta = EVERY
    ) -> None:
        self._path = path
        self._on_change = on_change
        self._every = every.total_seconds()
        self._told = asyncio.Event()
        self._stamp: _Stamp = None
        self._task: asyncio.Task[None] | None = None
        self._listens = False

    def start(self) -> None:
        """Take the file as it is now for known, and watch it from here on."""
        self._stamp = _stamp(self._path)
        self._task = asyncio.create_task(self._watch(), name="settings-watch")
        # Not every platform and not every thread has signals; looking will do there.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._told.set)
            self._listens = True

    async def stop(self) -> None:
        """Stop watching; harmless when it never began."""
        if self._listens:
            asyncio.get_running_loop().remove_signal_handler(signal.SIGHUP)
            self._listens = False
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None

    async def _watch(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), self._every)
            told = self._told.is_set()
            self._told.clear()
            stamp = await asyncio.to_thread(_stamp, self._path)
            if told or stamp != self._stamp:
                self._stamp = stamp
                await self._tell()

    async def _tell(self) -> None:
        try:
            await self._on_change()
        except Exception:
            log.exception("reading the settings again failed")


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
