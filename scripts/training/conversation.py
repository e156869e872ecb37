"""What the models of conversation are learned from: which rows, and what is wanted of them."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from cogs.testimonials import praise
from cogs.zero_reply import questions
from cogs.zero_reply.question_signs import signs
from cogs.zero_reply.scan import signs_of
from training.chatter import chatter
from training.kind_words import kind_words
from training.linear import Plan, Row, read, without_doubted
from training.meanings import meanings
from training.named import addressed
from training.sets import COPYLEFT, SEED
from training.talk import talk
from training.teaching import taught
from training.turns import turns

_PLAIN = re.compile(r"[\W\d_]+")
_ENDED = re.compile(r"[\s?!.)'\"]*$")
# How much a row of each set counts.
_PRAISE = {"praise_en": 1.0, "sentiment_en": 0.25, "benign_irc_en": 0.2, "benign_misc_en": 0.2}
# Nobody has told whether these praise: a teacher does.
_JUST_SAID = dict.fromkeys(
    ("tweets_offensive_en", "dev_chat_en", "spam", "chatbot_abuse_en", "civil_toxic_spans_en",
     "social_toxic_en"), 0.6,
)  # fmt: skip
_IN_PIECES = frozenset({"praise_en", "sentiment_en"})
_UNFIT = COPYLEFT | {"smishing"}
_SILVER = "questions_silver_irc_en"
_MARKED = {
    "benign_irc_en": 0.5, "chatbot_abuse_en": 0.5, "spam": 0.5, "sentiment_en": 0.5,
    "praise_en": 0.5, "benign_misc_en": 0.5, "tweets_offensive_en": 0.5, "dev_chat_en": 0.5,
    "benign_misc_multi": 0.5,
}  # fmt: skip
_UNPUNCTUATED = frozenset({"clinc", "telegram_ru"})
_THREADS = "irc_threads_en"


def praising(data: Path) -> Iterator[Row]:
    """Read what people say well of products, what they say otherwise, and what they just say."""
    found = list(_said_well_or_not(data))
    read_by_teacher = meanings([text for _, text, _ in found])
    for (row, text, is_labelled), meaning in zip(found, read_by_teacher, strict=True):
        seen = praise.features(praise.words_of(text))
        yield replace(row, features=seen, is_labelled=is_labelled, meaning=meaning)
    for text, kind in kind_words(SEED, 4):
        yield Row("kind_words", praise.features(praise.words_of(text)), kind, group_of(text), 0.25)


def _said_well_or_not(data: Path) -> Iterator[tuple[Row, str, bool]]:
    """Yield rows whose features are not read yet, their texts, and whether their flags are told."""
    for name, weight in {**_PRAISE, **_JUST_SAID}.items():
        for row in read(data, name):
            if row["lang"] == "en" and row["source"] not in _UNFIT and row["label"] != "mixed":
                text, group = row["text"], group_of(row["text"])
                flag = row["label"] in {"praise", "positive"}
                yield Row(name, {}, flag, group, weight), text, name in _PRAISE
                if name in _IN_PIECES:
                    for piece in _pieces_of(text):
                        yield Row("pieces", {}, flag, group, 1.0), piece, False


def _pieces_of(text: str) -> Iterator[str]:
    """Yield parts of a text, of which nobody has told what they are."""
    words = text.split()
    half, quarter = len(words) // 2, len(words) // 4
    if quarter:
        yield " ".join(words[:half])
        yield " ".join(words[half:])
        yield " ".join(words[quarter : 3 * quarter])
        yield " ".join(word for at, word in enumerate(words) if at % 4 != 1)


def asking(data: Path) -> Iterator[Row]:
    """Read what ends with a question mark, without it, and what has none."""
    chance = random.Random(SEED)  # noqa: S311 - nothing here is a secret
    for name, said, flag, weight in said_to_ask(data):
        group = group_of(said)
        yield Row(name, _seen(said), flag, group, weight)
        yield Row("addressed", _seen(addressed(said, chance)), flag, group, 0.3 * weight)


def said_to_ask(data: Path) -> Iterator[tuple[str, str, bool, float]]:
    """Yield the name of a set, a text without marks, whether it asks, and how much it counts."""
    for row in read(data, _SILVER):
        said = questions.plain(row["text"])
        if "?" not in said:
            yield _SILVER, said, row["label"] == "question", 1.0
    for name, weight in _MARKED.items():
        for row in read(data, name):
            if _has_marks(row):
                said = questions.plain(row["text"])
                end = _ENDED.search(said)
                text = said[: end.start()] if end else said
                if "?" not in text:
                    yield name, text, "?" in said, weight
    for text, asks in talk(SEED, 30):
        yield "talk", text, asks, 0.15
    for text, asks in chatter(SEED, 10):
        yield "chatter", text, asks, 0.3
    for text, asks in turns(SEED, 10):
        yield "turns", text, asks, 0.3


def _seen(said: str) -> Mapping[str, float]:
    return dict.fromkeys(signs(said), 1.0)


def _has_marks(row: Mapping[str, Any]) -> bool:
    """Tell whether the people of a source write marks, in English, and may be learned from."""
    unsuitable = COPYLEFT | _UNPUNCTUATED
    spam = row["source"] == "smishing" or row["category"].endswith("spam")
    return row["lang"] == "en" and row["source"] not in unsuitable and not spam


def left_alone(data: Path) -> Iterator[Row]:
    """Read which beginnings of threads nobody took up, by what was said around them."""
    rows = read(data, _THREADS)
    for row, (_, found) in zip(rows, signs_of(rows), strict=True):
        if row["label"].startswith("root"):
            flag = row["label"] == "root_unreplied"
            yield Row(_THREADS, dict.fromkeys(found, 1.0), flag, row["meta"]["day"])


def group_of(text: str) -> str:
    """Name a text by its letters, so that copies of it are never in training and trial at once."""
    return _PLAIN.sub("", text.lower())[:80]


PLANS = (
    Plan("praise", (*_PRAISE, *_JUST_SAID), praising, cost=10.0, kept=32_000, rarest=5,
         judged=("praise_en",), at_most={"benign_irc_en": 0.008}, believed=taught),
    Plan("questions", (_SILVER, *_MARKED), asking, cost=0.2, kept=8000, judged=(_SILVER, *_MARKED),
         at_most={"benign_irc_en": 0.05}, believed=partial(without_doubted, 0.4)),
    Plan("threads", (_THREADS,), left_alone, cost=1.0, kept=100, judged=(_THREADS,)),
)  # fmt: skip
