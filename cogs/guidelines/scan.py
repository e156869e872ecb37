"""What `steward scan` finds with the guidelines."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.features import discover
from bot.messages.event import Content
from bot.scans import Answer, Row, Scan
from bot.settings.assembly import build_document_model
from bot.settings.load import read_document, read_text
from cogs.guidelines.agreement import Agreement, agreement_of
from cogs.guidelines.detection import Context, Detection, Match
from cogs.guidelines.feeds.fetching import NotFetchedError, read_file
from cogs.guidelines.feeds.reading import domains_in

_HARSHNESS = ("remind", "warn", "ask", "delete", "timeout", "kick", "ban")


def guidelines(file: Path) -> Scan:
    """Look for what goes against the guidelines of a file."""
    model = build_document_model(package.feature for package in discover())
    agreement = agreement_of(read_document(read_text(file), model, file.name))
    engine, context = agreement.engine, Context(domain_lists=dict(_lists(agreement, file.parent)))

    def answers(rows: Iterable[Row]) -> Iterator[Answer]:
        for row in rows:
            yield _finding(row["id"], engine.examine(Content(text=row["text"]), context), agreement)

    return Scan(
        about="What goes against the guidelines.",
        positive=frozenset({"flag"}),
        negative=frozenset({"ok"}),
        answers=answers,
    )


def _lists(agreement: Agreement, folder: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Read the lists of domains that lie beside the guidelines; nothing is fetched."""
    for name, one in agreement.domain_lists.items():
        try:
            found = read_file(folder / one.file) if one.file else None
        except NotFetchedError as problem:
            sys.stderr.write(f"{name}: {problem.reason}\n")
            continue
        if found is None:
            sys.stderr.write(f"{name}: only the running bot fetches this list.\n")
        else:
            yield name, domains_in(found.text)


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
