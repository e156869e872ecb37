"""What every feature owes the house, as functions that yield what is missing."""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import discord
import sqlalchemy as sa
from discord import app_commands
from pydantic import BaseModel, RootModel

from bot.db import Database
from bot.db.columns import Instant, Json, Snowflake
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from bot.db.people import texts_in
from bot.erasure import forget
from bot.features import FeaturePackage
from bot.settings import Community
from bot.texts.checking import check
from bot.texts.extraction import Package
from tests.databases import drift

PRIVILEGED = ("members", "message_content", "presences")
PEOPLE = (
    "user", "member", "author", "person", "greeter", "newcomer", "waver", "helper", "staff", "host",
)  # fmt: skip
BY = ("by_id", "done_by", "settled_by", "claimed_by", "handed_by")
LANGUAGES = ("es", "it", "ca", "vi")

GUILD, MEMBER, OTHER = 11, 77_000_077, 88_000_088
WORDS = ("mine", "theirs")
MENTION = f"<@{MEMBER}>"
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def manifest(package: FeaturePackage, root: Path) -> Iterator[str]:
    """The manifest is complete and true."""
    feature = package.feature
    folder = package.module.rpartition(".")[2]
    if feature.name != folder:
        yield f"the feature {feature.name} lives in a package called {folder}"
    if not feature.summary.endswith("."):
        yield "its summary is no sentence"
    for table in feature.tables:
        if not table.name.startswith(f"{feature.name}_"):
            yield f"the table {table.name} does not begin with the feature's name"
    if feature.tables and not MigrationSet(feature.name, package.module).revisions:
        yield "has tables and no migrations"


def asks_of_discord(package: FeaturePackage, root: Path) -> Iterator[str]:
    """What it asks Discord for exists, and it says what is lost without it."""
    feature = package.feature
    unknown = feature.intents - set(discord.Intents.VALID_FLAGS)
    yield from (f"no such intent: {intent}" for intent in unknown)
    for intent in feature.intents.intersection(PRIVILEGED):
        if intent not in feature.degrades:
            yield f"does not say what is lost without {intent}"
    for need in feature.permissions:
        if need.permission not in discord.Permissions.VALID_FLAGS:
            yield f"no such permission: {need.permission}"
        section, _, setting = (need.setting or "").rpartition(".")
        model = Community if section == "community" else feature.settings
        if need.setting is not None and setting not in model.model_fields:
            yield f"no such setting: {need.setting}"


def settings(package: FeaturePackage, root: Path) -> Iterator[str]:
    """Every setting is described, and stands in the reference."""
    feature = package.feature
    page = (root / "docs" / "configuration.md").read_text()
    if f"## `features.{feature.name}`" not in page:
        yield "docs/configuration.md has no section for it"
    models = {f"features.{feature.name}": feature.settings, **feature.sections}
    for where, model in models.items():
        for path, info in _fields(model, where):
            if not info.description:
                yield f"{path} is not described"
            elif path.rpartition(".")[2] not in page:
                yield f"{path} is not in docs/configuration.md"


def _fields(model: type[BaseModel], where: str) -> Iterator[tuple[str, Any]]:
    if issubclass(model, RootModel):
        for inner in names_inside(model):
            yield from _fields(inner, where)
        return
    for name, info in model.model_fields.items():
        yield f"{where}.{name}", info
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _fields(inner, f"{where}.{name}")


def names_inside(model: type[RootModel[Any]]) -> Iterator[type[BaseModel]]:
    """Return the groups that a section holds which is itself a list, or groups by name."""
    for inner in get_args(model.model_fields["root"].annotation):
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield inner


def documentation(package: FeaturePackage, root: Path) -> Iterator[str]:
    """There is a page for people."""
    page = root / "docs" / "features" / f"{package.feature.name}.md"
    if not page.is_file() or len(page.read_text().split()) < 100:
        yield f"there is no page at {page.relative_to(root)}, or it says next to nothing"


def languages(package: FeaturePackage, root: Path) -> Iterator[str]:
    """Every text is there in every language."""
    folder = root.joinpath(*package.module.split("."))
    yield from (str(finding) for finding in check(Package(package.module, folder)))
    yield from (
        f"has no catalogue for {language}"
        for language in LANGUAGES
        if not (folder / "locales" / f"{language}.po").is_file()
    )


def tests(package: FeaturePackage, root: Path) -> Iterator[str]:
    """Its decisions are tested alone, and its work in the town."""
    name = package.feature.name
    for pattern in (f"cogs/{name}/test_policy*.py", f"journeys/test_{name}*.py"):
        if not any((root / "tests").glob(pattern)):
            yield f"there is no tests/{pattern}"


def declares_personal_data(package: FeaturePackage, root: Path) -> Iterator[str]:
    """What is kept about people is declared, table by table, in words."""
    declared = {data.table: data for data in package.feature.personal_data}
    for table in package.feature.tables:
        if people_in(table) and table.name not in declared:
            yield f"{table.name} keeps {', '.join(people_in(table))} and is not declared"
    for data in declared.values():
        if data.table not in {table.name for table in package.feature.tables}:
            yield f"declares {data.table}, which it does not have"
        if not all(words.endswith(".") for words in (data.what, data.why, data.kept)):
            yield f"does not say in sentences what, why and how long {data.table} keeps"


def people_in(table: sa.Table) -> list[str]:
    """Return the columns of a table that hold somebody's id."""
    return [
        column.name
        for column in table.columns
        if isinstance(column.type, Snowflake)
        and (column.name in BY or column.name.removesuffix("_id") in PEOPLE)
    ]


async def migrations(package: FeaturePackage, db: Database, backups: Path) -> AsyncIterator[str]:
    """The migrations make the tables as they are declared."""
    await migrate(db, [MigrationSet(package.feature.name, package.module)], backups)
    declared = sa.MetaData()
    for table in package.feature.tables:
        table.to_metadata(declared)
    for difference in await drift(db, declared):
        yield difference


async def erasure(package: FeaturePackage, db: Database) -> AsyncIterator[str]:
    """Whoever asks gets what is kept about them, and is gone from every row when they wish.

    Expects the feature's tables; rows about a member and about somebody else, whose words mention
    the member, are planted in each.
    """
    feature = package.feature
    ours = [table for table in feature.tables if people_in(table)]
    async with db.write() as tx:
        for table in feature.tables:
            people = (MEMBER, OTHER) if table in ours else (OTHER,)
            for number, person in enumerate(people):
                await tx.execute(table.insert().values(_row(table, person, number)))
    async with db.read() as tx:
        export = await feature.export_member(tx, GUILD, MEMBER)
        if ours and not export:
            yield "the export is empty"
        if str(OTHER) in str(export) or WORDS[1] in str(export):
            yield "the export tells about somebody else"
    async with db.write() as tx:
        await forget(feature, tx, GUILD, MEMBER)
    stays = {data.table for data in feature.personal_data if data.stays}
    async with db.read() as tx:
        for table in feature.tables:
            rows = str((await tx.execute(sa.select(table))).all())
            if str(MEMBER) in rows and table.name not in stays:
                yield f"{table.name} still mentions whoever was forgotten"
            if table in ours and str(OTHER) not in rows:
                yield f"{table.name} has forgotten somebody else as well"


def _row(table: sa.Table, person: int, number: int) -> dict[str, Any]:
    people = people_in(table)
    row = {
        column.name: person if column.name in people else _value(column, number)
        for column in table.columns
    }
    if person == OTHER:
        for column in texts_in(table):
            said = f"{row[column.name]} {MENTION}"
            row[column.name] = {"said": said} if isinstance(column.type, Json) else said
    return row


def _value(column: sa.Column[Any], number: int) -> object:
    """Return something that fits; ids are the guild's, or small and different in each row."""
    if column.name == "guild_id":
        return GUILD
    match column.type:
        case Snowflake() | sa.Integer():
            return 100 + number
        case Instant():
            return NOW
        case Json():
            return {}
        case sa.Boolean():
            return False
        case sa.Date():
            return date(2026, 11, 2 + number)
        case sa.Float():
            return float(number)
        case sa.LargeBinary():
            return WORDS[number].encode()
        case sa.String():
            return WORDS[number]
    raise NotImplementedError(f"a value for {column!r}")


AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


def commands(found: Iterable[AnyCommand]) -> Iterator[str]:
    """All commands together keep within Discord's limits and differ in their names."""
    menus: dict[object, list[str]] = {}
    named: list[str] = []
    for command in found:
        if isinstance(command, app_commands.ContextMenu):
            menus.setdefault(command.type, []).append(command.name)
        else:
            named.append(command.name)
            yield from _words(command)
    for kind, names in menus.items():
        if len(names) > 5:
            yield f"{len(names)} entries in the menu of a {kind}: {', '.join(names)}"
    if len(named) > 100:
        yield f"{len(named)} commands"
    for names in (named, *menus.values()):
        yield from (
            f"two commands called {one}" for one in sorted(set(names)) if names.count(one) > 1
        )


def _words(command: app_commands.Command[Any, ..., Any] | app_commands.Group) -> Iterator[str]:
    name = command.qualified_name
    if not 1 <= len(command.description) <= 100 or command.description == "…":
        yield f"/{name} is not described"
    if isinstance(command, app_commands.Group):
        if not 1 <= len(command.commands) <= 25:
            yield f"/{name} has {len(command.commands)} commands"
        for inner in command.commands:
            yield from _words(inner)
        return
    for option in command.parameters:
        if str(option.description) in {"", "…"}:
            yield f"/{name} does not say what {option.name} is"
    length = len(name + command.description) + sum(
        len(one.name) + len(str(one.description)) for one in command.parameters
    )
    if len(command.parameters) > 25 or length > 8000:
        yield f"/{name} is too long"
