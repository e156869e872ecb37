"""`steward scan`: what the guidelines find in files of messages, without Discord."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from bot.cli.problems import told
from bot.features import discover
from bot.messages.event import Content
from bot.settings.deployment import read_deployment
from bot.settings.document import build_document_model
from bot.settings.load import read_document, read_text
from cogs.guidelines.agreement import Agreement, agreement_of
from cogs.guidelines.detection import Detection, Match

_PROGRESS_EVERY = 10_000
_HARSHNESS = ("remind", "warn", "ask", "delete", "timeout", "kick", "ban")


@dataclass(frozen=True, slots=True)
class Row:
    """A message of a file."""

    id: object
    text: str
    label: object = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is no message, and why."""

    line: int
    reason: str


@dataclass
class Score:
    """How the findings for one file agree with its labels, "flag" and "ok"."""

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    passes: int = 0
    other: int = 0

    def add(self, label: object, *, flagged: bool) -> None:
        """Count one message; labels that are neither are counted apart."""
        if label == "flag":
            self.hits += flagged
            self.misses += not flagged
        elif label == "ok":
            self.false_alarms += flagged
            self.passes += not flagged
        else:
            self.other += 1

    @property
    def precision(self) -> float | None:
        """The share of flagged messages that should be."""
        return _share(self.hits, self.hits + self.false_alarms)

    @property
    def recall(self) -> float | None:
        """The share of messages that should be flagged that are."""
        return _share(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.hits, 2 * self.hits + self.misses + self.false_alarms)

    @property
    def false_positive_rate(self) -> float | None:
        """The share of fine messages that are flagged."""
        return _share(self.false_alarms, self.false_alarms + self.passes)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def scan(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files of messages; standard input without any.")
    ] = None,
    *,
    guidelines: Annotated[
        Path | None,
        typer.Option(help="The guidelines; GUIDELINES of the environment without it."),
    ] = None,
    labels: Annotated[
        bool, typer.Option("--labels", help='Compare with "label" (flag or ok) and print scores.')
    ] = False,
    output: Annotated[
        Path | None, typer.Option(help="Write the findings there and not to standard output.")
    ] = None,
) -> None:
    """Say what the guidelines find in messages: JSON lines with "id" and "text", or plain lines."""
    with told():
        file = guidelines or read_deployment().guidelines
        model = build_document_model(package.feature for package in discover())
        agreement = agreement_of(read_document(read_text(file), model, file.name))
    try:
        unreadable = _scan_all(files or [], agreement, output, labels=labels)
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` has.
        sys.stderr.close()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except OSError as problem:
        sys.stderr.write(f"{problem.filename}: {problem.strerror}.\n")
        raise SystemExit(1) from None
    if unreadable:
        raise SystemExit(1)


def _scan_all(
    files: Sequence[Path], agreement: Agreement, output: Path | None, *, labels: bool
) -> int:
    """Scan file after file, and return how many lines were no messages."""
    unreadable = 0
    scores: dict[str, Score] = {}
    sink: BinaryIO | None = None if labels else sys.stdout.buffer
    if output is not None:
        sink = output.open("wb")
    try:
        for file in files or (None,):
            name = file.name if file else "standard input"
            score = scores.setdefault(name, Score())
            with file.open("rb") if file else sys.stdin.buffer as lines:
                unreadable += _scan_one(name, lines, agreement, sink, score)
    finally:
        if output is not None and sink is not None:
            sink.close()
    if labels:
        sys.stdout.write(table(scores))
    sys.stdout.flush()
    return unreadable


def _scan_one(
    name: str, lines: Iterable[bytes], agreement: Agreement, sink: BinaryIO | None, score: Score
) -> int:
    unreadable = count = flagged = 0
    for row in rows_of(lines):
        if isinstance(row, Unreadable):
            unreadable += 1
            sys.stderr.write(f"{name}:{row.line}: {row.reason}\n")
            continue
        matches = agreement.engine.examine(Content(text=row.text))
        answer = finding(row, matches, agreement)
        count += 1
        flagged += answer["flagged"]
        score.add(row.label, flagged=answer["flagged"])
        if sink is not None:
            sink.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        if count % _PROGRESS_EVERY == 0:
            sys.stderr.write(f"{name}: {count:,} messages, {flagged:,} flagged …\n")
    if sink is not None:
        sink.flush()
    sys.stderr.write(f"{name}: {count:,} messages, {flagged:,} flagged.\n")
    return unreadable


def rows_of(lines: Iterable[bytes]) -> Iterator[Row | Unreadable]:
    """Read messages one at a time; a plain line is named by its number."""
    for number, raw in enumerate(lines, 1):
        line = raw.decode("utf-8", "replace").strip("\r\n").removeprefix("\ufeff")
        if not line.strip():
            continue
        if not line.lstrip().startswith("{"):
            yield Row(number, line)
            continue
        yield _row(number, line)


def _row(number: int, line: str) -> Row | Unreadable:
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unreadable(number, f"this is no JSON ({error}).")
    if not isinstance(found.get("text"), str):
        return Unreadable(number, 'there is no "text" in this line.')
    return Row(found.get("id", number), found["text"], found.get("label"))


def finding(row: Row, matches: Sequence[Match], agreement: Agreement) -> dict[str, Any]:
    """Return what is written about a message. Reported speech is not flagged."""
    detection = Detection.of(matches)
    counted = [match for some in detection.matches.values() for match in some]
    return {
        "id": row.id,
        "flagged": bool(counted),
        "matches": [
            {
                "guideline": match.guideline,
                "detector": match.detector,
                "view": match.view,
                "start": match.start,
                "end": match.end,
                "excerpt": match.excerpt,
            }
            for match in counted
        ],
        "step": _harshest(detection.matches, agreement),
    }


def _harshest(guidelines: Iterable[str], agreement: Agreement) -> str | None:
    steps = [found.step for one in guidelines if (found := agreement.find(one)) is not None]
    return str(max(steps, key=lambda step: _HARSHNESS.index(step.kind))) if steps else None


def table(scores: dict[str, Score]) -> str:
    """Print scores in columns; a dash stands where nothing was to be found."""
    width = max(len("file"), *(len(name) for name in scores))
    lines = [f"{'file':<{width}}  {'n':>7}  precision  recall     F1     FPR"]
    for name, score in scores.items():
        n = score.hits + score.misses + score.false_alarms + score.passes
        figures = (score.precision, score.recall, score.f1)
        shown = "".join(
            f"{_figure(one, 3):>{wide}}" for one, wide in zip(figures, (11, 8, 7), strict=True)
        )
        rate = score.false_positive_rate
        percent = "—" if rate is None else f"{100 * rate:.2f} %"
        other = f"  ({score.other} without flag or ok)" if score.other else ""
        lines.append(f"{name:<{width}}  {n:>7}{shown}  {percent:>8}{other}")
    return "\n".join(lines) + "\n"


def _figure(value: float | None, digits: int) -> str:
    return "—" if value is None else f"{value:.{digits}f}"
