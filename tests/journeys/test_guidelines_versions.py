"""Guidelines that change: handed in, tried on what was written, confirmed, gone back from."""

import pytest

from cogs.guidelines.history import MOST_CHANNELS, OF_EACH
from sandbox import permissions
from sandbox.model import Message, Upload
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = [pytest.mark.features("guidelines", "setup"), pytest.mark.sandbox(rate_limits=False)]

GUIDELINES = """\
guidelines:
  - id: plants
    title: {en: No plants, es: Sin plantas}
    text: Not here.
    detect: [words: {terms: [rhubarb]}]
    must_flag: [rhubarb]
features:
  guidelines: {staff_channel: "#community-team"}
"""
FERN = GUIDELINES.replace("[rhubarb]}", "[rhubarb, fern]}")


async def upload(town: Town, text: str, by: str = "Ana") -> str:
    file = Upload("guidelines.yml", text.encode(), "text/yaml")
    return (await town[by].command("guidelines upload", file=file)).text


async def offered(town: Town, containing: str = "line by line", to: str = "Ana") -> Message:
    return await town.bot_says("#general", containing, to=town[to])


@pytest.fixture
async def square(idle_steward: Running, town: Town) -> Town:
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    return town


@pytest.fixture
async def mia(square: Town, idle_steward: Running) -> Person:
    person = await square.person("Mia", joins=True)
    await idle_steward.settled()
    return person


async def test_an_upload_is_told_in_words_and_tried_on_what_was_written(
    square: Town, idle_steward: Running, mia: Person
):
    said = await mia.say("#general", "look at my fern")
    await mia.say("#general", "and at my rhubarb")
    await idle_steward.settled()
    await upload(square, SETTINGS + FERN)
    shown = await offered(square)
    assert "**No plants** (`plants`)" in shown.content
    assert "looks for: words (terms): added fern" in shown.content
    assert "The 1 test holds." in shown.content
    assert "would newly flag 1, no longer 0; 1 as before" in shown.content
    assert f"/{said.channel_id}/{said.id}): look at my »fern«" in shown.content
    assert "No plants, [\\#general](" in shown.content
    assert idle_steward.core.settings.version(square.guild.id) == 0
    saved = await square["Ana"].press(shown, "Confirm")
    assert "Saved as version 1" in saved.text
    await idle_steward.settled()
    await mia.say("#general", "another fern")
    await idle_steward.settled()
    assert "»fern«" in square.messages("#community-team")[-1].content


async def test_only_guidelines_are_taken_over_so_a_preset_harms_no_other_setting(
    square: Town, idle_steward: Running
):
    settings, guild_id = idle_steward.core.settings, square.guild.id
    preset = "# From elsewhere.\nversion: 1\nguidelines:\n  - {id: new, title: New}  # fresh\n"
    await upload(square, preset)
    shown = await offered(square)
    assert "New: **New** (`new`)" in shown.content
    assert "Only allow, guidelines, ladder, and lists are taken over" in shown.content
    assert "community" not in shown.content
    await square["Ana"].press(shown, "Confirm")
    guidelines, features = settings.text(guild_id).removeprefix(SETTINGS).split("features:")
    assert guidelines == preset.partition("version: 1\n")[2]
    assert features == GUIDELINES.split("features:")[1]


async def test_the_settings_upload_says_as_much(square: Town, mia: Person):
    await mia.say("#general", "look at my fern")
    file = Upload("guidelines.yml", (SETTINGS + FERN).encode(), "text/yaml")
    await square["Ana"].command("settings upload", file=file)
    assert "would newly flag 1" in (await offered(square)).content


async def test_nothing_is_tried_when_only_words_for_people_change(square: Town):
    before = len(history_requests(square))
    await upload(square, SETTINGS + GUIDELINES.replace("Not here.", "Nowhere."))
    shown = await offered(square)
    assert "wording: Not here. → Nowhere." in shown.content
    assert "would newly flag" not in shown.content
    assert len(history_requests(square)) == before


async def test_what_is_written_where_the_reader_may_not_read_stays_there(
    square: Town, idle_steward: Running, mia: Person
):
    world, guild, ana = square.world, square.guild, square.owner.user
    rex = await square.person("Rex", joins=True)
    hidden = {"id": str(guild.id), "type": 0, "deny": str(permissions.VIEW_CHANNEL)}
    seen = [
        {"id": str(one), "type": 1, "allow": str(permissions.VIEW_CHANNEL)}
        for one in (rex.id, world.bot.id)
    ]
    body = {"name": "den", "type": 0, "permission_overwrites": [hidden, *seen]}
    den = world.channels.create(ana, guild, body)
    await rex.say("#general", "my fern, in public")
    await rex.say(den, "a fern among ourselves")
    role = world.roles.create(ana, guild, {"name": "Gardeners", "permissions": "0"})
    world.members.add_role(ana, guild, mia.id, role.id)
    gardened = SETTINGS.replace('["Community team"]', '["Community team", "Gardeners"]')
    await idle_steward.use(gardened + GUIDELINES)
    await upload(square, gardened + FERN, by="Mia")
    shown = await offered(square, to="Mia")
    assert "would newly flag 1" in shown.content
    assert "among ourselves" not in shown.content
    await upload(square, gardened + FERN)
    assert "would newly flag 2" in (await offered(square, "among ourselves")).content


async def test_what_was_deleted_is_tried_as_far_as_it_was_kept(
    square: Town, idle_steward: Running, mia: Person
):
    said = await mia.say("#general", "a **rhubarb** for @everyone_here")
    await idle_steward.settled()
    await mia.delete(said)
    await idle_steward.settled()
    await upload(square, SETTINGS + GUIDELINES.replace("rhubarb", "fern"))
    shown = await offered(square)
    assert "no longer 1" in shown.content
    assert "1 of them is kept from an earlier flag" in shown.content


async def test_the_history_that_is_read_is_bounded(square: Town, mia: Person):
    for number in range(MOST_CHANNELS + 3):
        body = {"name": f"room-{number}", "type": 0}
        place = square.world.channels.create(square.owner.user, square.guild, body)
        await mia.say(place, "a fern")
    before = len(history_requests(square))
    await upload(square, SETTINGS + FERN)
    shown = await offered(square)
    requests = history_requests(square)[before:]
    assert len(requests) == MOST_CHANNELS
    assert f"{MOST_CHANNELS} requests to Discord" in shown.content
    assert len(progress(square)) == MOST_CHANNELS // 5 + 1
    assert OF_EACH == 100


async def test_what_is_hardly_meant_is_noted_before_it_is_confirmed(square: Town):
    harsh = "    mode: auto\n    step: ban\n    must_flag:"
    await upload(square, SETTINGS + FERN.replace("    must_flag:", harsh))
    shown = await offered(square)
    assert "Allowed, and perhaps not meant:" in shown.content
    assert "The bot takes no step but delete and timeout by itself" in shown.content


async def test_a_file_that_fails_its_tests_changes_nothing_and_names_the_line(
    square: Town, idle_steward: Running
):
    broken = GUIDELINES.replace("must_flag: [rhubarb]", "must_flag: [rhubarb, apple]")
    await upload(square, SETTINGS + broken)
    shown = await offered(square, "nothing was changed")
    assert "line 13" in shown.content
    assert "must flag this" in shown.content
    assert idle_steward.core.settings.version(square.guild.id) == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"guidelines: hello", "nothing was changed"),
        (b"just words", "nothing was changed"),
        (b"\xff\xfe\x00", "nothing was changed"),
    ],
)
async def test_a_file_that_is_no_guidelines_harms_nothing(
    square: Town, idle_steward: Running, mia: Person, content: bytes, told: str
):
    file = Upload("guidelines.yml", content, "text/yaml")
    await square["Ana"].command("guidelines upload", file=file)
    await offered(square, told)
    await mia.say("#general", "rhubarb")
    await idle_steward.settled()
    assert len(square.messages("#community-team")) == 1


async def test_a_file_that_is_too_large_is_refused_unread(square: Town):
    told = await upload(square, SETTINGS + "# " + "x" * 5_000_000)
    assert "too large" in told


async def test_moderators_may_look_and_not_change(square: Town, mia: Person):
    for who in ("Bo", "Mia"):
        assert "community.staff.managers" in await upload(square, SETTINGS + FERN, by=who)
        refused = await square[who].command("guidelines rollback", version=0)
        assert "community.staff.managers" in refused.text
    assert "community.staff" in (await mia.command("guidelines history")).text
    await square["Bo"].command("guidelines history")
    await offered(square, "Nobody has changed", to="Bo")


async def test_history_and_diff_tell_what_became_of_the_guidelines(
    square: Town, idle_steward: Running
):
    settings, guild_id, ana = idle_steward.core.settings, square.guild.id, square["Ana"]
    await settings.save(guild_id, SETTINGS + FERN, ana.id, "more plants", 0)
    await settings.change(guild_id, {("community", "language"): "es"}, ana.id, "speak Spanish")
    bo = square["Bo"]
    await bo.command("guidelines history")
    listed = await offered(square, "version 2", to="Bo")
    newest, oldest = listed.content.splitlines()
    assert "the guidelines stayed as they were (speak Spanish)" in newest
    assert "1 changed (more plants)" in oldest
    assert ana.mention in oldest
    await bo.command("guidelines diff", version=0)
    assert "added fern" in (await offered(square, "Since version 0", to="Bo")).content
    await bo.command("guidelines diff")
    await offered(square, "as they were in version 1", to="Bo")
    await bo.command("guidelines diff", version=44)
    await offered(square, "There is no version 44", to="Bo")


async def test_lists_belong_to_what_has_changed(square: Town, idle_steward: Running):
    settings, guild_id = idle_steward.core.settings, square.guild.id
    own = SETTINGS + GUIDELINES.replace("words: {terms: [rhubarb]}", "words: {list: plants}")
    lists = "lists: {plants: {terms: [rhubarb]}}\n"
    await settings.save(guild_id, own + lists, square["Ana"].id, "a list", 0)
    await settings.save(guild_id, SETTINGS + FERN, square["Ana"].id, "no list", 1)
    await square["Bo"].command("guidelines diff", version=1)
    shown = await offered(square, "Since version 1", to="Bo")
    assert "lists (plants): terms: rhubarb" in shown.content


async def test_going_back_is_shown_and_confirmed_first(
    square: Town, idle_steward: Running, mia: Person
):
    settings, guild_id, ana = idle_steward.core.settings, square.guild.id, square["Ana"]
    await settings.save(guild_id, SETTINGS + FERN, ana.id, "more plants", 0)
    await mia.say("#general", "my fern")
    await idle_steward.settled()
    assert await ana.complete("guidelines rollback", "version", "") == [
        "1: more plants",
        "0: guidelines.yml",
    ]
    await ana.command("guidelines rollback", version=0)
    shown = await offered(square)
    assert "taken out fern" in shown.content
    assert "would newly flag 0, no longer 1" in shown.content
    assert settings.version(guild_id) == 1
    assert "Saved as version 2" in (await ana.press(shown, "Confirm")).text
    assert settings.text(guild_id) == SETTINGS + GUIDELINES
    assert (await settings.history(guild_id))[0].note == "/guidelines rollback 0"
    missing = await ana.command("guidelines rollback", version=9)
    assert "There is no version 9" in missing.text


async def test_going_back_undoes_no_other_setting_and_nothing_that_was_saved_meanwhile(
    square: Town, idle_steward: Running
):
    settings, guild_id, ana = idle_steward.core.settings, square.guild.id, square["Ana"]
    await settings.save(guild_id, SETTINGS + FERN, ana.id, "more plants", 0)
    await settings.change(guild_id, {("community", "name"): "Us"}, ana.id, "another name")
    await ana.command("guidelines rollback", version=0)
    shown = await offered(square)
    await settings.change(guild_id, {("community", "language"): "es"}, square["Bo"].id, "meanwhile")
    told = await ana.press(shown, "Confirm")
    assert f"Meanwhile {square['Bo'].mention} changed" in told.text
    assert settings.version(guild_id) == 3
    await ana.command("guidelines rollback", version=0)
    await ana.press(await offered(square), "Confirm")
    community = settings.of(guild_id).community
    assert (community.name, community.language) == ("Us", "es")
    assert "fern" not in settings.text(guild_id)


async def test_a_flag_cites_the_version_that_it_was_found_under(
    square: Town, idle_steward: Running, mia: Person
):
    await mia.say("#general", "rhubarb")
    await idle_steward.settled()
    await idle_steward.core.settings.save(
        square.guild.id, SETTINGS + FERN, square["Ana"].id, "more plants", 0
    )
    await mia.say("#general", "fern")
    await idle_steward.settled()
    shown = await square["Bo"].command("guidelines flags")
    older, newer = shown.text.splitlines()[-2], shown.text.splitlines()[-4]
    assert "guidelines of version 0" in older
    assert "version" not in newer


def history_requests(town: Town) -> list[object]:
    return town.sandbox.journal.requests("GET", "/channels/{channel_id}/messages")


def progress(town: Town) -> list[object]:
    changes = town.sandbox.journal.requests("PATCH")
    return [one for one in changes if str(one["path"]).endswith("/messages/@original")]
