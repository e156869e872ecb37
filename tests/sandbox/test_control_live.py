"""The control API with a bot behind it: interactions, the stream, the clock, faults."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest

from sandbox import Sandbox
from tests.sandbox.control_client import Refused, controlling
from tests.sandbox.example_bot import running_bot


@pytest.fixture
async def control(sandbox):
    async with controlling(sandbox.url) as control:
        yield control


@pytest.fixture
async def bot(sandbox, town):
    async with running_bot(sandbox) as bot:
        yield bot


@asynccontextmanager
async def hearing(control, person):
    """Yield a function that returns the next event of the stream."""
    async with control.session.get(f"{control.url}/stream?as={person.id}") as response:
        assert response.content_type == "text/event-stream"

        async def next_event(name: str) -> dict:
            async with asyncio.timeout(5):
                async for line in response.content:
                    if line.startswith(b"data: "):
                        event = json.loads(line[6:])
                        if event["t"] == name:
                            return event["d"]
            raise AssertionError(f"the stream ended before {name}")

        await response.content.readline()
        yield next_event


async def test_a_command_is_offered_completed_and_answered(control, town, bot):
    ana, general = str(town["Ana"].id), str(town.place("#general").id)
    offered = await control.get(f"/guilds/{town.guild.id}/commands?as={ana}&channel={general}")
    assert {command["name"] for command in offered} >= {"goal", "slow", "Report message"}
    where = {"who": ana, "channel": general, "name": "goal"}
    completed = await control.post(
        "/interactions/autocomplete", **where, options={"topic": "wo"}, focused="topic"
    )
    assert completed == {"choices": [{"name": "Woodwork", "value": "woodwork"}]}
    outcome = await control.post(
        "/interactions/command", **where, options={"topic": "woodwork", "private": True}
    )
    assert outcome["answer"]["type"] == "message"
    assert outcome["answer"]["message"]["content"] == "Your goal: woodwork"
    assert outcome["answer"]["message"]["flags"] & 64


async def test_a_button_opens_a_modal_that_is_filled_in(control, town, bot):
    mia = await town.person("Mia", joins=True)
    welcome = await town.bot_says("#welcome")
    where = {"channel": str(welcome.channel_id), "message": str(welcome.id)}
    pressed = await control.post("/interactions/press", who=str(mia.id), **where, custom_id="hello")
    modal = pressed["answer"]["modal"]
    assert modal["title"] == "Say hello"
    field = modal["components"][0]["component"]["custom_id"]
    sent = await control.post(
        "/interactions/modal",
        who=str(mia.id),
        interaction=pressed["interaction"],
        values={field: "Mia"},
    )
    assert sent["answer"]["message"]["content"] == "Nice to meet you, Mia!"


async def test_an_unknown_button_is_refused_with_the_known_ones(control, town, bot):
    mia = await town.person("Mia", joins=True)
    welcome = await town.bot_says("#welcome")
    with pytest.raises(Refused, match="known: hello, wave"):
        await control.post(
            "/interactions/press",
            who=str(mia.id),
            channel=str(welcome.channel_id),
            message=str(welcome.id),
            custom_id="bye",
        )


async def test_no_answer_is_said_to_be_none(control, town, sandbox):
    async with running_bot(sandbox):
        pass
    ana, general = str(town["Ana"].id), str(town.place("#general").id)
    outcome = await control.post(
        "/interactions/command",
        who=ana,
        channel=general,
        name="goal",
        options={"topic": "x"},
        wait=0.05,
    )
    assert outcome["answer"] is None
    assert outcome["error"] == "The application did not respond"


async def test_the_stream_carries_only_what_the_person_may_see(control, town):
    mia = await town.person("Mia", joins=True)
    async with hearing(control, mia) as next_event:
        await town["Bo"].say("#community-team", "secret")
        await town["Bo"].say("#general", "public")
        assert (await next_event("MESSAGE_CREATE"))["content"] == "public"


async def test_an_ephemeral_answer_reaches_its_person_alone(control, town, bot):
    mia = await town.person("Mia", joins=True)
    bo = town["Bo"]
    async with hearing(control, mia) as mia_hears, hearing(control, bo) as bo_hears:
        await mia.command("goal", topic="kites")
        assert (await mia_hears("EPHEMERAL"))["content"] == "Your goal: kites"
        await mia.say("#general", "done")
        assert (await bo_hears("MESSAGE_CREATE"))["content"] == "done"


async def test_the_stream_tells_when_the_clock_is_moved(control, town):
    async with hearing(control, town["Ana"]) as next_event:
        await control.post("/clock", advance=3600)
        assert (await next_event("CLOCK"))["now"] == "2026-11-02T10:00:00+00:00"


async def test_open_streams_end_in_good_order_with_the_sandbox():
    async with Sandbox() as sandbox, controlling(sandbox.url) as control:
        ana = sandbox.world.users.create("Ana")
        response = await control.session.get(f"{control.url}/stream?as={ana.id}")
        await response.content.readline()
        await sandbox.__aexit__(None, None, None)
        # A cut connection would raise here instead of coming to an end.
        assert b"data" not in await asyncio.wait_for(response.content.read(), 5)


async def test_the_clock_goes_to_the_next_monday_morning_in_a_zone(control):
    moved = await control.post(
        "/clock", to_next={"weekday": 0, "time": "09:00", "zone": "Europe/Madrid"}
    )
    # It is 10:00 in Madrid on a Monday, so the next one is a week off.
    assert moved == {"now": "2026-11-09T08:00:00+00:00", "running": False}
    assert await control.get("/clock") == moved


async def test_a_fault_strikes_as_often_as_asked(control, town, bot):
    await control.post("/faults", method="POST", route="/channels/*/messages", status=500)
    assert len((await control.get("/faults"))["faults"]) == 1
    await town["Bo"].say("#general", "ping")
    await town.bot_says("#general", "pong")
    statuses = [
        entry["status"]
        for entry in (await control.get("/log?kind=request"))["entries"]
        if entry["route"] == "/channels/{channel_id}/messages"
    ]
    assert statuses == [500, 200]
    assert (await control.get("/faults"))["faults"] == []


async def test_the_gateway_can_be_disturbed_and_the_bot_comes_back(control, sandbox, town, bot):
    resumed = asyncio.Event()

    async def on_resumed() -> None:
        resumed.set()

    bot.add_listener(on_resumed)
    await control.post("/gateway", do="reconnect")
    await asyncio.wait_for(resumed.wait(), 10)
    await town["Bo"].say("#general", "ping")
    await town.bot_says("#general", "pong")


async def test_the_log_keeps_no_secret(control, sandbox, town, bot):
    await town["Ana"].command("goal", topic="kites")
    text = json.dumps(await control.get("/log"))
    assert sandbox.token not in text
    assert "kites" in text
