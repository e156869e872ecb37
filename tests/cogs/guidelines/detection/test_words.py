"""Words: where they stand, how they were disguised, and what is innocent."""

import pytest

from cogs.guidelines.detection import Detection, Term, WordLists
from cogs.guidelines.detection.words import Automaton


def views(text: str, *terms: Term) -> list[tuple[str, str]]:
    found = Automaton(terms).find(text)
    return list(dict.fromkeys((hit.view, text[hit.start : hit.end]) for _, hit in found))


@pytest.mark.parametrize(
    ("text", "view", "shown"),
    [
        ("you shit", "exact", "shit"),
        ("you SHIT!", "exact", "SHIT"),
        ("you sh1t", "folded", "sh1t"),
        ("you $h!t!!", "folded", "$h!t"),
        ("you ѕhіt", "folded", "ѕhіt"),
        ("you sh*t", "folded", "sh*t"),
        ("you s**t", "folded", "s**t"),
        ("you shiiiit", "squeezed", "shiiiit"),
        ("you sshhiitt", "squeezed", "sshhiitt"),
        ("you s h i t", "despaced", "s h i t"),
        ("you s.h.i.t ok", "despaced", "s.h.i.t"),
        ("you shlt", "skeleton", "shlt"),
    ],
)
def test_a_word_is_found_with_its_view_and_place(text: str, view: str, shown: str) -> None:
    assert views(text, Term("shit")) == [(view, shown)]


@pytest.mark.parametrize(
    "text",
    ["", "shitake", "mishit", "sh it", "shot", "is hit", "push-it", "4711", "5417", "s", "ship it"],
)
def test_what_is_another_word_is_left_alone(text: str) -> None:
    assert views(text, Term("shit")) == []


def test_a_word_of_a_text_in_its_own_alphabet_is_no_disguise() -> None:
    assert views("любые новости сми и журналы", Term("cmi")) == []
    assert views("любые новости, you sсuм", Term("scum")) == [("folded", "sсuм")]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("ass", "as we pass"),
        ("raper", "a rapper"),
        ("slit", "silt"),
        ("cok", "a cook"),
        ("butt", "but"),
    ],
)
def test_a_repeat_or_a_shape_does_not_make_another_word_of_it(term: str, text: str) -> None:
    assert views(text, Term(term)) == []


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (Term("idiot", "prefix"), "idiots", True),
        (Term("idiot", "prefix"), "unidiot", False),
        (Term("tard", "suffix"), "libtard", True),
        (Term("tard", "suffix"), "tardy", False),
        (Term("fuck", "substring"), "absofuckinglutely", True),
        (Term("kill yourself"), "KILL   yourself", True),
        (Term("địt", language="vi", marks_matter=True), "địt mẹ", True),
        (Term("đít", language="vi", marks_matter=True), "dit", False),
        (Term("cabrón"), "cabron", True),
        (Term("cabrón"), "CABRO\u0301N", True),
        (Term("傻逼"), "你是傻逼吗", True),
        (Term("хуй"), "вот хуй!", True),
    ],
)
def test_terms_are_bounded_as_they_are_written(term: Term, text: str, found: bool) -> None:
    assert bool(views(text, term)) is found


@pytest.mark.parametrize("language", ["es", "ca"])
def test_a_word_of_several_languages_is_as_strong_in_each_as_its_list_says(language: str) -> None:
    insults = WordLists.shipped().terms("profanity", (language,), "medium")
    assert "puta" in {term.text for term in insults}  # Portuguese shouts it at no one


@pytest.mark.parametrize(
    "text",
    ["who're you?", "a niggling doubt", "Selamat hari merdeka", "eres feliz", "la azotea"],
)
def test_innocent_words_that_hold_listed_ones_are_left_alone(find, text: str) -> None:
    lists = [{"words": {"list": name, "at_least": "medium"}} for name in ("profanity", "slurs")]
    assert find(text, *lists) == []


def test_vietnamese_marks_do_not_make_english_words(find) -> None:
    assert find("cùm hố tít đi học ở trường", {"words": {"terms": ["cum", "tit"]}}) == []
    assert find("what a fücker", {"words": {"terms": ["fucker"]}})


def test_what_is_allowed_wins(find) -> None:
    words = {"words": {"terms": ["dick"]}}
    assert find("I read Moby Dick", words) == []
    assert find("Dick Tracy and a dick", words)[0].start == 17
    assert find("our dick-o-meter", words, allow=("dick o meter",)) == []


def test_a_guideline_says_how_far_it_sees(find) -> None:
    near = {"words": {"terms": ["shit"], "views": ["exact", "folded"]}}
    assert find("sh1t", near)
    assert find("s h i t", near) == []


def test_quoted_words_are_shown_and_do_not_count(find) -> None:
    matches = find("> you shit\nplease do not say that", {"words": {"terms": ["shit"]}})
    assert [match.quoted for match in matches] == [True]
    assert not Detection.of(matches).matches
    assert Detection.of(find("> hi\nyou shit", {"words": {"terms": ["shit"]}})).matches


def test_a_match_says_why(find) -> None:
    (match,) = find("you sh1t", {"words": {"list": "profanity", "at_least": "medium"}})
    assert (match.guideline, match.detector, match.part, match.excerpt) == (
        "rule", "words", "text", "sh1t",
    )  # fmt: skip
    assert "profanity" in str(match.why.values)
