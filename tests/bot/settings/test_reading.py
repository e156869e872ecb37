"""What people write into guidelines.yml, and what they are told."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.settings.load import read_document, read_text
from bot.settings.problems import Problem, SettingsInvalid
from tests.bot.settings.example_features import Model

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789"


def problems_in(text: str) -> list[Problem]:
    with pytest.raises(SettingsInvalid) as raised:
        read_document(text, Model)
    return list(raised.value.problems)


def greeting(line: str) -> str:
    return f"features:\n  greeting:\n    {line}\n"


def test_a_complete_file_is_read() -> None:
    document = read_document(
        """
        version: 1
        community: {name: Riverside, language: es, timezone: Europe/Madrid, staff: [Moderators]}
        features:
          greeting:
            channel: 123456789012345678
            text: {en: "Hi {member}", es: "Hola {member}"}
            names: {1: one}
          digest: {channel: "#team"}
        extra: {title: Do it}
        """,
        Model,
    )
    assert document.community.name == "Riverside"
    assert [role.name for role in document.community.staff.moderators] == ["Moderators"]
    own = document.features.greeting  # type: ignore[attr-defined]  # made from the features
    assert own.channel.id == 123456789012345678
    assert own.text.in_("es") == "Hola {member}"
    assert own.text.in_("ca") == "Hi {member}"
    assert own.names == {1: "one"}


def test_a_named_feature_is_on_and_one_that_is_not_named_is_off() -> None:
    document = read_document("features:\n  greeting:\n", Model)
    own, other, right = (document.feature(name) for name in ("greeting", "digest", "export"))
    assert own is not None
    assert own.enabled
    assert other is None
    assert right is not None
    assert right.enabled


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", None, None, "The file is empty"),
        ("# nothing but a comment\n", None, None, "The file is empty"),
        ("- a\n- b\n", 1, 1, "not a list"),
        ('"\\ud800": 1', 1, 1, "half of a character"),
        ('community: {name: "\\ud800"}', 1, 19, "half of a character"),
        ("[a, b]: 1", 1, 1, "must be plain text"),
        ("version 1\n", 1, 1, "Write settings here (name: value)"),
        ("community:\n\tname: x\n", 2, 1, "indented with a tab"),
        ("version: 1\nversion: 1\n", 2, 1, '"version" stands here twice, first in line 1'),
        ("community:\n  name: a: b\n", 2, 10, "a colon too many"),
        ("community:\n  name: 'a\n", 2, 9, "begins with a quote and never ends"),
        ("community: [a\n", 1, 12, "not closed properly with ]"),
        ("community: @me\n", 1, 12, "cannot begin with @"),
        ("a: 1\n---\nb: 2\n", 2, 1, "A second document"),
        ("community: *nope\n", 1, 12, "no & gives"),
        ("community:\n  name: \x07\n", 2, 9, "invisible control character"),
        (greeting('text: "\\q"'), 3, 13, "A backslash has a meaning"),
        (greeting("channel: #welcome"), 3, 14, 'Put quotes around "#welcome"'),
        (greeting("steps:\n      - #help"), 4, 9, 'Put quotes around "#help"'),
        (greeting("text: {member}"), 3, 5, "Put quotes around a text with braces"),
        (greeting("text: !secret x"), 3, 11, "Tags such as !this"),
        (greeting("chanel: x"), 3, 5, 'Did you mean "channel"?'),
        (greeting("timezone: x"), 3, 5, 'It belongs under "community"'),
        (greeting("delay: 5"), 3, 12, 'Did you mean "5m"?'),
        (greeting("delay: 5s"), 3, 12, 'at least "1m", not "5s"'),
        (greeting("delay: later"), 3, 12, "is not a length of time"),
        (greeting("enabled: yes"), 3, 14, 'Did you mean "true"?'),
        (greeting("mode: propos"), 3, 11, 'Did you mean "propose"?'),
        (greeting("mode: loud"), 3, 11, "Allowed: shadow, propose."),
        (greeting("channel: true"), 3, 14, 'such as "#welcome", not true'),
        (greeting("names: {x: a}"), 3, 13, "Write a whole number here"),
        (greeting("steps: {a: 1}"), 3, 5, "Write a list here"),
        (greeting("steps: [{title: x, minutes: 11}]"), 3, 33, "at most 10, not 11"),
        (greeting("steps: [{minutes: 1}]"), 3, 13, '"title" is missing here'),
        (greeting("hint: {minutes: 1}"), 3, 5, '"title" is missing here'),
        (greeting("hint: 3"), 3, 11, 'Put quotes around it: "3"'),
        (greeting('text: "Hi {membr}"'), 3, 11, 'Did you mean "{member}"?'),
        (greeting('text: "Hi { you"'), 3, 11, "Write {{ to show one brace"),
        (greeting(f'text: "{"x" * 2001}"'), 3, 11, "has 2001 characters"),
        (greeting('text: ""'), 3, 11, "This text is empty"),
        (greeting("text: {xx: a}"), 3, 12, '"xx" is not one of the languages'),
        (greeting("discord_token: x"), 3, 5, "A token does not belong into this file"),
        ("community: {language: Spanish}", 1, 23, 'Did you mean "es"?'),
        ("community: {timezone: Madrid}", 1, 23, 'Did you mean "Europe/Madrid"?'),
        ("community: {timezone: Europe/Madird}", 1, 23, 'Did you mean "Europe/Madrid"?'),
        ("community: {open_hours: Funday}", 1, 25, '"Funday" is not a day of the week'),
        ("community: {staff: Mods}", 1, 20, "Write a group of settings here"),
        ("community: {staff: [Mods, {a: b}]}", 1, 27, "Write a role"),
        ("features: {digest: {}}", 1, 12, '"channel" is missing here'),
        ("features: {digest: {channel: x, watch: ['#x']}}", 1, 21, "#x is itself watched"),
        ("version: 2", 1, 10, "Allowed: 1."),
        ("a: &a [*a]", None, None, "nested too deeply"),
        ("\n" + "[ " * 5000, 2, None, "nested too deeply"),
        ("- " * 5000, 1, None, "nested too deeply"),
        ("community: [[", 1, 14, "closing bracket"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    text: str, line: int | None, column: int | None, words: str
) -> None:
    problem = problems_in(text)[0]
    assert words in problem.message()
    if line is not None:
        assert (problem.line, problem.column) == (line, column)


def test_every_mistake_is_told_once_and_in_reading_order() -> None:
    problems = problems_in(
        """\
comunity: 3
community:
  language: english
  staff: Moderators
features:
  greeting:
    channel: "#a"
    channel: "#b"
    text: {en: "Hi {membr}", xx: "e"}
    steps:
      - {titel: 5}
  digest:
    at: 09:00
"""
    )
    assert [(problem.line, problem.field) for problem in problems] == [
        (1, "comunity"),
        (3, "community.language"),
        (4, "community.staff"),
        (8, "features.greeting.channel"),
        (9, "features.greeting.text.xx"),
        (11, "features.greeting.steps[0].title"),
        (11, "features.greeting.steps[0].titel"),
        (12, "features.digest.channel"),
        (13, "features.digest.at"),
    ]


def test_every_line_with_a_tab_is_named() -> None:
    assert [problem.line for problem in problems_in("a:\n\tb: 1\n\tc: 2\n")] == [2, 3]


def test_every_mistake_of_a_template_is_told() -> None:
    problems = problems_in(greeting('text: {en: "{a} {b}", es: "{c}"}'))
    assert [problem.values["placeholder"] for problem in problems] == ["{a}", "{b}", "{c}"]
    assert problems[2].field == "features.greeting.text.es"


def test_aliases_that_multiply_are_refused_quickly() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert "aliases (*) multiply" in problems_in("\n".join(lines))[0].message()


def test_a_name_given_to_two_anchors_is_read_without_a_word() -> None:
    text = "community: {name: &a One}\nextra: {title: &a Two, minutes: 3}\n"
    assert read_document(text, Model).community.name == "One"


def test_a_text_folded_over_several_lines_is_one_line() -> None:
    document = read_document("community:\n  name: >-\n    River\n    side\n    Makers\n", Model)
    assert document.community.name == "River side Makers"


def test_an_anchor_used_twice_and_a_merge_are_read() -> None:
    document = read_document(
        "extra: &step {title: Do it, minutes: 4}\n"
        "features: {greeting: {steps: [*step, {<<: *step, minutes: 5}]}}",
        Model,
    )
    steps = document.features.greeting.steps  # type: ignore[attr-defined]  # made from the features
    assert [(step.title.in_("en"), step.minutes) for step in steps] == [("Do it", 4), ("Do it", 5)]


@pytest.mark.parametrize(
    "text",
    [
        f"community: {{name: {TOKEN}}}",
        f"# {TOKEN}\ncommunity: {{}}",
        f"{TOKEN}: 1",
        f"community: [{TOKEN}",
        f"community: {{timezone: {TOKEN}, language: {TOKEN}}}",
    ],
)
def test_a_token_is_refused_and_never_repeated(text: str) -> None:
    problems = problems_in(text)
    assert any("reset it on the Developer Portal" in problem.message() for problem in problems)
    assert not any(TOKEN[:12] in str(problem) for problem in problems)


def test_a_long_value_is_shortened_in_the_message() -> None:
    assert len(problems_in(greeting(f"mode: {'x' * 9000}"))[0].message()) < 200


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"community: {name: \xff}", "not saved as UTF-8"),
        ("version: 1".encode("utf-16"), "saved as UTF-16"),
        (b"#" * (1024 * 1024 + 1), "at most 1048576 are read"),
    ],
)
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, raw: bytes, words: str) -> None:
    path = tmp_path / "guidelines.yml"
    path.write_bytes(raw)
    with pytest.raises(SettingsInvalid, match=words):
        read_text(path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "guidelines.yml"
    path.write_bytes(b"\xef\xbb\xbfversion: 1\r\ncommunity:\r\n  name: Us\r\n")
    assert read_document(read_text(path), Model).community.name == "Us"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="There is no such file"):
        read_text(tmp_path / "guidelines.yml")
    with pytest.raises(SettingsInvalid, match="This is a folder"):
        read_text(tmp_path)
    with pytest.raises(SettingsInvalid, match="cannot be read"):
        read_text(tmp_path / "a\0b")


def test_a_problem_can_be_said_in_another_language() -> None:
    problem = problems_in(greeting("steps: {a: 1}"))[0]
    said = problem.message(lambda msgid, **values: f"<{msgid.format(**values)}>")
    assert said == "<Write a list here, such as [first, second], not <a group of settings>.>"


FRAGMENTS = """
community: |features: |greeting: |  |- |{|}|[|]|: |#|*a|&a |name|channel|1|true|null|'|"|
|\t|<<: |!|é|\\|steps|text|{member}|at|2026-01-01|0x1f|1e999|.nan|---|staff|"\\ud800"|? |>
""".strip("\n").split("|")
garbage = st.lists(st.sampled_from([*FRAGMENTS, "\n", "|"]), max_size=30).map("".join)


def told(text: str) -> list[Problem]:
    try:
        read_document(text, Model)
    except SettingsInvalid as invalid:
        return list(invalid.problems) or [Problem("", "")]
    return []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text() | garbage)
def test_whatever_is_written_is_read_or_refused_in_words(text: str) -> None:
    assert all(problem.message().strip() for problem in told(text))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
known = st.sampled_from(["channel", "delay", "text", "steps", "mode", "hint", "names", "enabled"])


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(known, values, max_size=4))
def test_whatever_stands_behind_a_known_name_is_read_or_refused_there(
    own: dict[str, object],
) -> None:
    problems = told(json.dumps({"features": {"greeting": own}}))
    assert all(problem.line == 1 for problem in problems)
