"""The first post of a newcomer is not left waiting for the next list."""

import pytest

from sandbox.person import Person
from sandbox.transcript import text_of
from tests.journeys.zero_reply_town import DESK, Square, square

__all__ = ["square"]
pytestmark = [
    pytest.mark.features("welcome", "zero_reply"),
    pytest.mark.sandbox(start="2026-11-02T17:00Z", rate_limits=False),
]
SETTINGS = """\
version: 1
community:
  name: Riverside Makers
  timezone: Europe/Madrid
  open_hours: Mon-Fri 09:00-19:00
  staff: {managers: ["Community team"], moderators: ["Moderators"]}
  staff_channel: "#community-team"
features:
  welcome: {channel: "#welcome"}
  zero_reply: {channels: ["#help"], digest_at: "daily 09:30"}
"""


def asked(square: Square, person: Person) -> str:
    """What somebody was asked to help with."""
    return " ".join(one.content for one in square.pings(person) if "offered" in one.content)


async def test_a_newcomers_first_post_jumps_the_queue_after_two_open_hours(square: Square) -> None:
    square.steward.write_settings(SETTINGS)
    await square.steward.begin()
    mia = await square.member("Mia")
    await square.post(square.bo, "Which saw for oak?")
    await square.steward.pass_time(minutes=10)
    await square.post(mia, "My lamp flickers")  # 50 minutes before the community closes
    ada = await square.member("Ada")
    await ada.command("helper join")
    await square.steward.pass_time(hours=14, minutes=55)  # 09:05 on the next day
    assert not asked(square, ada)
    await square.steward.pass_time(hours=1, minutes=15)
    assert "My lamp flickers" in asked(square, ada)
    assert "oak" not in asked(square, ada)
    shown = square.said(DESK)[-1]
    lines = [line for line in text_of(shown).splitlines() if line.startswith("**1.**")]
    assert "My lamp flickers" in lines[0]
    assert "first post of a newcomer" in lines[0]
