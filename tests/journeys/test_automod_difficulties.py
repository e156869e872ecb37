"""Rules of AutoMod where something is in the way: others' rules, permissions, crashes."""

import asyncio

import pytest

from bot.actions.live.failures import TOO_MANY_RULES
from sandbox import permissions
from sandbox.faults import Fault
from tests.bot.test_actions_members import take_from_the_bot
from tests.cogs.automod.watchtower import AGREED, RULES, Watchtower, tower
from tests.steward import SETTINGS

__all__ = ["tower"]
pytestmark = [pytest.mark.features("automod", "guidelines"), pytest.mark.sandbox(rate_limits=False)]

PATH = "/guilds/*/auto-moderation/rules"


async def test_the_gravest_guidelines_get_the_room_that_others_have_left(
    tower: Watchtower,
) -> None:
    for _ in range(5):
        tower.make()
    shown = await tower.ask("preview")
    assert "1 of the bot's, 5 of others; 6 at most" in shown.text
    assert "- No scams: No room is left for this, rules missing: 1." in shown.text
    await tower.ask("apply")
    assert {"Steward: be-kind", "Theirs"} <= {*tower.rules}
    assert "Steward: no-scams" not in tower.rules


async def test_room_that_others_take_meanwhile_is_told(tower: Watchtower) -> None:
    await tower.ask("apply")
    tower.delete(tower.rules["Steward: no-scams"])
    for _ in range(5):
        tower.make()
    await tower.steward.pass_time(minutes=2)
    assert tower.notes() == []
    assert "No room is left" in (await tower.ask("preview")).text


async def test_without_the_permission_people_are_told_which_one(tower: Watchtower) -> None:
    take_from_the_bot(tower.town, permissions.MANAGE_GUILD | permissions.ADMINISTRATOR)
    await tower.steward.settled()
    assert "Manage Server" in (await tower.ask("apply")).text
    assert tower.rules == {}


async def test_members_and_moderators_decide_nothing(tower: Watchtower) -> None:
    assert "community.staff.managers" in (await tower.ask("apply", "Bo")).text
    assert tower.rules == {}


@pytest.mark.parametrize("made", [1, 2, 3])
async def test_a_crash_in_the_middle_makes_no_rule_twice(tower: Watchtower, made: int) -> None:
    await tower.town["Ana"].command("automod apply")
    await tower.town.until(lambda: len(tower.rules) == made)
    await tower.steward.crash()
    await tower.steward.begin()
    await tower.steward.pass_time(minutes=2)
    assert tower.names() == sorted(RULES)
    assert "as they should be" in (await tower.ask("check")).text


async def test_two_managers_at_once_make_each_rule_once(tower: Watchtower) -> None:
    await asyncio.gather(*(tower.town["Ana"].command("automod apply") for _ in range(3)))
    await tower.steward.settled()
    assert tower.names() == sorted(RULES)


async def test_what_waits_is_overtaken_by_later_wishes(tower: Watchtower) -> None:
    full = Fault(method="POST", route=PATH, status=400, code=50035, message=TOO_MANY_RULES, times=9)
    tower.town.sandbox.faults.add(full)
    await tower.ask("apply")
    assert tower.rules == {}
    full.times = 0
    await tower.steward.use(SETTINGS + AGREED.replace("[you idiot]", "[you fool]"))
    assert "made: 1" in (await tower.ask("apply")).text
    rule = tower.rules["Steward: be-kind"]
    assert rule.body["trigger_metadata"]["keyword_filter"] == ["you fool"]
    assert len(tower.rules) == 1
    assert "still on its way" in (await tower.ask("check")).text
    assert "(patterns: 1): on its way to Discord" in (await tower.ask("preview")).text
    await tower.steward.pass_time(minutes=11)
    assert tower.names() == sorted(RULES)
    assert "as they should be" in (await tower.ask("check")).text
