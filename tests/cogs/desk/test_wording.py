"""What members are told, in the usual words and in a community's own."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.services import GuidelineWords
from bot.settings.types import LocalisedText
from bot.texts.service import Texts
from cogs.desk.wording import Occasion, dated, template

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
KIND = GuidelineWords(
    id="be-kind", title="Be *kind*", text="", why="We stay.", severity="low", version=1
)
MIA = Occasion(name="**Mia** @everyone", community="River", kind="warn", guideline=KIND, quote="hm")
OWN = LocalisedText({"en": "Hi {name}!\n> {quote}\n{guideline}: {why}\n{signed}", "es": "Hola"})


@pytest.fixture
def t(texts: Texts):
    return texts.in_("en")


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(["cogs.desk"])


def test_own_words_have_their_places_filled_with_harmless_text(t) -> None:
    assert template(t, MIA, OWN).splitlines() == [
        "Hi \\*\\*Mia\\*\\* @\u200beveryone!", "> hm", "Be \\*kind\\*: We stay.", "The moderators",
    ]  # fmt: skip


def test_a_line_whose_places_are_all_empty_is_left_out(t) -> None:
    bare = replace(MIA, guideline=None, quote="")
    assert template(t, bare, OWN).splitlines()[1:] == ["The moderators"]


def test_own_words_are_in_the_members_language_where_there_are_some(texts: Texts) -> None:
    assert template(texts.in_("es"), MIA, OWN) == "Hola"
    assert template(texts.in_("vi"), MIA, OWN).startswith("Hi ")


def test_the_end_of_a_timeout_stays_open_until_it_is_decided(t) -> None:
    words = template(t, MIA, LocalisedText("until {until}"))
    assert words == "until {until}"
    assert dated(words, NOW) == "until <t:1793610000:F>"


@pytest.mark.parametrize("kind", ["remind", "warn", "delete", "timeout", "kick", "ban"])
@pytest.mark.parametrize("language", ["en", "es", "it", "ca", "vi"])
def test_the_usual_words_fit_a_form_however_long_everything_is(
    texts: Texts, kind: str, language: str
) -> None:
    longest = replace(
        MIA, name="*" * 32, community="*" * 100, kind=kind, quote="x" * 4000, is_first=True,
        guideline=replace(KIND, title="*" * 100, why="y" * 3000), signed="*" * 32,
        address="https://discord.com/channels/" + "/".join(["9" * 20] * 3),
    )  # fmt: skip
    words = template(texts.in_(language), longest)
    assert len(words) <= 1500
    assert "…" in words
