"""What people do over time, alone and together."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.event import Attachment, Content
from cogs.guidelines.detection import Context, Earlier, fingerprint, sketch
from cogs.guidelines.detection.fingerprint import are_alike
from tests.cogs.guidelines.detection.conftest import compiled

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OFFER = "Get your free premium account today at the link in my profile"
RESPELLED = "get you free PREMIUM account today, at the link in my profile!! x7k2"
WORDS = ("tree", "river", "lamp", "sunday", "garden", "winter", "music", "paper", "stone", "cloud")


def earlier(text: str, *, seconds: int, channel: int = 1) -> Earlier:
    return Earlier(NOW - timedelta(seconds=seconds), channel, fingerprint(Content(text=text)))


@pytest.mark.parametrize(
    ("before", "across", "found"),
    [
        ([("Buy now 1", 5, 1), ("buy NOW 2", 9, 2)], True, True),
        ([("buy now", 5, 1), ("buy now", 9, 2)], False, False),
        ([("buy now", 5, 1), ("buy now", 40, 1)], True, False),
        ([("hello", 5, 1), ("buy now", 9, 1)], True, False),
    ],
)
def test_the_same_message_again_and_again_is_seen(find, before, across: bool, found: bool) -> None:
    past = tuple(earlier(text, seconds=age, channel=channel) for text, age, channel in before)
    context = Context(now=NOW, channel_id=1, earlier=past)
    detector = {"repeated": {"messages": 3, "within": "30s", "across_channels": across}}
    assert bool(find("buy now 3", detector, context=context)) is found


def test_many_messages_in_a_short_time_are_seen(find) -> None:
    past = tuple(earlier(str(n), seconds=n) for n in range(9, 0, -1))
    detector = {"rate": {"messages": 8, "within": "10s"}}
    assert find("x", detector, context=Context(now=NOW, earlier=past))
    assert not find("x", detector, context=Context(now=NOW, earlier=past[:3]))


def test_new_accounts_are_seen(find) -> None:
    made = NOW - timedelta(hours=3)
    context = Context(now=NOW, account_created_at=made)
    assert find("hi", {"new_account": {"younger_than": "1d"}}, context=context)
    assert not find("hi", {"new_account": {"younger_than": "1h"}}, context=context)


def by(author: int, text: str, *, seconds: int = 5, joined_hours_ago: float = 900) -> Earlier:
    content = Content(text=text)
    return Earlier(
        NOW - timedelta(seconds=seconds), 1, fingerprint(content), sketch(content), author,
        joined_at=NOW - timedelta(hours=joined_hours_ago), is_first=True,
    )  # fmt: skip


def test_a_message_that_is_changed_a_little_is_repeated_all_the_same(find) -> None:
    past = tuple(by(1, OFFER, seconds=age) for age in (9, 5))
    context = Context(now=NOW, channel_id=1, earlier=past)
    detector = {"repeated": {"messages": 3}}
    assert find(RESPELLED, detector, context=context)
    assert not find("See you all at the garden party on Sunday", detector, context=context)


@pytest.mark.parametrize(
    ("content", "channels", "found"),
    [
        (Content(text=OFFER), (2, 3), True),
        (Content(text=RESPELLED), (2, 3), True),
        (Content(text=OFFER), (2, 2), False),
        (Content(text=OFFER), (1, 2), False),
        (Content(text="hello"), (2, 3), False),
        (Content(attachments=(Attachment("1.png", "image/png", 1),)), (2, 3), True),
    ],
)
def test_one_message_in_several_channels_is_seen(find, content, channels, found) -> None:
    before = content if content.text != RESPELLED else Content(text=OFFER)
    past = tuple(
        Earlier(NOW - timedelta(minutes=1), place, fingerprint(before), sketch(before))
        for place in channels
    )
    context = Context(now=NOW, channel_id=1, earlier=past)
    assert bool(find(content, {"cross_posted": {"channels": 3}}, context=context)) is found


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        (OFFER, [by(2, OFFER), by(3, RESPELLED)], True),
        (RESPELLED, [by(2, OFFER), by(3, OFFER)], True),
        (OFFER, [by(2, OFFER), by(2, OFFER)], False),
        (OFFER, [by(1, OFFER), by(2, OFFER)], False),
        (OFFER, [by(2, OFFER), by(3, OFFER, seconds=301)], False),
        ("gg", [by(2, "gg"), by(3, "gg")], False),
        ("Good morning everybody here", [by(2, OFFER), by(3, OFFER)], False),
    ],
)
def test_one_message_by_several_people_is_seen(find, text, others, found) -> None:
    context = Context(now=NOW, author_id=1, lately=tuple(others))
    assert bool(find(text, {"copied": {"authors": 3}}, context=context)) is found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"is_first": False}, False),
        ({"joined_at": None}, False),
        ({"joined_at": NOW - timedelta(days=2)}, False),
        ({"lately": tuple(by(n, str(n), joined_hours_ago=30) for n in range(2, 6))}, False),
        ({"lately": tuple(by(n, str(n), seconds=61, joined_hours_ago=1) for n in (2, 3))}, False),
        ({"lately": tuple(by(2, str(n), joined_hours_ago=1) for n in range(9))}, False),
        ({"lately": ()}, False),
    ],
)
def test_newcomers_who_all_write_at_once_are_seen(find, changes, found) -> None:
    known = {
        "now": NOW, "author_id": 1, "is_first": True, "joined_at": NOW - timedelta(minutes=1),
        "lately": tuple(by(n, f"hi {n}", joined_hours_ago=1) for n in (2, 3)),
    }  # fmt: skip
    context = Context(**{**known, **changes})
    assert bool(find("hello", {"raid": {"newcomers": 3}}, context=context)) is found


def test_a_raid_may_be_told_from_a_welcome_by_what_newcomers_write(find) -> None:
    detector = {"raid": {"newcomers": 3, "alike": True}}
    known = {"now": NOW, "author_id": 1, "is_first": True, "joined_at": NOW}
    alike = tuple(by(n, OFFER, joined_hours_ago=1) for n in (2, 3))
    unlike = tuple(by(n, f"hi, I am number {n}", joined_hours_ago=1) for n in (2, 3))
    assert find(RESPELLED, detector, context=Context(**known, lately=alike))
    assert not find("Hello from me", detector, context=Context(**known, lately=unlike))


@given(st.text(max_size=200))
def test_every_message_is_like_itself_or_too_short_to_tell(text: str) -> None:
    one = sketch(Content(text=text))
    assert are_alike(one, one) is (one != 0)
    assert one < 2**64


@given(st.lists(st.sampled_from(WORDS), min_size=12, max_size=30), st.integers(0, 11))
def test_capitals_spaces_digits_and_marks_make_no_other_message(words, at) -> None:
    plain = " ".join(words)
    written = "  ".join([*words[:at], words[at].upper(), "2026", "\u0301", *words[at + 1 :]])
    assert sketch(Content(text=plain)) == sketch(Content(text=written))


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=40), st.text("abcdefgh", max_size=3))
def test_likeness_is_mutual(words, more) -> None:
    one, other = sketch(Content(text=" ".join(words))), sketch(Content(text=" ".join(words) + more))
    assert are_alike(one, other) is are_alike(other, one)


moments = st.integers(-3600, 3600).map(lambda seconds: NOW + timedelta(seconds=seconds))
anything = st.builds(
    Earlier,
    at=moments,
    channel_id=st.integers(0, 3),
    fingerprint=st.sampled_from(["", fingerprint(Content(text=OFFER))]),
    sketch=st.sampled_from([0, 1, sketch(Content(text=OFFER))]),
    author_id=st.integers(0, 9),
    joined_at=st.none() | moments,
    is_first=st.booleans(),
)
CROWDS = compiled("repeated", "cross_posted", "copied", "rate", "raid", "new_account")


@given(
    st.sampled_from(["", "hi", OFFER]),
    st.lists(anything, max_size=20),
    st.lists(anything, max_size=20),
    st.none() | moments,
)
def test_no_past_breaks_it_and_who_wrote_long_ago_counts_for_nothing(
    text, earlier, lately, joined_at
) -> None:
    known = {"now": NOW, "author_id": 1, "joined_at": joined_at, "is_first": True}
    content = Content(text=text)
    found = CROWDS.examine(content, Context(**known, earlier=tuple(earlier), lately=tuple(lately)))
    recent = [
        tuple(one for one in some if timedelta() <= NOW - one.at < timedelta(minutes=30))
        for some in (earlier, lately)
    ]
    context = Context(**known, earlier=recent[0], lately=recent[1])
    assert found == CROWDS.examine(content, context)
