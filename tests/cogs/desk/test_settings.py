"""The ladder as people write it, and what is hardly meant."""

import pytest

from bot.settings import SettingsInvalid, read_document
from bot.settings.assembly import build_document_model
from bot.settings.document import Document
from cogs.desk import FEATURE
from cogs.desk.checks import doubts, ladder_of

MODEL = build_document_model([FEATURE])


def read(text: str) -> Document:
    return read_document(f"version: 1\n{text}", MODEL)


def test_a_file_without_a_ladder_has_the_usual_one() -> None:
    ladder = ladder_of(read(""))
    steps = [str(step) for step in ladder.steps.values()]
    assert steps == ["remind", "warn", "timeout 1h", "ask"]
    assert [ladder.points.of(one) for one in ("low", "medium", "high")] == [1, 2, 4]


@pytest.mark.parametrize("steps", ["{x: warn}", "{0: warn}", "{1: bann}"])
def test_steps_that_nobody_can_reach_or_take_are_refused(steps: str) -> None:
    with pytest.raises(SettingsInvalid) as refused:
        read(f"ladder: {{steps: {steps}}}\n")
    assert all(one.field.startswith("ladder.steps") for one in refused.value.problems)


def test_a_ladder_that_jumps_to_a_ban_is_noted() -> None:
    (found,) = doubts(read("ladder: {steps: {1: remind, 2: ban}}\n"))
    assert found.at == ("ladder", "steps", "2")


def test_a_ladder_that_leaves_time_is_not_doubted() -> None:
    assert list(doubts(read("ladder: {steps: {1: remind, 3: warn, 9: ban}}\n"))) == []


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("{warn: 'Hello {nam}'}", "features.desk.words.warn"),
        ("{warn: 'until {until}'}", "features.desk.words.warn"),
        ("{timeout: {es: 'Hola {'}}", "features.desk.words.timeout.es"),
        ("{warning: hello}", "features.desk.words.warning"),
    ],
)
def test_words_with_places_that_do_not_exist_are_refused(words: str, field: str) -> None:
    with pytest.raises(SettingsInvalid) as refused:
        read(f"features: {{desk: {{words: {words}}}}}\n")
    assert [one.field for one in refused.value.problems] == [field]


def test_a_timeout_may_say_until_when() -> None:
    read("features: {desk: {words: {timeout: 'until {until}'}}}\n")
