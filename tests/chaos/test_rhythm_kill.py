"""The bot is killed on the way from the job to what it posts: each time has one, never two.

More deaths: `CHAOS=50 python -m pytest tests/chaos/test_rhythm_kill.py`.
"""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.features import FeaturePackage, discover
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.steward import SETTINGS, Running

DEATHS = int(os.environ.get("CHAOS", "2"))
# Seconds after something fell due: before, during and after the requests that post it.
LONGEST_LIFE = 0.16
MADE = """\
  staff_channel: "#community-team"
features:
"""
LIST = 'zero_reply: {channels: ["#help"], digest_at: daily 09:00}'
# The library has fewer questions than there may be deaths.
PROMPT = """\
prompts:
    channel: "#general"
    not_again_within: 30d
    slots: [{at: "Wed 09:00", tags: [question]}]"""


def lists(town: Town) -> list[int]:
    bot = town.world.bot
    return [
        one.id
        for one in town.messages("#community-team")
        if one.author is bot and "wait" in text_of(one)
    ]


def prompts(town: Town) -> list[int]:
    """The prompts with their threads, which have the ids of the prompts."""
    posted = [one.id for one in town.messages("#general") if one.author is town.world.bot]
    assert sorted(town.guild.threads) == posted
    return posted


async def ask(town: Town) -> None:
    await town.owner.post("#help", "My lamp flickers", "Any idea?")


async def approve(town: Town) -> None:
    shown = await town.owner.command("prompt week")
    if shown.message.components:
        await town.owner.press(shown.message, "Approve all")


@dataclass(frozen=True)
class Habit:
    """What is posted regularly, what people do for it beforehand, and how it is found."""

    feature: str
    settings: str
    every: timedelta
    prepare: Callable
    posted: Callable[[Town], list[int]]


HABITS = (
    Habit("zero_reply", LIST, timedelta(days=1), ask, lists),
    Habit("prompts", PROMPT, timedelta(days=7), approve, prompts),
)


@pytest.fixture(params=HABITS, ids=lambda one: one.feature)
def habit(request) -> Habit:
    return request.param


@pytest.fixture
def steward_packages(habit: Habit) -> tuple[FeaturePackage, ...]:
    return tuple(one for one in discover() if one.feature.name == habit.feature)


@pytest.mark.timeout(180 + 60 * DEATHS)
@pytest.mark.sandbox(start="2026-11-03T09:30Z", rate_limits=False)
async def test_what_is_posted_is_posted_once_wherever_the_process_dies(
    habit: Habit, idle_steward: Running
) -> None:
    """Each time the process is killed a little later on the way from the job to the message."""
    steward, clock = idle_steward, idle_steward.sandbox.clock
    steward.write_settings(f"{SETTINGS}{MADE}  {habit.settings}\n")
    await steward.begin()
    wednesday = datetime(2026, 11, 4, 8, tzinfo=UTC)
    for number in range(DEATHS):
        await habit.prepare(steward.town)
        await steward.settled()
        await steward.stop()  # a night without the bot is short
        due_at = wednesday + number * habit.every
        await clock.advance_to(due_at - timedelta(seconds=30))
        await steward.begin()
        moving = asyncio.create_task(clock.advance_to(due_at))
        await asyncio.sleep(number * LONGEST_LIFE / DEATHS)  # where it dies is the point
        await steward.crash()
        await moving
        await steward.begin()
        await steward.pass_time(minutes=1)
        posted = habit.posted(steward.town)
        assert len(posted) == number + 1, f"killed {number * LONGEST_LIFE / DEATHS:.3f} s after"
