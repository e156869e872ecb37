"""What is allowed in the ladder and yet hardly meant."""

from collections.abc import Iterator
from typing import cast

from bot.settings.document import Document
from bot.settings.problems import Unsuitable, shown
from bot.texts import N_
from cogs.desk.settings import Ladder

HARSH = frozenset({"kick", "ban"})
SOFTER_FIRST = frozenset({"warn", "timeout", "ask"})


def ladder_of(document: Document) -> Ladder:
    """Take the ladder out of a document."""
    # By name and not by class: after the feature was loaded anew, documents keep former classes.
    return cast("Ladder | None", document.section("ladder")) or Ladder()


def doubts(document: Document) -> Iterator[Unsuitable]:
    """Find a ladder that leaves people no time to change."""
    seen: set[str] = set()
    for points, step in ladder_of(document).steps.items():
        if step.kind in HARSH and not seen & SOFTER_FIRST:
            yield Unsuitable(
                N_(
                    "The ladder jumps to {step}. Put a warning or a timeout before it, so that "
                    "people can change. Kicks and bans are always a person's decision."
                ),
                step=shown(str(step)),
                at=("ladder", "steps", str(points)),
            )
        seen.add(step.kind)
