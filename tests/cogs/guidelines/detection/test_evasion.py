"""Disguised words are seen, innocent ones are left alone."""

import importlib.util
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.messages.event import Content
from cogs.guidelines.detection import Engine
from tests.cogs.guidelines.detection.conftest import compiled, strict

_spec = importlib.util.spec_from_file_location("evasions", Path(__file__).with_name("evasions.py"))
assert _spec
assert _spec.loader
evasions = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(evasions)


@cache
def lists() -> Engine:
    return compiled(
        *({"words": {"list": name, "at_least": "medium"}} for name in ("profanity", "slurs"))
    )


either = pytest.mark.parametrize("engine", [lists, strict])


def is_flagged(engine: Callable[[], Engine], text: str) -> bool:
    return bool(engine().examine(Content(text=text)))


def test_there_are_twenty_techniques_and_fifty_words() -> None:
    assert len(evasions.TECHNIQUES) == 20
    assert len(set(evasions.WORDS)) == 50
    assert len(evasions.INNOCENT) == 285


@either
def test_nearly_every_disguised_word_is_seen(engine: Callable[[], Engine]) -> None:
    missed = [
        (name, disguise(word))
        for name, disguise in evasions.TECHNIQUES.items()
        for word in evasions.WORDS
        if not is_flagged(engine, f"you {disguise(word)} there")
    ]
    sys.stdout.write(f"recall {1 - len(missed) / 1000:.3f}, missed: {missed}" + "\n")
    assert len(missed) <= 20


@pytest.mark.parametrize("name", evasions.TECHNIQUES)
def test_no_technique_works_on_more_than_a_few_words(name: str) -> None:
    disguise = evasions.TECHNIQUES[name]
    missed = [word for word in evasions.WORDS if not is_flagged(lists, disguise(word))]
    assert len(missed) <= 5, missed


@either
def test_innocent_words_are_left_alone(engine: Callable[[], Engine]) -> None:
    hit = [word for word in evasions.INNOCENT if is_flagged(engine, f"see {word} today")]
    sys.stdout.write(f"benign hits: {hit}" + "\n")
    assert len(hit) <= 3
