"""What counts in which guild, and what happens when people change it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.db import Database
from bot.features import Feature
from bot.settings import (
    Deployment,
    NoSuchVersion,
    SettingsInvalid,
    SettingsService,
    VersionConflict,
    store,
)
from bot.settings.watch import FileWatch
from bot.signals import SettingsChanged, Signals
from tests.bot.settings.example_features import FEATURES, DigestSettings, GreetingSettings, feature

GUILD, OTHER, ANA = 1, 2, 77
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FILE = "community: {name: Everywhere}  # all of us\nfeatures:\n  greeting:\n"
OWN = "community: {name: Here}\n"


class Clock:
    def now(self) -> datetime:
        return NOW


class Town:
    """A settings service on a real file and database, started as often as a test likes."""

    def __init__(self, db: Database, file: Path) -> None:
        self.db = db
        self.file = file
        self.heard: list[int] = []

    async def hear(self, signal: SettingsChanged) -> None:
        self.heard.append(signal.guild_id)

    @asynccontextmanager
    async def running(
        self, features: tuple[Feature, ...] = FEATURES
    ) -> AsyncIterator[SettingsService]:
        signals = Signals()
        signals.on(SettingsChanged, self.hear)
        deployment = Deployment(guidelines=self.file, _env_file=None)
        service = SettingsService(deployment, self.db, signals, Clock(), features)
        await service.start()
        try:
            yield service
        finally:
            await service.stop()


@pytest.fixture
async def town(db: Database, tmp_path: Path) -> Town:
    async with db.write() as tx:
        await tx.run_sync(store.metadata.create_all)
    file = tmp_path / "guidelines.yml"
    file.write_text(FILE)
    return Town(db, file)


async def test_the_file_counts_everywhere_until_a_guild_saves_its_own(town: Town) -> None:
    async with town.running() as settings:
        assert settings.of(GUILD).community.name == "Everywhere"
        assert settings.enabled(GUILD, "greeting")
        assert await settings.save(GUILD, OWN, ANA, "moving in", expected_version=0) == 1
        assert settings.of(GUILD).community.name == "Here"
        assert not settings.enabled(GUILD, "greeting")
        assert settings.of(OTHER).community.name == "Everywhere"
        assert town.heard == [GUILD]
    async with town.running() as settings:
        assert settings.of(GUILD).community.name == "Here"
        assert settings.version(GUILD) == 1


async def test_looking_twice_gives_the_same_object(town: Town) -> None:
    async with town.running() as settings:
        assert settings.of(GUILD) is settings.of(GUILD)


async def test_a_features_settings_are_asked_for_by_their_type(town: Town) -> None:
    async with town.running() as settings:
        own = settings.active(GUILD, GreetingSettings)
        assert own is not None
        assert own.delay == timedelta(minutes=5)
        assert settings.active(GUILD, DigestSettings) is None
        assert settings.feature(GUILD, "greeting") is own
        with pytest.raises(LookupError):
            settings.feature(GUILD, "digest")
        assert not settings.enabled(GUILD, "nonsense")


async def test_a_proposal_tells_what_would_change_and_changes_nothing(town: Town) -> None:
    async with town.running() as settings:
        proposal = await settings.propose(GUILD, FILE.replace("Everywhere", "Here"))
        assert [(change.field, change.after) for change in proposal.diff] == [
            ("community.name", "Here")
        ]
        assert "+community: {name: Here}" in proposal.unified
        assert proposal.expected_version == 0
        assert settings.of(GUILD).community.name == "Everywhere"
        assert await settings.history(GUILD) == []


async def test_a_bad_text_is_refused_whole(town: Town) -> None:
    async with town.running() as settings:
        for attempt in (
            settings.propose(GUILD, "comunity: 1"),
            settings.save(GUILD, "comunity: 1", ANA, "", expected_version=0),
            settings.change(GUILD, {("community", "language"): "xx"}, ANA, ""),
        ):
            with pytest.raises(SettingsInvalid):
                await attempt
        assert settings.of(GUILD).community.name == "Everywhere"
        assert await settings.history(GUILD) == []
        assert town.heard == []


async def test_two_people_who_edit_at_once_do_not_overwrite_each_other(town: Town) -> None:
    async with town.running() as settings:
        saves = [settings.save(GUILD, f"community: {{name: {n}}}", ANA, "", 0) for n in "abcd"]
        results = await asyncio.gather(*saves, return_exceptions=True)
        assert results.count(1) == 1
        conflicts = [result for result in results if isinstance(result, VersionConflict)]
        assert len(conflicts) == 3
        assert conflicts[0].current == 1
        assert len(await settings.history(GUILD)) == 1


async def test_two_processes_do_not_overwrite_each_other(town: Town) -> None:
    async with town.running() as one, town.running() as another:
        await one.save(GUILD, OWN, ANA, "", 0)
        with pytest.raises(VersionConflict, match="version 1"):
            await another.save(GUILD, OWN, ANA, "", 0)


async def test_going_back_makes_a_new_version_and_keeps_the_history(town: Town) -> None:
    async with town.running() as settings:
        await settings.save(GUILD, OWN, ANA, "first", 0)
        await settings.save(GUILD, OWN.replace("Here", "There"), ANA, "second", 1)
        assert await settings.rollback(GUILD, 1, ANA) == 3
        assert settings.of(GUILD).community.name == "Here"
        assert settings.text(GUILD) == OWN
        assert await settings.rollback(GUILD, 0, ANA) == 4
        assert settings.of(GUILD).community.name == "Everywhere"
        assert settings.follows_file(GUILD)
        history = await settings.history(GUILD)
        assert [(each.version, each.note) for each in history] == [
            (4, "back to version 0"),
            (3, "back to version 1"),
            (2, "second"),
            (1, "first"),
        ]
        assert {(each.author_id, each.saved_at) for each in history} == {(ANA, NOW)}
        with pytest.raises(NoSuchVersion):
            await settings.rollback(GUILD, 9, ANA)
    async with town.running() as settings:
        assert settings.of(GUILD).community.name == "Everywhere"
        assert settings.version(GUILD) == 4


async def test_a_single_change_keeps_comments_and_makes_a_version(town: Town) -> None:
    async with town.running() as settings:
        path = ("features", "greeting", "channel")
        assert await settings.change(GUILD, {path: "#hello"}, ANA, "setup") == 1
        assert settings.text(GUILD).startswith(FILE.splitlines()[0])
        own = settings.active(GUILD, GreetingSettings)
        assert own is not None
        assert str(own.channel) == "#hello"
        assert await settings.change(GUILD, {path: None}, ANA, "undo") == 2


async def test_changes_that_come_at_once_are_all_kept(town: Town) -> None:
    async with town.running() as settings:
        paths = [("features", "greeting", name) for name in ("channel", "hint", "mode")]
        values = ["#hello", "be kind", "propose"]
        await asyncio.gather(
            *(
                settings.change(GUILD, {path: value}, ANA, "")
                for path, value in zip(paths, values, strict=True)
            )
        )
        own = settings.active(GUILD, GreetingSettings)
        assert own is not None
        assert [str(own.channel), own.hint, own.mode] == values
        assert settings.version(GUILD) == 3


async def test_a_changed_file_counts_for_guilds_without_their_own(town: Town) -> None:
    async with town.running() as settings:
        await settings.save(GUILD, OWN, ANA, "", 0)
        settings.of(GUILD), settings.of(OTHER)
        town.heard.clear()
        town.file.write_text(FILE.replace("Everywhere", "Anywhere"))
        assert await settings.reload()
        assert settings.of(OTHER).community.name == "Anywhere"
        assert settings.of(GUILD).community.name == "Here"
        assert town.heard == [OTHER]
        assert not await settings.reload()


async def test_a_broken_file_changes_nothing_and_is_reported_until_it_is_mended(town: Town) -> None:
    async with town.running() as settings:
        settings.of(GUILD)
        for broken in ("comunity: 1\n", "", "a:\n\tb: 1\n"):
            town.file.write_text(broken)
            assert not await settings.reload()
            assert settings.of(GUILD).community.name == "Everywhere"
            assert settings.problems_of(GUILD)
        town.file.unlink()
        assert not await settings.reload()
        assert "no such file" in settings.problems_of(GUILD)[0].message()
        assert town.heard == []
        town.file.write_text(FILE)
        await settings.reload()
        assert settings.problems_of(GUILD) == ()


async def test_a_broken_file_does_not_keep_the_bot_from_starting_again(town: Town) -> None:
    async with town.running():
        pass
    town.file.write_text("comunity: 1\n")
    async with town.running() as settings:
        assert settings.of(GUILD).community.name == "Everywhere"
        assert settings.problems_of(GUILD)[0].line == 1


async def test_a_file_that_was_never_good_keeps_the_bot_from_starting(town: Town) -> None:
    town.file.write_text("comunity: 1\n")
    with pytest.raises(SettingsInvalid, match='Did you mean "community"'):
        async with town.running():
            pass


async def test_an_upgrade_that_refuses_saved_settings_falls_back_and_says_so(town: Town) -> None:
    async with town.running() as settings:
        await settings.save(GUILD, OWN, ANA, "", 0)
        await settings.save(GUILD, "features: {digest: {channel: '#team'}}", ANA, "", 1)
        await settings.save(OTHER, "features: {digest: {channel: '#team'}}", ANA, "", 0)
    async with town.running((feature("greeting", GreetingSettings),)) as settings:
        assert settings.of(GUILD).community.name == "Here"
        assert settings.of(OTHER).community.name == "Everywhere"
        for guild_id, version in ((GUILD, 2), (OTHER, 1)):
            assert settings.version(guild_id) == version
            problem = settings.problems_of(guild_id)[0]
            assert (problem.source, problem.field) == (f"version {version}", "features.digest")
        town.file.write_text(FILE.replace("Everywhere", "Anywhere"))
        await settings.reload()
        assert settings.of(OTHER).community.name == "Anywhere"
        await settings.save(OTHER, OWN, ANA, "mended", 1)
        assert settings.problems_of(OTHER) == ()


async def test_old_versions_go_when_there_are_many(town: Town) -> None:
    async with town.running() as settings:
        for number in range(store.KEPT + 2):
            await settings.save(GUILD, OWN, ANA, str(number), number)
        history = await settings.history(GUILD)
        assert len(history) == store.KEPT
        assert (history[0].version, history[-1].version) == (store.KEPT + 2, 3)


async def test_a_saved_file_is_noticed_without_being_told(tmp_path: Path) -> None:
    file = tmp_path / "guidelines.yml"
    seen = asyncio.Event()

    async def on_change() -> None:
        seen.set()

    watch = FileWatch(file, on_change, every=timedelta(milliseconds=5))
    watch.start()
    try:
        for text in ("one", "two two"):
            file.write_text(text)
            await asyncio.wait_for(seen.wait(), 10)
            seen.clear()
        file.unlink()
        await asyncio.wait_for(seen.wait(), 10)
    finally:
        await watch.stop()


async def test_a_hangup_signal_reads_the_file_again(tmp_path: Path) -> None:
    seen = asyncio.Event()

    async def on_change() -> None:
        seen.set()

    watch = FileWatch(tmp_path / "guidelines.yml", on_change, every=timedelta(hours=1))
    watch.start()
    try:
        os.kill(os.getpid(), signal.SIGHUP)
        await asyncio.wait_for(seen.wait(), 10)
    finally:
        await watch.stop()


async def test_a_failure_while_reading_does_not_end_the_watch(tmp_path: Path) -> None:
    first, again = asyncio.Event(), asyncio.Event()

    async def on_change() -> None:
        if not first.is_set():
            first.set()
            raise OSError("disk gone")
        again.set()

    file = tmp_path / "guidelines.yml"
    watch = FileWatch(file, on_change, every=timedelta(milliseconds=5))
    watch.start()
    try:
        file.write_text("1")
        await asyncio.wait_for(first.wait(), 10)
        file.write_text("22")
        await asyncio.wait_for(again.wait(), 10)
    finally:
        await watch.stop()
