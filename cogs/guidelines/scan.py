"""What `steward scan` finds with the guidelines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.features import discover
from bot.messages.event import Content
from bot.scans import Answer, Row, Scan
from bot.settings.document import build_document_model
from bot.settings.load import read_document, read_text
from cogs.guidelines.agreement import Agreement, agreement_of
from cogs.guidelines.detection import Detection, Match

_HARSHNESS = ("remind", "warn", "ask", "delete", "timeout", "kick", "ban")


def guidelines(file: Path) -> Scan:
    """Look for what goes against the guidelines of a file."""
    model = build_document_model(package.feature for package in discover())
    agreement = agreement_of(read_document(read_text(file), model, file.name))
    engine = agreement.engine

    def answers(rows: Iterable[Row]) -> Iterator[Answer]:
        for row in rows:
            yield _finding(row["id"], engine.examine(Content(text=row["text"])), agreement)

    return Scan(
        about="What goes against the guidelines.",
        positive=frozenset({"flag"}),
        negative=frozenset({"ok"}),
        answers=answers,
    )


def _finding(row_id: object, matches: Sequence[Match], agreement: Agreement) -> Answer:
    """Return what is written about a message. Reported speech is not flagged."""
    against = Detection.of(matches).matches
    return {
        "id": row_id,
        "flagged": bool(against),
        "matches": [
            {
                "guideline": match.guideline,
                "detector": match.detector,
                "view": match.view,
                "start": match.start,
                "end": match.end,
                "excerpt": match.excerpt,
            }
            for some in against.values()
            for match in some
        ],
        "step": _harshest(against, agreement),
    }


def _harshest(against: Mapping[str, object], agreement: Agreement) -> str | None:
    steps = [found.step for one in against if (found := agreement.find(one)) is not None]
    return str(max(steps, key=lambda step: _HARSHNESS.index(step.kind))) if steps else None
