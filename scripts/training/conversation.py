"""What the models of conversation are learned from: which rows, and what is wanted of them."""

import re
from collections.abc import Iterator
from pathlib import Path

from cogs.testimonials import praise
from training.linear import Plan, Row, read
from training.sets import COPYLEFT

_PLAIN = re.compile(r"[\W\d_]+")


def group_of(text: str) -> str:
    """Name a text by its letters, so that copies of it are never in training and trial at once."""
    return _PLAIN.sub("", text.lower())[:80]


def praising(data: Path) -> Iterator[Row]:
    """Read what people say well of products, and what they say otherwise."""
    wanted = {"praise_en": ("praise", 1.0), "sentiment_en": ("positive", 0.2),
              "benign_irc_en": ("", 0.3), "benign_misc_en": ("", 0.3)}  # fmt: skip
    for name, (label, weight) in wanted.items():
        for row in read(data, name):
            if row["source"] not in COPYLEFT and row["label"] != "mixed":
                seen = praise.features(praise.words_of(row["text"]))
                yield Row(name, seen, row["label"] == label, group_of(row["text"]), weight)


PLANS = (
    Plan(
        "praise",
        ("praise_en", "sentiment_en", "benign_irc_en", "benign_misc_en"),
        praising,
        cost=6.0,
        kept=3000,
        judged="praise_en",
        at_most={"benign_irc_en": 0.007},
    ),
)
