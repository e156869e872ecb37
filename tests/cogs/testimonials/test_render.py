"""Testimonials in words: whatever can be kept can be shown, in every language."""

from datetime import UTC, date, datetime

import pytest

from bot.texts.service import Texts
from cogs.testimonials import policy, render
from cogs.testimonials.policy import Consent, Scope, Shown
from cogs.testimonials.store import Testimonial

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TEXTS = Texts.load(["bot", "cogs.testimonials"])
CONSENT = Consent(
    text_digest="",
    scopes=frozenset(Scope),
    shown=Shown.NAME,
    with_picture=True,
    until=date(2027, 12, 1),
)
# Each as long as it may be, once what Discord would take for markup is escaped.
LONGEST = {
    "plain": "word " * 299 + "words",
    "marked": "kind words " + "*" * 744,
    "lines": "to\n" * 300,
}
SERVER = "_" * 100


@pytest.mark.parametrize("language", ["en", "es", "it", "ca", "vi"])
@pytest.mark.parametrize("kind", LONGEST)
def test_the_longest_words_fit_with_all_that_is_said_beside_them(language: str, kind: str) -> None:
    t, text = TEXTS.in_(language), LONGEST[kind]
    assert policy.unfit(text, {}) is None
    one = Testimonial(
        guild_id=2**63, number=10**9, author_id=2**63, display_name="*" * 32, handle="_" * 32,
        affiliation="*" * 100, original=text, text=text, source="message", captured_by=1,
        captured_at=NOW, changed_at=NOW,
    )  # fmt: skip
    places = dict.fromkeys(Scope, "https://example.com/" + "voices" * 200)
    for message in (
        render.question(t, one, SERVER),
        render.review(t, one, CONSENT),
        render.on_the_wall(t, one, CONSENT),
        render.take_down(t, one, places),
        render.mine(t, [one] * 6),
    ):
        assert len(message.text) <= 2000
