"""Fault scripts: what they say, and that chance can be repeated."""

import aiohttp
import pytest

from sandbox import Sandbox, VirtualClock
from sandbox.mischief import Script, Trick, load, parse
from sandbox.town import Town

pytestmark = pytest.mark.sandbox(rate_limits=False)

SCRIPT = """
seed 7
# sending is shaky
POST /channels/*/messages unavailable 20%   # as on a bad day
*    /guilds/*            slow 0.2s x3
EVENT MESSAGE_CREATE      drop 1%
"""


def test_a_script_is_read(tmp_path):
    file = tmp_path / "faults"
    file.write_text(SCRIPT)
    assert load(file) == Script(
        (
            Trick("POST", "/channels/*/messages", "unavailable", probability=0.2),
            Trick("*", "/guilds/*", "slow", times=3, seconds=0.2),
            Trick("EVENT", "MESSAGE_CREATE", "drop", probability=0.01),
        ),
        seed=7,
    )
    assert load(file, seed=8).seed == 8


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("POST /channels/*", "a method, a path and a kind"),
        ("post * broken", "unknown method 'post'"),
        ("POST * drop", "unknown kind 'drop'"),
        ("EVENT * unavailable", "unknown kind 'unavailable'; known here: drop, invalid-session"),
        ("POST * broken sometimes", "'sometimes' is no probability"),
        ("POST * broken 120%", "'120%' is no probability"),
        ("POST * broken x0", "'x0' is no probability"),
        ("POST * broken 2s", "'broken' takes no seconds"),
        ("seed seven", "write the seed as a whole number"),
    ],
)
def test_a_line_that_says_nothing_sensible_is_named(line, complaint):
    with pytest.raises(ValueError, match="line 2: ") as caught:
        parse(f"# first\n{line}")
    assert complaint in str(caught.value)


async def statuses(script: Script, count: int = 60) -> list[int]:
    """Say something so many times in a fresh town under a script; return how that went."""
    clock = VirtualClock(frozen=True)
    async with Sandbox(clock=clock, rate_limits=False) as sandbox, aiohttp.ClientSession() as http:
        town = Town(sandbox)
        url = f"{sandbox.url}/api/v10/channels/{town.place('#general').id}/messages"
        headers = {"Authorization": f"Bot {sandbox.token}"}
        seen = []
        with script.played_on(sandbox):
            for _ in range(count):
                async with http.post(url, json={"content": "hi"}, headers=headers) as answer:
                    seen.append(answer.status)
        async with http.post(url, json={"content": "hi"}, headers=headers) as answer:
            assert answer.status == 200
        assert sandbox.faults.in_force() == []
        return seen


async def test_the_same_seed_gives_the_same_faults():
    script = parse("POST /channels/*/messages unavailable 20%\nPOST * broken 10%", seed=7)
    seen = await statuses(script)
    assert {200, 500, 503} == set(seen)
    assert await statuses(script) == seen
    assert await statuses(Script(script.tricks, seed=8)) != seen


async def test_a_fault_strikes_as_often_as_it_says():
    seen = await statuses(parse("POST /channels/*/messages forbidden x2"), 4)
    assert seen == [403, 403, 200, 200]


async def test_who_is_rate_limited_is_told_for_how_long(sandbox, town):
    url = f"{sandbox.url}/api/v10/users/@me"
    headers = {"Authorization": f"Bot {sandbox.token}"}
    script = parse("GET /users/@me rate-limited 2.5s")
    async with aiohttp.ClientSession() as http:
        with script.played_on(sandbox):
            async with http.get(url, headers=headers) as answer:
                assert answer.status == 429
                assert (await answer.json())["retry_after"] == 2.5
                assert "Via" in answer.headers


async def test_an_event_trick_happens_at_the_same_events_each_time(sandbox, town):
    async def asked_to_reconnect_after() -> list[int]:
        identify = {"token": sandbox.token, "intents": 1 << 9, "properties": {}}
        places, messages = [], 0
        async with aiohttp.ClientSession() as http, http.ws_connect(sandbox.url) as socket:
            await socket.send_json({"op": 2, "d": identify})
            while (await socket.receive_json())["t"] != "READY":
                pass
            with parse("EVENT MESSAGE_CREATE reconnect 10%", seed=3).played_on(sandbox):
                for number in range(40):
                    await town["Bo"].say("#general", f"{number}")
            await town["Bo"].say("#general", "end")
            while messages < 41:
                frame = await socket.receive_json()
                messages += frame["t"] == "MESSAGE_CREATE"
                places += [messages] if frame["op"] == 7 else []
        return places

    places = await asked_to_reconnect_after()
    assert places
    assert await asked_to_reconnect_after() == places
