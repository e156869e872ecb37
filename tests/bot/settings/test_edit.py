"""Changing single settings leaves the rest of what people wrote alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings.diff import changes_between, lines_between
from bot.settings.edit import edit
from bot.settings.load import read_document
from bot.settings.problems import SettingsInvalid
from tests.bot.settings.example_features import Model

TEXT = """\
# Our settings. Ask Ana before you change them.
version: 1

community:
  name: Riverside   # as on the door
  staff: [Moderators, "Community team"]

# What the bot does
features:
  greeting:
    # the lounge, not the hall
    channel: "#lounge"
    text: 'Welcome {member}!'
    steps:
      - title: Say hello
      - title: Look around   # slowly

  # Only for staff
  digest:
    channel: "#team"
# the end
"""


def test_a_changed_value_is_the_only_line_that_differs() -> None:
    after = edit(TEXT, {("features", "greeting", "channel"): "#hello"})
    assert after == TEXT.replace('"#lounge"', '"#hello"')


def test_changing_to_the_same_value_changes_nothing() -> None:
    assert edit(TEXT, {("features", "greeting", "channel"): "#lounge"}) == TEXT
    assert edit(TEXT, {}) == TEXT


def test_a_new_setting_lands_in_its_group_and_every_comment_stays() -> None:
    after = edit(TEXT, {("features", "greeting", "delay"): "10m"})
    added = [line for line in after.splitlines() if line not in TEXT.splitlines()]
    assert added == ["    delay: 10m"]
    assert after.index("  greeting:") < after.index("delay: 10m") < after.index("  digest:")
    assert [line for line in after.splitlines() if "#" in line] == [
        line for line in TEXT.splitlines() if "#" in line
    ]


def test_a_new_feature_is_made_with_its_group() -> None:
    after = edit(TEXT, {("features", "export", "enabled"): False})
    document = read_document(after, Model)
    export = document.feature("export")
    assert export is not None
    assert not export.enabled
    assert document.feature("digest") is not None


def test_a_section_is_made_in_a_file_that_has_none() -> None:
    after = edit("version: 1  # yes\n", {("features", "digest", "channel"): "#team"})
    assert after.startswith("version: 1  # yes\n")
    assert read_document(after, Model).feature("digest") is not None


def test_none_takes_a_setting_out() -> None:
    after = edit(TEXT, {("features", "greeting", "text"): None, ("extra", "title"): None})
    assert after == TEXT.replace("    text: 'Welcome {member}!'\n", "")


def test_an_entry_of_a_list_is_changed_in_place() -> None:
    after = edit(TEXT, {("features", "greeting", "steps", 1, "title"): "Rest"})
    assert after == TEXT.replace("Look around   #", "Rest          #")


def test_a_list_is_written_so_that_it_is_read_back() -> None:
    after = edit(TEXT, {("features", "digest", "watch"): ["#help", "#questions (forum)"]})
    own = read_document(after, Model).features.digest  # type: ignore[attr-defined]  # made from the features
    assert [str(channel) for channel in own.watch] == ["#help", "#questions (forum)"]


@settings(deadline=None, max_examples=200)
@given(st.text(min_size=1, max_size=40).filter(lambda text: text.strip() != ""))
def test_any_text_that_is_put_in_is_read_back(value: str) -> None:
    after = edit(TEXT, {("features", "greeting", "hint"): value})
    own = read_document(after, Model).features.greeting  # type: ignore[attr-defined]  # made from the features
    assert own.hint == value


def test_the_difference_is_told_setting_by_setting() -> None:
    before = read_document(TEXT, Model)
    after = read_document(
        edit(
            TEXT,
            {
                ("features", "greeting", "delay"): "10m",
                ("community", "name"): "Us",
                ("features", "digest"): None,
            },
        ),
        Model,
    )
    told = [
        (change.field, change.before, change.after) for change in changes_between(before, after)
    ]
    assert told[0] == ("community.name", "Riverside", "Us")
    assert ("features.greeting.delay", "5m", "10m") in told
    assert told[1][0] == "features.digest"
    assert told[1][2] is None
    assert len(told) == 3


def test_the_difference_is_told_line_by_line() -> None:
    after = TEXT.replace("#lounge", "#hello")
    lines = lines_between(TEXT, after, before_name="a", after_name="b").splitlines()
    assert lines[:2] == ["--- a", "+++ b"]
    assert '-    channel: "#lounge"' in lines
    assert '+    channel: "#hello"' in lines
    assert lines_between(TEXT, TEXT, before_name="a", after_name="b") == ""


def test_a_text_of_several_lines_stays_readable() -> None:
    after = edit(TEXT, {("features", "greeting", "text"): "Hi {member}!\nPress Start here."})
    assert "    text: |-\n      Hi {member}!\n      Press Start here.\n" in after


@pytest.mark.parametrize("text", ["extra: {title: 2026-99-99}", "a: [", f"a: {'9' * 5000}"])
def test_a_text_that_cannot_be_changed_is_refused_in_words(text: str) -> None:
    with pytest.raises(SettingsInvalid):
        edit(text, {("features", "greeting", "mode"): "propose"})


def test_the_indentation_of_the_file_is_kept() -> None:
    text = "features:\n    greeting:\n        steps:\n        - title: a\n        mode: shadow\n"
    after = edit(text, {("features", "greeting", "mode"): "propose"})
    assert after == text.replace("shadow", "propose")


def test_a_place_that_is_no_group_becomes_one() -> None:
    after = edit("features: x\n", {("features", "greeting", "mode"): "propose"})
    assert read_document(after, Model).feature("greeting") is not None


def test_managers_are_added_beside_a_plain_list_of_moderators() -> None:
    after = edit(TEXT, {("community", "staff", "managers"): ["Ana's team"]})
    staff = read_document(after, Model).community.staff
    assert [role.name for role in staff.managers] == ["Ana's team"]
    assert [role.name for role in staff.moderators] == ["Moderators", "Community team"]
