"""Rules of Discord's AutoMod: seen, applied, at work, changed by others, and removed."""

import pytest

from tests.cogs.automod.watchtower import AGREED, RULES, Watchtower, tower
from tests.steward import SETTINGS

__all__ = ["tower"]
pytestmark = [
    pytest.mark.features("automod", "desk", "guidelines", "outreach"),
    pytest.mark.sandbox(rate_limits=False),
]


async def test_a_preview_says_what_fits_and_what_does_not_and_changes_nothing(
    tower: Watchtower,
) -> None:
    tower.make()
    shown = await tower.ask("preview")
    assert shown.is_private
    assert "not posted at all" in shown.text
    assert "2 of the bot's, 1 of others; 6 at most" in shown.text
    assert "**Steward: be-kind** (words: 1): is to be made" in shown.text
    assert "**Steward: no-crowds mentions** (more than 9 mentions)" in shown.text
    assert "Be kind to people: Only the bot itself looks for this: caps." in shown.text
    assert [*tower.rules] == ["Theirs"]


async def test_what_is_applied_blocks_before_anybody_reads_it(tower: Watchtower) -> None:
    await tower.ask("preview")
    await tower.press(tower.seen(), "Apply")
    assert [*tower.rules] == RULES
    mia = await tower.person()
    assert await tower.is_blocked(mia, "free   NITRO here")
    assert await tower.is_blocked(mia, "You idiot!")
    assert not await tower.is_blocked(mia, "You idiot!", "#kind-words")
    assert not await tower.is_blocked(tower.town["Bo"], "he wrote: you idiot")
    assert "**Steward: be-kind** (words: 1): as it should be" in (await tower.ask("preview")).text


async def test_without_a_desk_the_team_is_told_what_was_blocked_and_not_each_try(
    tower: Watchtower,
) -> None:
    await tower.ask("apply")
    mia = await tower.person()
    for text in ("you idiot *really*", "you idiot!!", "YOU IDIOT"):
        assert await tower.is_blocked(mia, text)
    (note,) = tower.notes()
    assert note.content.startswith(f"AutoMod has blocked a message by {mia.mention}")
    assert "**Be kind to people**\n> »you idiot« \\*really\\*" in note.content


async def test_what_others_rules_block_is_theirs_to_look_at(tower: Watchtower) -> None:
    tower.make(trigger_metadata={"keyword_filter": ["glue"]}, enabled=True)
    await tower.ask("apply")
    assert await tower.is_blocked(await tower.person(), "glue")
    assert tower.notes() == []


async def test_an_edit_by_hand_is_told_and_undone_when_staff_want_that(tower: Watchtower) -> None:
    await tower.ask("apply")
    rule = tower.rules["Steward: be-kind"]
    tower.change(rule, enabled=False, trigger_metadata={"keyword_filter": ["duck"]})
    tower.change(rule, name="Ducks")
    await tower.steward.pass_time(minutes=2)
    (note,) = tower.notes()
    first, told = note.content.splitlines()
    assert first == "1 rule of AutoMod is not as the bot left it."
    assert told == (
        "- **Steward: be-kind**: somebody has changed it on Discord: words missing: 1, "
        "words added: 1, it has another name, and it is switched off"
    )
    await tower.press(note, "Apply again")
    assert rule.body["name"] == "Steward: be-kind"
    assert rule.body["enabled"] is True
    assert "Applied by" in note.content
    assert note.components == []
    await tower.steward.pass_time(minutes=2)
    assert len(tower.notes()) == 1


async def test_what_staff_want_to_keep_stays_until_the_guideline_changes(
    tower: Watchtower,
) -> None:
    await tower.ask("apply")
    rule = tower.rules["Steward: be-kind"]
    tower.change(rule, trigger_metadata={"keyword_filter": ["duck"]})
    await tower.steward.pass_time(minutes=2)
    (note,) = tower.notes()
    await tower.press(note, "Keep it as it is")
    assert "Kept as it is by" in note.content
    assert "are as they should be" in (await tower.ask("apply")).text
    assert "(words: 1): kept as the team has it" in (await tower.ask("preview")).text
    tower.make()
    await tower.steward.pass_time(minutes=2)
    assert rule.body["trigger_metadata"]["keyword_filter"] == ["duck"]
    assert len(tower.notes()) == 1
    await tower.steward.use(SETTINGS + AGREED.replace("[you idiot]", "[you idiot, you fool]"))
    await tower.steward.pass_time(minutes=2)
    assert "words missing: 2" in tower.note()


async def test_a_button_that_is_out_of_date_keeps_nothing(tower: Watchtower) -> None:
    await tower.ask("apply")
    rule = tower.rules["Steward: be-kind"]
    tower.change(rule, enabled=False)
    await tower.steward.pass_time(minutes=2)
    tower.change(rule, name="Ducks")
    answered = await tower.press(tower.notes()[0], "Keep it as it is")
    assert "have changed since then" in answered.text


async def test_changed_guidelines_are_told_with_the_offer_to_apply_them(
    tower: Watchtower,
) -> None:
    await tower.ask("apply")
    changed = AGREED.replace("[you idiot]", "[you fool]").replace("nitro", "robux")
    await tower.steward.use(SETTINGS + changed)
    await tower.steward.pass_time(minutes=2)
    (note,) = tower.notes()
    assert note.content.startswith(
        "2 guidelines have changed since their rules of AutoMod were applied. Apply them?"
    )
    await tower.press(note, "Apply")
    assert await tower.is_blocked(await tower.person(), "free robux")


async def test_what_was_changed_while_the_bot_was_off_is_told_the_next_day(
    tower: Watchtower,
) -> None:
    await tower.ask("apply")
    await tower.steward.stop()
    tower.delete(tower.rules["Steward: no-scams"])
    await tower.town.advance(days=1)
    await tower.steward.begin()
    await tower.steward.pass_time(minutes=2)
    assert "**Steward: no-scams**: somebody has deleted it on Discord" in tower.note()
    await tower.press(tower.notes()[0], "Apply again")
    assert sorted(tower.rules) == sorted(RULES)


async def test_nothing_is_told_before_rules_were_applied(tower: Watchtower) -> None:
    await tower.steward.use(SETTINGS + AGREED.replace("[you idiot]", "[you fool]"))
    tower.make()
    await tower.steward.pass_time(minutes=2)
    assert tower.notes() == []


async def test_a_guideline_that_is_gone_takes_its_rules_along(tower: Watchtower) -> None:
    await tower.ask("apply")
    await tower.steward.use(
        SETTINGS + AGREED.replace("automod: {}", "automod: {guidelines: [no-scams]}")
    )
    assert "abolished: 2" in (await tower.ask("apply")).text
    assert [*tower.rules] == ["Steward: no-scams"]


async def test_removing_takes_our_rules_and_leaves_theirs(tower: Watchtower) -> None:
    theirs = tower.make()
    await tower.ask("apply")
    assert len(tower.rules) == 4
    assert "3 rules of AutoMod are being abolished" in (await tower.ask("remove")).text
    assert [*tower.town.guild.automod_rules.values()] == [theirs]
    assert "no rules of the bot's" in (await tower.ask("remove")).text
    await tower.steward.pass_time(minutes=2)
    assert tower.notes() == []
    await tower.ask("apply")
    assert len(tower.rules) == 4
