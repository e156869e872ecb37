"""The feature while things around it change: switched off, loaded anew, less told by Discord."""

from dataclasses import replace

import pytest

from bot.features import FeaturePackage
from cogs.welcome import FEATURE
from cogs.welcome.personal import export_member, forget_member
from tests.cogs.welcome.house import House, house

__all__ = ["house"]
pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = pytest.mark.sandbox(rate_limits=False)


async def test_without_the_members_intent_newcomers_are_greeted_when_they_write(house: House):
    manifest = replace(FEATURE, intents=FEATURE.intents - {"members"})
    house.package = FeaturePackage(manifest, "cogs.welcome")
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.newcomer("Silent")
    await house.pass_time(hours=1)
    assert house.texts() == []
    await house.say(cleo)
    await house.say(cleo)
    await house.say(house.town["Bo"])
    await house.pass_time(hours=1)
    assert len(house.greetings(cleo)) == 1
    assert len(house.texts()) == 1


async def test_switched_off_and_on_again_those_who_are_there_count_as_known(house: House):
    await house.begin()
    settings, guild_id = house.steward.core.settings, house.town.guild.id
    switch = ("features", "welcome", "enabled")
    await settings.change(guild_id, {switch: False}, house.town["Ana"].id, "off")
    await house.newcomer("Dora")
    await house.pass_time(hours=1)
    await settings.change(guild_id, {switch: True}, house.town["Ana"].id, "on")
    await house.pass_time(hours=1)
    assert house.texts() == []
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=6)
    assert len(house.greetings(cleo)) == 1


async def test_loaded_anew_the_feature_goes_on_where_it_was(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.steward.client.reload_feature("welcome")
    await house.pass_time(minutes=5)
    assert len(house.greetings(cleo)) == 1
    (greeting,) = house.posted()
    assert "0 of 4 done" in (await cleo.press(greeting, "Start here")).text
    assert "1 newcomer" in (await house.town["Bo"].command("welcome newcomers")).text
    await house.say(cleo)
    assert (await house.known(cleo)).contributions == 1


async def test_whoever_had_everything_erased_is_not_greeted_again(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=6)
    async with house.steward.core.db.write() as tx:
        assert await export_member(tx, house.town.guild.id, cleo.id)
        await forget_member(tx, house.town.guild.id, cleo.id)
    await house.say(cleo)
    await house.restart()
    await house.pass_time(hours=2)
    assert len(house.texts()) == 1


async def test_a_new_quiet_delay_counts_for_the_next_newcomer(house: House):
    await house.begin()
    house.write("quiet_delay: 0m")
    await house.steward.core.settings.reload()
    cleo = await house.newcomer("Cleo")
    assert len(house.greetings(cleo)) == 1
