"""The checklist behind Start here, waves below the greeting, and the greeters' rota."""

import pytest

from bot.services import ComingUp, GuidelinesSummary
from cogs.welcome.newcomer import Stage
from sandbox.transcript import text_of
from tests.cogs.welcome.house import House, house

__all__ = ["house"]
pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = pytest.mark.sandbox(rate_limits=False)

STEPS = ("Guidelines", "Look around", "Introduce yourself", "Ask for help")


class Calendar:
    async def coming_up(self, guild_id: int, member_id: int) -> list[str]:
        return ["Open evening, Friday"]


class Rules:
    def summary(self, guild_id: int, language: str) -> str:
        return f"Be kind ({language})."


async def greeted(house: House, name: str = "Cleo", **values):
    person = await house.town.person(name, **values)
    await person.join()
    await house.pass_time(minutes=5)
    (greeting,) = [one for one in house.posted() if person.mention in text_of(one)]
    return person, greeting


async def test_start_here_shows_the_first_steps_to_the_one_who_pressed(house: House):
    await house.begin()
    cleo, greeting = await greeted(house)
    answer = await cleo.press(greeting, "Start here")
    assert answer.is_private
    assert "0 of 4 done" in answer.text
    assert "1. Read the guidelines." in answer.text
    assert f"<#{house.town.place('#general').id}>" in answer.text
    assert len(house.texts()) == 1


async def test_progress_is_kept_over_a_restart_and_finishing_is_thanked_for(house: House):
    await house.begin()
    cleo, greeting = await greeted(house)
    answer = await cleo.press(greeting, "Start here")
    answer = await cleo.press(answer.message, "1. Guidelines")
    assert "1 of 4 done" in answer.text
    await house.restart()
    await house.pass_time(hours=12)
    answer = await cleo.press(greeting, "Start here")
    assert "1 of 4 done" in answer.text
    assert "Read the guidelines. **(done)**" in answer.text
    for number, step in enumerate(STEPS[1:], 2):
        answer = await cleo.press(answer.message, f"{number}. {step}")
    assert "4 of 4 done" in answer.text
    assert "Thank you for taking the time" in answer.text
    await house.settled()
    assert (await house.known(cleo)).stage is Stage.ORIENTED


async def test_a_tick_can_be_taken_back(house: House):
    await house.begin()
    cleo, greeting = await greeted(house)
    answer = await cleo.press(greeting, "Start here")
    answer = await cleo.press(answer.message, "1. Guidelines")
    answer = await cleo.press(answer.message, "1. Guidelines: done")
    assert "0 of 4 done" in answer.text


async def test_everybody_who_presses_start_here_sees_their_own_steps(house: House):
    await house.begin()
    cleo, greeting = await greeted(house)
    answer = await cleo.press(greeting, "Start here")
    await cleo.press(answer.message, "1. Guidelines")
    answer = await house.town["Bo"].press(greeting, "Start here")
    assert "0 of 4 done" in answer.text


async def test_the_steps_are_in_the_readers_language(house: House):
    await house.begin()
    luz, greeting = await greeted(house, "Luz", locale="es-ES")
    answer = await luz.press(greeting, "Start here")
    assert "0 de 4" in answer.text


async def test_other_features_add_the_guidelines_and_what_comes_up(house: House):
    await house.begin()
    services = house.steward.core.services
    services.provide(ComingUp, Calendar())
    services.provide(GuidelinesSummary, Rules())
    cleo, greeting = await greeted(house)
    answer = await cleo.press(greeting, "Start here")
    assert "> Be kind (en)." in answer.text
    assert "- Open evening, Friday" in answer.text
    assert "0 of 5 done" in answer.text


async def test_members_wave_once_and_the_greeting_names_them(house: House):
    await house.begin()
    _, greeting = await greeted(house)
    town = house.town
    assert "You said hi to Cleo" in (await town["Bo"].press(greeting, "Say hi")).text
    assert "already" in (await town["Bo"].press(greeting, "Say hi")).text
    await house.pass_time(seconds=1)
    await town["Ana"].press(greeting, "Say hi")
    await house.pass_time(seconds=3)
    assert "Hello from Bo and Ana 👋" in house.texts()[0]
    for name in ("Dan", "Eva", "Fay"):
        person = await town.person(name, joins=True)
        await person.press(greeting, "Say hi")
    await house.pass_time(seconds=3)
    assert "Hello from Bo, Ana, and 3 others 👋" in house.texts()[0]
    assert len(house.texts()) == 1


async def test_a_newcomer_who_waves_at_themselves_gets_a_friendly_answer(house: House):
    await house.begin()
    cleo, greeting = await greeted(house)
    answer = await cleo.press(greeting, "Say hi")
    assert answer.is_private
    assert "Hello to you" in answer.text
    await house.pass_time(seconds=3)
    assert "Hello from" not in house.texts()[0]


async def test_greeters_take_turns_and_are_named_without_a_ping(house: House):
    await house.begin()
    ana, bo = house.town["Ana"], house.town["Bo"]
    for person in (ana, bo):
        assert "on the rota" in (await person.command("welcome greeter join")).text
        await house.pass_time(seconds=1)
    named = []
    for name in ("Cleo", "Dora"):
        _, greeting = await greeted(house, name)
        assert len(greeting.mentions) == 1
        named.append("Ana" if "Ana" in text_of(greeting) else "Bo")
        await house.pass_time(days=1)
    assert sorted(named) == ["Ana", "Bo"]


async def test_a_greeter_is_pinged_only_when_they_asked_for_it(house: House):
    await house.begin()
    bo = house.town["Bo"]
    await bo.command("welcome greeter join", pings=True)
    _, greeting = await greeted(house)
    assert bo.user in greeting.mentions


async def test_greeters_who_are_away_left_or_stepped_down_are_not_named(house: House):
    await house.begin()
    town = house.town
    gone = await town.person("Gina", joins=True)
    for person in (town["Ana"], town["Bo"], gone):
        await person.command("welcome greeter join")
    await town["Ana"].command("welcome greeter away", days=2)
    await town["Bo"].command("welcome greeter leave")
    await gone.leave()
    await house.settled()
    listed = (await town["Bo"].command("welcome greeter list")).text
    assert "Nobody is there today" in listed
    assert "Ana · away until" in listed
    assert "Gina" not in listed
    _, greeting = await greeted(house)
    assert "is around today" not in text_of(greeting)


async def test_the_rota_may_be_for_one_role(house: House):
    house.write("greeters_role: Greeters")
    await house.begin()
    cleo = await house.newcomer("Cleo")
    assert "have the role" in (await cleo.command("welcome greeter join")).text
    town = house.town
    town.world.members.add_role(town.owner.user, town.guild, cleo.id, town.role("Greeters").id)
    await house.settled()
    assert "on the rota" in (await cleo.command("welcome greeter join")).text


async def test_leaving_the_rota_without_being_on_it_is_told(house: House):
    await house.begin()
    assert "not on the rota" in (await house.town["Bo"].command("welcome greeter leave")).text
