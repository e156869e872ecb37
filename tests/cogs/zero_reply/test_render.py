"""The list fits into a message of Discord's, whatever people write."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cogs.zero_reply import render
from cogs.zero_reply.figures import figures
from cogs.zero_reply.opener import Opener
from sandbox.clock import VirtualClock
from tests.cogs.zero_reply.place import GUILD, place
from tests.cogs.zero_reply.town import core_of

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
BIG = 10**19
WAITING = Opener(
    opener_id=BIG, guild_id=GUILD, channel_id=BIG, parent_id=BIG, kind="post", author_id=1, at=NOW,
    title="*" * 120, excerpt="", status="open", answer_id=None, answered_by=None, answered_at=None,
    how="", by_staff=False, closed="", settled="", author_left=False, is_first=True,
    is_urgent=False, is_marked=False, same_question=1, snoozed_until=None, claimed_by_id=None,
    claimed_at=None,
)  # fmt: skip


async def test_ten_posts_with_the_longest_titles_fit(tmp_path: Path):
    listed = render.Listed(
        items={number: replace(WAITING, opener_id=BIG + number) for number in range(1, 51)},
        counts=(10, 20, 20),
        figures=figures([], unanswered=50, by_members=0),
        since=NOW - timedelta(days=3),
        now=NOW,
        helpers={},
        left=[WAITING] * 3,
    )
    async with core_of(tmp_path, VirtualClock(NOW, frozen=True)) as core:
        here = place(core.texts)
        (shown,) = render.digest(here, listed).embeds
        assert shown.text.endswith("…"), "it had to be shortened"
        first = {number: listed.items[number] for number in range(1, 11)}
        message = render.page(here, here.t, replace(listed, items=first), 0, more=True)
        assert sum(len(row) for row in message.rows) == 11
