"""The engine as a whole: it never stalls, never crashes, and is shared."""

import json
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.worst_messages import SLOW_PIECES, worst_message
from bot.messages.event import Content
from cogs.guidelines.detection import Detection, WordLists
from tests.cogs.guidelines.detection.conftest import strict


@given(st.text(max_size=300))
@settings(max_examples=400, deadline=None)
def test_no_text_crashes_it(text: str) -> None:
    for match in strict().examine(Content(text=text)):
        assert 0 <= match.start <= match.end <= len(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800 \udfff", "\x00", "a\ufffe", "\u202etxet", "İ" * 9]
)
def test_odd_texts_do_not_crash_it(text: str) -> None:
    strict().examine(Content(text=text))


@pytest.mark.parametrize("kind", SLOW_PIECES)
def test_long_texts_do_not_stall_it(kind: str) -> None:
    content = Content(text=worst_message(kind, 4000))
    strict().examine(content)
    begun = time.perf_counter()
    strict().examine(content)
    taken = time.perf_counter() - begun
    sys.stdout.write(f"{kind}: {taken * 1000:.2f} ms for {len(content.text)} characters" + "\n")
    assert taken < 1


def test_patterns_are_found_with_their_places(find) -> None:
    (match,) = find("Ünder: Free  NITRO here", {"pattern": {"re2": r"free\s+nitro"}})
    assert (match.start, match.end, match.excerpt) == (7, 18, "Free  NITRO")


def test_a_list_that_does_not_exist_is_an_error(find) -> None:
    with pytest.raises(KeyError):
        find("x", {"words": {"list": "nonsense"}})


def test_shipped_lists_are_there_in_eight_languages() -> None:
    lists = WordLists.shipped()
    assert {"profanity", "slurs"} <= set(lists.names)
    assert "allow" not in lists.names
    for language in ("en", "es", "it", "ca", "vi", "de", "fr", "pt"):
        for name in ("profanity", "slurs"):
            own = [term for term in lists.terms(name, [language]) if term.language == language]
            assert len(own) >= 30, (language, name)
    assert len(lists.terms("profanity", ["en"], "high")) < len(lists.terms("profanity", ["en"]))


def test_a_list_of_ones_own_takes_its_place_beside_them() -> None:
    class Own:
        terms = ("crypto giveaway",)
        language = None

    lists = WordLists.shipped().with_own({"scams": Own()})
    assert [term.text for term in lists.terms("scams")] == ["crypto giveaway"]


LIMITS = {
    "benign_irc_en": 0.006,
    "benign_misc_en": 0.001,
    "benign_misc_multi": 0.002,
    "benign_sentences_multi": 0.002,
}


@pytest.mark.skipif("DETECTION_DATA" not in os.environ, reason="needs DETECTION_DATA, a folder")
@pytest.mark.parametrize("name", LIMITS)
def test_benign_messages_are_left_alone(name: str) -> None:
    file = Path(os.environ["DETECTION_DATA"]) / f"{name}.jsonl"
    texts = [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()]
    flagged = [text for text in texts if Detection.of(strict().examine(Content(text=text))).matches]
    sys.stdout.write(f"{name}: {len(flagged)} of {len(texts)} flagged" + "\n")
    assert len(flagged) / len(texts) <= LIMITS[name]


@pytest.mark.skipif("DETECTION_DATA" not in os.environ, reason="needs DETECTION_DATA, a folder")
def test_the_edges_of_unicode_crash_nothing() -> None:
    file = Path(os.environ["DETECTION_DATA"]) / "unicode_edge.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    found = {row["id"]: strict().examine(Content(text=row["text"])) for row in rows}
    zalgo = [row for row in rows if row["label"] == "zalgo"]
    assert all(any(m.detector == "zalgo" for m in found[row["id"]]) for row in zalgo)
