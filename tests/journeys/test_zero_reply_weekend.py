"""A weekend: 40 posts, 14 of them without an answer, and the list of Monday."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.transcript import text_of
from tests.journeys.zero_reply_town import DESK, Square, square

__all__ = ["square"]


# The Friday before, late enough that the community has closed.
pytestmark = [
    pytest.mark.features("zero_reply"),
    pytest.mark.sandbox(start="2026-11-06T18:30Z", rate_limits=False),
]

MONDAY = datetime(2026, 11, 9, 8, 0, tzinfo=UTC)
"""09:00 in Madrid."""


async def test_a_weekend_of_forty_posts(square: Square) -> None:
    await square.begin("rescue: {guide_after: null, channel_after: null, staff_after: null}")
    askers = [await square.member(f"Asker{number}") for number in range(8)]
    ada, sam = await square.member("Ada"), await square.member("Sam")
    await ada.command("helper join", topics="glue", a_week=2)
    await sam.command("helper join", topics="solder, glue", a_week=1)

    posts = []
    for number in range(40):
        topic = ("glue", "saws")[number % 2]
        title = f"Number {number:02} about {topic}"
        posts.append(await square.post(askers[number % 8], title))
        await square.steward.pass_time(minutes=60)
    for post in posts[14:]:
        await square.say(square.bo, "Try it with less force", post)
    await _until(square, MONDAY - timedelta(minutes=1))
    assert square.lists() == []

    await _until(square, MONDAY)
    (posted,) = square.said()
    assert "14 posts wait for an answer" in text_of(posted)
    assert "26 of 40 got a reply" in text_of(posted)
    assert all(f"**{number}.**" in text_of(posted) for number in range(1, 11))
    assert "Number 00" in text_of(posted)
    assert "could help: Ada (helps with glue)" in text_of(posted)

    await square.say(askers[3], "It is the humidity", posts[0])
    await square.steward.pass_time(minutes=1)
    (posted,) = square.said()
    assert "13 posts wait" in text_of(posted)
    assert "Answered meanwhile: 1." in text_of(posted)

    # Six open hours later helpers are asked: by topic, in turns, and never more than they said.
    await _until(square, MONDAY + timedelta(hours=9))
    assert (len(square.pings(ada)), len(square.pings(sam))) == (2, 1)
    asked = square.pings(ada)[0]
    assert "because you offered to help (helps with glue)" in asked.content


async def _until(square: Square, when: datetime) -> None:
    await square.steward.pass_time(seconds=(when - square.town.sandbox.clock.now()).total_seconds())


@pytest.mark.sandbox(start="2026-11-02T09:00Z", rate_limits=False)
async def test_a_quiet_day_is_told_in_one_line(square: Square) -> None:
    await square.begin()
    mia, tom = await square.member("Mia"), await square.member("Tom")
    await square.steward.pass_time(hours=10)
    post = await square.post(mia, "My lamp flickers")
    await square.steward.pass_time(minutes=38)
    await square.say(tom, "Change the bulb", post)
    await square.steward.pass_time(days=1)
    (line,) = (text_of(one) for one in square.said(DESK))
    assert line == "Nothing unanswered – 1 of 1 got a reply, median 38 minutes."  # noqa: RUF001 - the dash of the text
