"""The settings that guilds have saved for themselves, each version kept."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import structlog
from pydantic import BaseModel

from bot.clock import Clock
from bot.db import Database
from bot.settings import store
from bot.settings.load import read_document
from bot.settings.problems import Problem, SettingsInvalid
from bot.settings.store import Version

log = structlog.get_logger(__name__)

M = TypeVar("M", bound=BaseModel)


class VersionConflict(Exception):
    """Somebody else has saved settings since the ones that were edited were shown."""

    def __init__(self, expected: int, current: int) -> None:
        self.expected = expected
        self.current = current
        super().__init__(
            f"These settings have been changed meanwhile: they are at version {current}, "
            f"and your change began from version {expected}. Look at them and try again."
        )


class NoSuchVersion(LookupError):
    """A version that this guild does not have (any more)."""


@dataclass(frozen=True, slots=True)
class Own(Generic[M]):
    """A guild's own settings: its latest text, and what counts.

    `document` is None when the guild follows the file. `problems` are those of the latest text
    when an older version, or the file, has to stand in for it.
    """

    version: int
    text: str | None
    document: M | None
    problems: tuple[Problem, ...] = ()


class GuildVersions(Generic[M]):
    """Every guild's own settings, read once and kept in memory."""

    def __init__(self, model: type[M], db: Database, clock: Clock) -> None:
        self._model = model
        self._db = db
        self._clock = clock
        self._own: dict[int, Own[M]] = {}

    async def start(self) -> None:
        """Read every guild's latest usable version."""
        async with self._db.read() as tx:
            guild_ids = await store.guilds(tx)
        for guild_id in guild_ids:
            self._own[guild_id] = await self._usable(await self.history(guild_id))

    def of(self, guild_id: int) -> Own[M] | None:
        """Return what a guild has saved, None when it has saved nothing."""
        return self._own.get(guild_id)

    async def history(self, guild_id: int) -> list[Version]:
        """Return a guild's versions, newest first."""
        async with self._db.read() as tx:
            return await store.history(tx, guild_id)

    async def read(self, text: str) -> M:
        """Validate a text; SettingsInvalid holds every mistake in it."""
        return await asyncio.to_thread(read_document, text, self._model)

    async def save(
        self, guild_id: int, text: str | None, author_id: int | None, note: str, expected: int
    ) -> int:
        """Validate and store the version after `expected`, and use it from now on.

        Raises SettingsInvalid, or VersionConflict when `expected` is no longer the latest.
        """
        document = None if text is None else await self.read(text)
        at = self._clock.now()
        version = Version(guild_id, expected + 1, text, author_id, note, at)
        async with self._db.write() as tx:
            if not await store.append(tx, version):
                raise VersionConflict(expected, await store.latest_number(tx, guild_id))
        self._own[guild_id] = Own(version.version, text, document)
        return version.version

    async def text_of(self, guild_id: int, version: int) -> str | None:
        """Return the text of a version, None where the file counts, as in version 0."""
        if not version:
            return None
        async with self._db.read() as tx:
            found = await store.one(tx, guild_id, version)
        if found is None:
            raise NoSuchVersion(f"There is no version {version} of these settings.")
        return found.text

    async def roll_back(self, guild_id: int, to: int, author_id: int | None, note: str) -> int:
        """Save the text of version `to` once more, as the newest; 0 goes back to the file."""
        text = await self.text_of(guild_id, to)
        expected = getattr(self._own.get(guild_id), "version", 0)
        return await self.save(guild_id, text, author_id, note or f"back to version {to}", expected)

    async def _usable(self, versions: Sequence[Version]) -> Own[M]:
        """Find the latest version that still validates; the file stands in for the rest."""
        latest = versions[0]
        result: Own[M] = Own(latest.version, latest.text, None)
        for version in versions:
            if version.text is None:
                break
            name = f"version {version.version}"
            try:
                document = await asyncio.to_thread(read_document, version.text, self._model, name)
            except SettingsInvalid as invalid:
                if version is latest:
                    result = replace(result, problems=tuple(invalid.problems))
                    self._log(latest, invalid)
                continue
            return replace(result, document=document)
        return result

    def _log(self, version: Version, invalid: SettingsInvalid) -> None:
        log.error(
            "saved settings no longer valid, an older version stands in",
            guild_id=version.guild_id,
            version=version.version,
            problems=[str(problem) for problem in invalid.problems],
        )
