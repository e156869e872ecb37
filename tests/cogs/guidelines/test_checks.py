"""What shows only when all sections are read together."""

from pathlib import Path

import pytest

from bot.features import discover
from bot.settings import read_document
from bot.settings.assembly import build_document_model
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.checks import doubts
from tests.cogs.guidelines.documents import one, read, refused

ROOT = Path(__file__).parents[3]
PRESETS = sorted((ROOT / "data" / "presets").glob("*.yml"))
ON = "features: {guidelines: {}}\n"


def doubted(text: str) -> list[str]:
    return [f"{'.'.join(map(str, found.at))}: {found}" for found in doubts(read(text))]


def test_a_guideline_that_fails_its_own_tests_is_refused_for_each_of_them() -> None:
    problems = refused(
        one(
            "detect: [words: {terms: [rhubarb]}]",
            'must_flag: ["rhubarb pie", "apple pie"]',
            'must_pass: ["apple pie", "the rhubarb blooms"]',
        )
    )
    assert problems == [
        'guidelines[0].must_flag[1]: "one" must flag this, and does not.',
        'guidelines[0].must_pass[1]: "one" must leave this alone, and flags "rhubarb".',
    ]


def test_a_test_is_about_its_own_guideline_alone() -> None:
    text = (
        "guidelines:\n"
        "  - {id: a, title: A, detect: [words: {terms: [apple]}], must_pass: [rhubarb]}\n"
        "  - {id: b, title: B, detect: [words: {terms: [rhubarb]}], must_pass: [apple]}\n"
    )
    assert refused(text) == []


def test_lists_of_the_community_are_known_by_name() -> None:
    lists = "lists: {plants: {terms: [rhubarb]}}\n"
    text = one("detect: [words: {list: plants}]", "must_flag: [rhubarb]")
    assert refused(lists + text) == []
    (problem,) = refused(lists + text.replace("plants}", "plant}"))
    assert "guidelines[0].detect[0].words.list" in problem
    assert 'Did you mean "plants"?' in problem


def test_lists_of_domains_and_of_words_are_told_apart() -> None:
    lists = "lists: {plants: {terms: [rhubarb]}, phishing: {file: phishing.txt}}\n"
    assert refused(lists + one("detect: [links: {deny_lists: [phishing]}]")) == []
    (problem,) = refused(lists + one("detect: [links: {deny_lists: [fishing]}]"))
    assert "guidelines[0].detect[0].links.deny_lists[0]" in problem
    assert 'Did you mean "phishing"?' in problem
    assert refused(lists + one("detect: [links: {deny_lists: [plants]}]"))
    assert refused(lists + one("detect: [words: {list: phishing}]"))


def test_what_is_allowed_wins() -> None:
    text = one("detect: [words: {terms: [rhubarb]}]", "must_flag: [rhubarb]")
    (problem,) = refused(text + "allow: [rhubarb]\n")
    assert "must flag this" in problem


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (one("detect: [zalgo]"), "guidelines: Nothing is looked for yet"),
        (
            ON + one("detect: [pattern: {re2: 'a*'}]"),
            "guidelines.0.detect.0.pattern.re2: This pattern matches every message.",
        ),
        (
            ON + one("detect: [pattern: {re2: '\\w'}]"),
            "guidelines.0.detect.0.pattern.re2: This pattern matches every message.",
        ),
        (
            ON + one("detect: [pattern: {re2: '[aeiou]'}]"),
            "guidelines.0.detect.0.pattern.re2: This pattern matches every message.",
        ),
        (
            ON + one("detect: [words: {terms: [scunthorpe, rhubarb]}]"),
            'guidelines.0.detect.0.words.terms.0: "scunthorpe" is never found',
        ),
        (
            ON + one("detect: [learned: {reads_like: spam}]", "mode: auto", "step: delete"),
            "guidelines.0.mode: The bot does nothing by itself here",
        ),
        (
            ON + one("text: {es: Hola}"),
            'guidelines.0.text: This has no text in "en"',
        ),
        (
            ON + "allow: [fern, rose]\nlists: {plants: {terms: [Fern, rose]}}\n",
            "lists.plants.terms: Nothing of this list is ever found",
        ),
        (
            ON + one("only: {younger_than: 7d}", "exempt: {younger_than: 30d}"),
            "guidelines.0.only: This guideline never applies: nobody",
        ),
        (
            ON + one("only: {younger_than: 7d, older_than: 7d}"),
            "guidelines.0.only: This guideline never applies: nobody",
        ),
        (
            ON + one("exempt: {younger_than: 7d, older_than: 1d}"),
            "guidelines.0.exempt: This guideline never applies: nobody",
        ),
        (
            ON + one("detect: [zalgo]", "mode: auto", "step: kick"),
            "guidelines.0.mode: The bot takes no step but delete and timeout",
        ),
        (
            ON + "allow: [Rhubarb]\n" + one("detect: [words: {terms: [apple, rhubarb]}]"),
            'guidelines.0.detect.0.words.terms.1: "rhubarb" is never found',
        ),
        (
            ON + one("detect: [links: {deny: [a.b.example], allow: [b.example]}]"),
            'guidelines.0.detect.0.links.deny.0: "a.b.example" is never flagged',
        ),
        (
            ON + one("detect: [zalgo]", "mode: auto", "step: ban"),
            "guidelines.0.mode: The bot takes no step but delete and timeout",
        ),
        (
            ON + one("only: {channels: ['#a']}", "exempt: {channels: ['#a', '#b']}"),
            "guidelines.0.exempt.channels: This guideline never applies",
        ),
    ],
)
def test_what_is_hardly_meant_is_noted(text: str, doubt: str) -> None:
    (found,) = doubted(text)
    assert found.startswith(doubt)


def test_a_list_that_is_allowed_in_part_still_finds_the_rest() -> None:
    assert doubted(ON + "allow: [fern]\nlists: {plants: {terms: [fern, rose]}}\n") == []


def test_what_is_meant_is_not_doubted() -> None:
    text = ON + one("detect: [links: {deny: [bad.example]}]", "mode: auto", "step: timeout 1h")
    assert doubted(text + "allow: [rhubarb]\n") == []


@pytest.mark.parametrize("preset", PRESETS, ids=lambda path: path.stem)
def test_presets_prove_themselves_and_leave_no_doubt(preset: Path) -> None:
    features = [package.feature for package in discover()]
    document = read_document(preset.read_text("utf-8"), build_document_model(features), preset.name)
    agreement = agreement_of(document)
    assert agreement.is_enforced
    assert any(guideline.must_flag for guideline in agreement.guidelines)
    assert [str(found) for found in doubts(document)] == []


def test_the_same_guidelines_share_an_engine() -> None:
    text = one("detect: [words: {terms: [rhubarb]}]")
    assert agreement_of(read(text)).engine is agreement_of(read(text)).engine
    other = text.replace("rhubarb", "apple")
    assert agreement_of(read(text)).engine is not agreement_of(read(other)).engine
