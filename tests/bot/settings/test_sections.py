"""Sections that are taken over from another text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings import SettingsInvalid
from bot.settings.sections import take_over
from bot.settings.yaml_source import read_yaml

OURS = """\
# The settings of our town.
version: 1

community:
  name: Riverside   # by the river

# What we have agreed on.
guidelines:
- id: plants
  title: No plants

# What the bot does.
features:
  welcome:
"""
THEIRS = """\
# A preset.
version: 1

guidelines:
  # New ones.
  - id: kind
    text: |
      Be kind.

      # Always.

allow: [fern]"""
NAMES = {"guidelines", "allow", "lists"}


def test_the_sections_are_taken_over_and_all_else_stays_with_its_comments() -> None:
    assert take_over(OURS, THEIRS, NAMES) == (
        "# The settings of our town.\nversion: 1\n\n"
        "community:\n  name: Riverside   # by the river\n"
        "\nguidelines:\n  # New ones.\n  - id: kind\n    text: |\n      Be kind.\n\n"
        "      # Always.\n"
        "\n# What the bot does.\nfeatures:\n  welcome:\n"
        "\nallow: [fern]\n"
    )


def test_a_section_that_the_other_text_lacks_goes() -> None:
    taken = take_over(THEIRS, OURS, NAMES)
    assert "fern" not in taken
    assert "plants" in taken


def test_the_same_text_stays_as_it_is() -> None:
    assert take_over(OURS, OURS, NAMES) == OURS


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("{version: 1, guidelines: []}", THEIRS),
        (OURS, "{guidelines: [], allow: [x]}"),
        (OURS, "x: &x [fern]\nallow: *x\n"),
        (OURS, "just words"),
        ("- a list", THEIRS),
    ],
)
def test_what_cannot_be_taken_apart_is_told_and_never_mixed_up(ours: str, theirs: str) -> None:
    with pytest.raises(SettingsInvalid, match="/settings upload"):
        take_over(ours, theirs, NAMES)


texts = st.dictionaries(
    st.sampled_from(["version", "community", "guidelines", "allow", "lists", "features"]),
    st.sampled_from(
        [" 1\n", "\n  a: b\n", "\n- a\n- b\n", " |\n  one\n\n  # two\n", "\n# c\n  x: 1\n"]
    ),
    min_size=1,
).map(
    lambda parts: "kept: 1\n" + "".join(f"# {name}\n{name}:{body}" for name, body in parts.items())
)


@settings(deadline=None)
@given(texts, texts)
def test_what_comes_out_is_ours_with_their_sections(ours: str, theirs: str) -> None:
    taken, mine, other = (
        read_yaml(text, "")[0].data for text in (take_over(ours, theirs, NAMES), ours, theirs)
    )
    for name in {*mine, *other}:
        source = other if name in NAMES else mine
        assert taken.get(name) == source.get(name)
