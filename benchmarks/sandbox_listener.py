"""`python -m benchmarks.sandbox_listener`: the least that can listen to a sandbox, no library.

What a bot reaches beside it is the library's cost; what this reaches is the sandbox's own.
"""

import asyncio
import json
import sys
import time
import zlib
from collections.abc import Awaitable, Callable

import aiohttp
import orjson
import zstandard

from benchmarks.town import tell
from bot.loops import loop_factory

INTENTS = 1 << 0 | 1 << 1 | 1 << 9 | 1 << 15  # guilds, members, messages, their content
READERS: dict[str, Callable[[], Callable[[bytes], bytes]]] = {
    "none": lambda: bytes,
    "zlib-stream": lambda: zlib.decompressobj().decompress,
    "zstd-stream": lambda: zstandard.ZstdDecompressor().decompressobj().decompress,
}


async def run(url: str, token: str, compression: str) -> None:
    """Identify, take the whole list of members, then count as told for as long as stdin is open."""
    read = READERS[compression]()
    query = "" if compression == "none" else f"&compress={compression}"
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(f"{url}/?v=10{query}", max_msg_size=0) as socket,
    ):

        async def hear() -> bytes:
            data = (await socket.receive()).data
            return read(data.encode() if isinstance(data, str) else data)

        begun = time.perf_counter()
        await socket.send_json(
            {"op": 2, "d": {"token": token, "intents": INTENTS, "properties": {}}}
        )
        await _members(socket, hear)
        tell(ready=time.perf_counter() - begun)
        while line := await asyncio.to_thread(sys.stdin.readline):
            expected = json.loads(line)["messages"]
            await hear()
            began = time.perf_counter()
            for _ in range(expected - 1):
                await hear()
            tell(per_second=(expected - 1) / (time.perf_counter() - began))


async def _members(
    socket: aiohttp.ClientWebSocketResponse, hear: Callable[[], Awaitable[bytes]]
) -> None:
    while (event := orjson.loads(await hear()))["t"] != "GUILD_CREATE":
        pass
    wanted = {"guild_id": event["d"]["id"], "query": "", "limit": 0}
    await socket.send_json({"op": 8, "d": wanted})
    last = False
    while not last:
        event = orjson.loads(await hear())
        if event["t"] == "GUILD_MEMBERS_CHUNK":
            last = event["d"]["chunk_index"] == event["d"]["chunk_count"] - 1


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(run(*sys.argv[1:]))
