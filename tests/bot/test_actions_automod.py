"""Rules of AutoMod: made once, changed, abolished, and read as they were written."""

import pytest

from bot.actions.automod_rules import from_discord
from bot.effects import AutoModRule, CreateAutoModRule, DeleteAutoModRule, EditAutoModRule
from sandbox import model, permissions
from sandbox.town import Town
from tests.bot.test_actions_live import Desk, desk
from tests.bot.test_actions_members import take_from_the_bot
from tests.steward import Running

__all__ = ["desk"]

pytestmark = pytest.mark.features()

RULES = "/guilds/*/auto-moderation/rules"
INSULTS = AutoModRule(
    name="Steward: be-kind",
    keywords=("you idiot", "moron*"),
    patterns=(r"free\s+nitro",),
    allowed=("moronga",),
    message="Be kind to people.",
    exempt_role_ids=(5,),
    exempt_channel_ids=(6, 7),
)
CROWDS = AutoModRule(name="Steward: no-crowds", mentions=9)


def the_rule(town: Town) -> model.AutoModRule:
    (rule,) = town.guild.automod_rules.values()
    return rule


@pytest.mark.parametrize("rule", [INSULTS, CROWDS], ids=["keywords", "mentions"])
async def test_a_rule_reads_on_discord_as_it_was_meant(
    desk: Desk, steward: Running, town: Town, rule: AutoModRule
) -> None:
    result = await desk.do("1", CreateAutoModRule(rule=rule))
    assert (result.state, result.created_id) == ("sent", the_rule(town).id)
    guild = steward.client.get_guild(town.guild.id)
    assert guild is not None
    (read,) = await guild.fetch_automod_rules()
    assert from_discord(read) == rule


async def test_a_rule_whose_answer_was_lost_is_made_once(
    desk: Desk, steward: Running, town: Town
) -> None:
    desk.fault(route=RULES, drop="after")
    await desk.do("1", CreateAutoModRule(rule=INSULTS))
    await steward.pass_time(minutes=1)
    assert (await desk.result("1")).created_id == the_rule(town).id


async def test_a_rule_is_changed_and_abolished(desk: Desk, town: Town) -> None:
    await desk.do("1", CreateAutoModRule(rule=INSULTS))
    rule = the_rule(town)
    louder = INSULTS.model_copy(update={"keywords": ("moron",), "enabled": False})
    edited = await desk.do("2", EditAutoModRule(rule_id=rule.id, rule=louder))
    assert edited.state == "sent"
    assert rule.body["trigger_metadata"]["keyword_filter"] == ["moron"]
    assert rule.body["enabled"] is False
    assert (await desk.do("3", DeleteAutoModRule(rule_id=rule.id))).state == "sent"
    assert town.guild.automod_rules == {}


async def test_what_is_gone_cannot_be_changed_and_counts_as_abolished(desk: Desk) -> None:
    assert (await desk.do("1", EditAutoModRule(rule_id=9, rule=INSULTS))).code == "rule_gone"
    assert (await desk.do("2", DeleteAutoModRule(rule_id=9))).state == "sent"


async def test_a_rule_waits_until_there_is_room_for_it(
    desk: Desk, steward: Running, town: Town
) -> None:
    body = {"name": "Theirs", "event_type": 1, "trigger_type": 1, "actions": [{"type": 1}]}
    theirs = [town.world.automod.create(town.owner.user, town.guild, body) for _ in range(6)]
    waiting = await desk.do("1", CreateAutoModRule(rule=INSULTS))
    assert (waiting.state, waiting.code) == ("planned", "too_many_rules")
    town.world.automod.delete(town.owner.user, town.guild, theirs[0].id)
    await steward.pass_time(minutes=11)
    assert (await desk.result("1")).state == "sent"


async def test_without_the_permission_nothing_is_asked(
    desk: Desk, steward: Running, town: Town
) -> None:
    take_from_the_bot(town, permissions.MANAGE_GUILD | permissions.ADMINISTRATOR)
    await steward.settled()
    waiting = await desk.do("1", CreateAutoModRule(rule=INSULTS))
    assert (waiting.code, waiting.detail) == ("missing_permission", "Manage Server")
    assert desk.requests("POST", "/guilds/{guild_id}/auto-moderation/rules") == 0
