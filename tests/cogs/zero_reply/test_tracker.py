"""Who waits and who was answered, whatever happens to messages and to the bot."""

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cogs.zero_reply.settings import ZeroReplySettings
from sandbox.clock import VirtualClock
from tests.cogs.zero_reply.town import FORUM, START, TEXT, THREAD, Town, core_of

QUESTION, REMARK = "Which glue works here?", "well"

people = st.sampled_from([1, 2, 3, 1, 2, 0])  # 0 is a bot
pointers = st.integers(0, 4)
says = st.tuples(
    st.just("say"),
    people,
    st.sampled_from([QUESTION, REMARK, REMARK, "<@1> try oak", "<@2> hm"]),
    st.sampled_from([TEXT, TEXT, TEXT, FORUM, THREAD, -1]),
    st.none() | pointers,
    st.sampled_from([0, 0.5, 7, 19, 21]),
)
steps = st.one_of(
    says,
    says,
    says,
    st.tuples(st.just("edit"), pointers, st.sampled_from([QUESTION, REMARK, "<@1> oak"])),
    st.tuples(st.just("delete"), pointers),
    st.tuples(st.just("again"), pointers),
    st.tuples(st.sampled_from(["leave", "come back", "restart"])),
)


async def act(town: Town, step: tuple) -> None:
    """Let one thing happen; pointers name earlier messages, from the latest backwards."""
    earlier = [one.event.message_id for one in town.spoken][::-1]

    def at(pointer: int | None) -> int | None:
        return earlier[pointer] if pointer is not None and pointer < len(earlier) else None

    match step:
        case ("say", author, text, channel, pointer, after):
            room, target = aim(town, channel, at(pointer))
            if room is not None:
                await town.say(author, text, room, reply_to=target, after=after)
        case ("edit", pointer, text) if (target := at(pointer)) is not None:
            await town.edit(target, text)
        case ("delete", pointer) if (target := at(pointer)) is not None:
            await town.delete(target)
        case ("again", pointer) if pointer < len(town.spoken):
            await town.tell_again(town.spoken[::-1][pointer])
        case ("leave",):
            town.away = True
        case ("come back",):
            await town.come_back()
        case ("restart",):
            town.restart()


def aim(town: Town, channel: int, target: int | None) -> tuple[int | None, int | None]:
    """Say where somebody writes and what they reply to; -1 is the thread of what they aim at."""
    standing = town.standing.get(target) if target is not None else None
    home = standing.event.channel_id if standing is not None else None
    if channel == -1:
        return (target if home == TEXT else home), None
    return channel, target if home == channel else None


@given(history=st.lists(steps, min_size=8, max_size=30))
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
                await town.come_back()
                assert await town.known() == town.expected()

    asyncio.run(live())
