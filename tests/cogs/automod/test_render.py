"""What AutoMod's texts show, and that they fit."""

import pytest

from bot.effects import AutoModRule
from bot.texts import LANGUAGES
from bot.texts.phrase import Phrase
from bot.texts.service import Texts
from cogs.automod import render
from cogs.automod.compiling import Compiled, LeftOut, Made, Room
from cogs.automod.policy import Live, Standing, standing_of

TEXTS = Texts.load(["bot", "cogs.automod"])


@pytest.mark.parametrize(
    ("content", "matched", "shown"),
    [
        ("You idiot, go", "idiot", "You »idiot«, go"),
        ("YOU IDIOT", "idiot", "YOU »IDIOT«"),
        ("a *b* <@1>", "b", "a \\*»b«\\* \\<@\u200b1>"),
        ("one\n\ntwo", "two", "one »two«"),
        ("many people", "", "many people"),
        ("many people", "nobody", "many people"),
        ("", "idiot", ""),
    ],
)
def test_the_words_around_a_match_are_shown_harmless(
    content: str, matched: str, shown: str
) -> None:
    assert render.excerpt(content, matched) == shown


def test_of_a_long_message_the_surroundings_of_the_match_are_shown() -> None:
    shown = render.excerpt("x" * 900 + "idiot" + "y" * 900, "idiot")
    assert shown == f"…{'x' * render.AROUND}»idiot«{'y' * render.AROUND}…"


def many() -> Standing:
    made = [Made(f"one-{n}", 1, AutoModRule(name=f"Steward: {n}" + "x" * 80)) for n in range(6)]
    left_out = [LeftOut("t" * 80, Phrase("Words added: {n}", n=n)) for n in range(100)]
    return standing_of(Compiled(tuple(made), tuple(left_out)), [], Live({}, Room(0, 0)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_keep_within_discords_limits(language: str) -> None:
    t = TEXTS.in_(language)
    assert "…" in render.blocked(t, "x" * 200)
    assert len(render.blocked(t, "x" * 200)) <= render.LONGEST_BLOCKED
    assert len(render.blocked(t, "x" * 80)) <= render.LONGEST_BLOCKED
    assert render.blocked(t, "x" * 80).endswith(".")
    for message in (
        render.preview(t, many(), ["nothing"] * 100, "2026-W45"),
        render.drift(t, many(), "2026-W45"),
    ):
        assert 0 < len(message.text) <= render.LONGEST
        assert all(len(one.custom_id) <= 100 for row in message.rows for one in row)
    assert render.with_outcome("x" * 2000, "Done.").endswith("\nDone.")
