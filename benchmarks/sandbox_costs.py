"""What the sandbox itself costs: messages a second, ready, memory, being held to the schemas."""

import asyncio
import time
from collections.abc import Mapping
from functools import partial

import aiohttp

from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from benchmarks.processes import child
from sandbox import Sandbox, VirtualClock
from sandbox.town import Town
from tests.sandbox import schemas
from tests.sandbox.conformity import Conformity

RATE = Metric("MESSAGE_CREATE", "/s", "higher")
READY = Metric("all members received after", "s")
EACH = Metric("resident memory each", "bytes")
REQUEST = Metric("message sent over HTTP", "µs")
COMPRESSIONS = {"no compression": "none", "zlib": "zlib-stream", "zstd": "zstd-stream"}
MEMBERS_PER_MESSAGE = 5
MESSAGES_PER_REQUEST = 20


def rate(compression: str, size: int) -> Mapping[str, float]:
    """Measure how many messages a second reach a listener that only decompresses."""
    with child("benchmarks.town", "0") as town:
        place = town.hear()
        with child(
            "benchmarks.sandbox_listener", place["url"], place["token"], compression
        ) as client:
            client.hear()
            client.tell(messages=size)
            town.tell(messages=size, compressed=True)
            return {RATE.name: client.hear()["per_second"]}


def ready(compression: str, members: int) -> Mapping[str, float]:
    """Measure from IDENTIFY to the last chunk of the member list."""
    with child("benchmarks.town", str(members)) as town:
        place = town.hear()
        with child(
            "benchmarks.sandbox_listener", place["url"], place["token"], compression
        ) as client:
            return {READY.name: client.hear()["ready"]}


def each(what: str, count: int) -> Mapping[str, float]:
    """Measure the memory of one inhabitant."""
    with child("benchmarks.sandbox_memory", what, str(count)) as town:
        return {EACH.name: town.hear()["each"]}


def request(count: int, *, held: bool) -> Mapping[str, float]:
    """Measure a bot's request, with both sides held to Discord's schemas or not."""

    async def timed() -> float:
        clock = VirtualClock(frozen=True)
        async with Sandbox(clock=clock, rate_limits=False) as sandbox:
            town = Town(sandbox)
            if held:
                Conformity(sandbox)
            url = f"{sandbox.url}/api/v10/channels/{town.place('#general').id}/messages"
            headers = {"Authorization": f"Bot {sandbox.token}"}
            async with aiohttp.ClientSession(headers=headers) as http:
                await _send(http, url, 10)
                begun = time.perf_counter()
                await _send(http, url, count)
                return (time.perf_counter() - begun) / count

    return {REQUEST.name: asyncio.run(timed()) * 1e6}


async def _send(http: aiohttp.ClientSession, url: str, count: int) -> None:
    for number in range(count):
        async with http.post(url, json={"content": f"message {number}"}) as answer:
            answer.raise_for_status()


def measure(size: int, repeat: int) -> list[Result]:
    """Measure rate, ready and memory, and the schemas' cost where they are at hand."""
    members = size * MEMBERS_PER_MESSAGE
    results = [
        compare(
            "The sandbox to a listener without a library",
            [Contender(name, partial(rate, one, size)) for name, one in COMPRESSIONS.items()],
            [RATE],
            repeat=repeat,
            note=f"{size:,} messages; sandbox and listener have a process each.",
        ),
        compare(
            f"A list of {members:,} members to a listener without a library",
            [Contender(name, partial(ready, one, members)) for name, one in COMPRESSIONS.items()],
            [READY],
            repeat=repeat,
        ),
        compare(
            "Memory of the sandbox",
            [
                Contender("a member", partial(each, "members", members)),
                Contender("a message", partial(each, "messages", size)),
            ],
            [EACH],
            repeat=repeat,
            note="With the journal, which keeps the last 10,000 events.",
        ),
    ]
    if schemas.at_hand():
        results.append(_schemas(max(1, size // MESSAGES_PER_REQUEST), repeat))
    return results


def _schemas(count: int, repeat: int) -> Result:
    return compare(
        "Being held to Discord's schemas",
        [
            Contender("not held", partial(request, count, held=False)),
            Contender("request, answer and event held", partial(request, count, held=True)),
        ],
        [REQUEST],
        repeat=repeat,
        note=f"{count:,} requests one after the other; client and sandbox share a process.",
    )


SANDBOX = Benchmark("sandbox", "what the sandbox itself costs", 20_000, "messages", 3, measure)
