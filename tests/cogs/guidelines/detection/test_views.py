"""Views: what a text reads as, and where each letter came from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.guidelines.detection.letters import (
    DISGUISED,
    GLUED,
    PLAIN,
    disguised,
    letter_of,
    signs_in,
)
from cogs.guidelines.detection.views import View, runs_of, views_of
from cogs.guidelines.detection.wordlists import Term
from cogs.guidelines.detection.words import Automaton

TEXTS = st.text(
    st.sampled_from("aeiluvstfckh !@$*.-_'013é\u0301\u200bпｆ😀ß\n")
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


@pytest.mark.parametrize(
    ("character", "letters"),
    [
        ("A", "a"), ("é", "e"), ("ａ", "a"), ("𝐛", "b"), ("ⓒ", "c"), ("🅵", "f"), ("а", "a"),
        ("ß", "ss"),
        ("ł", "l"), ("\u200b", ""), ("\u0301", ""), ("\u00ad", ""), (".", " "), ("😀", " "),
        ("你", "你"), ("7", "7"),
    ],
)  # fmt: skip
def test_a_character_is_read_as_the_letter_it_stands_for(character: str, letters: str) -> None:
    assert letter_of(character) == letters


@pytest.mark.parametrize(
    ("character", "letters"), [("7", "t"), ("@", "a"), ("$", "s"), ("#", "*"), ("😀", " ")]
)
def test_digits_and_symbols_can_be_letters_in_disguise(character: str, letters: str) -> None:
    assert disguised(character) == letters


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("", ""), ("Good morning", ""), ("Good morning!?..", ""), ("xin chào", ""),
        ("don't do 2", "'2"), ("hell !", "!"), ("!!!", "!!!"), ("see a.b", "."),
        ("a\nb", "\n"), ("chào, bạn", "chào, bạn"),
    ],
)  # fmt: skip
def test_signs_are_what_is_neither_letter_nor_space_nor_the_end(text: str, signs: str) -> None:
    assert signs_in(text) == signs


def test_a_plain_text_is_read_once() -> None:
    assert [view.kind for view in views_of("a calm sentence of words")] == ["plain"]


@given(st.characters(categories=["L"]))
@settings(max_examples=1000, deadline=None)
def test_a_letter_hides_nothing(letter: str) -> None:
    assert PLAIN.read(letter) == DISGUISED.read(letter) == GLUED.read(letter)


def test_letters_that_are_spelled_are_joined() -> None:
    (view,) = [view for view in views_of("well f u c k  y o u now") if view.kind == "spelled"]
    assert " fuck you " in view.letters


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_view_knows_where_its_letters_came_from(text: str) -> None:
    for view in views_of(text):
        letters, offsets = view.trace()
        assert len(letters) == len(offsets)
        again = "".join(letters[n] for n in runs_of(letters, squeezed=view.squeezed))
        assert again == view.letters, view.kind
        assert all(0 <= offset <= len(text) for offset in offsets)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_whatever_is_found_lies_within_the_text(text: str) -> None:
    automaton = Automaton([Term("fuck"), Term("shit", "substring"), Term("cứt", language="vi")])
    for _, hit in automaton.find(text + " f.u.c.k sh1t"):
        assert 0 <= hit.start < hit.end <= len(text) + 13


def test_a_view_is_squeezed_only_where_letters_repeat() -> None:
    assert not View.of("plain", "", " all is well ").squeezed
    assert View.of("plain", "", " weeelll ").letters == " wel "
