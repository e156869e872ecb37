"""guidelines.yml while the bot runs: the last good version counts until the next good one."""

import asyncio
from pathlib import Path
from typing import Generic, TypeVar

import structlog
from pydantic import BaseModel

from bot.clock import Clock
from bot.db import Database
from bot.settings import store
from bot.settings.load import read_document, read_text
from bot.settings.problems import Problem, SettingsInvalid

log = structlog.get_logger(__name__)

M = TypeVar("M", bound=BaseModel)


class SettingsFile(Generic[M]):
    """The file that stands for every guild without settings of its own.

    The last good text is kept in the database as well, so that a mistake in the file does not
    keep the bot from starting again.
    """

    def __init__(self, path: Path, model: type[M], db: Database, clock: Clock) -> None:
        self.path = path
        self.text = ""
        self.problems: tuple[Problem, ...] = ()
        self._model = model
        self._db = db
        self._clock = clock
        self._document: M | None = None

    @property
    def document(self) -> M:
        """The settings of the last good version."""
        if self._document is None:
            raise RuntimeError("the settings have not been read: await start() first")
        return self._document

    async def start(self) -> None:
        """Read the file, or fall back on its last good version; SettingsInvalid without one."""
        try:
            await self._read()
        except SettingsInvalid as invalid:
            async with self._db.read() as tx:
                kept = await store.kept_file(tx)
            if kept is None:
                raise
            try:
                await self._adopt(kept)
            except SettingsInvalid:
                raise invalid from None
            self._report(invalid)

    async def reload(self) -> bool:
        """Read the file again; False when it says nothing new or cannot be used."""
        before = self._document
        try:
            await self._read()
        except SettingsInvalid as invalid:
            self._report(invalid)
            return False
        return self._document != before

    async def _read(self) -> None:
        text = await asyncio.to_thread(read_text, self.path)
        if text != self.text or self._document is None:
            await self._adopt(text)
            async with self._db.write() as tx:
                await store.keep_file(tx, text, self._clock.now())
        self.problems = ()

    async def _adopt(self, text: str) -> None:
        self._document = await asyncio.to_thread(read_document, text, self._model, self.path.name)
        self.text = text

    def _report(self, invalid: SettingsInvalid) -> None:
        self.problems = tuple(invalid.problems)
        log.error(
            "settings file refused, the last good version stays",
            file=str(self.path),
            problems=[str(problem) for problem in invalid.problems],
        )
