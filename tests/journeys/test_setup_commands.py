"""Looking after the bot in a town: /features, /language, /doctor."""

import asyncio

import pytest

from sandbox import permissions
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

WELCOME_ON = SETTINGS + 'features:\n  welcome:\n    channel: "#welcome"\n'


@pytest.fixture(autouse=True)
def _welcome_is_on(idle_steward: Running) -> None:
    idle_steward.write_settings(WELCOME_ON)


def silence_the_bot(town: Town, where: str) -> None:
    """Keep the bot from writing in a channel."""
    denied = {"type": 0, "allow": "0", "deny": str(permissions.SEND_MESSAGES)}
    role = town.role("Steward")
    town.world.channels.set_overwrite(town.owner.user, town.place(where), role.id, denied)


async def newcomer(steward: Running, town: Town, name: str) -> Person:
    person = await town.person(name, joins=True)
    await steward.settled()
    return person


async def test_features_are_listed_with_what_they_do_and_need(steward: Running, town: Town):
    listed = await town["Ana"].command("features list")
    assert listed.is_private
    await steward.settled()
    told = "\n".join(message.content for message in town["Ana"].reads("#general"))
    assert "**welcome** (on): Greets newcomers" in told
    assert "Needs: View Channels, Send Messages, and Read Message History." in told


async def test_a_feature_that_is_off_refuses_its_commands_until_it_is_on_again(
    steward: Running, town: Town
):
    ana = town["Ana"]
    off = await ana.command("features off", name="welcome")
    assert "**welcome** is now off" in off.text
    refused = await ana.command("welcome status")
    assert "switched off" in refused.text
    assert "off already" in (await ana.command("features off", name="welcome")).text
    on = await ana.command("features on", name="welcome")
    assert "**welcome** is now on" in on.text
    assert "switched off" not in (await ana.command("welcome status")).text


async def test_a_feature_that_lacks_a_setting_stays_off_and_says_which(
    steward: Running, town: Town
):
    await steward.use(SETTINGS)
    told = await town["Ana"].command("features on", name="welcome")
    assert "left as it is" in told.text
    assert "Name the channel" in told.text
    assert "line" not in told.text, "nobody has written a file here"
    assert "/setup" in told.text
    assert not steward.core.settings.enabled(town.guild.id, "welcome")


async def test_the_setup_cannot_be_switched_off(steward: Running, town: Town):
    told = await town["Ana"].command("features off", name="setup")
    assert "cannot be switched off" in told.text
    assert steward.core.settings.enabled(town.guild.id, "setup")


async def test_a_misspelt_feature_gets_a_guess(steward: Running, town: Town):
    told = await town["Ana"].command("features on", name="welcom")
    assert "Did you mean **welcome**?" in told.text


async def test_suggestions_are_the_features_that_can_be_switched(steward: Running, town: Town):
    ana = town["Ana"]
    assert "welcome" in await ana.complete("features off", "name", "we")
    assert "welcome" not in await ana.complete("features on", "name", "we")


async def test_moderators_cannot_switch_features(steward: Running, town: Town):
    refused = await town["Bo"].command("features off", name="welcome")
    assert "community.staff.managers" in refused.text
    assert steward.core.settings.enabled(town.guild.id, "welcome")


async def test_only_the_operator_loads_code_anew(steward: Running, town: Town):
    refused = await town["Ana"].command("features reload", name="welcome")
    assert "those who run this bot" in refused.text


async def test_loading_anew_in_a_burst_of_messages_loses_none(steward: Running, town: Town):
    heard: list[int] = []

    async def hear(event) -> None:
        heard.append(event.message_id)

    steward.core.messages.listen("setup", hear)
    bo = town["Bo"]
    said = [(await bo.say("#general", f"before {number}")).id for number in range(40)]
    reloading = asyncio.create_task(steward.client.reload_feature("welcome"))
    for number in range(40):
        said.append((await bo.say("#general", f"meanwhile {number}")).id)
        await asyncio.sleep(0)
    await reloading
    said += [(await bo.say("#general", f"after {number}")).id for number in range(20)]
    await steward.settled()
    assert sorted(heard) == said


async def test_the_operator_loads_a_feature_anew_and_it_still_works(steward: Running, town: Town):
    steward.core.access.operators = frozenset({town["Ana"].id})
    await town["Ana"].command("features reload", name="setup")
    await town.bot_says("#general", "has been loaded anew", to=town["Ana"])
    await steward.settled()
    page = await town["Ana"].command("setup")
    page = await town["Ana"].press(page.message, "Next")
    assert "Time zone" in page.text
    await town["Ana"].command("features reload", name="welcome")
    await steward.settled()
    cleo = await newcomer(steward, town, "Cleo")
    await town.advance(minutes=10)
    await town.bot_says("#welcome", cleo.mention)


async def test_a_language_counts_from_the_next_answer_on(steward: Running, town: Town):
    bo = town["Bo"]
    chosen = await bo.command("language", language="es")
    assert "Español" in chosen.text
    refused = await bo.command("features list")
    assert "Esto" in refused.text or "rol" in refused.text
    assert "This needs" not in refused.text
    back = await bo.command("language", language="discord")
    assert "I follow the language of your Discord: English" in back.text
    assert "This needs" in (await bo.command("features list")).text


async def test_the_choice_of_a_language_survives_a_restart(steward: Running, town: Town):
    await town["Bo"].command("language", language="ca")
    await steward.restart()
    assert (await steward.core.texts.chosen_by(town["Bo"].id)) == "ca"


async def test_the_doctor_finds_a_healthy_server_in_order(steward: Running, town: Town):
    await town["Ana"].command("doctor")
    said = await town.bot_says("#general", to=town["Ana"])
    assert said.content == "Everything is in order: the bot can do all that it is asked to do here."


async def test_the_doctor_tells_a_missing_permission_with_the_clicks(steward: Running, town: Town):
    silence_the_bot(town, "#welcome")
    await steward.settled()
    await town["Ana"].command("doctor")
    said = await town.bot_says("#general", "Problem:", to=town["Ana"])
    assert "welcome lacks in #welcome: Send Messages" in said.content
    assert "Edit Channel → Permissions, add Steward" in said.content


async def test_the_doctor_speaks_the_readers_language(steward: Running, town: Town):
    await steward.use(WELCOME_ON.replace("#welcome", "#welcom"))
    ana = town["Ana"]
    await ana.command("language", language="es")
    await ana.command("doctor")
    said = await town.bot_says("#general", "#welcom", to=ana)
    assert "Problema" in said.content
    assert "Did you mean" not in said.content


async def test_the_doctor_tells_what_waits_for_a_permission(steward: Running, town: Town):
    silence_the_bot(town, "#welcome")
    await newcomer(steward, town, "Cleo")
    await town.advance(minutes=6)
    await town["Ana"].command("doctor")
    said = await town.bot_says("#general", "cannot be finished", to=town["Ana"])
    assert "welcome.greeting" in said.content


async def test_members_cannot_call_the_doctor(steward: Running, town: Town):
    cleo = await town.person("Cleo", joins=True)
    await steward.settled()
    assert "Manage Server" in (await cleo.command("doctor")).text
