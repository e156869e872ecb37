"""The sandbox as a process, its compressions, and waiting for outcomes."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import zlib

import aiohttp
import orjson
import pytest
import zstandard

from sandbox import LoopbackConnector, Sandbox, VirtualClock, permissions


@pytest.fixture
async def sandbox():
    async with Sandbox(clock=VirtualClock(frozen=True), rate_limits=False) as running:
        ana = running.world.users.create("ana")
        guild = running.world.guilds.create(ana, "Riverside")
        running.world.channels.create(ana, guild, {"name": "general"})
        running.world.guilds.add_bot(guild, running.world.bot, permissions.ADMINISTRATOR)
        yield running


@pytest.mark.parametrize(
    ("name", "decompressor"),
    [
        ("zlib-stream", zlib.decompressobj),
        ("zstd-stream", lambda: zstandard.ZstdDecompressor().decompressobj()),
    ],
)
async def test_events_are_one_compressed_stream(sandbox, name, decompressor):
    stream = decompressor()
    url = f"{sandbox.url}/?v=10&encoding=json&compress={name}"
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:

        async def receive():
            return orjson.loads(stream.decompress((await socket.receive()).data))

        assert (await receive())["op"] == 10
        identify = {"token": sandbox.token, "intents": 513, "properties": {}}
        await socket.send_json({"op": 2, "d": identify})
        assert [(await receive())["t"] for _ in range(2)] == ["READY", "GUILD_CREATE"]


async def test_an_unknown_compression_closes_with_4012(sandbox):
    url = f"{sandbox.url}/?compress=rot13"
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        await socket.receive()
        assert socket.close_code == 4012


async def test_every_host_leads_to_the_sandbox(sandbox):
    connector = LoopbackConnector(sandbox.url)
    async with aiohttp.ClientSession(connector=connector) as http:
        async with http.get("https://discord.com/api/v10/gateway") as response:
            assert (await response.json())["url"] == sandbox.url.replace("http", "ws")
        async with http.ws_connect("wss://gateway.discord.gg/?v=10") as socket:
            assert (await socket.receive_json())["op"] == 10


async def test_the_token_is_nowhere_in_the_journal(sandbox):
    world = sandbox.world
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with aiohttp.ClientSession(headers=headers) as http:
        body = [{"name": "hi", "description": "d"}]
        path = f"{sandbox.url}/api/v10/applications/{world.bot.id}/commands"
        await http.put(path, json=body)
        guild = next(iter(world.guilds_by_id.values()))
        ana = world.user(guild.owner_id)
        used = world.interactions.command(ana, next(iter(guild.channels.values())), "hi")
        callback = f"{sandbox.url}/api/v10/interactions/{used.id}/{used.token}/callback"
        await http.post(callback, json={"type": 5})
    log = orjson.dumps([entry.json() for entry in sandbox.journal.entries()]).decode()
    assert "/callback" in log
    assert sandbox.token not in log
    assert used.token not in log


async def test_waiting_in_vain_shows_what_was_said(sandbox):
    guild = next(iter(sandbox.world.guilds_by_id.values()))
    general = next(iter(guild.channels.values()))
    ana = sandbox.world.user(guild.owner_id)
    sandbox.world.messages.create(ana, general, {"content": "anybody there?"})
    with pytest.raises(AssertionError, match=r"(?s)#general.*ana: anybody there\?"):
        await sandbox.until(lambda: None, seconds=0.01)


async def test_waiting_ends_with_the_outcome(sandbox):
    guild = next(iter(sandbox.world.guilds_by_id.values()))
    general = next(iter(guild.channels.values()))
    ana = sandbox.world.user(guild.owner_id)
    waiting = asyncio.create_task(sandbox.until(lambda: list(general.messages.values())))
    await asyncio.sleep(0)
    said = sandbox.world.messages.create(ana, general, {"content": "here"})
    assert await waiting == [said]


async def test_the_same_frozen_run_gives_the_same_ids():
    def build():
        clock = VirtualClock(made, frozen=True)
        world = Sandbox(clock=clock).world
        ana = world.users.create("ana")
        guild = world.guilds.create(ana, "Riverside")
        channel = world.channels.create(ana, guild, {"name": "general"})
        return world.messages.create(ana, channel, {"content": "x"}).id

    made = VirtualClock(frozen=True).now()
    assert build() == build()


async def test_a_body_of_the_wrong_shape_is_a_clear_400(sandbox):
    headers = {"Authorization": f"Bot {sandbox.token}"}
    guild = next(iter(sandbox.world.guilds_by_id.values()))
    general = next(iter(guild.channels.values()))
    path = f"{sandbox.url}/api/v10/channels/{general.id}/messages"
    async with aiohttp.ClientSession(headers=headers) as http:
        for body in ({"embeds": "x"}, {"components": [1]}, {"content": 5}, ["x"], {"flags": "x"}):
            async with http.post(path, json=body) as response:
                assert response.status == 400, body
                assert (await response.json())["code"] == 50035
    assert general.messages == {}


@contextlib.asynccontextmanager
async def started(*options):
    """Yield what `python -m sandbox` prints, while it runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--frozen", *options, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(20):
            yield orjson.loads(await process.stdout.readline())
    finally:
        process.terminate()
        await process.wait()


async def test_the_program_says_in_one_line_where_it_is():
    async with started() as line, aiohttp.ClientSession() as http:
        assert set(line) == {"url", "token", "page"}
        async with http.get(line["page"]) as page:
            assert page.status == 200
        async with http.get(f"{line['url']}/_sandbox/state") as state:
            assert (await state.json())["guilds"] == []


async def test_the_program_can_be_furnished_and_disturbed(tmp_path):
    script = tmp_path / "faults.txt"
    script.write_text("GET /users/@me unavailable x1\n")
    options = ("--town", "--faults", str(script))
    async with started(*options) as line, aiohttp.ClientSession() as http:
        async with http.get(f"{line['url']}/_sandbox/state") as state:
            town = await state.json()
        assert [guild["name"] for guild in town["guilds"]] == ["Riverside Makers"]
        assert {"Ana", "Bo"} <= {person["username"] for person in town["people"]}
        headers = {"Authorization": f"Bot {line['token']}"}
        for expected in (503, 200):
            async with http.get(f"{line['url']}/api/v10/users/@me", headers=headers) as answer:
                assert answer.status == expected


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("evildiscord.com", 421),
        ("localhost", 200),
        ("[::1]", 200),
        ("discord.com", 200),
        ("cdn.discordapp.com", 200),
    ],
)
async def test_a_foreign_name_that_leads_to_loopback_finds_nothing(sandbox, host, status):
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"{sandbox.url}/_sandbox/state", headers={"Host": host}) as answer,
    ):
        assert answer.status == status
        assert (sandbox.token in await answer.text()) == (status == 200)
