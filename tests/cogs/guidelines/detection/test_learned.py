"""The learned detector: what it takes for what, how it explains itself, and what it may do."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.event import Content
from cogs.guidelines import policy
from cogs.guidelines.detection import Detection
from cogs.guidelines.detection.learned.grams import BITS, letter_grams
from cogs.guidelines.detection.learned.listed import listed
from cogs.guidelines.detection.learned.model import head
from cogs.guidelines.detection.learned.places import place
from cogs.guidelines.detection.learned.reading import READERS
from cogs.guidelines.detection.learned.resembling import resembling
from cogs.guidelines.detection.learned.wording import words_of
from cogs.guidelines.policy import Situation
from cogs.guidelines.settings import Guidelines
from tests.cogs.guidelines.detection.conftest import Finder, compiled, strict
from tests.cogs.guidelines.documents import one

KINDS = tuple(READERS)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WITHOUT_NUMPY = """
import sys
from importlib.machinery import PathFinder

class WithoutNumpy(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name == "numpy" else super().find_spec(name, path, target)

sys.meta_path = [WithoutNumpy if one is PathFinder else one for one in sys.meta_path]

from bot.__main__ import main
main()
"""
"""A program that runs Steward as where the extra is not installed."""


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("hate", "All immigrants are vermin and should be deported"),
        ("harassment", "shut up you stupid ugly idiot"),
        ("profanity", "fuuuckin sh1tbag"),
        ("spam", "CONGRATULATIONS! You have WON a £1000 prize. Call 09061701461 now to claim"),
        ("phishing", "look at https://dlscord-nitro-gift.xyz/claim"),
    ],
)
def test_each_kind_is_recognised(find: Finder, kind: str, text: str) -> None:
    (match,) = find(text, {"learned": {"reads_like": kind}})
    assert match.detector == "learned"
    assert match.why.values["share"] >= 50
    assert match.why.values["pieces"], "it says what spoke for it"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        "Does anyone know why the build fails on the new runner?",
        "My neighbour is a Muslim and we cook together on Fridays",
        "I am gay and proud of it",
        "Kill the process and restart the server, please",
        "The docs are at https://docs.python.org/3/library/asyncio.html",
        "¿Alguien sabe cómo se instala esto en Windows?",
        "Mình mới tham gia, rất vui được gặp mọi người!",
        "Bon dia a tothom, quedem demà a les set?",
        "",
        "?!",
        "123",
    ],
)
def test_ordinary_messages_are_left_alone(find: Finder, kind: str, text: str) -> None:
    assert find(text, {"learned": {"reads_like": kind}}) == []


def test_hate_is_told_from_its_denial(find: Finder) -> None:
    looked_for = {"learned": {"reads_like": "hate"}}
    assert find("I hate all Muslims", looked_for)
    assert not find("I do not hate Muslims", looked_for)
    assert not find("I hate Mondays", looked_for)


@pytest.mark.parametrize(
    ("attack", "harmless"),
    [
        ("women are too stupid to vote", "Saying that women are too stupid to vote is sexist"),
        ("what a bunch of retards", "They called me a cripple at school"),
        ("all gays are disgusting perverts", "Nobody should be beaten for being gay"),
        ("you fucking dyke", "I am a proud dyke, and so is my wife"),
        ("you're such an idiot", "please do not call anybody an idiot"),
        ("are you stupid? shut up", "are you stupid enough to run rm -rf? I was"),
        ("nobody likes you, loser", "you are right, I was wrong"),
        ("do you want to have sex with me", "sex education is taught in year six"),
        ("nobody cares what you think, loser", "nobody knows what you meant, sorry"),
        ("go away, you are so annoying", "go away from the window, it is so cold"),
        ("let me see your naked body", "let me see your latest commit"),
        ("phuckin basterd", "That was a dumb mistake of mine, sorry"),
        ("eres una puta mierda de persona", "la película es una mierda"),
    ],
)
def test_attacks_are_told_from_what_only_sounds_like_them(attack: str, harmless: str) -> None:
    assert Detection.of(strict().examine(Content(text=attack))).matches
    assert not strict().examine(Content(text=harmless))


def test_quoted_lines_and_code_are_not_the_authors_words(find: Finder) -> None:
    looked_for = {"learned": {"reads_like": "harassment"}}
    assert find("shut up you stupid ugly idiot", looked_for)
    assert not find("> shut up you stupid ugly idiot\nplease do not talk like that", looked_for)


def test_the_host_is_shown_where_it_stands(find: Finder) -> None:
    text = "hey, https://steamcommunlty-gift.ru/x"
    (match,) = find(text, {"learned": {"reads_like": "phishing"}})
    assert text[match.start : match.end] == "steamcommunlty-gift.ru"


def test_more_certainty_can_be_asked_for(find: Finder) -> None:
    text = "All immigrants are vermin and should be deported"
    sure = head("hate").probability(text)
    assert find(text, {"learned": {"reads_like": "hate", "at_least": sure - 0.0001}})
    assert not find(text, {"learned": {"reads_like": "hate", "at_least": sure + 0.0001}})


def test_it_never_acts_by_itself() -> None:
    written = [
        {"id": "rule", "title": "Rule", "mode": "auto", "step": "delete",
         "detect": [{"learned": {"reads_like": "harassment"}}]}
    ]  # fmt: skip
    agreed = Guidelines.model_validate(written, strict=False)
    matches = compiled({"learned": {"reads_like": "harassment"}}).examine(
        Content(text="shut up you stupid ugly idiot")
    )
    (found,) = Detection.of(matches).matches.values()
    assert not policy.may_act(agreed.root[0], found)
    situation = Situation(now=NOW, written_at=NOW, author_id=1)
    (flag,) = policy.judge(agreed.root, matches, situation)
    assert (flag.state, flag.act) == ("open", None)


def test_a_missing_extra_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    asked = tmp_path / "guidelines.yml"
    asked.write_text(one("detect: [{learned: {reads_like: harassment}}]"))
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_NUMPY, "check", str(asked)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "pip install steward[learned]" in " ".join(told.stderr.split())


def test_the_weights_are_small_and_say_what_they_were_trained_on() -> None:
    here = place()
    told = json.loads((here / "heads.json").read_text())
    assert set(told) == set(KINDS)
    for kind in KINDS:
        assert (here / f"{kind}.weights").stat().st_size == 1 << BITS
        assert all(len(digest) == 64 for digest in told[kind]["trained_on"].values())
    assert not any(name.startswith("nc_") for one in told.values() for name in one["trained_on"])


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
@pytest.mark.parametrize("kind", KINDS)
def test_any_text_gets_a_probability(kind: str, text: str) -> None:
    assert 0.0 <= head(kind).probability(text) <= 1.0
    head(kind).strongest(text)


def test_models_of_speech_read_the_beginning_of_a_long_text(find: Finder) -> None:
    looked_for = {"learned": {"reads_like": "harassment"}}
    attack, patience = "shut up you stupid ugly idiot. ", "the build takes a while today. " * 40
    assert find(attack * 30, looked_for)
    assert find(attack * 30 + patience, looked_for)
    assert not find(patience + attack, looked_for)


def test_runs_of_letters_do_not_span_words() -> None:
    text = " to be "
    runs = {
        text[start : start + grams.length]
        for grams in letter_grams(text, 1)
        for start in grams.starts
        if grams.length > 2
    }
    assert runs == {" to", "to ", " to ", " be", "be ", " be "}


def test_the_same_letters_fall_into_the_same_bucket_wherever_they_stand() -> None:
    short, long = (list(letter_grams(text, 1))[2] for text in (" abc ", " xabc "))
    assert np.isin(short.buckets[short.starts == 1], long.buckets)


@pytest.mark.parametrize(
    ("written", "kind"),
    [("wmen", "group"), ("h4te", "hate"), ("mus lims", "group"), ("ihatemuslims", "hate")],
)
def test_misspelled_words_keep_their_kind(written: str, kind: str) -> None:
    assert kind in {found for _, found in words_of(written)}


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("you f4gg0t", "slurs high after you"),
        ("f u c k", "profanity medium despaced"),
        ("bullshitter", "profanity medium within a word"),
        ("good morning", "nothing of 2"),
    ],
)
def test_listed_words_are_read_with_what_stands_around_them(text: str, feature: str) -> None:
    assert feature in list(listed(text, ()))


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("asshoel", "other medium"),
        ("bytchez", "sounds medium"),
        ("wankar", "other medium"),
        ("bullshitfuck", "joined"),
    ],
)
def test_words_that_resemble_listed_ones_say_how(text: str, feature: str) -> None:
    assert feature in list(resembling(text))
