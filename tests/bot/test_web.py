import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.metrics import Metrics
from bot.web import Web, WebProblem

Answer = tuple[int, dict]


@pytest.fixture
async def server() -> AsyncIterator[Web]:
    server = Web("127.0.0.1", 0, Metrics(), check_seconds=0.2)
    yield server
    await server.stop()


async def get(server: Web, path: str) -> Answer:
    async with aiohttp.ClientSession() as session, session.get(server.url + path) as response:
        return response.status, await response.json()


def answering(reason: str | None):
    async def check() -> str | None:
        return reason

    return check


async def test_a_process_without_complaints_is_alive_and_ready(server):
    server.vital["database"] = answering(None)
    server.checks["gateway"] = answering(None)
    await server.start()
    assert await get(server, "/healthz") == (200, {"status": "ok"})
    assert await get(server, "/readyz") == (200, {"status": "ok"})


async def test_what_is_not_ready_is_told_with_reasons_and_still_alive(server):
    server.vital["database"] = answering(None)
    server.checks["gateway"] = answering("not connected yet")
    server.checks["migrations"] = answering(None)
    await server.start()
    assert (await get(server, "/healthz"))[0] == 200
    failing = {"status": "failing", "reasons": {"gateway": "not connected yet"}}
    assert await get(server, "/readyz") == (503, failing)


async def test_a_database_that_does_not_answer_makes_the_process_unwell(server):
    server.vital["database"] = answering("locked by another program")
    await server.start()
    failing = {"status": "failing", "reasons": {"database": "locked by another program"}}
    assert await get(server, "/healthz") == (503, failing)
    assert await get(server, "/readyz") == (503, failing)


async def test_a_check_that_hangs_does_not_hang_the_page(server):
    async def hang() -> str | None:
        await asyncio.Event().wait()
        return None

    server.checks["gateway"] = hang
    await server.start()
    status, body = await get(server, "/readyz")
    assert (status, body["reasons"]) == (503, {"gateway": "no answer within 0.2 seconds"})


async def test_a_check_that_fails_tells_strangers_no_details(server):
    async def fail() -> str | None:
        raise RuntimeError("postgresql://steward:hunter2@db")

    server.vital["database"] = fail
    await server.start()
    status, body = await get(server, "/healthz")
    assert (status, body["reasons"]) == (503, {"database": "the check itself failed, see the log"})


async def test_a_port_that_is_taken_is_told_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WebProblem, match=f"port {port} on 127\\.0\\.0\\.1 is already in use"):
            await Web("127.0.0.1", port, Metrics()).start()


async def test_an_address_of_another_machine_is_told_in_one_sentence():
    with pytest.raises(WebProblem, match=r"192\.0\.2\.1 is not an address of this machine"):
        await Web("192.0.2.1", 0, Metrics()).start()


async def test_a_host_that_is_no_host_is_told_in_one_sentence():
    with pytest.raises(WebProblem, match="Check HOST and PORT"):
        await Web("no such host", 0, Metrics()).start()


async def test_a_server_that_stopped_can_be_stopped_again(server):
    await server.start()
    url = server.url
    await server.stop()
    await server.stop()
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(url + "/healthz")


async def test_features_add_their_own_pages(server):
    async def calendar(_: web.Request) -> web.Response:
        return web.json_response({"events": []})

    server.add_routes([web.get("/calendar", calendar)])
    await server.start()
    assert await get(server, "/calendar") == (200, {"events": []})


async def test_the_numbers_are_served_as_prometheus_reads_them(server):
    metrics = Metrics()
    server = Web("127.0.0.1", 0, metrics)
    metrics.effect("welcome.greeting", "sent")
    metrics.job("core.texts", "done")
    metrics.error("welcome preview", "refusal")
    metrics.observe_message(0.004)
    metrics.watch_waiting(lambda: 3)
    metrics.watch_gateway(lambda: 0.04, lambda: 2)
    await server.start()
    try:
        async with aiohttp.ClientSession() as session, session.get(server.url + "/metrics") as page:
            assert page.headers["Content-Type"].startswith("text/plain")
            lines = (await page.text()).splitlines()
    finally:
        await server.stop()
    for line in (
        'steward_effects_total{kind="welcome.greeting",state="sent"} 1.0',
        'steward_jobs_total{job="core.texts",outcome="done"} 1.0',
        'steward_errors_total{kind="refusal",where="welcome preview"} 1.0',
        'steward_message_seconds_bucket{le="0.005"} 1.0',
        "steward_effects_waiting 3.0",
        "steward_gateway_latency_seconds 0.04",
        "steward_guilds 2.0",
    ):
        assert line in lines
    assert any(line.startswith("process_resident_memory_bytes") for line in lines)


def test_two_bots_in_one_process_count_apart():
    one, other = Metrics(), Metrics()
    one.effect("welcome.greeting", "sent")
    assert b"welcome.greeting" in one.page()[0]
    assert b"welcome.greeting" not in other.page()[0]


def test_openmetrics_is_spoken_on_request():
    body, content_type = Metrics().page("application/openmetrics-text; version=1.0.0")
    assert content_type.startswith("application/openmetrics-text")
    assert body.endswith(b"# EOF\n")


async def test_pages_of_features_come_and_go_while_the_server_runs(server):
    async def page(request: web.Request) -> web.Response:
        return web.json_response({"path": request.match_info["path"]})

    await server.start()
    server.offer("choir", page)
    assert await get(server, "/choir/songs/1.ics") == (200, {"path": "songs/1.ics"})
    server.withdraw("choir")
    url = server.url + "/choir/songs/1.ics"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 404
