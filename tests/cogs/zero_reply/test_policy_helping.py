"""Who is asked, which steps are due, which tags a post wears, and the figures."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.times import DailyWindow
from cogs.zero_reply.figures import figures
from cogs.zero_reply.helping import Helper, choices, topics_in
from cogs.zero_reply.tags import tags_for

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Madrid")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def helper(number: int, *topics: str, **values: object) -> Helper:
    plain = {"quiet": None, "a_week": 3, "paused_until": None, "joined_at": NOW - DAY}
    return Helper(helper_id=number, topics=topics, **{**plain, **values})


def asked(*helpers: Helper, about: str = "Which glue for oak?", not_these=(), sees=None):
    found = choices(
        helpers,
        about,
        now=NOW,
        zone=ZONE,
        may_be_asked=lambda number: sees is None or number in sees,
        not_these=not_these,
    )
    return [choice.helper.helper_id for choice in found]


def test_who_knows_the_topic_comes_first_then_who_was_asked_least_recently():
    assert asked(helper(1), helper(2, "glue"), helper(3, "glue", last_asked_at=NOW - DAY)) == [
        2,
        3,
        1,
    ]


def test_who_helps_with_other_topics_is_not_asked():
    assert asked(helper(1, "python"), helper(2, "oak")) == [2]


@pytest.mark.parametrize(
    "limits",
    [
        {"asked_lately": 3},
        {"paused_until": NOW + DAY},
        {"quiet": DailyWindow.parse("09:00-11:00")},
    ],
    ids=["asked often enough", "paused", "quiet hours"],
)
def test_a_helpers_own_limits_hold(limits):
    assert asked(helper(1, **limits), helper(2)) == [2]


def test_who_takes_part_or_cannot_see_the_post_is_not_asked():
    assert asked(helper(1), helper(2), helper(3), not_these={1}, sees={1, 2}) == [2]


def test_topics_are_read_as_people_write_them():
    assert topics_in(" Python, soldering;  oak  wood, python,,") == (
        "python",
        "soldering",
        "oak wood",
    )


def tags(*applied: int, waits: bool, requires_tag: bool = False, name: str = "unanswered"):
    known = {1: "Wood", 2: "UNANSWERED", 3: "Solved", 4: "a", 5: "b", 6: "c"}
    return tags_for(
        applied, known, name, waits=waits, requires_tag=requires_tag, solved=("Solved",)
    )


def test_a_tag_is_found_by_name_set_and_removed():
    assert tags(1, waits=True) == (1, 2)
    assert tags(1, 2, waits=False) == (1,)
    assert tags(1, 2, waits=True) is None
    assert tags(1, waits=False) is None


def test_a_post_has_no_sixth_tag_and_keeps_its_last_where_one_is_required():
    assert tags(1, 3, 4, 5, 6, waits=True) is None
    assert tags(2, waits=False, requires_tag=True) is None
    assert tags(2, waits=False) == ()
    assert tags(1, waits=True, name="missing") is None


def test_posts_without_an_answer_count_as_waiting_for_ever():
    found = figures([MINUTE, 2 * MINUTE, 3 * MINUTE], unanswered=1, by_members=1)
    assert (found.posts, found.answered) == (4, 3)
    assert (found.median, found.p90) == (2 * MINUTE, None)
    assert found.share_by_members == pytest.approx(1 / 3)
    assert figures([MINUTE], unanswered=2, by_members=0).median is None
    assert figures([], unanswered=0, by_members=0).share_by_members is None
