"""Asking the control API over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp


class Refused(Exception):
    """The control API said no."""

    def __init__(self, status: int, body: dict) -> None:
        super().__init__(f"{status}: {body['error']}")
        self.status = status
        self.sentence = body["error"]
        self.code = body.get("code")


class Control:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = f"{url}/_sandbox"

    async def ask(self, method: str, path: str, body: object = None, **options: object):
        if body is not None:
            options["json"] = body
        async with self.session.request(method, self.url + path, **options) as response:
            data = await response.json()
            if response.status >= 400:
                raise Refused(response.status, data)
            return data

    async def get(self, path: str):
        return await self.ask("GET", path)

    async def post(self, path: str, **body: object):
        # "as" is a word of the language: people are named by `who` here.
        if "who" in body:
            body["as"] = body.pop("who")
        return await self.ask("POST", path, body)


@asynccontextmanager
async def controlling(url: str) -> AsyncIterator[Control]:
    async with aiohttp.ClientSession() as session:
        yield Control(session, url)
