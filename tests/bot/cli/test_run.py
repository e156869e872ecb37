"""`steward run` as operators meet it: one clear message and exit status 1, or a clean end."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from sandbox import Sandbox
from sandbox.town import Town
from tests.steward import SETTINGS

ROOT = Path(__file__).parents[3]
TOKEN = "a-token-that-nobody-has-issued"


class Process:
    """A running command and what it has said: its log and its last word both go to stderr."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.said = ""

    async def says(self, words: str) -> None:
        """Wait until the command has written these words."""
        assert self._process.stderr is not None
        async with asyncio.timeout(30):
            while words not in self.said:
                line = await self._process.stderr.readline()
                assert line, f"it ended without saying {words!r}:\n{self.said}"
                self.said += line.decode()

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    async def ends(self) -> int:
        """Wait for the end and return the exit status."""
        async with asyncio.timeout(30):
            _, err = await self._process.communicate()
        self.said += err.decode()
        return self._process.returncode or 0

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
            await self._process.communicate()


Start = Callable[..., "asyncio.Future[Process]"]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Start a command in a folder of its own; it is killed at the end of the test."""
    (tmp_path / "guidelines.yml").write_text(SETTINGS)
    running: list[Process] = []

    async def begin(*command: str, **settings: str) -> Process:
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": TOKEN,
            "PORT": "0",
            **settings,
        }
        started = await asyncio.create_subprocess_exec(
            *command,
            cwd=tmp_path,
            env={name: value for name, value in environment.items() if value},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        running.append(Process(started))
        return running[-1]

    yield begin
    for process in running:
        await process.kill()


@pytest.fixture
def steward_run(start: Start) -> Start:
    """The real command."""
    command = str(Path(sys.executable).with_name("steward"))
    return lambda **settings: start(command, "run", **settings)


@pytest.fixture
def in_sandbox(start: Start) -> Start:
    """The same, but talking to a sandbox."""
    script = str(Path(__file__).with_name("bot_process.py"))

    def begin(sandbox: Sandbox, **settings: str) -> "asyncio.Future[Process]":
        token = {"DISCORD_TOKEN": sandbox.token}
        return start(sys.executable, script, sandbox.url, **{**token, **settings})

    return begin


async def refusal(process: Process) -> str:
    """Check that the command ended as refusals do, and return what it said."""
    status = await process.ends()
    assert status == 1, process.said
    assert "Traceback" not in process.said
    assert TOKEN not in process.said
    return process.said


async def test_without_a_token_it_says_where_to_get_one_and_what_works_without(
    steward_run: Start,
) -> None:
    said = await refusal(await steward_run(DISCORD_TOKEN=""))
    first, second = said.splitlines()
    assert "DISCORD_TOKEN" in first
    assert "https://discord.com/developers/applications" in first
    assert "steward demo" in second


async def test_bad_variables_of_the_environment_are_all_named(steward_run: Start) -> None:
    said = await refusal(await steward_run(PORT="eighty", LOG_LEVEL="loud"))
    assert "PORT" in said
    assert "LOG_LEVEL" in said


async def test_a_database_that_is_a_folder_is_named(steward_run: Start, tmp_path: Path) -> None:
    said = await refusal(await steward_run(DATABASE_URL=f"sqlite:///{tmp_path}"))
    assert str(tmp_path) in said


async def test_a_file_that_is_no_database_is_named(steward_run: Start, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("These are my notes and no database at all. " * 100)
    said = await refusal(await steward_run(DATABASE_URL=f"sqlite:///{tmp_path}/notes.txt"))
    assert "not a SQLite database" in said


async def test_a_database_that_cannot_be_written_is_named(steward_run: Start) -> None:
    said = await refusal(await steward_run(DATABASE_URL="sqlite:////proc/steward.sqlite3"))
    assert "/proc/steward.sqlite3" in said


async def test_a_newer_database_is_left_alone(
    steward_run: Start, sqlite_url: str, tmp_path: Path
) -> None:
    db = Database(sqlite_url)
    await db.start()
    await migrate(db, [MigrationSet("core", "bot")], tmp_path / "backups")
    async with db.write() as tx:
        await tx.execute(sa.text("UPDATE schema_core SET version_num = 'core_9999'"))
    await db.close()
    said = await refusal(await steward_run(DATABASE_URL=sqlite_url))
    assert "core_9999" in said


async def test_a_second_steward_on_the_same_database_is_refused(
    steward_run: Start, sqlite_url: str
) -> None:
    db = Database(sqlite_url)
    await db.start()
    said = await refusal(await steward_run(DATABASE_URL=sqlite_url))
    await db.close()
    assert f"in use by another Steward (process {os.getpid()})" in said


async def test_settings_that_cannot_be_used_are_all_told(
    steward_run: Start, tmp_path: Path
) -> None:
    broken = "version: 1\ncommunity:\n  timezone: Europe/Madird\n  langauge: es\n"
    (tmp_path / "guidelines.yml").write_text(broken)
    said = await refusal(await steward_run())
    assert "guidelines.yml:3" in said
    assert "Europe/Madrid" in said
    assert "langauge" in said


async def test_a_port_in_use_is_named(steward_run: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = await refusal(await steward_run(PORT=str(port)))
    assert f"port {port} on 127.0.0.1 is already in use" in said


async def test_a_wrong_token_is_told_with_the_way_to_a_right_one(
    in_sandbox: Start, sandbox: Sandbox
) -> None:
    said = await refusal(await in_sandbox(sandbox, DISCORD_TOKEN=TOKEN))
    assert "refuses the token" in said
    assert "Reset Token" in said


async def test_a_refused_intent_is_told_with_the_switch_to_turn(in_sandbox: Start) -> None:
    async with Sandbox(privileged_intents=0) as sandbox:
        said = await refusal(await in_sandbox(sandbox))
    assert "Server Members Intent" in said


async def test_a_token_that_is_revoked_while_running_ends_it_with_the_reason(
    in_sandbox: Start, sandbox: Sandbox, town: Town
) -> None:
    process = await in_sandbox(sandbox)
    await process.says(" ready ")
    await sandbox.gateway.close(4004, "Authentication failed")
    said = await refusal(process)
    assert "token is no longer valid" in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_in_order(
    in_sandbox: Start, sandbox: Sandbox, town: Town, number: signal.Signals
) -> None:
    process = await in_sandbox(sandbox)
    await process.says(" ready ")
    process.signal(number)
    assert await process.ends() == 0, process.said
    assert "Traceback" not in process.said


async def test_a_second_interrupt_ends_it_at_once(
    in_sandbox: Start, sandbox: Sandbox, town: Town
) -> None:
    process = await in_sandbox(sandbox, FEATURE="tests.bot.cli.snag")
    await process.says(" ready ")
    await town["Bo"].say("#general", "hello")
    await process.says("a handler hangs")
    process.signal(signal.SIGINT)
    await process.says("stopping")
    process.signal(signal.SIGINT)
    assert await process.ends() == 130, process.said
    assert "Traceback" not in process.said
