"""Sending a client's every connection to the sandbox, whatever host it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp

if TYPE_CHECKING:
    from aiohttp.client_proto import ResponseHandler
    from aiohttp.client_reqrep import ClientRequest
    from aiohttp.tracing import Trace


class LoopbackConnector(aiohttp.BaseConnector):
    """Speaks plain HTTP with one address for every http, https, ws and wss URL.

    Nothing can reach the real Discord through it: no name is ever resolved. Give it to a client,
    as in `commands.Bot(..., connector=LoopbackConnector(sandbox.url))`; each client needs its own.
    """

    def __init__(self, url: str, *, limit: int = 100) -> None:
        super().__init__(limit=limit)
        address = urlsplit(url)
        if address.hostname is None or address.port is None:
            raise ValueError(f"{url!r} has no host and port, such as http://127.0.0.1:8080")
        self._host = address.hostname
        self._port = address.port

    async def _create_connection(
        self,
        req: ClientRequest,
        traces: list[Trace],  # noqa: ARG002 - the base class's signature
        timeout: aiohttp.ClientTimeout,  # noqa: ARG002, ASYNC109 - the base class's; connecting to loopback is immediate
    ) -> ResponseHandler:
        try:
            _, protocol = await self._loop.create_connection(self._factory, self._host, self._port)
        except OSError as error:
            raise aiohttp.ClientConnectorError(req.connection_key, error) from error
        return protocol
