import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import escape, shorten, timestamp

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"
WAVE = "\N{WAVING HAND SIGN}\U0001f3fd"
SPAIN, VIETNAM = "\U0001f1ea\U0001f1f8", "\U0001f1fb\U0001f1f3"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


def test_a_time_is_printed_for_each_readers_own_zone():
    nine = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    assert timestamp(nine) == "<t:1795420800:F>"
    assert timestamp(nine, "R") == "<t:1795420800:R>"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        timestamp(datetime(2026, 11, 23))  # noqa: DTZ001 - the mistake under test


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain words, nothing else.", "plain words, nothing else."),
        ("**bold** _it_ ~~no~~ `code` ||spoiler||",
         r"\*\*bold\*\* \_it\_ \~\~no\~\~ \`code\` \|\|spoiler\|\|"),
        (r"back\slash", r"back\\slash"),
        ("# title\n> quote\n- item\n1. first\n-# small",
         "\\# title\n\\> quote\n\\- item\n1\\. first\n\\-# small"),
        ("2 - 1 > 0 # no", "2 - 1 > 0 # no"),
        ("[click](https://evil.example)", r"\[click\](https://evil.example)"),
        ("@everyone and @here", "@\u200beveryone and @\u200bhere"),
        ("<@123> <@!123> <@&123>", "\\<@\u200b123> \\<@\u200b!123> \\<@\u200b&123>"),
        ("<#123> <:smile:1> <t:0:F> </do:1>", r"\<#123> \<:smile:1> \<t:0:F> \</do:1>"),
        ("ada@example.org", "ada@example.org"),
        ("zero\u200bwidth \u202eevil\u2066", "zerowidth evil"),
        (f"{FAMILY} {WAVE} {SPAIN}", f"{FAMILY} {WAVE} {SPAIN}"),
        ("https://example.org/a_b?c=d", "https://example.org/a_b?c=d"),
        ("https://example.org/**x**", "https://example.org/%2A%2Ax%2A%2A"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_member_wrote_is_shown_as_they_wrote_it(written, shown):
    assert escape(written) == shown


@given(st.text())
def test_no_text_of_a_member_can_ping(text):
    shown = escape(text)
    assert not re.search(r"@(everyone|here)|<(@[!&]?|#)\d", shown.replace("\\", ""))


@given(st.text())
def test_no_markup_of_a_member_survives(text):
    words = re.sub(r"https?://\S+", "", escape(text))
    assert not re.search(r"(?<!\\)(\\\\)*[*~|`\[\]<]", words)
    assert "\u202e" not in words


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("unbreakable", 6, "unbre…"),
        ("anything", 1, "…"),
        (f"ab{FAMILY}", 5, "ab…"),
        (f"ab{WAVE}c", 4, "ab…"),
        (f"{SPAIN}{VIETNAM}{SPAIN}", 5, f"{SPAIN}{VIETNAM}…"),
        (f"{SPAIN}{VIETNAM}{SPAIN}", 4, f"{SPAIN}…"),
        (f"ab{WALES}", 6, "ab…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("\u1112\u1161\u11ab\u1112\u1161\u11ab", 5, "\u1112\u1161\u11ab…"),
        (r"star\*s", 6, "star…"),
        ("see <@123456> now", 10, "see…"),
        ("at <t:1795424400:F> or later", 15, "at…"),
        ("[here](https://example.org) it is", 20, "…"),
    ],
)
def test_texts_are_cut_after_whole_words_and_visible_characters(text, limit, shown):
    assert shorten(text, limit) == shown


def test_a_text_cannot_be_cut_to_nothing():
    with pytest.raises(ValueError, match="ellipsis"):
        shorten("text", 0)


@given(st.text(), st.integers(1, 80))
def test_a_cut_text_fits_and_is_a_beginning_of_the_original(text, limit):
    cut = shorten(text, limit)
    assert len(cut) <= limit
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


CHARACTERS = st.sampled_from(["a", " ", "e\u0301", WAVE, FAMILY, WALES, SPAIN])


@given(st.lists(CHARACTERS, max_size=20), st.integers(1, 30))
def test_no_visible_character_is_cut_in_two(characters, limit):
    cut = shorten("".join(characters), limit).removesuffix("…")
    beginnings = {"".join(characters[:end]).rstrip() for end in range(len(characters) + 1)}
    assert cut.rstrip() in beginnings


def test_times_of_the_past_are_printed_too():
    assert timestamp(datetime(1969, 12, 31, 23, 59, tzinfo=UTC), "t") == "<t:-60:t>"
