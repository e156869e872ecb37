"""Whatever goes wrong on the way to Discord, a newcomer is greeted once."""

import asyncio

import pytest

from bot.signals import EffectHindered
from sandbox.faults import Fault
from tests.cogs.welcome.house import House, house

__all__ = ["house"]
pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = pytest.mark.sandbox(rate_limits=False)

POST = {"method": "POST", "route": "/channels/*/messages"}


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500, "times": 2},
        {"status": 503, "times": 3},
        {"status": 429, "retry_after": 0.05, "times": 2},
        {"status": 429, "via": False, "times": 1},
        {"delay": 0.3},
        {"drop": "before", "times": 2},
        {"drop": "after", "times": 1},
        {"drop": "after", "times": 3},
    ],
    ids=lambda fault: " ".join(f"{key}-{value}" for key, value in fault.items()),
)
async def test_one_greeting_comes_through_a_fault(house: House, fault):
    await house.begin()
    house.sandbox.faults.add(Fault(**POST, **fault))
    cleo = await house.newcomer("Cleo")
    await house.pass_time(hours=1)
    assert len(house.greetings(cleo)) == 1
    assert len(house.texts()) == 1


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_one_greeting_comes_when_the_process_dies_after_a_fault(house: House, drop):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    house.sandbox.faults.add(Fault(**POST, drop=drop))
    await house.pass_time(minutes=5)
    await house.die()
    await house.begin()
    await house.pass_time(hours=1)
    assert len(house.greetings(cleo)) == 1
    assert len(house.texts()) == 1


async def test_one_greeting_comes_when_the_process_dies_between_plan_and_send(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    house.sandbox.faults.add(Fault(**POST, delay=1))
    passing = asyncio.create_task(house.pass_time(minutes=5))
    await house.until(lambda: house.sandbox.rest.in_flight)
    await house.die()
    await passing
    assert house.texts() == []
    await house.begin()
    await house.pass_time(hours=1)
    await house.until(lambda: not house.sandbox.rest.in_flight)
    assert len(house.greetings(cleo)) == 1
    assert len(house.texts()) == 1


async def test_one_greeting_comes_through_a_lost_gateway(house: House):
    await house.begin()
    house.sandbox.gateway.drop()
    cleo = await house.town.person("Cleo", joins=True)
    await house.town.until(lambda: len(house.sandbox.gateway.connections) == 1)
    await house.pass_time(minutes=20)
    assert len(house.greetings(cleo)) == 1


async def test_a_deleted_channel_is_told_to_staff_and_greets_nobody(house: House):
    await house.begin()
    await house.newcomer("Cleo")
    town = house.town
    town.world.channels.delete(town.owner.user, town.place("#welcome"))
    await house.pass_time(hours=1)
    (told,) = house.texts("#community-team")
    assert "there is no channel" in told
    assert house.steward.client.is_ready()


async def test_a_missing_permission_delays_the_greeting_until_it_is_granted(house: House):
    await house.begin()
    town = house.town
    channel, bot = town.place("#welcome"), str(town.world.bot.id)
    deny = {"type": 1, "allow": "0", "deny": str(1 << 11)}
    town.world.channels.set_overwrite(town.owner.user, channel, int(bot), deny)
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=30)
    assert house.texts() == []
    assert len(house.heard(EffectHindered)) == 1
    town.world.channels.remove_overwrite(town.owner.user, channel, int(bot))
    await house.pass_time(minutes=15)
    assert len(house.greetings(cleo)) == 1


async def test_who_left_before_the_greeting_was_possible_is_a_newcomer_on_their_return(
    house: House,
):
    await house.begin()
    town = house.town
    channel, bot = town.place("#welcome"), town.world.bot.id
    deny = {"type": 1, "allow": "0", "deny": str(1 << 11)}
    town.world.channels.set_overwrite(town.owner.user, channel, bot, deny)
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=30)
    await cleo.leave()
    await house.settled()
    town.world.channels.remove_overwrite(town.owner.user, channel, bot)
    await house.pass_time(hours=1)
    assert house.texts() == []
    await cleo.join()
    await house.pass_time(hours=1)
    assert len(house.greetings(cleo)) == 1
    for _ in range(2):
        await cleo.leave()
        await house.pass_time(hours=1)
        await cleo.join()
        await house.pass_time(hours=1)
    assert len(house.texts()) == 1
