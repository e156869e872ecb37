"""What may stand in the sections of the guidelines, and what people are told otherwise."""

from datetime import timedelta

import pytest

from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.detector_choice import KINDS
from cogs.guidelines.detector_settings import Everyone, Links, Words, Zalgo
from cogs.guidelines.settings import Step
from tests.cogs.guidelines.documents import one, read, refused


def test_a_guideline_needs_an_id_and_a_title_and_nothing_else() -> None:
    (guideline,) = agreement_of(read(one())).guidelines
    assert (guideline.mode, guideline.severity, str(guideline.step)) == (
        "propose",
        "medium",
        "remind",
    )
    assert refused("guidelines:\n  - title: One\n") == ['guidelines[0].id: "id" is missing here.']


def test_a_file_without_guidelines_has_none() -> None:
    agreement = agreement_of(read(""))
    assert agreement.guidelines == ()
    assert [str(step) for step in agreement.ladder.steps.values()] == [
        "remind",
        "warn",
        "timeout 1h",
        "ask",
    ]


def test_a_detector_is_written_with_its_settings_or_as_its_name_alone() -> None:
    text = one("detect: [zalgo, {everyone: }, words: {list: profanity}]")
    (guideline,) = agreement_of(read(text)).guidelines
    assert guideline.detectors == (Zalgo(), Everyone(), Words(list="profanity"))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[wrods]", 'detect[0]: "wrods" is not one of the choices here. Did you mean "words"?'),
        ("[{wrods: {}}]", 'There is no setting called "wrods" here. Did you mean "words"?'),
        ("[words]", 'detect[0]: Say what "words" is to look for.'),
        ("[{words: {}}]", "Name a list or terms to look for"),
        ("[{zalgo: {}, caps: {}}]", "Name one detector in each entry"),
        ("[{}]", "Name one detector in each entry"),
        ("[{words: {terms: ['']}}]", "is too short to look for"),
        ("[{words: {terms: [a]}}]", "is too short to look for"),
        ("[{words: {terms: [The]}}]", "stands in every other message"),
        ("[{words: {list: profinity}}]", 'There is no word list called "profinity". Did you mean'),
        ("[{links: {}}]", "Nothing would be flagged"),
        ("[{links: {deny: ['https://a.example/b']}}]", "is no domain"),
        ("[{attachments: {}}]", "Name types or names of files"),
        ("[{repeated: {within: soon}}]", "is not a length of time"),
        ("[{mentions: {at_least: 0}}]", "This must be at least 1"),
        ("[{pattern: {re2: 'a(?=b)'}}]", "(?= at character 2 looks ahead or behind"),
        ("[{pattern: {re2: '(?<!a)b'}}]", "(?<! at character 1 looks ahead or behind"),
        ("[{pattern: {re2: '(a)\\1'}}]", "A pattern cannot refer back"),
        ("[{pattern: {re2: '(a'}}]", "This is no pattern that RE2 reads: missing )"),
    ],
)
def test_what_cannot_be_looked_for_is_told_at_its_place(written: str, told: str) -> None:
    (problem,) = refused(one(f"detect: {written}"))
    assert told in problem
    assert problem.startswith("guidelines[0].detect[0]")


def test_mistakes_of_several_guidelines_are_told_at_once() -> None:
    problems = refused(
        "guidelines:\n"
        "  - {id: One, title: One, step: bann}\n"
        "  - {id: two, title: {xx: Two}, mode: off}\n"
        "  - {id: three, title: Three, must_flag: [hello]}\n"
        "ladder: {steps: {x: warn}}\n"
    )
    assert [problem.partition(":")[0] for problem in problems] == [
        "guidelines[0].id",
        "guidelines[0].step",
        "guidelines[1].title.xx",
        "guidelines[1].mode",
        "guidelines[2].must_flag",
        "ladder.steps.x",
    ]
    assert 'Did you mean "ban"?' in problems[1]


def test_two_guidelines_cannot_share_an_id() -> None:
    text = "guidelines:\n  - {id: one, title: A}\n  - {id: one, title: B}\n"
    assert refused(text) == ['guidelines[1].id: There is another guideline called "one".']


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("remind", Step("remind")),
        ("Ask a moderator", Step("ask")),
        ("timeout 1h", Step("timeout", timedelta(hours=1))),
        ("timeout of 28d", Step("timeout", timedelta(days=28))),
        ("ban", Step("ban")),
    ],
)
def test_steps_are_written_as_people_say_them(written: str, step: Step) -> None:
    assert Step.parse(written) == step
    assert Step.parse(str(step)) == step


@pytest.mark.parametrize("written", ["timeout", "timeout 0s", "timeout 29d", "shout", ""])
def test_steps_that_nobody_can_take_are_refused(written: str) -> None:
    (problem,) = refused(one(f'step: "{written}"'))
    assert problem.startswith("guidelines[0].step")


def test_domains_are_read_as_people_paste_them() -> None:
    text = one("detect: [links: {deny: ['*.Casino.example', 'www.a.example/']}]")
    (guideline,) = agreement_of(read(text)).guidelines
    (links,) = guideline.detectors
    assert isinstance(links, Links)
    assert links.deny == ("casino.example", "a.example")


def test_choices_are_equal_when_they_look_for_the_same() -> None:
    first, second, third = (
        agreement_of(read(one(f"detect: [{written}]"))).guidelines[0]
        for written in ("zalgo", "{zalgo: {}}", "everyone")
    )
    assert first.detect == second.detect
    assert hash(first.detect) == hash(second.detect)
    assert first.detect != third.detect


def test_every_detector_says_what_it_is() -> None:
    assert all(kind == model.kind and model.__doc__ for kind, model in KINDS.items())
