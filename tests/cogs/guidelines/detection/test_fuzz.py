"""Whatever people send, detection answers; what it says can be shown, kept and said."""

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.worst_messages import SLOW_PIECES, worst_message
from bot.messages.event import Attachment, Content
from bot.texts.service import Texts
from cogs.guidelines import excerpts
from cogs.guidelines.detection import NOWHERE, Context, Detection, Earlier, Engine
from cogs.guidelines.detection.conduct import EveryoneDetector, MentionsDetector
from cogs.guidelines.detection.form import (
    EmojiDetector,
    NewlinesDetector,
    SpoilersDetector,
    ZalgoDetector,
)
from cogs.guidelines.detection.letters import signs_in
from cogs.guidelines.detection.links import InvitesDetector, LinksDetector
from cogs.guidelines.detection.message import message_of
from cogs.guidelines.detector_settings import KINDS, Everyone, Invites, Links, Mentions
from cogs.guidelines.form_settings import Emoji, Newlines, Spoilers, Zalgo
from tests.cogs.guidelines.detection.conftest import compiled

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXTS = Texts.load(["cogs.guidelines"])
SETTINGS: dict[str, dict[str, object]] = {
    "words": {"list": "profanity"},
    "pattern": {"re2": r"(\w+)+\s*$|[^\x00-\x7f]{3}|\bfree\b"},
    "links": {
        "deny": ["bad.example"], "deny_lists": ["phishing"], "look_alikes": ["discord.com"],
        "shorteners": True, "masked": True, "ip_hosts": True, "punycode": True,
    },
    "attachments": {"names": ["*.exe", "[", "*"], "types": ["video"]},
    "caps": {"letters": 5, "share": 0.3},
}  # fmt: skip
PIECES = (
    "f*ck", "ＦＵＣＫ", "f u c k", "shi\u200bt", "a\u0301\u0323\u0300", "👨\u200d👩\u200d👧", "🇪🇸",
    "<@123456789012345678>", "<a:ok:123456789012345678>", "@everyone", "https://", "xn--",
    "dlscord.com", "[a](https://b.c)", "discord.gg/abc", "||", "```", "`", "> ", ">>> ", "\n",
    "\r\n", "\x00", "\ud800", "\udfff", "\ufffe", "\u202e", "\u200d", "\ufe0f", "İ", "ß", "ﷺ", "ﬃ",
    "𝔣𝔲𝔠𝔨", "ก็็็", "한", "\U0010ffff", "»", "«", "\\", "{0}", "%s", "{why}", "\t", "\u200b",
)  # fmt: skip
any_text = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=30).map("".join)
any_file = st.builds(
    Attachment, any_text, st.sampled_from(["", "video/mp4", "a;b"]), st.just(1), any_text
)
any_content = st.builds(
    Content,
    text=any_text,
    forwarded=st.lists(any_text, max_size=2).map(tuple),
    embeds=st.lists(any_text, max_size=2).map(tuple),
    poll=st.lists(any_text, max_size=2).map(tuple),
    attachments=st.lists(any_file, max_size=2).map(tuple),
    stickers=st.lists(any_text, max_size=1).map(tuple),
)  # fmt: skip
any_past = st.lists(
    st.builds(
        Earlier,
        at=st.integers(-100, 5000).map(lambda seconds: NOW - timedelta(seconds=seconds)),
        channel_id=st.integers(0, 3),
        fingerprint=st.sampled_from(["", "a"]),
        sketch=st.integers(0, 2**64 - 1),
        author_id=st.integers(0, 5),
        is_first=st.booleans(),
    ),
    max_size=8,
).map(tuple)
any_context = st.builds(
    Context,
    now=st.none() | st.just(NOW),
    author_name=any_text,
    thread_title=any_text,
    account_created_at=st.none() | st.just(NOW - timedelta(hours=1)),
    joined_at=st.none() | st.just(NOW - timedelta(hours=1)),
    is_first=st.booleans(),
    earlier=any_past,
    lately=any_past,
    domain_lists=st.just({"phishing": frozenset({"b.c"})}),
)


@pytest.fixture(scope="module")
def everything() -> Engine:
    kinds = KINDS.keys() - {"learned"}  # it needs an extra, and has tests of its own
    return compiled(*({kind: SETTINGS.get(kind, {})} for kind in kinds))


@given(any_content, any_context)
@settings(max_examples=300, deadline=None)
def test_whatever_is_sent_is_answered(
    everything: Engine, content: Content, context: Context
) -> None:
    matches = everything.examine(content, context)
    assert matches == everything.examine(content, context)
    assert {match.detector for match in matches} <= KINDS.keys()
    for match in matches:
        part = excerpts.part_of(
            content, match.part, name=context.author_name, thread_title=context.thread_title
        )
        assert 0 <= match.start <= match.end <= len(part)
        assert len(match.excerpt) <= 120
        assert len(excerpts.marked(part, match)) <= 4 * excerpts.LONGEST
        json.dumps([match.excerpt, match.part, match.view])
        assert all(match.why.say(TEXTS.in_(language)) for language in ("en", "es", "vi"))
    assert sum(map(len, Detection.of(matches).matches.values())) <= len(matches)


SIGNED = (
    LinksDetector(Links.model_validate(SETTINGS["links"], strict=False)),
    InvitesDetector(Invites()),
    MentionsDetector(Mentions(at_least=2)),
    EveryoneDetector(Everyone()),
    ZalgoDetector(Zalgo()),
    EmojiDetector(Emoji(at_least=2)),
    NewlinesDetector(Newlines(at_least=2)),
    SpoilersDetector(Spoilers(at_least=2)),
)


@pytest.mark.parametrize("detector", SIGNED, ids=lambda detector: type(detector).__name__)
@given(any_text)
@settings(max_examples=200, deadline=None)
def test_a_text_without_the_signs_of_a_detector_holds_nothing_for_it(
    detector: Any, text: str
) -> None:
    message = message_of(Content(text=text), NOWHERE)
    if any(detector.look(message)):
        assert detector.signs.search(signs_in(message.parts[0].text))


WORST = tuple((piece * 4000)[:4000] for piece in PIECES if piece.isascii() or len(piece) < 3)


@pytest.mark.parametrize("text", WORST, ids=[ascii(text[:6]) for text in WORST])
def test_any_piece_a_thousand_times_is_answered(everything: Engine, text: str) -> None:
    for content in (Content(text=text), Content(forwarded=(text,)), Content(poll=(text, text))):
        everything.examine(content)


@pytest.mark.parametrize("kind", SLOW_PIECES)
def test_time_does_not_grow_with_the_square_of_the_length(everything: Engine, kind: str) -> None:
    few, many = (quickest(everything, worst_message(kind, length)) for length in (1000, 8000))
    assert many < 3 * 8 * few + 0.001


def quickest(engine: Engine, text: str) -> float:
    taken = []
    for _ in range(3):
        begun = time.thread_time()
        engine.examine(Content(text=text))
        taken.append(time.thread_time() - begun)
    return min(taken)
