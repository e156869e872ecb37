"""What was written while the bot was away is handed on: in order, late, once."""

import asyncio
from datetime import timedelta

import pytest

from bot.catch_up import store
from bot.core import Core
from bot.messages import MessageEvent
from bot.signals import GuildReady
from sandbox import permissions
from sandbox.faults import Fault
from sandbox.town import Town
from tests.bot.listening import Heard
from tests.steward import Running

HISTORY = "/channels/*/messages"


async def test_what_was_missed_in_three_channels_and_a_thread_is_made_good(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    await town["Bo"].say("#general", "live")
    await idle_steward.settled()
    await idle_steward.stop()
    await town.advance(hours=1)
    for number in range(3):
        await town["Bo"].say("#general", f"general {number}")
    await town["Bo"].say("#events", "events")
    await town["Bo"].say("#welcome", "welcome")
    post = await town["Bo"].post("#help", "My lathe hums", "opener")
    await town["Ana"].say(post, "answer")
    await idle_steward.begin()
    assert heard.texts[0] == "live"
    assert sorted(heard.late) == [
        "answer", "events", "general 0", "general 1", "general 2", "opener", "welcome",
    ]  # fmt: skip
    assert [text for text in heard.late if text.startswith("general")] == [
        "general 0",
        "general 1",
        "general 2",
    ]
    assert heard.late.index("opener") < heard.late.index("answer")
    await idle_steward.restart()
    assert len(heard.events) == 8


async def test_on_the_first_visit_nothing_old_is_read(idle_steward: Running, town: Town) -> None:
    await town["Bo"].say("#general", "before the bot came")
    heard = Heard()
    idle_steward.prepare = heard.prepare
    await idle_steward.begin()
    await idle_steward.restart()
    assert heard.events == []
    assert town.sandbox.journal.requests("GET", "/channels/{channel_id}/messages") == []


async def test_a_crash_while_catching_up_goes_on_where_it_stopped(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    await idle_steward.stop()
    for number in range(250):
        await town["Bo"].say("#general", f"{number}")
    # The first pages are read, then the connection hangs; by then the marks have been written.
    town.sandbox.faults.add(Fault("GET", HISTORY, times=1, delay=0))
    town.sandbox.faults.add(Fault("GET", HISTORY, times=1, delay=0))
    town.sandbox.faults.add(Fault("GET", HISTORY, times=1, delay=2))
    await idle_steward.launch()
    await heard.until(lambda: len(heard.events) == 200)
    await town.advance(seconds=6)
    await idle_steward.crash()
    await idle_steward.begin()
    assert heard.texts == [f"{number}" for number in range(250)]


async def test_what_arrives_while_the_gap_is_read_is_heard_once(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    await idle_steward.stop()
    for number in range(120):
        await town["Bo"].say("#general", f"{number}")
    town.sandbox.faults.add(Fault("GET", HISTORY, times=1, delay=0.2))
    await idle_steward.launch()
    await idle_steward.client.wait_until_ready()
    live = [await town["Bo"].say("#general", "live") for _ in range(2)]
    await idle_steward.app.ready.wait()
    await idle_steward.settled()
    assert sorted(event.message_id for event in heard.events) == sorted(
        {event.message_id for event in heard.events}
    )
    assert heard.late == [f"{number}" for number in range(120)]
    assert heard.texts.count("live") == 2
    async with idle_steward.core.db.read() as tx:
        marks = await store.watermarks_of(tx, town.guild.id)
    assert marks[town.place("#general").id] == live[-1].id


async def test_a_channel_that_cannot_be_read_does_not_keep_the_others_from_it(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    await idle_steward.stop()
    body = {"type": 1, "allow": "0", "deny": str(permissions.READ_MESSAGE_HISTORY)}
    town.world.channels.set_overwrite(
        town.owner.user, town.place("#general"), town.world.bot.id, body
    )
    await town["Bo"].say("#general", "unseen")
    await town["Bo"].say("#events", "seen")
    await idle_steward.begin()
    assert heard.late == ["seen"]


@pytest.mark.parametrize("fault", [{"status": 403}, {"drop": "before"}, {"status": 503}])
async def test_a_history_that_fails_does_not_keep_the_bot_from_its_work(
    heard: Heard, idle_steward: Running, town: Town, fault: dict[str, object]
) -> None:
    await idle_steward.stop()
    await town["Bo"].say("#general", "one")
    await town["Bo"].say("#events", "two")
    general = town.place("#general").id
    town.sandbox.faults.add(Fault("GET", f"/channels/{general}/messages", times=None, **fault))
    await idle_steward.begin()
    assert heard.late == ["two"]
    town.sandbox.faults.remove()
    await idle_steward.restart()
    assert heard.late == ["two", "one"]


async def test_after_a_lost_session_what_was_missed_is_made_good(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    await town["Bo"].say("#general", "live")
    await idle_steward.settled()
    town.sandbox.gateway.drop()
    town.sandbox.gateway.sessions.clear()
    await town["Bo"].say("#general", "missed")
    await heard.until(lambda: "missed" in heard.texts)
    await idle_steward.settled()
    assert heard.texts == ["live", "missed"]
    assert heard.late == ["missed"]


async def test_a_resumed_session_hears_everything_once(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    town.sandbox.gateway.drop()
    await town["Bo"].say("#general", "while away")
    await heard.until(lambda: bool(heard.texts))
    await idle_steward.settled()
    assert heard.texts == ["while away"]
    assert heard.late == []


async def test_features_learn_since_when_the_bot_was_away(
    idle_steward: Running, town: Town
) -> None:
    signals: list[GuildReady] = []

    async def hear(signal: GuildReady) -> None:
        signals.append(signal)

    def prepare(core: Core) -> None:
        core.signals.on(GuildReady, hear)

    idle_steward.prepare = prepare
    begun = town.sandbox.clock.now()
    await idle_steward.begin()
    await idle_steward.pass_time(minutes=45)
    await idle_steward.crash()
    await town.advance(hours=5)
    await idle_steward.begin()
    first, second = signals
    assert first.offline_since is None
    assert second.offline_since == begun + timedelta(minutes=30)


async def test_a_message_being_handled_in_a_crash_comes_again(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    began = asyncio.Event()

    async def hang(event: MessageEvent) -> None:
        began.set()
        await asyncio.Event().wait()

    idle_steward.core.messages.listen("ear", hang, order=1)
    await town["Bo"].say("#general", "important")
    await began.wait()
    await idle_steward.crash()
    await idle_steward.begin()
    assert heard.late == ["important"]
