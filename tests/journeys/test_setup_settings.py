"""/settings in a town: handing out, comparing, handing in, going back."""

import pytest

from sandbox.model import Upload
from sandbox.town import Town
from tests.steward import SETTINGS, Running

BROKEN = """\
version: 1
community:
  timezone: Europe/Madird
  languag: es
features:
  welcome:
    quiet_delay: soon
"""


async def upload(town: Town, text: str) -> None:
    """Hand in a file as an option of a command."""
    file = Upload("settings.yml", text.encode(), "text/yaml")
    answer = await town["Ana"].command("settings upload", file=file)
    assert answer.kind in {"deferred", "message"}


async def answer_to(town: Town, containing: str):
    return await town.bot_says("#general", containing, to=town["Ana"])


async def test_the_settings_are_handed_out_as_a_file(steward: Running, town: Town):
    shown = await town["Ana"].command("settings show")
    assert "follows `guidelines.yml`" in shown.text
    (attachment,) = shown.message.attachments
    assert attachment.content.decode() == SETTINGS
    assert shown.is_private


async def test_a_file_with_mistakes_changes_nothing_and_names_them_all(
    steward: Running, town: Town
):
    await upload(town, BROKEN)
    said = await answer_to(town, "so nothing was changed")
    for told in ("line 3", "line 4", "line 7", "Europe/Madrid", "language", "quiet"):
        assert told in said.content
    assert steward.core.settings.version(town.guild.id) == 0


async def test_a_file_is_shown_as_a_difference_and_counts_once_it_is_confirmed(
    steward: Running, town: Town
):
    ana = town["Ana"]
    await upload(town, SETTINGS.replace("Europe/Madrid", "Asia/Tokyo"))
    said = await answer_to(town, "The file is in order")
    assert "community.timezone: Europe/Madrid → Asia/Tokyo" in said.content
    assert b"+  timezone: Asia/Tokyo" in said.attachments[0].content
    assert str(steward.core.settings.of(town.guild.id).community.timezone) == "Europe/Madrid"
    saved = await ana.press(said, "Confirm")
    assert "Saved as version 1" in saved.text
    assert str(steward.core.settings.of(town.guild.id).community.timezone) == "Asia/Tokyo"
    listed = await ana.command("settings history")
    assert "version 1" in listed.text
    assert ana.mention in listed.text


async def test_an_upload_can_be_confirmed_after_a_restart(steward: Running, town: Town):
    await upload(town, SETTINGS.replace("Europe/Madrid", "Asia/Tokyo"))
    said = await answer_to(town, "The file is in order")
    await steward.restart()
    assert "Saved as version 1" in (await town["Ana"].press(said, "Confirm")).text


async def test_a_discarded_upload_cannot_be_confirmed_any_more(steward: Running, town: Town):
    ana = town["Ana"]
    await upload(town, SETTINGS.replace("Europe/Madrid", "Asia/Tokyo"))
    said = await answer_to(town, "The file is in order")
    discard = said.components[0]["components"][1]["custom_id"]
    confirm = said.components[0]["components"][0]["custom_id"]
    stale = discard.replace("discard", "save")
    assert stale == confirm
    assert "nothing was changed" in (await ana.press(said, "Discard")).text
    assert steward.core.settings.version(town.guild.id) == 0


async def test_an_upload_does_not_overwrite_what_another_manager_saved_meanwhile(
    steward: Running, town: Town
):
    ana = town["Ana"]
    await upload(town, SETTINGS.replace("Europe/Madrid", "Asia/Tokyo"))
    said = await answer_to(town, "The file is in order")
    await steward.core.settings.change(
        town.guild.id, {("community", "language"): "it"}, town["Bo"].id, "meanwhile"
    )
    told = await ana.press(said, "Confirm")
    assert f"Meanwhile {town['Bo'].mention} changed" in told.text
    assert "community.language: en → it" in told.text
    assert "Nothing was saved" in told.text
    assert str(steward.core.settings.of(town.guild.id).community.timezone) == "Europe/Madrid"


async def test_the_same_file_again_changes_nothing(steward: Running, town: Town):
    await upload(town, SETTINGS)
    await answer_to(town, "nothing to change")


@pytest.mark.parametrize("content", ["\tversion: 1", "- a list", "", "version: 1\nversion: 1"])
async def test_what_is_no_settings_file_is_explained(steward: Running, town: Town, content: str):
    await upload(town, content)
    await answer_to(town, "nothing was changed")


async def test_going_back_makes_an_earlier_version_the_newest(steward: Running, town: Town):
    settings, ana, guild_id = steward.core.settings, town["Ana"], town.guild.id
    for language in ("es", "it"):
        await settings.change(guild_id, {("community", "language"): language}, ana.id, language)
    back = await ana.command("settings rollback", version=1)
    assert "version 1 are in force again, as version 3" in back.text
    assert settings.of(guild_id).community.language == "es"
    await ana.command("settings rollback", version=0)
    assert settings.of(guild_id).community.language == "en"
    assert settings.follows_file(guild_id)
    missing = await ana.command("settings rollback", version=77)
    assert "There is no version 77" in missing.text


async def test_versions_are_compared_in_words_and_line_by_line(steward: Running, town: Town):
    settings, ana, guild_id = steward.core.settings, town["Ana"], town.guild.id
    for language in ("es", "it"):
        await settings.change(guild_id, {("community", "language"): language}, ana.id, language)
    since_last = await ana.command("settings diff")
    assert "community.language: es → it" in since_last.text
    assert b"-  language: es" in since_last.message.attachments[0].content
    since_file = await ana.command("settings diff", version=0)
    assert "community.language: en → it" in since_file.text
    since_now = await ana.command("settings diff", version=2)
    assert "Nothing has changed" in since_now.text


async def test_versions_are_suggested_with_their_notes(steward: Running, town: Town):
    ana = town["Ana"]
    change = {("community", "language"): "es"}
    await steward.core.settings.change(town.guild.id, change, ana.id, "for the club")
    suggested = await ana.complete("settings rollback", "version", "")
    assert suggested == ["1: for the club", "0: guidelines.yml"]


async def test_moderators_cannot_see_or_change_settings(steward: Running, town: Town):
    for command in ("settings show", "settings history"):
        assert "community.staff.managers" in (await town["Bo"].command(command)).text
