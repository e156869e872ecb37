"""The bot starts, stops, and comes back."""

from sandbox.town import Town
from tests.steward import Running


async def test_the_bot_comes_up_in_a_town(steward: Running, town: Town) -> None:
    assert steward.app.ready.is_set()
    assert [guild.name for guild in steward.client.guilds] == ["Riverside Makers"]


async def test_the_bot_restarts(steward: Running, town: Town) -> None:
    await steward.restart()
    assert steward.app.ready.is_set()


async def test_the_bot_comes_back_after_a_crash(steward: Running, town: Town) -> None:
    await steward.crash()
    await steward.begin()
    assert steward.app.ready.is_set()
