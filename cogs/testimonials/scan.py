"""`steward scan --task praise`: what the team would be offered, over files of messages."""

from collections.abc import Iterable, Iterator

from bot.scans import Answer, Row, Scan
from cogs.testimonials.praise import likely


def _praise(rows: Iterable[Row]) -> Iterator[Answer]:
    for row in rows:
        found = likely(row["text"])
        words = list(found.words) if found else []
        yield {"id": row["id"], "flagged": found is not None, "words": words}


praise = Scan(
    about="Which messages praise something or somebody.",
    positive=frozenset({"praise", "positive"}),
    negative=frozenset({"none", "complaint", "neutral", "negative", "ok"}),
    answers=_praise,
)
