"""Newcomers are greeted once: from the gateway's events to the posted message."""

import pytest

from bot.signals import MemberContributed, MemberSettled
from cogs.welcome.newcomer import Stage
from tests.cogs.welcome.house import House, house

__all__ = ["house"]
pytest_plugins = ["sandbox.pytest_plugin"]

# A second process identifies at once, which Discord would make wait for five seconds.
pytestmark = pytest.mark.sandbox(rate_limits=False)

GUEST = 1 << 4


async def test_a_newcomer_is_greeted_once_after_the_quiet_delay(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=4, seconds=59)
    assert house.texts() == []
    await house.pass_time(seconds=1)
    (greeting,) = house.greetings(cleo)
    assert "Welcome to Riverside Makers" in greeting
    assert house.posted()[0].mentions == [cleo.user]
    await house.pass_time(hours=1)
    assert len(house.texts()) == 1


async def test_a_newcomer_is_greeted_only_after_screening(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo", pending=True)
    await house.pass_time(hours=3)
    assert house.texts() == []
    assert (await house.known(cleo)).stage is Stage.SCREENING
    await cleo.accept_rules()
    await house.pass_time(minutes=5)
    assert len(house.greetings(cleo)) == 1


async def test_a_newcomer_who_speaks_first_is_greeted_at_once(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.say(cleo)
    assert len(house.greetings(cleo)) == 1
    await house.pass_time(hours=1)
    assert len(house.texts()) == 1


async def test_who_leaves_before_the_greeting_is_not_greeted(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await cleo.leave()
    await house.pass_time(hours=1)
    assert house.texts() == []
    assert (await house.known(cleo)).stage is Stage.LEFT


async def test_the_greeting_of_who_leaves_soon_after_it_is_taken_back(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=10)
    assert len(house.greetings(cleo)) == 1
    await cleo.leave()
    await house.settled()
    assert house.texts() == []


async def test_the_greeting_of_who_leaves_later_stays(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=16)
    await cleo.leave()
    await house.pass_time(hours=1)
    assert len(house.greetings(cleo)) == 1


async def test_a_greeting_can_be_edited_rather_than_taken_back(house: House):
    house.write("when_leaving: edit")
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=6)
    await cleo.leave()
    await house.settled()
    assert house.texts() == ["Cleo was here for a short visit."]


async def test_who_comes_back_is_not_greeted_again(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=30)
    await cleo.leave()
    await house.pass_time(hours=1)
    await cleo.join()
    await house.pass_time(hours=1)
    assert len(house.texts()) == 1


async def test_who_comes_back_is_welcomed_back_once_each_time_if_wished(house: House):
    house.write('welcome_back: "Good to see you again, {member}."')
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=30)
    for visits in (1, 2):
        await cleo.leave()
        await house.pass_time(hours=1)
        await cleo.join()
        await house.pass_time(hours=1)
        backs = [text for text in house.texts() if "Good to see you again" in text]
        assert len(backs) == visits
    await house.restart()
    await house.pass_time(hours=1)
    assert len(house.texts()) == 3


async def test_a_return_after_a_ban_is_silent_and_staff_hear_of_it(house: House):
    house.write('welcome_back: "Good to see you again, {member}."')
    await house.begin()
    town = house.town
    cleo = await house.newcomer("Cleo")
    town.world.bans.ban(town.owner.user, town.guild, cleo.id)
    await house.pass_time(hours=1)
    town.world.bans.unban(town.owner.user, town.guild, cleo.id)
    await cleo.join()
    await house.pass_time(hours=1)
    assert house.texts() == []
    (told,) = house.texts("#community-team")
    assert cleo.mention in told
    assert "was banned before" in told


async def test_bots_guests_and_staff_are_not_greeted(house: House):
    await house.begin()
    town = house.town
    helper_bot = town.world.users.create("Helper", bot=True)
    town.world.members.join(town.guild, helper_bot)
    guest = await town.person("Gus")
    town.world.members.join(town.guild, guest.user, flags=GUEST)
    mod = await house.newcomer("Mo")
    role = town.role("Moderators")
    town.world.members.add_role(town.owner.user, town.guild, mod.id, role.id)
    await house.pass_time(hours=1)
    assert house.texts() == []


async def test_on_the_first_visit_nobody_is_greeted(house: House):
    early = await house.town.person("Eve", joins=True)
    await house.begin()
    await house.pass_time(hours=2)
    await house.say(early)
    assert house.texts() == []


async def test_who_joined_while_the_bot_was_off_is_greeted_late(house: House):
    await house.begin()
    await house.end()
    late = await house.town.person("Lea", joins=True)
    gone = await house.town.person("Gus", joins=True)
    await gone.leave()
    await house.town.advance(hours=20)
    await house.begin()
    await house.pass_time(minutes=10)
    assert len(house.greetings(late)) == 1
    assert len(house.texts()) == 1


async def test_who_joined_more_than_a_day_ago_unnoticed_is_not_greeted(house: House):
    await house.begin()
    await house.end()
    await house.town.person("Lea", joins=True)
    await house.town.advance(hours=25)
    await house.begin()
    await house.pass_time(hours=1)
    assert house.texts() == []


async def test_who_left_while_the_bot_was_off_is_known_to_have_left(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(hours=1)
    await house.end()
    await cleo.leave()
    await house.town.advance(hours=1)
    await house.begin()
    assert (await house.known(cleo)).stage is Stage.LEFT


async def test_a_restart_within_the_quiet_delay_greets_once(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=2)
    await house.restart()
    await house.pass_time(minutes=3)
    await house.restart()
    await house.pass_time(hours=1)
    assert len(house.greetings(cleo)) == 1


async def test_a_greeting_is_in_the_languages_and_words_of_the_community(house: House):
    house.write('greeting: {es: "Hola {member}, esto es {server}.", en: "no"}', language="es")
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=5)
    assert f"Hola {cleo.mention}, esto es Riverside Makers." in house.texts()[0]


@pytest.mark.parametrize("lines", [("enabled: false",), ("channel: nowhere",)])
async def test_without_a_place_to_greet_the_bot_runs_and_greets_nobody(house: House, lines):
    house.guidelines.write_text(
        "version: 1\nfeatures:\n  welcome:\n" + "".join(f"    {line}\n" for line in lines)
    )
    await house.begin()
    await house.newcomer("Cleo")
    await house.pass_time(hours=1)
    assert house.texts() == []
    assert house.steward.client.is_ready()


async def test_who_could_not_be_greeted_is_greeted_once_the_channel_is_there(house: House):
    town = house.town
    house.write()
    town.world.channels.delete(town.owner.user, town.place("#welcome"))
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(hours=2)
    town.world.channels.create(town.owner.user, town.guild, {"name": "welcome", "type": 0})
    await house.pass_time(minutes=15)
    assert len(house.greetings(cleo)) == 1


async def test_a_first_message_and_settling_are_told_to_the_other_features(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.say(cleo)
    await house.say(cleo)
    assert [signal.member_id for signal in house.heard(MemberContributed)] == [cleo.id]
    await house.pass_time(days=1)
    await house.say(cleo)
    assert [signal.member_id for signal in house.heard(MemberSettled)] == [cleo.id]
    await house.say(cleo)
    assert len(house.heard(MemberSettled)) == 1


async def test_nobody_is_written_to_privately(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(hours=1)
    assert list(cleo.private_channel.messages.values()) == []
