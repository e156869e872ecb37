"""Who waits and who was answered, whatever happens to messages and to the bot."""

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cogs.zero_reply.settings import ZeroReplySettings
from sandbox.clock import VirtualClock
from tests.cogs.zero_reply.town import FORUM, START, TEXT, THREAD, Town, core_of

QUESTION, REMARK = "Which glue works here?", "well"

pointers = st.sampled_from([0, 0, 1, 1, 2, 4])
after = st.sampled_from([0, 0.5, 7, 19, 21])
asks = st.tuples(
    st.just("say"),
    st.sampled_from([1, 1, 2]),
    st.just(QUESTION),
    st.sampled_from([TEXT, TEXT, FORUM, THREAD]),
    st.none(),
    after,
)
answers = st.tuples(
    st.just("say"),
    st.sampled_from([1, 2, 2, 3]),
    st.just(REMARK),
    st.sampled_from([TEXT, -1]),
    pointers,
    after,
)
says = st.tuples(
    st.just("say"),
    st.sampled_from([1, 2, 1, 2, 3, 0]),  # 0 is a bot
    st.sampled_from([QUESTION, REMARK, "<@1> try oak", "<@2> hm"]),
    st.sampled_from([TEXT, TEXT, FORUM, THREAD, -1]),
    st.none() | pointers,
    after,
)
steps = st.one_of(
    asks,
    asks,
    answers,
    answers,
    says,
    says,
    st.tuples(st.just("edit"), pointers, st.sampled_from([QUESTION, REMARK, "<@1> oak"])),
    st.tuples(st.just("delete"), pointers),
    st.tuples(st.just("again"), pointers),
    st.tuples(st.sampled_from(["off", "on", "on", "restart"])),
    st.tuples(st.just("close"), pointers, st.sampled_from(["solved", "locked", "archived", ""])),
    st.tuples(st.sampled_from(["move_out", "move_in", "move_in"]), st.sampled_from([TEXT, FORUM])),
    st.tuples(st.sampled_from(["leave", "join"]), st.sampled_from([1, 1, 2])),
)


async def act(town: Town, step: tuple) -> None:
    """Let one thing happen; pointers name earlier messages, from the latest backwards."""
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


@example(history=[ASKED, ANSWERED, ("leave", 1), ("delete", 0)])
@example(history=[ASKED, ("edit", 0, REMARK), ANSWERED])
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
                await town.on()
                assert await town.known() == town.expected()

    asyncio.run(live())
