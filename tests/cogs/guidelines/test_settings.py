"""What may stand in the sections of the guidelines, and what people are told otherwise."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.settings.steps import Step
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.detector_settings import KINDS, Everyone, Links, Pattern, Words, Zalgo
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
        ("[{pattern: {re2: ''}}]", "This text is empty"),
    ],
)
def test_what_cannot_be_looked_for_is_told_at_its_place(written: str, told: str) -> None:
    (problem,) = refused(one(f"detect: {written}"))
    assert told in problem
    assert problem.startswith("guidelines[0].detect[0]")


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("a(?=b)", "(?= at character 2 looks ahead or behind"),
        ("ab(?!c)", "(?! at character 3 looks ahead or behind"),
        ("(?<!a)b", "(?<! at character 1 looks ahead or behind"),
        ("b(?<=a)", "(?<= at character 2 looks ahead or behind"),
        (r"(a)\1", r"\1 at character 4 refers back"),
        (r"(?P<a>b)(?P=a)", "at character 9 refers back"),
        (r"(?P<a>b)\k<a>", r"\k at character 9 refers back"),
        ("a++", "++ at character 2 keeps other engines from stalling"),
        ("x(?>a)", "(?> at character 2 keeps other engines from stalling"),
        ("b(a", "This is no pattern that RE2 reads, from character 1 on: missing )"),
        ("ab[", "from character 3 on: missing ]"),
        ("a**", "from character 2 on: bad repetition operator"),
        ("a{9999}", "from character 2 on: invalid repetition size"),
        ("a\\", "no pattern that RE2 reads"),
        (r"(?#a)\(?=", "from character 1 on: invalid"),
    ],
)
def test_patterns_that_re2_refuses_are_told_with_their_place_and_what_to_do(
    pattern: str, told: str
) -> None:
    (problem,) = refused(one("detect: [{pattern: {re2: '" + pattern + "'}}]"))
    assert told in problem


@given(st.text(st.sampled_from("ab(?=!<>P)[]{}1,2\\^$*+|.k#:é"), min_size=1, max_size=20))
def test_any_pattern_is_taken_or_refused_with_a_reason(pattern: str) -> None:
    try:
        Pattern(re2=pattern)
    except ValidationError as error:
        (details,) = error.errors()
        assert str(details["ctx"]["error"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("guidelines: be nice\n", "guidelines: Write a list"),
        ("guidelines: {be-kind: {title: Be kind}}\n", "guidelines: Write a list"),
        ("guidelines: [be nice]\n", "guidelines[0]: "),
        ("guidelines: [{title: {xx: Kind}, id: a}]\n", "guidelines[0].title.xx"),
        ("guidelines: [{title: {es: ''}, id: a}]\n", "guidelines[0].title.es: This text is empty"),
        ("guidelines: [{title: {}, id: a}]\n", "guidelines[0].title"),
        ("ladder: 3\n", "ladder: "),
        ("lists: [a]\n", "lists: "),
        ("allow: rhubarb\n", "allow: "),
    ],
)
def test_valid_yaml_that_is_no_guidelines_is_told_at_its_place(text: str, told: str) -> None:
    (problem,) = refused(text)
    assert problem.startswith(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("allow: [" + "rhubarb, " * 600_000 + "]\n", "more than"),
        ("allow: &all [*all]\n", "nested too deeply"),
        ("allow: &all\n  - *all\n", "nested too deeply"),
    ],
    ids=["5 MB", "a cycle", "a cycle in a block"],
)
def test_what_could_fill_the_memory_is_refused(text: str, told: str) -> None:
    (problem,) = refused(text)
    assert told in problem


def test_a_guideline_is_read_in_another_language_where_there_is_no_text_in_ones_own() -> None:
    written = "title: {es: Sé amable, en: Be kind}\n    text: {es: Siempre.}"
    document = read("guidelines:\n  - id: kind\n    " + written + "\n")
    (guideline,) = agreement_of(document).guidelines
    assert guideline.title.in_("vi") == "Be kind"
    assert guideline.text is not None
    assert guideline.text.in_("vi") == "Siempre."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{}", "Write terms for a list of words"),
        ("{terms: []}", "Write terms for a list of words"),
        ("{terms: [plum], file: a.txt}", "Write terms for a list of words"),
        ("{url: 'http://lists.example/a'}", "begins with https://"),
        ("{url: 'file:///etc/passwd'}", "begins with https://"),
        ("{url: 'https://'}", "begins with https://"),
        ("{url: 'https://me:secret@lists.example/'}", "begins with https://"),
        ("{url: 'https://lists.example:port/'}", "begins with https://"),
        ("{url: 'https://[::1'}", "begins with https://"),
        ("{file: /etc/passwd}", "beside guidelines.yml"),
        ("{file: ../secret.txt}", "beside guidelines.yml"),
        ("{file: .env}", "beside guidelines.yml"),
        ("{file: a.txt, refresh: 1m}", "every ten minutes"),
    ],
)
def test_lists_come_from_where_they_may(written: str, told: str) -> None:
    (problem,) = refused(f"lists: {{mine: {written}}}\n")
    assert told in problem


def test_mistakes_of_several_guidelines_are_told_at_once() -> None:
    problems = refused(
        "guidelines:\n"
        "  - {id: One, title: One, step: bann}\n"
        "  - {id: two, title: {xx: Two}, mode: off}\n"
        "  - {id: three, title: Three, must_flag: [hello]}\n"
    )
    assert [problem.partition(":")[0] for problem in problems] == [
        "guidelines[0].id",
        "guidelines[0].step",
        "guidelines[1].title.xx",
        "guidelines[1].mode",
        "guidelines[2].must_flag",
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
