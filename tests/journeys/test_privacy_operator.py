"""An operator has somebody's data erased: the bot does it, whether it runs then or later."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.erasure import export_member
from cogs.privacy import store
from sandbox.faults import Fault
from sandbox.model import Message
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = [
    pytest.mark.features("guidelines", "privacy"),
    # The command runs by the machine's clock, which is behind that of the town.
    pytest.mark.sandbox(start="2041-11-04T09:00Z", rate_limits=False),
]

ROOT = Path(__file__).parents[2]
DESK = "#community-team"
STAFFED = (
    SETTINGS
    + """\
  staff_channel: "#community-team"
guidelines:
  - id: be-kind
    title: Be kind
    mode: propose
    detect: [words: {terms: [you idiot]}]
features: {guidelines: {}, privacy: {}}
"""
)


@pytest.fixture
async def mia(steward: Running, town: Town) -> Person:
    """Somebody about whom the team has a note."""
    await steward.use(STAFFED)
    mia = await town.person("Mia", joins=True)
    await mia.say("#general", "hello, you idiot")
    await steward.settled()
    assert "you idiot" in note(town).content
    return mia


def note(town: Town) -> Message:
    (found,) = [one for one in town.messages(DESK) if one.author is town.world.bot]
    return found


async def ask_for_erasure(steward: Running, town: Town, person: Person) -> str:
    """Run the operator's command beside the bot; returns what it says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "privacy", "erase", "--yes"),
        *(str(town.guild.id), str(person.id)),
        cwd=steward.folder,
        stdout=asyncio.subprocess.PIPE,
        env={
            "DATABASE_URL": f"sqlite:///{steward.folder}/steward.sqlite3",
            "GUIDELINES": str(steward.settings_file),
            "PYTHONPATH": str(ROOT),
        },
    )
    told, _ = await process.communicate()
    assert process.returncode == 0
    return told.decode()


async def is_erased_once(steward: Running, town: Town, person: Person) -> bool:
    async with steward.core.db.read() as tx:
        finished = await store.finished_in(tx, town.guild.id)
    features = [package.feature for package in steward.packages]
    left = await export_member(steward.core.db, features, town.guild.id, person.id)
    shown = note(town)
    assert "idiot" not in shown.content
    return left.found == {} and len(shown.edits) == 1 and list(finished.values()) == [1]


async def test_the_bot_that_runs_erases_it_within_half_an_hour(
    steward: Running, town: Town, mia: Person
) -> None:
    assert "within half an hour" in await ask_for_erasure(steward, town, mia)
    await steward.pass_time(minutes=30)
    assert await is_erased_once(steward, town, mia)
    await steward.restart()
    await steward.pass_time(hours=1)
    assert await is_erased_once(steward, town, mia)


async def test_the_bot_that_is_down_erases_it_when_it_starts(
    steward: Running, town: Town, mia: Person
) -> None:
    await steward.stop()
    await ask_for_erasure(steward, town, mia)
    await steward.begin()
    assert await is_erased_once(steward, town, mia)


async def test_a_bot_that_dies_over_it_goes_on_where_it_stood(
    steward: Running, town: Town, mia: Person
) -> None:
    await steward.stop()
    await ask_for_erasure(steward, town, mia)
    unanswered = Fault("PATCH", "/channels/*/messages/*", drop="before", times=9)
    steward.sandbox.faults.add(unanswered)
    await steward.launch()
    await town.until(lambda: unanswered.times < 9)
    await steward.crash()
    steward.sandbox.faults.remove(unanswered.id)
    await steward.begin()
    await steward.pass_time(minutes=5)
    assert await is_erased_once(steward, town, mia)
