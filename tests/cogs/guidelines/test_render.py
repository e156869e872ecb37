"""Guidelines, flags and excerpts in words."""

from datetime import UTC, datetime

import pytest

from bot.messages.event import Attachment, Content
from bot.settings.types import LocalisedText
from bot.texts import Translation
from bot.texts.phrase import Phrase
from bot.texts.service import Texts
from cogs.guidelines import render, render_rules
from cogs.guidelines.detection import Match
from cogs.guidelines.excerpts import marked, part_of
from cogs.guidelines.settings import Examples, Guideline
from cogs.guidelines.store import Record

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def match(start: int, end: int, part: str = "text") -> Match:
    return Match("one", "words", "exact", part, start, end, "", Phrase("Why."))


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("shut up you", 0, 7, "»shut up« you"),
        ("you, shut up", 5, 12, "you, »shut up«"),
        ("**bad** @everyone", 2, 5, "\\*\\*»bad«\\*\\* @\u200beveryone"),
        ("one\nbad\n> two", 4, 7, "one »bad« \\> two"),
        ("the whole message", 0, 0, "the whole message"),
        ("too short", 3, 99, "too short"),
    ],
)
def test_the_match_is_marked_and_the_rest_is_harmless(
    text: str, start: int, end: int, shown: str
) -> None:
    assert marked(text, match(start, end)) == shown


def test_a_long_message_is_shown_around_the_match() -> None:
    shown = marked("a " * 900 + "bad" + " b" * 900, match(1800, 1803))
    assert "»bad«" in shown
    assert len(shown) < 400
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_every_part_of_a_message_can_be_quoted() -> None:
    content = Content(
        text="typed",
        forwarded=("forwarded",),
        embeds=("first", "second"),
        attachments=(Attachment("a.exe", "", 1, "alt"),),
    )
    parts = ("text", "forwarded 1", "embed 2", "file name 1", "alt text 1", "name", "embed 3", "x")
    assert [part_of(content, part, name="Rex") for part in parts] == [
        "typed", "forwarded", "second", "a.exe", "alt", "Rex", "", "",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def english() -> Translation:
    return Texts.load(["bot", "cogs.guidelines"]).in_("en")


def guideline(number: int, words: int = 5) -> Guideline:
    return Guideline(
        id=f"g{number}",
        title=LocalisedText({"en": f"Number {number}", "es": f"Número {number}"}),
        text=LocalisedText("word " * words),
        why=LocalisedText("because " * 20),
        examples=Examples(fine=(LocalisedText("fine words"),)),
    )


def test_long_guidelines_become_several_messages_in_order(english: Translation) -> None:
    found = render_rules.rules(english, [guideline(n, 190) for n in range(9)], "**Us**")
    assert all(len(one.text) <= 2000 for one in found)
    whole = "\n".join(one.text for one in found)
    assert [whole.index(f"**Number {n}**") for n in range(9)] == sorted(
        whole.index(f"**Number {n}**") for n in range(9)
    )
    assert found[0].text.startswith("## Guidelines of \\*\\*Us\\*\\*")


def test_a_summary_ends_with_a_whole_title() -> None:
    found = render_rules.summary([guideline(n) for n in range(90)], "es", "en", 120)
    assert len(found.split()) <= 120
    assert found.splitlines()[0] == "- Número 0"
    assert found.splitlines()[-1].startswith("- Número ")


def record(**more: object) -> Record:
    values = {
        "guild_id": 1, "message_id": 2, "guideline": "one", "version": 0, "channel_id": 3,
        "author_id": 4, "at": NOW, "mode": "propose", "step": "timeout 1h", "state": "open",
        "excerpt": "»bad« " * 60, "matches": [{"why": "Because."}],
    }  # fmt: skip
    return Record(**{**values, **more})


def test_a_note_about_many_guidelines_fits_into_a_message(english: Translation) -> None:
    note = render.note(english, [record(guideline=f"g{n}") for n in range(20)], {})
    assert len(note.text) <= 2000
    assert [button.custom_id for row in note.rows for button in row] == [
        "guidelines:right:2",
        "guidelines:not:2",
    ]


def test_a_judged_note_says_by_whom_and_has_no_buttons(english: Translation) -> None:
    note = render.note(english, [record(state="right", settled_by=9)], {"one": "One"})
    assert "Judged by <@9>: a violation." in note.text
    assert note.rows == ()


@pytest.mark.parametrize("page", [0, 1])
def test_flags_have_pages(english: Translation, page: int) -> None:
    shown = render.flags(
        english,
        [record(excerpt="")] * 8,
        {"one": {"open": 10, "right": 2, "not": 1}},
        {},
        page=page,
        version=0,
    )
    assert "**13 flags**" in shown.text
    assert f"Page {page + 1} of 2" in shown.text
    assert ("one: 13 flags, 2 of 3 judged right" in shown.text) is (page == 0)
    assert [b.label for row in shown.rows for b in row] == [("Next", "Back")[page]]
