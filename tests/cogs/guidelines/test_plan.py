"""What a change of the settings does to the guidelines, as facts and in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings.diff import Change, changes_between
from bot.texts.service import Texts
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.plan import Plan, plan_of
from cogs.guidelines.render_plan import counted, plan_lines
from tests.cogs.guidelines.documents import read

KIND = "{id: be-kind, title: {en: Be kind, es: Sé amable}, text: Really., detect: [caps]}"
CALM = "{id: stay-calm, title: Stay calm, detect: [words: {terms: [apple, pear]}]}"


def document(*guidelines: str, more: str = "") -> str:
    lines = "".join(f"  - {one}\n" for one in guidelines)
    return f"features: {{guidelines: {{}}}}\nguidelines:\n{lines}{more}"


def compared(before: str, after: str) -> Plan:
    was, now = read(before), read(after)
    guidelines = agreement_of(was).guidelines, agreement_of(now).guidelines
    return plan_of(changes_between(was, now), *guidelines)


def told(before: str, after: str, language: str = "en") -> list[str]:
    guidelines = [agreement_of(read(text)).guidelines for text in (before, after)]
    t = Texts.load(["bot", "cogs.guidelines"]).in_(language)
    return plan_lines(t, compared(before, after), *guidelines)


def test_what_comes_goes_and_stays_is_told_apart() -> None:
    plan = compared(document(KIND), document(CALM))
    assert (plan.added, plan.removed, plan.changed) == (("stay-calm",), ("be-kind",), ())


def test_a_new_id_under_the_same_title_is_a_new_name() -> None:
    after = KIND.replace("be-kind", "kindness").replace("Really.", "Truly.")
    plan = compared(document(KIND), document(after))
    assert not plan.added
    assert not plan.removed
    assert plan.renamed == {"be-kind": "kindness"}
    assert told(document(KIND), document(after)) == [
        "- **Be kind** (`kindness`), before: `be-kind`",
        "  - wording: Really. → Truly.",
    ]


def test_comments_and_other_settings_are_no_change_of_the_guidelines() -> None:
    assert not compared(document(KIND), "# Hello\n" + document(KIND))
    assert not compared(document(KIND), document(KIND, more="community: {language: es}\n"))


def test_another_order_is_told_for_people_read_it() -> None:
    assert told(document(KIND, CALM), document(CALM, KIND)) == [
        "- The guidelines stand in another order."
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("Be kind", "Be gentle"), "title (en): Be kind → Be gentle"),
        (("Sé amable", "Amabilidad"), "title (es): Sé amable → Amabilidad"),
        (("Really.", "Really., why: For us."), "reason: nothing → For us."),
        (("Really.", "Really., severity: high"), "severity: medium → high"),
        (("Really.", "Really., mode: auto"), "mode: propose → auto"),
        (
            ("Really.", "Really., step: timeout 1h"),
            "step: a friendly reminder → a timeout of 1 hour",
        ),
        (("caps]", "zalgo]"), "no longer looks for: caps"),
        (("caps]", "zalgo]"), "now looks for: zalgo"),
        (("caps]", "caps: {letters: 30}]"), "looks for: caps (letters): nothing → 30"),
        (
            ("Really.", "Really., exempt: {channels: ['#chat']}"),
            r"does not look at: nothing → channels: \#chat",
        ),
        (("Really.", "Really., must_pass: [hi]"), "must pass: added hi"),
    ],
)
def test_every_part_of_a_guideline_is_named_in_words(change: tuple[str, str], line: str) -> None:
    lines = told(document(KIND), document(KIND.replace(*change)))
    assert f"  - {line}" in lines


def test_terms_are_told_one_by_one() -> None:
    after = CALM.replace("[apple, pear]", "[apple, plum], match: prefix")
    assert told(document(CALM), document(after))[1:] == [
        "  - looks for: words (terms): added plum; taken out pear",
        "  - looks for: words (match): nothing → prefix",
    ]


def test_lists_and_exceptions_belong_to_it() -> None:
    more = "lists: {plants: {terms: [fern]}}\nallow: [rose]\n"
    lines = told(document(KIND), document(KIND, more=more))
    assert any(line.startswith("- lists (plants): nothing → terms: fern") for line in lines)
    assert "- allow: added rose" in lines


def test_the_ladder_belongs_to_it_whoever_climbs_it() -> None:
    plan = plan_of([Change(("ladder", "steps", "5"), "warn", "timeout 1h")], (), ())
    t = Texts.load(["cogs.guidelines"]).in_("en")
    assert plan_lines(t, plan, (), ()) == ["- ladder (steps.5): warn → timeout 1h"]


def test_the_reader_s_language_is_spoken_and_titles_cannot_break_out() -> None:
    rude = KIND.replace("Sé amable", "'**@everyone**'")
    (line,) = told(document(CALM), document(CALM, rude), "es")
    assert line.startswith("- Nueva: ")
    assert "@everyone" not in line


def test_a_plan_is_counted_in_one_line() -> None:
    t = Texts.load(["cogs.guidelines"]).in_("en")
    plan = compared(document(KIND), document(CALM, more="allow: [rose]\n"))
    assert counted(t, plan) == (
        "1 guideline added, 1 taken out, lists, exceptions or the ladder changed"
    )


ids = st.lists(st.sampled_from("abcdef"), unique=True, min_size=1)


@settings(deadline=None, max_examples=50)  # reading a document takes its time
@given(ids, ids)
def test_every_guideline_is_added_removed_or_there_before_and_after(
    before: list[str], after: list[str]
) -> None:
    was, now = (
        document(*(f"{{id: {one}, title: Title {one}, why: Because {one}.}}" for one in some))
        for some in (before, after)
    )
    plan = compared(was, now)
    assert set(plan.added) == set(after) - set(before)
    assert set(plan.removed) == set(before) - set(after)
    assert not plan.renamed
    assert not plan.changed
