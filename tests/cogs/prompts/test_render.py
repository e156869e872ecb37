"""What staff read before they approve."""

from datetime import UTC, datetime, timedelta

from bot.texts.service import Texts
from cogs.prompts import render
from cogs.prompts.policy import Item, Planned, Prompt, Results

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def item(number: int, words: str) -> Item:
    due_at = NOW + timedelta(days=number)
    prompt = Prompt(f"own:{number}", f"{number}: {words}", (), is_own=True)
    known = Results(3, NOW, 1234, 567, 89)
    return Item(due_at, (), Planned(due_at, prompt.key, "proposed"), prompt, known)


def test_all_that_can_be_approved_is_seen_however_much_it_is():
    t = Texts.load(["bot", "cogs.prompts"]).in_("vi")
    for count, words in ((14, "*_ " * 150), (6, "word " * 90), (2, "word " * 40)):
        message = render.week(t, [item(number, words) for number in range(count)])
        _, *lines = message.text.splitlines()
        assert len([line for line in lines if line[0].isdigit()]) == count
        assert message.text.count("567") == (count if count < 14 else 0)
        assert not message.text.endswith("…")
