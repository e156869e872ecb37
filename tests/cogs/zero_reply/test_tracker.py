"""Who waits and who was answered, whatever happens to messages and to the bot."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cogs.zero_reply.settings import ZeroReplySettings
from sandbox.clock import VirtualClock
from tests.cogs.zero_reply.town import FORUM, START, TEXT, THREAD, Town, core_of

QUESTION, REMARK = "Which glue works here?", "well"

POINTERS = (0, 0, 1, 1, 2, 4)
AFTER = (0, 0.5, 7, 19, 21)
STEPS: dict[str, tuple[Sequence[object], ...]] = {
    "edit": (POINTERS, (QUESTION, REMARK, "<@1> oak")),
    "delete": (POINTERS,),
    "again": (POINTERS,),
    "off": (),
    "on": (),
    "restart": (),
    "close": (POINTERS, ("solved", "locked", "archived", "")),
    "move_out": ((TEXT, FORUM),),
    "move_in": ((TEXT, FORUM),),
    "leave": ((1, 1, 2),),
    "join": ((1, 1, 2),),
}
"""What else may happen, with what it happens to; pointers name messages, the latest is 0."""
SAYINGS: tuple[tuple[Sequence[object], ...], ...] = (
    ((1, 1, 2), (QUESTION,), (TEXT, TEXT, FORUM, THREAD), (None,), AFTER),
    ((1, 2, 2, 3), (REMARK,), (TEXT, -1), POINTERS, AFTER),
    (
        (1, 2, 1, 2, 3, 0),  # 0 is a bot
        (QUESTION, REMARK, "<@1> try oak", "<@2> hm"),
        (TEXT, TEXT, FORUM, THREAD, -1),
        (None, *POINTERS),
        AFTER,
    ),
)


def some_history(seed: int) -> list[tuple]:
    """Make up what happens: half of it is talk."""
    random = Random(seed)
    talk = [("say", sayings) for sayings in SAYINGS] * 4
    chosen = [random.choice([*talk, *STEPS.items()]) for _ in range(random.randint(8, 30))]
    return [(name, *map(random.choice, choices)) for name, choices in chosen]


async def act(town: Town, step: tuple) -> None:
    """Let one thing happen."""
    earlier, (name, *rest) = town.spoken[::-1], step
    if name == "say":
        await say(town, *rest)
    elif name not in {"edit", "delete", "again", "close"}:
        await getattr(town, name)(*rest)
    elif rest[0] < len(earlier):
        await getattr(town, name)(earlier[rest[0]], *rest[1:])


async def say(
    town: Town, author: int, text: str, channel: int, pointer: int | None, after: float
) -> None:
    """Let somebody write, if there is such a place."""
    earlier = [one.event.message_id for one in town.spoken][::-1]
    at = earlier[pointer] if pointer is not None and pointer < len(earlier) else None
    room, target = aim(town, channel, at)
    if room is not None:
        await town.say(author, text, room, reply_to=target, after=after)


def aim(town: Town, channel: int, target: int | None) -> tuple[int | None, int | None]:
    """Say where somebody writes and what they reply to; -1 is the thread of what they aim at."""
    standing = town.standing.get(target) if target is not None else None
    home = standing.event.channel_id if standing is not None else None
    if channel == -1:
        return (target if home == TEXT else home), None
    return channel, target if home == channel else None


ASKED, ANSWERED = ("say", 1, QUESTION, TEXT, None, 1), ("say", 2, REMARK, TEXT, 0, 1)
INTO_ONE = ("edit", 1, QUESTION)


@example(history=[ASKED, ANSWERED, ("leave", 1), ("delete", 0)])
@example(history=[ASKED, ("edit", 0, REMARK), ANSWERED])
@example(history=[("say", 1, REMARK, TEXT, None, 1), ("say", 2, REMARK, TEXT, None, 1), INTO_ONE])
@given(history=st.integers(0, 2**32 - 1).map(some_history))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_happens_the_list_is_that_of_the_full_history(history: list[tuple]) -> None:
    async def live() -> None:
        clock = VirtualClock(START, frozen=True)
        with tempfile.TemporaryDirectory() as folder:
            async with core_of(Path(folder), clock) as core:
                town = Town(core, clock)
                asks = ZeroReplySettings(questions_only=True, shortest=1)
                town.place = replace(town.place, settings=asks)
                for step in history:
                    await act(town, step)
                    if not town.away:
                        assert await town.known() == town.expected()
                await town.on()
                assert await town.known() == town.expected()

    asyncio.run(live())


async def test_a_post_that_is_heard_of_after_its_author_has_left_rests(tmp_path: Path) -> None:
    clock = VirtualClock(START, frozen=True)
    async with core_of(tmp_path, clock) as core:
        town = Town(core, clock)
        await town.off()
        await town.say(1, QUESTION, FORUM)
        (asked,) = town.spoken
        town.away = False
        await town.leave(1)  # each event has a task of its own: this one was faster
        await town.tracker.hear(town.place, asked.heard)
        assert await town.known() == {asked.event.message_id: "left"}
        await town.join(1)
        assert await town.known() == town.expected()
