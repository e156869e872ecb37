"""Other libraries' clients, unmodified, in processes of their own."""

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from tests.sandbox.control_client import controlling
from tests.sandbox.other_clients.installing import HERE, hikari_python, may_install, node_modules

pytestmark = may_install

PATIENCE = 30.0


@dataclass
class Program:
    """A program that says in lines of JSON what happened to it."""

    process: asyncio.subprocess.Process

    async def says(self) -> dict[str, str]:
        """Return the next line."""
        async with asyncio.timeout(PATIENCE):
            line = await self.process.stdout.readline()
        assert line, f"it ended: {(await self.process.stderr.read()).decode()}"
        return json.loads(line)


@asynccontextmanager
async def program(*command: str, **environment: str) -> AsyncIterator[Program]:
    process = await asyncio.create_subprocess_exec(
        *command,
        env=environment or None,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def discord_js(url: str, token: str):
    script = str(HERE / "discordjs_bot.cjs")
    return program(shutil.which("node"), script, url, token, NODE_PATH=str(node_modules()))


def hikari(url: str, token: str):
    return program(str(hikari_python()), str(HERE / "hikari_bot.py"), url, token)


@pytest.fixture(params=[discord_js, hikari])
async def bot(request, sandbox, town) -> AsyncIterator[Program]:
    connect: Callable = request.param
    async with connect(sandbox.url, sandbox.token) as client:
        assert await client.says() == {"happened": "ready"}
        yield client


async def test_a_command_is_registered_and_used(bot, town):
    answer = await town["Bo"].command("greet")
    assert answer.message.content == "Hello, Bo"


async def test_a_message_is_answered_with_a_button_that_answers_privately(bot, town):
    asked = await town["Bo"].say("#general", "ping")
    reply = await town.bot_says("#general", "pong")
    assert reply.referenced is asked
    answer = await town["Ana"].press(reply, "More")
    assert answer.message.content == "Here is more"
    assert answer.is_private


async def test_a_thread_is_started_and_written_in(bot, town):
    await town["Bo"].say("#general", "thread")
    await town.until(
        lambda: any(one.name == "A place for this" for one in town.guild.threads.values())
    )
    assert await town.bot_says("A place for this", "Let us go on here")


async def test_somebody_is_timed_out(bot, town):
    mia = await town.person("Mia", joins=True)
    await mia.say("#general", "hush")
    await town.until(lambda: mia.member.timed_out_until)
    assert town.guild.audit_log[-1].reason == "asked for it"


async def test_a_dropped_connection_is_resumed_and_nothing_missed(bot, sandbox, town):
    sandbox.gateway.drop()
    await town["Bo"].say("#general", "ping")
    assert await bot.says() == {"happened": "resumed"}
    assert await town.bot_says("#general", "pong")
    assert len(sandbox.gateway.sessions) == 1


async def test_the_sandboxs_one_line_is_all_that_a_client_needs():
    async with program(sys.executable, "-m", "sandbox") as server:
        place = await server.says()
        async with controlling(place["url"]) as control:
            bo = await control.post("/people", name="bo")
            rooms = [{"name": "general"}]
            guild = await control.post("/guilds", name="Makers", owner=bo["id"], channels=rooms)
            await control.post(f"/guilds/{guild['id']}/bot", permissions="8")
            async with discord_js(place["url"], place["token"]) as client:
                assert await client.says() == {"happened": "ready"}
                view = await control.get(f"/guilds/{guild['id']}/view?as={bo['id']}")
                answer = await control.post(
                    "/interactions/command",
                    who=bo["id"],
                    channel=view["channels"][0]["id"],
                    name="greet",
                )
                assert answer["answer"]["message"]["content"] == "Hello, bo"
