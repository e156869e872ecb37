"""One checklist for all features; each line of it would notice a feature that falls short."""

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import discord
import pytest
import sqlalchemy as sa
from discord import app_commands

from bot.db import Database
from bot.db.columns import Instant, Snowflake
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from bot.features import Feature, FeaturePackage, PermissionNeed, PersonalData, discover
from bot.settings import FeatureSettings
from tests import feature_duties as duties
from tests.steward import Running

ROOT = Path(__file__).parents[1]

Duty = Callable[[FeaturePackage, Path], Iterator[str]]
DUTIES: tuple[Duty, ...] = (
    duties.manifest,
    duties.asks_of_discord,
    duties.settings,
    duties.documentation,
    duties.languages,
    duties.tests,
    duties.declares_personal_data,
)
FEATURES = discover()

by_name = {"ids": lambda package: package.feature.name}
every_feature = pytest.mark.parametrize("package", FEATURES, **by_name)
every_duty = pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.__name__)


@every_feature
@every_duty
def test_a_feature_does_its_duty(package: FeaturePackage, duty: Duty) -> None:
    assert list(duty(package, ROOT)) == []


@every_feature
async def test_its_migrations_make_its_tables(
    package: FeaturePackage, db: Database, tmp_path: Path
) -> None:
    assert [one async for one in duties.migrations(package, db, tmp_path)] == []


@every_feature
async def test_it_exports_and_forgets_people(
    package: FeaturePackage, sqlite_url: str, tmp_path: Path
) -> None:
    db = Database(sqlite_url)
    await db.start()
    await migrate(db, [MigrationSet(package.feature.name, package.module)], tmp_path)
    assert [one async for one in duties.erasure(package, db)] == []
    await db.close()


async def test_the_commands_of_all_features_fit_together(steward: Running) -> None:
    found = steward.client.tree.get_commands()
    assert found
    assert list(duties.commands(found)) == []


# A feature that falls short in every way.

METADATA = sa.MetaData()
SINGERS = sa.Table(
    "singers",
    METADATA,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("since", Instant),
)


class ChoirSettings(FeatureSettings):
    """A setting that nobody has described."""

    pitch: int = 440


async def export_nothing(*_: object) -> dict[str, object]:
    return {}


async def forget_nobody(*_: object) -> None:
    return None


BAD = FeaturePackage(
    Feature(
        name="choir",
        summary="Sings",
        settings=ChoirSettings,
        intents=frozenset({"members", "telepathy"}),
        permissions=(PermissionNeed("sing", "why", "stage"),),
        tables=(SINGERS,),
        personal_data=(PersonalData("songs", "what", "why", "kept"),),
        export_member=export_nothing,
        forget_member=forget_nobody,
    ),
    "planted.band",
)


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The root of a repository in which the bad feature lives."""
    folder = tmp_path / "planted" / "band"
    (folder / "migrations").mkdir(parents=True)
    (tmp_path / "planted" / "__init__.py").write_text("")
    (folder / "__init__.py").write_text('def sing(t):\n    return t("Sing along!")\n')
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "configuration.md").write_text("# Settings\n")
    (tmp_path / "tests").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("planted")]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("duty", "words"),
    [
        (duties.manifest, "lives in a package called band"),
        (duties.manifest, "summary is no sentence"),
        (duties.asks_of_discord, "no such intent: telepathy"),
        (duties.asks_of_discord, "lost without members"),
        (duties.asks_of_discord, "no such permission: sing"),
        (duties.asks_of_discord, "no such setting: stage"),
        (duties.manifest, "the table singers does not begin"),
        (duties.manifest, "has tables and no migrations"),
        (duties.settings, "no section"),
        (duties.settings, "features.choir.pitch is not described"),
        (duties.documentation, "docs/features/choir.md"),
        (duties.languages, "Sing along!"),
        (duties.languages, "no catalogue for vi"),
        (duties.tests, "cogs/choir/test_policy*.py"),
        (duties.tests, "journeys/test_choir*.py"),
        (duties.declares_personal_data, "singers keeps user_id and is not declared"),
        (duties.declares_personal_data, "declares songs, which it does not have"),
        (duties.declares_personal_data, "does not say in sentences"),
    ],
)
def test_a_duty_that_is_not_done_is_noticed(duty: Duty, words: str, bad: Path) -> None:
    assert [complaint for complaint in duty(BAD, bad) if words in complaint]


async def test_a_table_without_its_migration_is_noticed(
    bad: Path, db: Database, tmp_path: Path
) -> None:
    missing = [one async for one in duties.migrations(BAD, db, tmp_path / "backups")]
    assert "singers" in str(missing)


async def test_data_that_is_neither_exported_nor_erased_is_noticed(sqlite_url: str) -> None:
    db = Database(sqlite_url)
    await db.start()
    async with db.write() as tx:
        await tx.run_sync(METADATA.create_all)
    assert [one async for one in duties.erasure(BAD, db)] == [
        "the export is empty",
        "singers still mentions whoever was forgotten",
    ]
    await db.close()


async def test_data_about_somebody_else_is_noticed(sqlite_url: str) -> None:
    async def export_everybody(tx: object, *_: object) -> dict[str, object]:
        rows = (await tx.execute(sa.select(SINGERS))).all()  # type: ignore[attr-defined]  # it is a transaction
        return {"singers": [tuple(row) for row in rows]}

    async def forget_everybody(tx: object, *_: object) -> None:
        await tx.execute(SINGERS.delete())  # type: ignore[attr-defined]  # it is a transaction

    careless = replace(BAD.feature, export_member=export_everybody, forget_member=forget_everybody)
    db = Database(sqlite_url)
    await db.start()
    async with db.write() as tx:
        await tx.run_sync(METADATA.create_all)
    found = [one async for one in duties.erasure(FeaturePackage(careless, "choir"), db)]
    assert found == [
        "the export tells about somebody else",
        "singers has forgotten somebody else as well",
    ]
    await db.close()


def test_commands_that_do_not_fit_together_are_noticed() -> None:
    async def answer(_: discord.Interaction, text: str) -> None: ...

    async def menu(_: discord.Interaction, message: discord.Message) -> None: ...

    def command(name: str, description: str) -> app_commands.Command:
        return app_commands.Command(name=name, description=description, callback=answer)

    menus = [app_commands.ContextMenu(name=f"Sing {n}", callback=menu) for n in range(6)]
    empty = app_commands.Group(name="choir", description="Sing")
    found = [command("sing", "Sing"), command("sing", "…"), empty, *menus]
    complaints = str(list(duties.commands(found)))
    for words in (
        "two commands called sing",
        "/sing is not described",
        "/sing does not say what text is",
        "/choir has 0 commands",
        "6 entries in the menu",
    ):
        assert words in complaints, words
