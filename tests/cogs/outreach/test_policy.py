"""How words reach a member, and what a message answers."""

from datetime import UTC, datetime, timedelta

import pytest

from cogs.outreach.policy import Words, after_dm, after_thread, answered

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "code", "instead", "how"),
    [
        ("sent", "", "visit", "dm"),
        ("skipped", "dm_closed", "visit", "visit"),
        ("skipped", "dm_closed", "thread", "thread"),
        ("skipped", "dm_closed", "nothing", "not"),
        ("failed", "503", "visit", "visit"),
        ("failed", "dm_too_fast", "thread", "thread"),
        ("skipped", "member_gone", "visit", "not"),
        ("skipped", "too_late", "thread", "not"),
        ("skipped", "dm_too_often", "visit", "not"),
        ("skipped", "dry_run", "visit", "not"),
    ],
)
def test_words_take_the_next_way_only_where_somebody_is_to_be_reached(state, code, instead, how):
    assert after_dm(state, code, instead) == how


@pytest.mark.parametrize(
    ("state", "code", "how"),
    [
        ("sent", "", "thread"),
        ("skipped", "missing_permission", "visit"),
        ("skipped", "too_many_threads", "visit"),
        ("skipped", "too_late", "not"),
    ],
)
def test_words_that_find_no_thread_wait_for_a_visit(state, code, how):
    assert after_thread(state, code) == how


def words(number: int, days_ago: int = 0, *, answerable: bool = True) -> Words:
    return Words(number, 100 + number, answerable, NOW - timedelta(days=days_ago))


@pytest.mark.parametrize(
    ("told", "reply_to", "found"),
    [
        ([], None, None),
        ([words(1), words(2)], None, 2),
        ([words(1), words(2)], 101, 1),
        ([words(1), words(2, answerable=False)], None, 1),
        ([words(1), words(2, answerable=False)], 102, None),
        ([words(1)], 999, None),
        ([words(1, days_ago=30)], None, 1),
        ([words(1, days_ago=31)], None, None),
    ],
)
def test_a_message_answers_what_it_replies_to_or_the_latest_that_can_be_answered(
    told, reply_to, found
):
    answer = answered(told, reply_to, NOW)
    assert (answer.id if answer else None) == found
