"""A feature's code is loaded anew while people go on talking."""

import asyncio
import sys

import pytest

from bot.features import FeaturePackage
from sandbox.town import Town
from tests.bot.listening import EAR, Heard
from tests.steward import Running


@pytest.fixture
def steward_packages() -> tuple[FeaturePackage, ...]:
    return (EAR,)


@pytest.fixture
async def heard(idle_steward: Running) -> Heard:
    heard = Heard()
    idle_steward.prepare = heard.prepare
    await idle_steward.begin()
    return heard


async def test_a_reload_during_a_burst_of_messages_loses_none_and_doubles_none(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    async def talk() -> None:
        for number in range(150):
            await town["Bo"].say("#general", f"{number}")
            await asyncio.sleep(0)

    before = sys.modules[EAR.module]
    talking = asyncio.create_task(talk())
    for _ in range(3):
        await idle_steward.client.reload_feature("ear")
        await asyncio.sleep(0)
    await talking
    await idle_steward.settled()
    assert sys.modules[EAR.module] is not before
    assert heard.texts == [f"{number}" for number in range(150)]


async def test_events_are_let_go_also_when_the_new_code_cannot_be_loaded(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    with pytest.raises(KeyError):
        await idle_steward.client.reload_feature("nose")
    await town["Bo"].say("#general", "still there?")
    await idle_steward.settled()
    assert heard.texts == ["still there?"]
