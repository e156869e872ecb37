"""A crowd in a hurry, and bots that have to keep up with it."""

import asyncio
import json
import sys
from itertools import islice

import pytest

from sandbox.load import MIXES, Crowd, acts, drive
from sandbox.mischief import parse
from tests.sandbox.clients import Steward, connected

pytestmark = pytest.mark.sandbox(rate_limits=False)


class Parrot(Steward):
    """Answers everybody."""

    async def on_message(self, message) -> None:
        await super().on_message(message)
        if not message.author.bot:
            await message.reply("pong", mention_author=False)


@pytest.fixture
def crowd(town):
    return Crowd(town.world, town.guild, town.place("#general"), 10)


def first(count: int, mix: str, seed: int) -> list:
    return list(islice(acts(MIXES[mix], 10, seed), count))


def test_the_same_seed_is_the_same_story():
    assert first(500, "town", seed=3) == first(500, "town", seed=3)
    assert first(500, "town", seed=3) != first(500, "town", seed=4)


def test_a_mix_has_all_that_it_names_and_people_who_joined_take_part():
    story = first(2000, "rush", seed=1)
    assert {act.kind for act in story} == {"talk", "join", "react"}
    assert max(act.person for act in story if act.kind == "talk") > 10


async def test_the_same_seed_makes_the_same_town(sandbox, crowd):
    events = []
    sandbox.world.subscribe(lambda event: events.append(event.name))
    await drive(sandbox, crowd, acts(MIXES["town"], len(crowd), 5), 300)
    said = {"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_REACTION_ADD", "GUILD_MEMBER_ADD"}
    assert said <= set(events)
    joined = sum(act.kind == "join" for act in first(300, "town", seed=5))
    assert len(crowd) == 10 + joined


async def test_every_message_reaches_the_bot_in_order(sandbox, town, crowd):
    async with connected(Steward(sandbox.url), sandbox) as client:
        measured = await drive(sandbox, crowd, acts(MIXES["talk"], 10, 1), 1000)
        heard = [await client.heard.get() for _ in range(1000)]
    assert heard == [message.content for message in town.messages("#general")]
    assert measured.messages == 1000
    assert measured.summary()["handed_over_ms_p50"] > 0


async def test_answers_are_measured(sandbox, crowd):
    async with connected(Parrot(sandbox.url), sandbox):
        story = acts(MIXES["talk"], 10, 1)
        measured = await drive(sandbox, crowd, story, 30, per_second=500)
    assert len(measured.answered) == 30
    assert measured.summary()["answer_ms_p99"] > 0


async def test_a_rate_is_kept(sandbox, crowd):
    measured = await drive(sandbox, crowd, acts(MIXES["talk"], 10, 1), 40, per_second=200)
    assert measured.per_second <= 210


async def test_a_bot_that_is_cut_off_under_load_misses_nothing(sandbox, town, crowd):
    client = Steward(sandbox.url)
    script = parse("EVENT MESSAGE_CREATE drop x1 2%", seed=2)
    async with connected(client, sandbox):
        with script.played_on(sandbox):
            await drive(sandbox, crowd, acts(MIXES["talk"], 10, 1), 300)
        await asyncio.wait_for(client.resumed.wait(), 10)
        heard = [await client.heard.get() for _ in range(300)]
    assert heard == [message.content for message in town.messages("#general")]


async def test_the_command_waits_for_a_bot_and_prints_what_it_measured():
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox.load", "--acts", "300", "--mix", "town", "--seed", "9"),
        stdout=asyncio.subprocess.PIPE,
    )
    place = json.loads(await process.stdout.readline())
    client = Steward(place["url"])
    running = asyncio.create_task(client.start(place["token"]))
    try:
        measured = json.loads(await process.stdout.readline())
        assert measured["acts"] == 300
        assert measured["messages_per_second"] > 0
        assert await process.wait() == 0
    finally:
        await client.close()
        await asyncio.gather(running, return_exceptions=True)


async def test_a_wrong_fault_script_is_told_before_anything_starts(tmp_path):
    script = tmp_path / "faults"
    script.write_text("POST /channels/* exploded\n")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox.load", "--faults", str(script)),
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 2
    assert "line 1: unknown kind 'exploded'; known here: bad-gateway" in said.decode()
