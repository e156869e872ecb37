"""A guideline that is often wrong: staff are asked whether it goes back to shadow."""

import pytest

from bot.signals import FlagSettled
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = [pytest.mark.features("guidelines"), pytest.mark.sandbox(rate_limits=False)]

GUIDELINES = """\
guidelines:
  - {id: pies, title: No pies, detect: [words: {terms: [apple pie]}]}
features:
  guidelines: {staff_channel: "#community-team"}
"""


@pytest.fixture
async def mia(idle_steward: Running, town: Town) -> Person:
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    return await town.person("Mia", joins=True)


async def judge(steward: Running, town: Town, mia: Person, *words: bool) -> None:
    """Have as many messages flagged as are judged at the desk."""
    for is_right in words:
        message = await mia.say("#general", "apple pie")
        await steward.settled()
        settled = FlagSettled(
            guild_id=town.guild.id, message_id=message.id, is_right=is_right,
            by=town["Bo"].id, at=steward.core.clock.now(),
        )  # fmt: skip
        await steward.core.signals.emit(settled)
        await steward.settled()


def asked(town: Town) -> list[str]:
    notes = town.messages("#community-team")
    return [one.content for one in notes if "was often wrong" in one.content]


async def test_staff_are_asked_once_and_a_manager_takes_it_back_to_shadow(
    idle_steward: Running, town: Town, mia: Person
):
    await judge(idle_steward, town, mia, *[True] * 4, *[False] * 5)
    assert asked(town) == []
    await judge(idle_steward, town, mia, *[False] * 2)
    (told,) = asked(town)
    assert "of 10 flags that you have judged in the last 30 days, 4 were right" in told
    note = next(one for one in town.messages("#community-team") if one.content == told)
    answer = await town["Ana"].press(note, "Back to shadow")
    assert answer.is_private
    assert "only counted" in answer.text
    assert note.content == told
    await idle_steward.settled()
    before = len(town.messages("#community-team"))
    await mia.say("#general", "apple pie")
    await idle_steward.settled()
    assert len(town.messages("#community-team")) == before


async def test_a_guideline_that_is_right_as_often_as_wanted_is_left_alone(
    idle_steward: Running, town: Town, mia: Person
):
    await judge(idle_steward, town, mia, *[True] * 5, *[False] * 5)
    assert asked(town) == []
