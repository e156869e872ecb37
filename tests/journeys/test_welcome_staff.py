"""What staff see of newcomers: the daily note, the list, the numbers, the preview."""

import pytest

from sandbox.transcript import text_of
from tests.cogs.welcome.house import House, house

__all__ = ["house"]
pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = pytest.mark.sandbox(rate_limits=False)

DESK = "#community-team"


async def test_staff_hear_once_of_newcomers_who_stay_silent_for_three_days(house: House):
    await house.begin()
    for name in ("Cleo", "Dora"):
        await house.newcomer(name)
    spoke = await house.newcomer("Stu")
    await house.say(spoke)
    await house.pass_time(days=3, hours=2)
    (note,) = house.posted(DESK)
    assert "2 newcomers have been quiet for 3 days: Cleo and Dora" in text_of(note)
    assert note.mentions == []
    assert "3 days" not in "".join(house.texts())
    await house.pass_time(days=1)
    assert len(house.posted(DESK)) == 1


async def test_the_note_is_marked_as_done_by_staff_and_by_nobody_else(house: House):
    await house.begin()
    await house.newcomer("Cleo")
    await house.pass_time(days=3, hours=2)
    (note,) = house.posted(DESK)
    bo = house.town["Bo"]
    assert "Thank you" in (await bo.press(note, "Done")).text
    await house.settled()
    assert "Done by Bo." in house.texts(DESK)[0]
    assert house.posted(DESK)[0].components == []


async def test_a_note_that_was_missed_is_posted_after_the_restart(house: House):
    await house.begin()
    await house.newcomer("Cleo")
    await house.pass_time(hours=70)
    await house.end()
    await house.town.advance(hours=6)
    await house.begin()
    await house.pass_time(minutes=1)
    assert len(house.posted(DESK)) == 1


async def test_the_list_of_newcomers_says_where_they_stand(house: House):
    await house.begin()
    await house.newcomer("Cleo", pending=True)
    await house.newcomer("Dora")
    answer = await house.town["Bo"].command("welcome newcomers")
    assert answer.is_private
    assert "2 newcomers" in answer.text
    assert "**Cleo**: joined <t:" in answer.text
    assert "has not accepted the rules yet" in answer.text
    assert "has not been greeted yet" in answer.text


async def test_the_list_of_newcomers_has_pages(house: House):
    house.write("raid: {joins: 100}")
    await house.begin()
    for number in range(12):
        await house.newcomer(f"New{number:02}")
    bo = house.town["Bo"]
    answer = await bo.command("welcome newcomers")
    assert "page 1 of 2" in answer.text
    answer = await bo.press(answer.message, "Next")
    assert "New11" in answer.text
    assert "New00" not in answer.text


async def test_members_do_not_see_the_list(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    answer = await cleo.command("welcome newcomers")
    assert answer.is_private
    assert "community.staff.moderators" in answer.text


async def test_the_week_is_told_in_numbers_and_few_people_are_not_made_percentages(house: House):
    await house.begin()
    bo = house.town["Bo"]
    nobody = (await bo.command("welcome status")).text
    assert "0 people joined this week" in nobody
    assert "Finished the checklist: n/a" in nobody
    await house.newcomer("Cleo")
    await house.pass_time(minutes=6)
    told = (await bo.command("welcome status")).text
    assert "1 person joined this week" in told
    assert "greeted: 1" in told
    assert "within 5 minutes" in told
    assert "Finished the checklist: 0 of 1" in told


async def test_the_preview_shows_easy_and_difficult_names(house: House):
    await house.begin()
    ana = house.town["Ana"]
    answer = await ana.command("welcome preview")
    assert answer.is_private
    assert ana.mention in answer.text
    assert r"\*\*Bold\*\*" in answer.text
    assert "@everyone" not in answer.text
    assert house.texts() == []


async def test_the_preview_names_channels_that_do_not_exist(house: House):
    house.write('help_channel: "#gone"')
    await house.begin()
    answer = await house.town["Ana"].command("welcome preview")
    assert "Problem: there is no channel **#gone**" in answer.text


async def test_staff_post_the_start_here_button_for_everybody(house: House):
    await house.begin()
    ana, bo = house.town["Ana"], house.town["Bo"]
    await ana.command("welcome post", "#welcome")
    posted = await house.town.bot_says("#welcome", "New to Riverside Makers?")
    assert "0 of 4 done" in (await bo.press(posted, "Start here")).text


async def test_buttons_say_so_when_the_feature_was_switched_off(house: House):
    await house.begin()
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=5)
    (greeting,) = house.posted()
    await house.end()
    house.write("enabled: false")
    await house.begin()
    answer = await cleo.press(greeting, "Start here")
    assert answer.is_private
    assert "switched off" in answer.text


async def test_invites_tell_where_newcomers_came_from(house: House):
    house.write("invite_sources: true")
    await house.begin()
    town = house.town
    channel = town.place("#general")
    invite = town.world.invites.create(town.owner.user, channel, {"unique": True, "max_age": 0})
    await house.newcomer("Cleo", invite=invite)
    assert (await house.known(town["Cleo"])).source == invite.code
    first, second = await town.person("Dora"), await town.person("Eva")
    await first.join(invite=invite)
    await second.join(invite=invite)
    await house.settled()
    assert {(await house.known(one)).source for one in (first, second)} <= {"unknown", invite.code}
    told = (await town["Bo"].command("welcome status")).text
    assert invite.code in told
