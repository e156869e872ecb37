"""A guideline that is only counted, looked at, and promoted by a button."""

import pytest

from sandbox import permissions
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = [pytest.mark.features("guidelines"), pytest.mark.sandbox(rate_limits=False)]

GUIDELINES = """\
# What we have agreed on.
guidelines:
  - id: plants   # about plants
    title: {en: No plants, es: Sin plantas}
    mode: shadow # since last week
    detect: [words: {terms: [rhubarb]}]
  - id: for-people
    title: For people
  - {id: pies, title: No pies, detect: [words: {terms: [apple pie]}]}
features:
  guidelines: {staff_channel: "#community-team"}
"""
JUDGE = "Judge what was only counted"
PROPOSE, SHADOW = "Propose from now on", "Back to shadow"


@pytest.fixture
async def square(idle_steward: Running, town: Town) -> Town:
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    return town


@pytest.fixture
async def mia(square: Town, idle_steward: Running) -> Person:
    person = await square.person("Mia", joins=True)
    for text in ("a rhubarb", "more rhubarb"):
        await person.say("#general", text)
        await idle_steward.settled()
    return person


async def test_the_card_of_a_guideline_shows_counts_and_examples(square: Town, mia: Person):
    shown = await square["Bo"].command("guidelines flags", guideline="plants")
    assert "**No plants** (`plants`): in shadow, what it finds is only counted" in shown.text
    assert "2 flags in all" in shown.text
    assert "In the last 30 days: 2 messages by 1 person" in shown.text
    assert "> a »rhubarb«" in shown.text
    assert shown.is_private


async def test_guidelines_are_suggested_by_id_and_title(square: Town):
    bo = square["Bo"]
    assert await bo.complete("guidelines flags", "guideline", "PLA") == ["No plants"]
    assert await bo.complete("guidelines flags", "guideline", "") == ["No plants", "No pies"]
    gone = await bo.command("guidelines flags", guideline="nothing")
    assert "There is no guideline called `nothing`" in gone.text


async def test_a_button_promotes_and_takes_back_and_comments_stay(
    square: Town, idle_steward: Running, mia: Person
):
    ana, settings, guild_id = square["Ana"], idle_steward.core.settings, square.guild.id
    shown = await ana.command("guidelines flags", guideline="plants")
    told = await ana.press(shown.message, PROPOSE)
    assert "your team is told what it finds" in told.text
    assert settings.text(guild_id) == SETTINGS + GUIDELINES.replace("shadow #", "propose #")
    (version,) = await settings.history(guild_id)
    assert (version.author_id, version.note) == (ana.id, "/guidelines flags: plants propose")
    await idle_steward.settled()
    assert square.messages("#community-team") == []
    await mia.say("#general", "and rhubarb again")
    await idle_steward.settled()
    assert len(square.messages("#community-team")) == 1
    await ana.press(told.message, SHADOW)
    await idle_steward.settled()
    await mia.say("#general", "still rhubarb")
    await idle_steward.settled()
    assert len(square.messages("#community-team")) == 1
    assert settings.text(guild_id).split() == (SETTINGS + GUIDELINES).split()


async def test_a_guideline_without_a_mode_gets_one(square: Town, idle_steward: Running):
    ana, settings = square["Ana"], idle_steward.core.settings
    shown = await ana.command("guidelines flags", guideline="pies")
    await ana.press(shown.message, SHADOW)
    (found,) = [
        one for one in settings.of(square.guild.id).section("guidelines") if one.id == "pies"
    ]
    assert found.mode == "shadow"


async def test_the_button_works_after_a_restart_and_twice_is_once(
    square: Town, idle_steward: Running
):
    ana, settings = square["Ana"], idle_steward.core.settings
    shown = await ana.command("guidelines flags", guideline="plants")
    again = await ana.command("guidelines flags", guideline="plants")
    await idle_steward.restart()
    settings = idle_steward.core.settings
    for one in (shown, again):
        assert "your team is told" in (await ana.press(one.message, PROPOSE)).text
    assert settings.version(square.guild.id) == 1


async def test_what_was_only_counted_is_judged_one_by_one(
    square: Town, idle_steward: Running, mia: Person
):
    bo = square["Bo"]
    card = await bo.command("guidelines flags", guideline="plants")
    asked = await bo.press(card.message, JUDGE)
    assert "0 of 0 judged right" in asked.text
    assert "> more »rhubarb«" in asked.text
    assert "The word “rhubarb” is not welcome." in asked.text
    await idle_steward.restart()
    asked = await bo.press(asked.message, "Right")
    assert "1 of 1 judged right" in asked.text
    assert "> a »rhubarb«" in asked.text
    done = await bo.press(asked.message, "Not a violation")
    assert "1 of 2 judged right" in done.text
    assert "nothing left to judge" in done.text
    card = await square["Ana"].command("guidelines flags", guideline="plants")
    assert "1 of 2 judged right" in card.text
    assert [one["label"] for one in card.message.components[0]["components"]] == [PROPOSE]
    assert square.messages("#community-team") == []


async def test_of_two_who_judge_the_first_word_counts(square: Town, mia: Person):
    shown = []
    for name in ("Ana", "Bo"):
        card = await square[name].command("guidelines flags", guideline="plants")
        shown.append((await square[name].press(card.message, JUDGE)).message)
    await square["Ana"].press(shown[0], "Right")
    second = await square["Bo"].press(shown[1], "Not a violation")
    assert "1 of 1 judged right" in second.text
    assert "> a »rhubarb«" in second.text


async def test_moderators_see_the_card_and_do_not_change_the_mode(
    square: Town, idle_steward: Running
):
    shown = await square["Bo"].command("guidelines flags", guideline="plants")
    assert shown.message.components == []
    anas = await square["Ana"].command("guidelines flags", guideline="plants")
    anas.message.only_for = square["Bo"].id
    refused = await square["Bo"].press(anas.message, PROPOSE)
    assert "community.staff.managers" in refused.text
    assert idle_steward.core.settings.version(square.guild.id) == 0


async def test_settings_with_mistakes_are_not_changed_by_a_button(
    square: Town, idle_steward: Running
):
    ana, settings, guild_id = square["Ana"], idle_steward.core.settings, square.guild.id
    lists = "lists: {herbs: {terms: [fern]}}\n"
    text = (SETTINGS + GUIDELINES).replace("terms: [rhubarb]", "list: herbs")
    await settings.save(guild_id, text + lists, ana.id, "a list", 0)
    shown = await ana.command("guidelines flags", guideline="plants")
    await settings.save(guild_id, text.replace("plants ", "herbs ") + lists, ana.id, "other", 1)
    refused = await ana.press(shown.message, PROPOSE)
    assert "no guideline called `plants`" in refused.text
    assert settings.version(guild_id) == 2


async def test_words_from_where_a_moderator_may_not_read_are_not_shown(
    square: Town, idle_steward: Running, mia: Person
):
    world, guild, owner = square.world, square.guild, square.owner.user
    den = world.channels.create(owner, guild, {"name": "den", "type": 0})
    await mia.say(den, "secret rhubarb")
    await idle_steward.settled()
    bo = square["Bo"]
    seen = await bo.command("guidelines flags")
    assert "secret" in seen.text
    deny = {"type": 1, "allow": "0", "deny": str(permissions.VIEW_CHANNEL)}
    world.channels.set_overwrite(owner, den, bo.id, deny)
    await idle_steward.settled()
    for options in ({}, {"guideline": "plants"}):
        shown = await bo.command("guidelines flags", **options)
        assert "3 flags" in shown.text
        assert "secret" not in shown.text
        assert "more »rhubarb«" in shown.text
