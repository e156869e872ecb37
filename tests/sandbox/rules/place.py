"""A small place to test one rule in, a raw REST client, and a raw Gateway client."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson

from sandbox import Sandbox, permissions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.model import Channel, Guild, Message, Role, User

ALL_INTENTS = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25
ORDINARY = permissions.EVERYONE_DEFAULT


@dataclass
class Response:
    """What the REST API answered."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> tuple[int, int]:
        """HTTP status and Discord's error code."""
        return self.status, self.body["code"]


class Rest:
    """The bot's REST client, without any of a library's politeness."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self._sandbox = sandbox
        self._session = session

    async def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        token: str | None = "right",
        reason: str | None = None,
        raw: object = None,
    ) -> Response:
        headers = {}
        if token is not None:
            headers["Authorization"] = f"Bot {self._sandbox.token if token == 'right' else token}"
        if reason is not None:
            headers["X-Audit-Log-Reason"] = reason
        data = raw
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = orjson.dumps(body)
        url = f"{self._sandbox.url}/api/v10{path}"
        async with self._session.request(method, url, data=data, headers=headers) as response:
            content = await response.read()
            is_json = response.headers.get("Content-Type") == "application/json"
            parsed = orjson.loads(content) if is_json else content.decode() or None
            return Response(response.status, parsed, response.headers)


class RawGateway:
    """A websocket to the Gateway that does what the test says."""

    def __init__(self, sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._sandbox = sandbox
        self.socket = socket
        self.seq = 0
        self.session_id = ""

    async def send(self, opcode: int, data: object) -> None:
        await self.socket.send_json({"op": opcode, "d": data})

    async def identify(self, intents: int = ALL_INTENTS, token: str | None = None) -> None:
        await self.send(
            2, {"token": token or self._sandbox.token, "intents": intents, "properties": {}}
        )

    async def resume(self, session_id: str, seq: int) -> None:
        await self.send(6, {"token": self._sandbox.token, "session_id": session_id, "seq": seq})

    async def receive(self) -> dict[str, Any]:
        """Return the next payload; a close of the connection as {"close": code}."""
        async with asyncio.timeout(5):
            message = await self.socket.receive()
        if message.type is not aiohttp.WSMsgType.TEXT:
            return {"close": self.socket.close_code, "t": None, "op": None}
        payload: dict[str, Any] = orjson.loads(message.data)
        self.seq = payload["s"] or self.seq
        return payload

    async def until(self, name: str) -> dict[str, Any]:
        """Return the data of the next event of this name."""
        while True:
            payload = await self.receive()
            assert "close" not in payload, f"closed with {payload} before {name}"
            if payload["t"] == name:
                data: dict[str, Any] = payload["d"]
                return data

    async def ready(self, intents: int = ALL_INTENTS) -> dict[str, Any]:
        """Identify and return READY."""
        await self.receive()
        await self.identify(intents)
        data = await self.until("READY")
        self.session_id = data["session_id"]
        return data

    async def closed_with(self) -> int:
        """Return the code that the server closes with."""
        while True:
            payload = await self.receive()
            if "close" in payload:
                return int(payload["close"] or 1006)

    async def names_before(self, last: str) -> list[str]:
        """Return the names of the events up to one."""
        names: list[str] = []
        while not names or names[-1] != last:
            payload = await self.receive()
            assert "close" not in payload, payload
            if payload["t"]:
                names.append(payload["t"])
        return names


class Place:
    """A guild with its owner Ana, a member Mia, the bot, and one channel."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.world = world = sandbox.world
        self.bot = world.bot
        self.ana = world.users.create("ana")
        self.mia = world.users.create("mia")
        self.guild: Guild = world.guilds.create(self.ana, "Riverside")
        self.general: Channel = world.channels.create(self.ana, self.guild, {"name": "general"})
        world.members.join(self.guild, self.mia)
        world.guilds.add_bot(self.guild, self.bot, permissions.ADMINISTRATOR)

    @property
    def bot_role(self) -> Role:
        """The bot's managed role."""
        return next(r for r in self.guild.roles.values() if r.managed_by == self.bot.id)

    def bot_may(self, granted: int) -> None:
        """Let the bot have these permissions and no others."""
        self.guild.roles[self.guild.id].permissions = 0
        self.bot_role.permissions = granted

    def path(self, rest: str = "") -> str:
        """Return a path under the channel."""
        return f"/channels/{self.general.id}{rest}"

    def guild_path(self, rest: str = "") -> str:
        """Return a path under the guild."""
        return f"/guilds/{self.guild.id}{rest}"

    def says(self, who: User, content: str, channel: Channel | None = None) -> Message:
        """Let somebody write."""
        return self.world.messages.create(who, channel or self.general, {"content": content})
