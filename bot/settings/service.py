"""`core.settings`: what counts in which guild, and how it is changed."""

import asyncio
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from bot.clock import Clock
from bot.db import Database
from bot.settings.assembly import build_document_model, doubts_about
from bot.settings.deployment import Deployment
from bot.settings.diff import Change, changes_between, lines_between
from bot.settings.document import Document, FeatureSettings
from bot.settings.edit import Changes, edit
from bot.settings.file import SettingsFile
from bot.settings.load import at_their_places
from bot.settings.problems import Problem, SettingsInvalid
from bot.settings.sections import take_over
from bot.settings.store import Version
from bot.settings.versions import GuildVersions
from bot.settings.watch import FileWatch
from bot.settings.yaml_source import read_yaml
from bot.signals import SettingsChanged, Signals

if TYPE_CHECKING:
    from bot.features import Feature

F = TypeVar("F", bound=FeatureSettings)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Settings that would be valid, and what they would change.

    `expected_version` goes to `save`, so that nobody overwrites what they have not seen.
    `left_out` says that something in the text was not asked for and stays as it is. `doubts` are
    what is allowed in the text, and hardly meant.
    """

    text: str
    document: Document
    diff: tuple[Change, ...]
    unified: str
    expected_version: int
    left_out: bool = False
    doubts: tuple[Problem, ...] = ()


class SettingsService:
    """The settings of every guild: its own latest version, else guidelines.yml."""

    def __init__(
        self,
        deployment: Deployment,
        db: Database,
        signals: Signals,
        clock: Clock,
        features: Iterable["Feature"],
    ) -> None:
        self._features = chosen = tuple(features)
        self.model = build_document_model(chosen)
        # By name: a feature that is loaded anew brings its classes anew.
        self._names = {_path(feature.settings): feature.name for feature in chosen}
        self._file = SettingsFile(deployment.guidelines, self.model, db, clock)
        self._versions = GuildVersions(self.model, db, clock)
        self._signals = signals
        self._watch = FileWatch(deployment.guidelines, self._reload)
        self._current: dict[int, Document] = {}
        self._changing = asyncio.Lock()

    async def start(self) -> None:
        """Read the file and every guild's versions, and watch the file.

        Raises SettingsInvalid when the file is not valid and never was.
        """
        await self._file.start()
        await self._versions.start()
        self._watch.start()

    async def stop(self) -> None:
        """Stop watching the file."""
        await self._watch.stop()

    @property
    def folder(self) -> Path:
        """Where guidelines.yml is, and what lies beside it."""
        return self._file.path.parent

    @property
    def default(self) -> Document:
        """The settings of guidelines.yml."""
        return self._file.document

    def of(self, guild_id: int) -> Document:
        """Return what counts in a guild."""
        document = self._current.get(guild_id)
        if document is None:
            own = self._versions.of(guild_id)
            document = (own and own.document) or self.default
            self._current[guild_id] = document
        return document

    def feature(self, guild_id: int, name: str) -> FeatureSettings:
        """Return a feature's settings; LookupError when it is off and has none. See `active`."""
        settings = self.of(guild_id).feature(name)
        if settings is None:
            raise LookupError(f"features.{name} is not set: ask enabled() first")
        return settings

    def active(self, guild_id: int, kind: type[F]) -> F | None:
        """Return a feature's settings by their type, None when the feature is off."""
        settings = self.of(guild_id).feature(self._names[_path(kind)])
        return cast("F", settings) if settings is not None and settings.enabled else None

    def enabled(self, guild_id: int, name: str) -> bool:
        """Whether a feature is on in a guild; one that nobody knows is off."""
        settings = self.of(guild_id).feature(name)
        return settings is not None and settings.enabled

    def version(self, guild_id: int) -> int:
        """Return the number of a guild's latest version, 0 while it follows the file."""
        own = self._versions.of(guild_id)
        return own.version if own else 0

    def text(self, guild_id: int) -> str:
        """Return the text to show and to edit: the guild's latest, else that of the file."""
        own = self._versions.of(guild_id)
        return self._file.text if own is None or own.text is None else own.text

    def follows_file(self, guild_id: int) -> bool:
        """Whether guidelines.yml counts in this guild, and not a version of its own."""
        own = self._versions.of(guild_id)
        return own is None or own.text is None

    def problems_of(self, guild_id: int) -> tuple[Problem, ...]:
        """Return why an older version has to stand in for what was written last."""
        own = self._versions.of(guild_id)
        if own is None or own.text is None:
            return self._file.problems
        return own.problems

    async def propose(
        self, guild_id: int, text: str, sections: Collection[str] | None = None
    ) -> Proposal:
        """Validate a text and say what it would change; SettingsInvalid holds its mistakes.

        With `sections`, only these are taken from the text, and all others stay.
        """
        version, current = self.version(guild_id), self.text(guild_id)
        before = "guidelines.yml" if self.follows_file(guild_id) else f"version {version}"
        document = await self._versions.read(text)
        left_out = False
        if sections is not None:
            changes = changes_between(self.of(guild_id), document)
            left_out = any(change.path[0] not in sections for change in changes)
            text = take_over(current, text, sections)
            document = await self._versions.read(text)
        return Proposal(
            text=text,
            document=document,
            diff=changes_between(self.of(guild_id), document),
            unified=lines_between(
                current,
                text,
                before_name=before,
                after_name=f"version {version + 1}",
            ),
            expected_version=version,
            left_out=left_out,
            doubts=await asyncio.to_thread(self._doubts, document, text),
        )

    def _doubts(self, document: Document, text: str) -> tuple[Problem, ...]:
        return tuple(at_their_places(doubts_about(document, self._features), text))

    async def save(
        self, guild_id: int, text: str, author_id: int, note: str, expected_version: int
    ) -> int:
        """Store and use a guild's next version, and return its number.

        Raises SettingsInvalid, or VersionConflict when `expected_version` is not the latest.
        """
        async with self._changing:
            version = await self._versions.save(guild_id, text, author_id, note, expected_version)
        await self._changed([guild_id])
        return version

    async def history(self, guild_id: int) -> list[Version]:
        """Return the versions of a guild that are kept, newest first."""
        return await self._versions.history(guild_id)

    async def text_of(self, guild_id: int, version: int) -> str:
        """Return the text of a version, that of the file for 0. Raises NoSuchVersion."""
        text = await self._versions.text_of(guild_id, version)
        return self._file.text if text is None else text

    async def rollback(self, guild_id: int, version: int, author_id: int, note: str = "") -> int:
        """Make an earlier version the newest again; version 0 goes back to the file.

        Raises NoSuchVersion, or SettingsInvalid when that version is no longer valid.
        """
        async with self._changing:
            number = await self._versions.roll_back(guild_id, version, author_id, note)
        await self._changed([guild_id])
        return number

    async def change(
        self,
        guild_id: int,
        changes: Changes,
        author_id: int,
        note: str,
        expected_version: int | None = None,
    ) -> int:
        """Change single settings in the guild's text; None takes a setting out.

        Comments and order stay. Raises SettingsInvalid when the result would not be valid, or
        VersionConflict when `expected_version` is given and not the latest.
        """
        async with self._changing:
            text = await asyncio.to_thread(_edited, self.text(guild_id), changes)
            expected = self.version(guild_id) if expected_version is None else expected_version
            version = await self._versions.save(guild_id, text, author_id, note, expected)
        await self._changed([guild_id])
        return version

    async def reload(self) -> bool:
        """Read guidelines.yml again; False when it says nothing new or cannot be used."""
        async with self._changing:
            news = await self._file.reload()
        if news:
            await self._changed([each for each in self._current if self._uses_file(each)])
        return news

    async def _reload(self) -> None:
        await self.reload()

    def _uses_file(self, guild_id: int) -> bool:
        own = self._versions.of(guild_id)
        return own is None or own.document is None

    async def _changed(self, guild_ids: Iterable[int]) -> None:
        """Let the new settings count, and tell everybody who asked for the old ones."""
        for guild_id in guild_ids:
            self._current.pop(guild_id, None)
            await self._signals.emit(SettingsChanged(guild_id=guild_id))


def _path(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _edited(text: str, changes: Changes) -> str:
    _, problems = read_yaml(text, "the settings")
    if problems:
        raise SettingsInvalid(problems)
    return edit(text, changes)
