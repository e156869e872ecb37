"""What the Gateway sends on its own account conforms to Discord's schemas; see schemas.py."""

from __future__ import annotations

import aiohttp
import pytest

from sandbox import VirtualClock, permissions
from sandbox.server import Sandbox
from tests.sandbox import schemas

pytestmark = pytest.mark.skipif(not schemas.at_hand(), reason=schemas.MISSING)


async def test_ready_guild_create_and_member_chunks_conform():
    clock = VirtualClock(frozen=True)
    async with Sandbox(clock=clock) as sandbox, aiohttp.ClientSession() as http:
        ana = sandbox.world.users.create("ana")
        guild = sandbox.world.guilds.create(ana, "Riverside")
        for kind, name in enumerate(("text", "dm", "voice", "", "category", "news")):
            if name not in {"dm", ""}:
                body = {"name": name, "type": kind}
                sandbox.world.channels.create(ana, guild, body)
        forum = {"name": "help", "type": 15, "available_tags": [{"name": "Open"}]}
        sandbox.world.channels.create(ana, guild, forum)
        sandbox.world.guilds.add_bot(guild, sandbox.world.bot, permissions.ADMINISTRATOR)
        async with http.ws_connect(f"{sandbox.url}/?v=10&encoding=json") as socket:
            await socket.receive_json()
            identify = {"token": sandbox.token, "intents": 53608447, "properties": {}}
            await socket.send_json({"op": 2, "d": identify})
            await socket.send_json({"op": 8, "d": {"guild_id": str(guild.id), "query": ""}})
            events = [await socket.receive_json() for _ in range(3)]
        names = [event["t"] for event in events]
        assert names == ["READY", "GUILD_CREATE", "GUILD_MEMBERS_CHUNK"]
        faults = [fault for e in events for fault in schemas.event_faults(e["t"], e["d"])]
        assert not faults, "\n".join(faults)


def test_a_broken_event_is_noticed():
    assert schemas.event_faults("MESSAGE_CREATE", {"id": 1})
    assert schemas.event_faults("NO_SUCH_EVENT", {})
