"""The bot starts, stops, and comes back."""

import sys

import aiohttp
import pytest

from sandbox.faults import Fault
from sandbox.plans import BOT_PERMISSIONS
from sandbox.town import Town
from tests.steward import SETTINGS, Running


async def test_the_bot_comes_up_in_a_town(steward: Running, town: Town) -> None:
    assert steward.app.ready.is_set()
    assert [guild.name for guild in steward.client.guilds] == ["Riverside Makers"]


@pytest.mark.features("zero_reply", "welcome")
async def test_the_features_run_that_a_test_names(steward: Running) -> None:
    assert [package.feature.name for package in steward.core.features] == ["welcome", "zero_reply"]


async def test_the_bot_restarts(steward: Running, town: Town) -> None:
    await steward.restart()
    assert steward.app.ready.is_set()


async def test_a_second_start_in_a_process_uses_the_code_of_the_first(steward: Running) -> None:
    code = sys.modules["cogs.welcome.cog"]
    await steward.restart()
    assert sys.modules["cogs.welcome.cog"] is code


async def test_the_bot_comes_back_after_a_crash(steward: Running, town: Town) -> None:
    await steward.crash()
    await steward.begin()
    assert steward.app.ready.is_set()


async def test_commands_are_published_once_and_again_when_they_change(
    idle_steward: Running, town: Town
) -> None:
    def published() -> int:
        return len(town.sandbox.journal.requests("PUT", "/applications/{application_id}/commands"))

    await idle_steward.begin()
    assert published() == 1
    await idle_steward.restart()
    assert published() == 1
    await idle_steward.stop()
    idle_steward.packages = ()
    await idle_steward.begin()
    assert published() == 2


async def test_commands_that_cannot_be_published_do_not_keep_the_bot_from_its_work(
    idle_steward: Running, town: Town
) -> None:
    town.sandbox.faults.add(Fault("PUT", "/applications/*/commands", status=503))
    await idle_steward.begin()
    assert idle_steward.app.ready.is_set()
    await idle_steward.restart()
    assert town.world.commands.invokable(town["Ana"].user, town.place("#general"))


async def test_health_and_readiness_are_served(steward: Running) -> None:
    async with aiohttp.ClientSession(steward.core.web.url) as session:
        for page in ("/healthz", "/readyz"):
            async with session.get(page) as answer:
                assert (answer.status, await answer.json()) == (200, {"status": "ok"})
        async with session.get("/metrics") as answer:
            assert "steward_guilds 1.0" in await answer.text()


async def test_it_is_not_ready_while_it_is_not_connected(idle_steward: Running, town: Town) -> None:
    town.sandbox.faults.add(Fault("GET", "/gateway*", times=None, delay=0.5))
    await idle_steward.launch()
    async with aiohttp.ClientSession(idle_steward.core.web.url) as session:
        async with session.get("/readyz") as answer:
            assert answer.status == 503
            assert (await answer.json())["reasons"] == {"gateway": "not connected yet"}
        async with session.get("/healthz") as answer:
            assert answer.status == 200
    town.sandbox.faults.remove()
    await idle_steward.app.ready.wait()


async def test_a_server_that_the_bot_is_added_to_later_is_met(steward: Running, town: Town) -> None:
    other = town.world.guilds.create(town.owner.user, "Second Shed")
    town.world.guilds.add_bot(other, town.world.bot, BOT_PERMISSIONS)
    await steward.settled()
    assert steward.core.catch_up.has_met(other.id)


async def test_changed_settings_count_at_once_and_bad_ones_never(
    steward: Running, town: Town
) -> None:
    await steward.use(SETTINGS.replace("Riverside Makers", "Hillside Makers"))
    assert steward.core.settings.of(town.guild.id).community.name == "Hillside Makers"
    await steward.use("version: 1\ncommunity: [")
    assert steward.core.settings.of(town.guild.id).community.name == "Hillside Makers"
