"""Looking at every server from the command line, beside a bot that may be running."""

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import discord
import sqlalchemy as sa

from bot.app import Steward
from bot.core import Core
from bot.db import Database, DatabaseProblem
from bot.db.address import read_address
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from bot.doctor.checks import examine
from bot.doctor.findings import Finding
from bot.doctor.gather import read_application, read_guild
from bot.settings import Deployment
from bot.starting import NO_TOKEN, StartProblem, problem_of

Connect = Callable[[], aiohttp.BaseConnector | None]
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Visit:
    """What was found on one server."""

    guild_id: int
    name: str
    findings: tuple[Finding, ...]


async def visit_all(
    deployment: Deployment, *, only: int | None = None, connect: Connect = lambda: None
) -> list[Visit]:
    """Examine every server that the bot is on, or one; changes nothing anywhere.

    `connect` makes the connector of each connection, for towns that are not Discord's. Raises
    StartProblem, DatabaseProblem or SettingsInvalid when there is nothing to look at.
    """
    if deployment.discord_token is None:
        raise StartProblem(NO_TOKEN)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="steward-")))
        copied = deployment.model_copy(update={"database_url": await _copy(deployment, folder)})
        connectors = connect(), connect()
        for connector in filter(None, connectors):
            stack.push_async_callback(connector.close)
        steward = Steward(copied, connector=connectors[0])
        client, core = steward.client, steward.core
        await stack.enter_async_context(_opened(steward, folder))
        try:
            stack.push_async_callback(client.close)
            await client.login(deployment.discord_token.get_secret_value())
            # The commands are registered with the client; it never opens a gateway connection,
            # so that presses and commands stay with the bot that is running.
            await client.load_features()
            offered = [command.name for command in client.tree.get_commands()]
            intents, commands = await read_application(client, offered, asked=client.intents)
            onlooker = await stack.enter_async_context(_looking(deployment, connectors[1]))
            return [
                Visit(guild.id, guild.name, tuple(examine(facts)))
                for guild in _chosen(onlooker, only)
                for facts in [await read_guild(core, guild, intents, commands)]
            ]
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            raise problem_of(error) from error


@asynccontextmanager
async def _opened(steward: Steward, folder: Path) -> AsyncIterator[Core]:
    """Open the copied data and the settings, and nothing else of the house."""
    core = steward.core
    await core.db.start()
    try:
        if core.db.path is not None:
            sets = [MigrationSet(one.feature.name, one.module) for one in core.features]
            await migrate(core.db, [MigrationSet("core", "bot"), *sets], folder / "backups")
        await core.settings.start()
        try:
            yield core
        finally:
            await core.settings.stop()
    finally:
        await core.db.close()


@asynccontextmanager
async def _looking(
    deployment: Deployment, connector: aiohttp.BaseConnector | None
) -> AsyncIterator[discord.Client]:
    """Connect with the one intent that needs no approval, hear who is where, and go."""
    assert deployment.discord_token is not None, "checked before"
    client = discord.Client(
        intents=discord.Intents(guilds=True),
        connector=connector,
        max_messages=None,
        chunk_guilds_at_startup=False,
        status=discord.Status.invisible,
    )
    connection: asyncio.Task[None] | None = None
    try:
        await client.login(deployment.discord_token.get_secret_value())
        connection = asyncio.create_task(client.connect(reconnect=False))
        await _ready(client, connection)
        yield client
    finally:
        await client.close()
        if connection is not None:
            await asyncio.wait([connection])


async def _ready(client: discord.Client, connection: asyncio.Task[None]) -> None:
    """Wait until every server has been heard of; raises what has ended the connection instead."""
    ready = asyncio.create_task(client.wait_until_ready())
    await asyncio.wait([ready, connection], return_when=asyncio.FIRST_COMPLETED, timeout=SECONDS)
    if not ready.done():
        ready.cancel()
        if connection.done():
            await connection
        raise TimeoutError


def _chosen(client: discord.Client, only: int | None) -> list[discord.Guild]:
    guilds = [guild for guild in client.guilds if only is None or guild.id == only]
    if only is not None and not guilds:
        known = ", ".join(f"{guild.name} ({guild.id})" for guild in client.guilds) or "none"
        raise StartProblem(f"The bot is on no server with the id {only}. It is on: {known}.")
    return guilds


async def _copy(deployment: Deployment, folder: Path) -> str:
    """Return the URL of data to read: a copy, since the file belongs to the running bot."""
    address = read_address(deployment.database_url)
    if address.server is not None:
        has_tables = await _has_tables(deployment.database_url)
        return deployment.database_url if has_tables else "sqlite://"
    if address.path is None or not address.path.exists():
        return "sqlite://"
    copy = folder / "copy.sqlite3"
    try:
        await asyncio.to_thread(_back_up, address.path, copy)
    except sqlite3.Error as error:
        raise DatabaseProblem(f"{address.path} cannot be read: {error}.") from error
    return f"sqlite:///{copy}"


def _back_up(source: Path, copy: Path) -> None:
    uri = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)


async def _has_tables(url: str) -> bool:
    db = Database(url)
    await db.start()
    try:
        async with db.read() as tx:
            names = await tx.run_sync(lambda sync: sa.inspect(sync).get_table_names())
    finally:
        await db.close()
    return "core_settings_versions" in names
