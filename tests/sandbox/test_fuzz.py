"""Nonsense over the wire: never a 5xx, never a hang, never a half-applied change, never a leak.

`FUZZ=20000` sends so many requests (2,000 by default); `FUZZ_SEED` draws others.
"""

from __future__ import annotations

import asyncio
import io
import os
import random
import re
import secrets
import zlib
from datetime import UTC, datetime

import aiohttp
import orjson
import pytest
from yarl import URL

from sandbox import Sandbox, VirtualClock, model
from sandbox.control import _ROOMS
from tests.sandbox import schemas
from tests.sandbox.fuzzing import ODD, Chance
from tests.sandbox.rules.place import Place

COUNT = int(os.environ.get("FUZZ", "2000"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
SENDABLE = [odd for odd in ODD if not isinstance(odd, int) or abs(odd) < 1 << 63]
FIELDS = ("token", "intents", "shard", "session_id", "seq", "guild_id", "user_ids", "query")
FIELDS += ("limit", "status", "activities", "channel_id", "large_threshold", "nonce")
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
async def sandbox():
    async with Sandbox(clock=VirtualClock(START, frozen=True), rate_limits=False) as running:
        yield running


@pytest.fixture
def place(sandbox):
    return Place(sandbox)


def known_ids(place: Place) -> dict[str, list[str]]:
    """Return ids that exist, by a part of the name that parameters of paths have."""
    world, guild, general = place.world, place.guild, place.general
    forum = world.channels.create(place.ana, guild, {"name": "help", "type": model.FORUM})
    said = place.says(place.mia, "hello")
    thread = world.threads.start_from(place.mia, general, said.id, {"name": "talk"})
    own = [place.says(place.bot, f"message {number}") for number in range(20)]
    hook = world.webhooks.create(place.ana, general, {"name": "News"})
    role = world.roles.create(place.ana, guild, {"name": "Makers"})
    invite = world.invites.create(place.ana, general, {})
    return {
        "message": [str(message.id) for message in (said, *own)],
        "webhook_id": [str(hook.id)],
        "token": [hook.token],
        "application": [str(place.bot.id)],
        "user": [str(place.mia.id), str(place.bot.id), str(place.ana.id)],
        "channel": [str(general.id), str(forum.id), str(thread.id)],
        "role": [str(role.id), str(guild.id)],
        "code": [invite.code],
        "emoji_name": ["%F0%9F%91%8B"],
        "guild_id": [str(guild.id)],
    }


@pytest.mark.skipif(not schemas.at_hand(), reason=schemas.MISSING)
@pytest.mark.timeout(0)
async def test_no_request_breaks_the_sandbox_or_half_changes_the_town(sandbox, place):
    chance = Chance(SEED, known_ids(place))
    happened: list[str] = []
    sandbox.world.subscribe(lambda event: happened.append(event.name))
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with aiohttp.ClientSession(headers=headers) as http:
        for odd in chance.requests(COUNT):
            if odd.method == "DELETE" and odd.path.count("/") <= 2:
                continue  # Would take the guild or its channels away and leave nothing to try.
            before = len(happened)
            kind = {"Content-Type": odd.content_type} if odd.content_type else {}
            url = URL(f"{sandbox.url}/api/v10{odd.path}", encoded=True)
            sending = http.request(odd.method, url, data=odd.body, headers=kind)
            async with asyncio.timeout(10), sending as answer:
                text = await answer.text()
            assert answer.status < 500, f"{odd}: {text}"
            assert sandbox.token not in text, f"{odd} tells the token"
            assert "Traceback" not in text, f"{odd}: {text}"
            if answer.status >= 400:
                assert len(happened) == before, f"{odd} was refused after {happened[before:]}"
    assert sandbox.is_quiet()


@pytest.mark.timeout(0)
async def test_no_request_breaks_the_control_api(sandbox, place):
    dice, ids = random.Random(SEED), known_ids(place)
    every = [key for keys in ids.values() for key in keys]
    parts = {"gid": "guild_id", "cid": "channel", "mid": "message", "uid": "user", "rid": "role"}
    routes = [
        route
        for room in _ROOMS
        for route in room.ROUTES
        if not route.path.endswith(("/stream", "/gateway")) and "interactions" not in route.path
    ]
    learned: dict[str, list[str]] = {}
    async with aiohttp.ClientSession() as http:
        for number in range(COUNT // 2):
            route = routes[number % len(routes)]
            path = re.sub(
                r"\{(\w+)\}",
                lambda part: dice.choice(ids.get(parts.get(part[1], ""), every)),
                route.path,
            )
            fields = learned.get(str(route), ["nothing"])
            chosen = dice.sample(fields, dice.randint(1, len(fields)))
            body = {name: dice.choice((*SENDABLE, *every)) for name in chosen}
            body["as"] = str(place.ana.id)
            url = f"{sandbox.url}/_sandbox{path}"
            if route.method == "GET":
                query = {name: str(value)[:50] for name, value in body.items()}
                sending = http.get(url, params=query)
            else:
                data = orjson.dumps(body, default=str)
                headers = {"Content-Type": "application/json"}
                sending = http.request(route.method, url, data=data, headers=headers)
            async with asyncio.timeout(10), sending as answer:
                text = await answer.text()
            assert answer.status < 500, f"{route.method} {path} {body}: {text}"
            # Whoever sends an unknown field is told which are known.
            if names := re.search(r"unknown field 'nothing'; known: (.*)\"", text):
                learned[str(route)] = names[1].split(", ")
    assert len(learned) > len(routes) / 3


@pytest.mark.timeout(60)
async def test_no_gateway_payload_breaks_the_sandbox(sandbox, place):
    dice = random.Random(SEED)
    identify = {"token": sandbox.token, "intents": 513, "properties": {}}
    async with aiohttp.ClientSession() as http:
        for number in range(min(COUNT // 10, 2000)):
            async with http.ws_connect(f"{sandbox.url}/?v=10&encoding=json") as socket:
                await socket.receive()
                if number % 2:
                    await socket.send_json({"op": 2, "d": identify})
                data = {name: dice.choice(SENDABLE) for name in dice.sample(FIELDS, 4)}
                data |= {"token": sandbox.token} if number % 3 else {}
                payload = {"op": dice.choice((*range(-1, 12), "2", None)), "d": data}
                if number % 5 == 0:
                    payload = dice.choice(SENDABLE)
                await socket.send_bytes(orjson.dumps(payload))
                await socket.send_json({"op": 1, "d": None})
                await _acknowledged_or_closed(socket)
    assert not sandbox.journal.entries(kind="request")


async def _acknowledged_or_closed(socket: aiohttp.ClientWebSocketResponse) -> None:
    """Wait for the answer to a heartbeat, or for a close with one of the Gateway's codes."""
    async with asyncio.timeout(5):
        async for message in socket:
            if orjson.loads(message.data)["op"] == 11:
                return
    assert socket.close_code is not None
    assert 4000 <= socket.close_code <= 4014, socket.close_code


@pytest.mark.parametrize("compression", ["zlib-stream", "zstd-stream", "snappy"])
async def test_compressed_garbage_and_unknown_compressions_end_in_a_close(sandbox, compression):
    async with aiohttp.ClientSession() as http:
        url = f"{sandbox.url}/?v=10&encoding=json&compress={compression}"
        async with http.ws_connect(url) as socket:
            garbage = zlib.compress(secrets.token_bytes(100))
            await socket.send_bytes(garbage)
            async with asyncio.timeout(5):
                while not socket.closed:
                    await socket.receive()
            assert socket.close_code in {4002, 4012}


async def test_half_open_and_silent_connections_keep_nobody_waiting(sandbox, place):
    host, port = sandbox.url.removeprefix("http://").split(":")
    for said in (b"", b"GET /", b"POST /api/v10/users/@me HTTP/1.1\r\nContent-Length: 99\r\n\r\n{"):
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(said)
        await writer.drain()
        writer.transport.abort()
    async with aiohttp.ClientSession() as http:
        silent = [await http.ws_connect(f"{sandbox.url}/?v=10") for _ in range(20)]
        headers = {"Authorization": f"Bot {sandbox.token}"}
        async with (
            asyncio.timeout(5),
            http.get(f"{sandbox.url}/api/v10/users/@me", headers=headers) as answer,
        ):
            assert answer.status == 200
        for socket in silent:
            socket._response.connection.transport.abort()
        async with asyncio.timeout(5):
            while sandbox.gateway.connections:
                await (await http.get(f"{sandbox.url}/api/v10/gateway")).release()


async def test_a_client_that_never_heartbeats_is_let_go(sandbox, place):
    sandbox.gateway.heartbeat_interval = 20
    url = f"{sandbox.url}/?v=10&encoding=json"
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        async with asyncio.timeout(5):
            while not socket.closed:
                await socket.receive()
        assert socket.close_code == 4009


@pytest.mark.parametrize(
    ("path", "size"), [("/users/@me", 26), ("/_sandbox", 65)], ids=["rest", "control"]
)
async def test_an_oversize_body_is_refused(sandbox, path, size):
    is_rest = path.startswith("/users")
    url = sandbox.url + ("/api/v10/users/@me/channels" if is_rest else "/_sandbox/people")
    body = io.BytesIO(b'{"name": "' + b"x" * (size * 1024 * 1024) + b'"}')
    headers = {"Content-Type": "application/json", "Authorization": f"Bot {sandbox.token}"}
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as said:
        assert said.status == 413
        assert (await said.json()).keys() & {"code", "error"}
