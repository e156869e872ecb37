"""What may become of kind words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.testimonials import policy
from cogs.testimonials.policy import Consent, Event, Scope, Shown, State, Unfit, unfit

TODAY = date(2026, 11, 2)
TEXT = "This community helped me finish my first chair."
CONSENT = Consent(
    text_digest=policy.digest(TEXT),
    scopes=frozenset({Scope.SERVER}),
    shown=Shown.NAME,
    with_picture=False,
    until=date(2026, 12, 1),
)


@given(st.lists(st.sampled_from(Event), max_size=12))
def test_nothing_is_published_that_was_not_agreed_to_and_approved_after_the_last_change(events):
    state, agreed, approved = State.CAPTURED, False, False
    for event in events:
        after = policy.after(state, event)
        if after is None:
            continue
        agreed = event is Event.CONSENT or (agreed and event is not Event.EDIT)
        approved = event is Event.APPROVE or (approved and event not in (Event.EDIT, Event.CONSENT))
        state = after
        if state is State.PUBLISHED:
            assert agreed
            assert approved


@pytest.mark.parametrize("state", sorted(policy.FINAL))
@pytest.mark.parametrize("event", Event)
def test_what_is_closed_stays_closed(state, event):
    assert policy.after(state, event) is None


@pytest.mark.parametrize(
    ("state", "text", "scope", "day", "told"),
    [
        (State.PUBLISHED, TEXT, Scope.SERVER, TODAY, None),
        (State.ASKED, TEXT, Scope.SERVER, TODAY, "not_agreed"),
        (State.WITHDRAWN, TEXT, Scope.SERVER, TODAY, "not_agreed"),
        (State.CONSENTED, TEXT, Scope.SERVER, TODAY, "not_approved"),
        (State.APPROVED, TEXT + "!", Scope.SERVER, TODAY, "other_words"),
        (State.APPROVED, TEXT, Scope.SALES, TODAY, "not_for_this"),
        (State.APPROVED, TEXT, Scope.SERVER, date(2026, 12, 1), None),
        (State.APPROVED, TEXT, Scope.SERVER, date(2026, 12, 2), "over"),
    ],
)
def test_what_stands_against_showing_it(state, text, scope, day, told):
    assert policy.objection(state, text, CONSENT, scope, day) == told


@pytest.mark.parametrize("mention", ["<@77000077>", "<@!77000077>", "77000077000077000"])
@pytest.mark.parametrize("word", ["@someone", "@alguien", "@qualcuno", "@algú", "@ai_đó"])
def test_a_consent_holds_when_somebody_it_mentions_is_forgotten(mention, word):
    said = "Thank you, {}, for the chair."
    assert policy.digest(said.format(mention)) == policy.digest(said.format(word))
    assert policy.digest(said.format(mention)) != policy.digest(said.format("Bo"))


def test_nothing_may_be_shown_without_a_consent():
    found = policy.objection(State.PUBLISHED, TEXT, None, Scope.SERVER, TODAY)
    assert found == "not_agreed"


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        (Shown.NAME, "Bo de Vries"),
        (Shown.FIRST, "Bo"),
        (Shown.HANDLE, "bodv"),
        (Shown.NOBODY, ""),
    ],
)
def test_authors_are_named_as_they_want(shown, name):
    assert policy.named(shown, display_name="Bo de Vries", handle="bodv") == name


def test_texts_that_differ_in_case_and_punctuation_alone_are_alike():
    assert policy.likeness("Thank you,  ALL!") == policy.likeness("thank you all")
    assert policy.likeness("thank you all") != policy.likeness("thank you")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My Diagnosis came late", ("health", "diagnosis")),
        ("I am 12 years old.", ("minors", "years old")),
        ("misdiagnosis of a bug", None),
        ("", None),
    ],
)
def test_whole_words_about_what_is_private_are_found(text, found):
    blocked = {"health": ("diagnosis",), "minors": ("years old",)}
    assert policy.blocked_by(text, blocked) == found


@pytest.mark.parametrize(
    ("text", "quotable"),
    [
        ("🎉🎉", False),
        ("wow!!", False),
        ("so good", True),
        ("Cảm ơn các bạn", True),
        ("1 2 3", False),
    ],
)
def test_only_words_can_be_quoted(text, quotable):
    assert policy.has_words(text) is quotable


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("workshop #Happy, workshop", ["workshop", "happy"]),
        ("=1+1 `code` @everyone", ["11", "code", "everyone"]),
        ("first-aid món_ăn", ["first-aid", "món_ăn"]),
        ("# ;", []),
        ("a" * 40, ["a" * 30]),
        (" ".join(f"tag{n}" for n in range(20)), [f"tag{n}" for n in range(10)]),
    ],
)
def test_tags_are_plain_words(written, tags):
    assert policy.tags_in(written) == tags


def test_a_question_is_open_for_thirty_days():
    now = datetime(2026, 11, 2, tzinfo=UTC)
    assert not policy.is_over(now - timedelta(days=30), now)
    assert policy.is_over(now - timedelta(days=30, seconds=1), now)
    assert not policy.is_over(None, now)


@pytest.mark.parametrize("written", ["2026-11-02", "2020-01-01", "2027-02-30", "soon", "1/2/27"])
def test_only_a_day_to_come_ends_a_consent(written):
    with pytest.raises(ValueError, match=r".*"):
        policy.read_until(written, TODAY)


def test_no_day_means_without_an_end():
    assert policy.read_until("  ", TODAY) is None
    assert policy.read_until(" 2027-06-30 ", TODAY) == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("You are kind people.", None),
        ("🎉🎉 !!!", Unfit("no_words")),
        ("kind words " * 200, Unfit("too_long", length=2200)),
        ("kind words" + "!" * 1490, None),
        ("kind words" + "*" * 800, Unfit("too_long", length=1610)),
        ("kind words\n" * 140, Unfit("too_long", length=1817)),
        ("<:kind_words:1571494979174400002> <@1571494979174400002>", Unfit("no_words")),
        ("https://kind.words.example/of/ours", Unfit("no_words")),
        (":kind_words::more_words:", Unfit("no_words")),
        (
            "\N{FULLWIDTH LATIN SMALL LETTER D}iagnosis and kind words",
            Unfit("blocked", "health", "diagnosis"),
        ),
        ("Since my Diagnosis you were kind", Unfit("blocked", "health", "diagnosis")),
        ("Self-diagnosis-free words are kind", Unfit("blocked", "health", "diagnosis")),
        ("Diagnosistic words are kind", None),
    ],
)
def test_what_cannot_become_a_testimonial_is_told_with_its_reason(text, why):
    assert unfit(text, {"health": ("diagnosis",)}) == why
