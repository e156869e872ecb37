"""What of a guideline Discord's own AutoMod can look for."""

import pytest
import re2

from bot.services import NativeGuideline
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.native import native
from tests.cogs.guidelines.documents import one, read


def compiled(*lines: str, more: str = "") -> NativeGuideline:
    agreement = agreement_of(read(one(*lines) + more))
    return native(agreement.guidelines[0], agreement)


@pytest.mark.parametrize(
    ("detect", "keywords"),
    [
        ("words: {terms: [rhubarb pie]}", ("rhubarb pie",)),
        ("words: {terms: [rhubarb], match: prefix}", ("rhubarb*",)),
        ("words: {terms: [rhubarb], match: substring}", ("*rhubarb*",)),
        ("words: {list: fruit, match: prefix}", ("rhubarb*", "quince*")),
        ("everyone", ("*@everyone", "*@here")),
    ],
)
def test_words_become_keywords(detect: str, keywords: tuple[str, ...]) -> None:
    found = compiled(f"detect: [{detect}]", more="lists: {fruit: {terms: [rhubarb, quince]}}\n")
    assert found.keywords == keywords


def test_the_gravest_words_of_a_list_come_first() -> None:
    everything = compiled("detect: [words: {list: profanity}]").keywords
    gravest = compiled("detect: [words: {list: profanity, at_least: high}]").keywords
    assert len(gravest) < len(everything)
    assert everything[: len(gravest)] == gravest


def test_patterns_mentions_and_what_is_allowed_are_handed_on() -> None:
    found = compiled(
        "detect: [pattern: {re2: 'a+b'}, mentions: {at_least: 9}, mentions: {at_least: 7}]",
        more="allow: [rhubarb crumble]\n",
    )
    assert (found.patterns, found.mentions) == (["a+b"], 7)
    assert found.allowed[0] == "rhubarb crumble"
    assert len(found.allowed) > 1, "what is innocent in every community goes along"


def test_domains_and_invites_become_patterns() -> None:
    found = compiled(
        "detect: [links: {deny: [casino.example], shorteners: true}, invites: {allow: [python]}]"
    )
    domains, invites = found.patterns
    assert re2.search(domains, "at www.casino.example now")
    assert re2.search(invites, "discord.gg/other")
    assert "discord.gg/python" in found.allowed
    assert found.unfit is None
    assert ["under {setting} alone" in one.text for one in found.beyond] == [True]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("detect: [words: {terms: [rhubarb]}]", "mode: shadow"), "tried out"),
        (("detect: [words: {terms: [rhubarb]}]", "only: {channels: ['#a']}"), "some places"),
        (("detect: [words: {terms: [rhubarb]}]", "exempt: {older_than: 90d}"), "how long"),
        (("detect: [caps, zalgo]",), "nothing that AutoMod"),
    ],
)
def test_what_automod_would_get_wrong_is_left_to_the_bot(
    lines: tuple[str, ...], reason: str
) -> None:
    found = compiled(*lines)
    assert found.unfit is not None
    assert reason in found.unfit.text


def test_what_is_left_to_the_bot_is_named() -> None:
    found = compiled("detect: [caps, words: {terms: [rhubarb]}, invites]")
    assert found.unfit is None
    assert [phrase.values["kinds"] for phrase in found.beyond] == ["caps, invites"]


@pytest.mark.parametrize(
    ("mode", "step", "acts"),
    [("auto", "delete", True), ("auto", "warn", False), ("propose", "delete", False)],
)
def test_whether_the_step_is_taken_without_a_person_is_said(
    mode: str, step: str, acts: bool
) -> None:
    found = compiled("detect: [words: {terms: [rhubarb]}]", f"mode: {mode}", f"step: {step}")
    assert (found.step, found.acts) == (step, acts)
