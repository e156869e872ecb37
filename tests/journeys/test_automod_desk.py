"""What AutoMod has blocked comes before moderators, as one item of the desk's queue."""

import pytest

from sandbox.town import Town
from tests.cogs.automod.watchtower import WITH_DESK, Watchtower
from tests.cogs.desk.house import Desk
from tests.steward import SETTINGS, Running

pytestmark = [
    pytest.mark.features("automod", "desk", "guidelines", "outreach"),
    pytest.mark.sandbox(rate_limits=False),
]


@pytest.fixture
async def tower(idle_steward: Running, town: Town) -> Watchtower:
    tower = await Watchtower(idle_steward, town).begin(WITH_DESK)
    await tower.ask("apply")
    return tower


@pytest.fixture
def desk(tower: Watchtower) -> Desk:
    return Desk(tower.steward, tower.town)


async def test_a_blocked_message_is_an_item_with_its_guideline_and_its_words(
    tower: Watchtower, desk: Desk
) -> None:
    mia = await tower.person()
    assert await tower.is_blocked(mia, "You idiot, go away")
    lines = desk.card.content.splitlines()
    assert f"A message by {mia.mention} (Mia) that Discord has blocked in <#" in lines[0]
    assert lines[1:4] == [
        "**Be kind to people**",
        "> »You idiot«, go away",
        "AutoMod has blocked it for `you idiot`.",
    ]
    assert "Delete" not in desk.buttons(desk.card)
    await desk.press("Bo", "Context")
    assert "its words stand on the card" in desk.told(tower.town["Bo"])


async def test_what_follows_is_decided_recorded_and_told_as_ever(
    tower: Watchtower, desk: Desk
) -> None:
    mia = await tower.person()
    await tower.is_blocked(mia, "You idiot, go away")
    await desk.act("Bo", "Warn")
    (case,) = await desk.cases()
    assert (case.kind, case.guideline, case.member_id) == ("warn", "be-kind", mia.id)
    assert any("Be kind to people" in words for words in desk.private(mia))


async def test_two_rules_and_many_tries_are_one_item(tower: Watchtower, desk: Desk) -> None:
    mia = await tower.person()
    crowd = " ".join(f"<@{tower.town['Bo'].id + n}>" for n in range(10))
    assert await tower.is_blocked(mia, f"you idiot {crowd}")
    await tower.steward.pass_time(seconds=30)
    assert "**No crowds**" in desk.card.content
    assert "folded" not in desk.card.content
    for text in ("you idiot", "YOU idiot", "you idiot!"):
        assert await tower.is_blocked(mia, text)
    await tower.steward.pass_time(minutes=1)
    assert "4 messages, folded" in desk.card.content
    assert "**No crowds**" in desk.card.content


async def test_a_guideline_that_is_trusted_has_its_step_recorded(
    tower: Watchtower, desk: Desk
) -> None:
    assert await tower.is_blocked(await tower.person(), "free nitro")
    (case,) = await desk.cases()
    assert (case.kind, case.guideline, case.stage) == ("delete", "no-scams", "done")
    assert "That was right" in desk.buttons(desk.card)


async def test_what_a_rule_only_reports_comes_once_from_the_bots_own_eyes(
    tower: Watchtower, desk: Desk
) -> None:
    alert = {"type": 2, "metadata": {"channel_id": str(tower.town.place("#welcome").id)}}
    tower.change(tower.rules["Steward: be-kind"], actions=[alert])
    assert not await tower.is_blocked(await tower.person(), "You idiot, go away")
    assert len(await desk.items()) == 1
    assert "Delete" in desk.buttons(desk.card)


async def test_what_others_rules_do_comes_too_where_the_team_wants_it(
    tower: Watchtower, desk: Desk
) -> None:
    tower.make("Glue", trigger_metadata={"keyword_filter": ["glue"]}, enabled=True)
    mia = await tower.person()
    assert await tower.is_blocked(mia, "glue")
    assert await desk.items() == []
    await tower.steward.use(SETTINGS + WITH_DESK.replace("automod: {}", "automod: {others: true}"))
    assert await tower.is_blocked(mia, "more glue")
    lines = desk.card.content.splitlines()
    assert "that Discord has blocked" in lines[0]
    assert lines[1:3] == ["**AutoMod: Glue**", "> more »glue«"]


async def test_what_others_rules_report_and_the_bot_has_seen_is_one_item(
    tower: Watchtower, desk: Desk
) -> None:
    await tower.ask("remove")
    await tower.steward.use(SETTINGS + WITH_DESK.replace("automod: {}", "automod: {others: true}"))
    alert = {"type": 2, "metadata": {"channel_id": str(tower.town.place("#welcome").id)}}
    idiots = {"keyword_filter": ["*idiot*"]}
    tower.make("Insults", trigger_metadata=idiots, enabled=True, actions=[alert])
    assert not await tower.is_blocked(await tower.person(), "You idiot, go away")
    await tower.steward.pass_time(seconds=10)
    assert "**Be kind to people**" in desk.card.content
    assert "AutoMod has reported it for `*idiot*`." in desk.card.content
    assert len(await desk.items()) == 1
