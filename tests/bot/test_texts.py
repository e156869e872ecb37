from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.texts import LANGUAGES, language_of_locale
from bot.texts.catalogues import Wordings, categories
from bot.texts.languages import choose_language
from bot.texts.phrase import Phrase
from bot.texts.service import Texts
from bot.texts.translation import Translation


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(["bot"])


def translation(language: str, **wordings: str) -> Translation:
    return Translation(language, Wordings(single=wordings))


def test_every_language_says_the_core_texts_in_its_own_words(texts):
    said = {texts.in_(language)("You may not use this here.") for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)


def test_a_text_without_translation_is_said_in_english(texts):
    text = "Nobody has translated {this} sentence."
    assert texts.in_("ca")(text, this="odd") == "Nobody has translated odd sentence."


def test_a_translation_with_a_slip_costs_the_reader_nothing():
    for wording in ("Hola {nom}", "Hola {", "Hola {name.secret}", "Hola {0}"):
        t = translation("ca", **{"Hello {name}": wording})
        assert t("Hello {name}", name="Ada") == "Hello Ada"


def test_braces_in_a_value_are_shown_as_they_are():
    assert translation("en")("Hello {name}", name="{0} {self}") == "Hello {0} {self}"


def test_any_name_may_be_a_placeholder():
    t = translation("en")
    assert t("{text} {self} {one}", text="a", self="b", one="c") == "a b c"


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 1, "1 day"),
        ("en", 0, "0 days"),
        ("en", 1234, "1,234 days"),
        ("es", 1, "1 día"),
        ("es", 2, "2 días"),
        ("es", 1_000_000, "1.000.000 de días"),
        ("it", 1, "1 giorno"),
        ("it", 11, "11 giorni"),
        ("ca", 1, "1 dia"),
        ("ca", 5, "5 dies"),
        ("vi", 1, "1 ngày"),
        ("vi", 2, "2 ngày"),
    ],
)
def test_plurals_follow_the_language(texts, language, n, said):
    assert texts.in_(language).n("{n} day", "{n} days", n=n) == said


def test_round_millions_read_like_other_numbers_where_no_form_was_written():
    forms = {"one": "{n} cosa", "many": "", "other": "{n} cosas"}
    t = Translation("es", Wordings(plural={"{n} thing": forms}))
    assert t.n("{n} thing", "{n} things", n=1_000_000) == "1.000.000 cosas"


def test_the_plural_forms_of_each_language_are_those_of_cldr():
    assert categories("en") == ("one", "other")
    assert categories("vi") == ("other",)
    for language in ("es", "it", "ca"):
        assert categories(language) == ("one", "many", "other")


@pytest.mark.parametrize(
    ("language", "both", "either"),
    [
        ("en", "a, b, and c", "a, b, or c"),
        ("es", "a, b y c", "a, b o c"),
        ("it", "a, b e c", "a, b o c"),
        ("ca", "a, b i c", "a, b o c"),
        ("vi", "a, b và c", "a, b hoặc c"),
    ],
)
def test_lists_are_joined_as_sentences_join_them(texts, language, both, either):
    t = texts.in_(language)
    assert t.list("abc") == both
    assert t.list("abc", joined_by="or") == either
    assert t.list(["a"]) == "a"
    assert t.list([]) == ""


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(), "0 seconds"),
        (timedelta(milliseconds=1), "1 second"),
        (timedelta(seconds=59.2), "1 minute"),
        (timedelta(seconds=90), "1 minute and 30 seconds"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=2, seconds=5), "2 hours"),
        (timedelta(days=1, hours=1, minutes=59), "1 day and 1 hour"),
        (timedelta(days=90), "90 days"),
        (-timedelta(minutes=5), "5 minutes"),
    ],
)
def test_durations_are_told_in_their_two_largest_units(texts, span, said):
    assert texts.in_("en").duration(span) == said


def test_durations_are_told_in_every_language(texts):
    said = {
        language: texts.in_(language).duration(timedelta(hours=1, minutes=30))
        for language in LANGUAGES
    }
    assert said == {
        "en": "1 hour and 30 minutes",
        "es": "1 hora y 30 minutos",
        "it": "1 ora e 30 minuti",
        "ca": "1 hora i 30 minuts",
        "vi": "1 giờ 30 phút",
    }


def test_numbers_shares_and_days_are_written_as_the_language_writes_them(texts):
    t = texts.in_("it")
    assert t.number(12345.678) == "12.345,678"
    assert t.percent(0.256) == "26%"
    assert t.date(date(2026, 11, 23)) == "lunedì 23 novembre 2026"


def test_a_phrase_is_said_in_the_language_of_its_reader(texts):
    phrase = Phrase("Please wait {time} and try again.", time=timedelta(minutes=2))
    assert phrase.say(texts.in_("en")) == "Please wait 2 minutes and try again."
    assert "2 minuti" in phrase.say(texts.in_("it"))


def test_values_of_a_phrase_become_words():
    phrase = Phrase(
        "{who} at {at}: {what}",
        who=["Ada", Phrase("{n}th", n=2)],
        at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        what=7,
    )
    assert phrase.say(translation("en")) == "Ada and 2th at <t:1795424400:F>: 7"


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("es-ES", "es"),
        ("es-419", "es"),
        ("en-GB", "en"),
        ("it", "it"),
        ("vi", "vi"),
        ("ca_ES", "ca"),
        ("fr", None),
        ("", None),
        ("esperanto", None),
    ],
)
def test_locales_map_onto_the_languages_that_we_speak(locale, language):
    assert language_of_locale(locale) == language


@pytest.mark.parametrize(
    ("override", "locale", "guild", "language"),
    [
        ("ca", "es-ES", "it", "ca"),
        (None, "es-419", "it", "es"),
        (None, "fr", "it", "it"),
        (None, None, "vi", "vi"),
        (None, "de", None, "en"),
        (None, "en-US", "ca", "en"),
        (None, None, None, "en"),
        ("xx", None, "es", "es"),
    ],
)
def test_a_person_is_spoken_to_in_their_own_then_the_guilds_language(
    override, locale, guild, language
):
    assert choose_language(override, locale, guild) == language


def test_a_language_that_we_do_not_speak_is_answered_in_english(texts):
    assert texts.in_("fr").language == "en"
    assert texts.in_("es-419").language == "es"


def test_a_package_without_catalogues_is_spoken_in_english(tmp_path: Path, monkeypatch):
    (tmp_path / "bare_package").mkdir()
    (tmp_path / "bare_package" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert Texts.load(["bare_package"]).in_("es")("Hello") == "Hello"
