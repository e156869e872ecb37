"""`steward scan`: look through files of messages, without Discord."""

import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from bot.cli.problems import told
from bot.cli.scores import Score, table
from bot.scans import ENTRY_POINTS, Row, Scan
from bot.settings.deployment import read_deployment

_PROGRESS_EVERY = 10_000


def scan(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files of messages; standard input without any.")
    ] = None,
    *,
    task: Annotated[str, typer.Option(help="What to look for.")] = "guidelines",
    guidelines: Annotated[
        Path | None,
        typer.Option(help="The guidelines; GUIDELINES of the environment without it."),
    ] = None,
    labels: Annotated[
        bool, typer.Option("--labels", help='Compare with "label" and print scores.')
    ] = False,
    output: Annotated[
        Path | None, typer.Option(help="Write the findings there and not to standard output.")
    ] = None,
) -> None:
    """Look through messages: JSON lines with "id" and "text", or plain lines."""
    with told():
        chosen = _chosen(task, guidelines)
    try:
        unreadable = _Scanning(chosen, output, labels=labels).all(files or [])
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


def _chosen(task: str, guidelines: Path | None) -> Scan:
    """Load what was asked for, and nothing else."""
    offered = {one.name: one for one in reversed(tuple(entry_points(group=ENTRY_POINTS)))}
    if task not in offered:
        known = ", ".join(sorted(name for name, one in offered.items() if _is_there(one)))
        sys.stderr.write(f'There is no task called "{task}". Tasks: {known}.\n')
        raise SystemExit(1)
    loaded = _load(offered[task])
    if isinstance(loaded, Scan):
        return loaded
    return loaded(guidelines or read_deployment().guidelines)


def _is_there(offer: EntryPoint) -> bool:
    try:
        return find_spec(offer.module) is not None
    except ModuleNotFoundError:
        return False


def _load(offer: EntryPoint) -> Scan | Callable[[Path], Scan]:
    try:
        loaded: Scan | Callable[[Path], Scan] = offer.load()
    except (ImportError, AttributeError) as error:
        sys.stderr.write(f'The task "{offer.name}" cannot be loaded: {error}\n')
        raise SystemExit(1) from None
    return loaded


class _Scanning:
    """One run over some files, one line at a time."""

    def __init__(self, scan: Scan, output: Path | None, *, labels: bool) -> None:
        self._scan, self._output, self._labels = scan, output, labels
        self._unreadable = 0

    def all(self, files: Sequence[Path]) -> int:
        """Scan file after file, and return how many lines were no messages."""
        scores: dict[str, Score] = {}
        sink: BinaryIO | None = None if self._labels else sys.stdout.buffer
        if self._output is not None:
            sink = self._output.open("wb")
        try:
            for file in files or (None,):
                name = file.name if file else "standard input"
                score = scores.setdefault(name, Score(self._scan.positive, self._scan.negative))
                with file.open("rb") if file else sys.stdin.buffer as lines:
                    self._one(name, lines, sink, score)
        finally:
            if self._output is not None and sink is not None:
                sink.close()
        if self._labels:
            sys.stdout.write(table(scores))
        sys.stdout.flush()
        return self._unreadable

    def _one(self, name: str, lines: Iterable[bytes], sink: BinaryIO | None, score: Score) -> None:
        count = flagged = 0
        # A scan may read some rows ahead before it answers.
        waiting: deque[object] = deque()
        for answer in self._scan.answers(self._rows(name, lines, waiting)):
            count += 1
            flagged += answer["flagged"]
            score.add(waiting.popleft(), flagged=answer["flagged"])
            if sink is not None:
                line = json.dumps(answer, ensure_ascii=False)
                sink.write(line.encode("utf-8", "replace") + b"\n")
            if count % _PROGRESS_EVERY == 0:
                sys.stderr.write(f"{name}: {count:,} messages, {flagged:,} flagged …\n")
        if sink is not None:
            sink.flush()
        sys.stderr.write(f"{name}: {count:,} messages, {flagged:,} flagged.\n")

    def _rows(self, name: str, lines: Iterable[bytes], labels: deque[object]) -> Iterator[Row]:
        for row in rows_of(lines):
            if isinstance(row, str):
                self._unreadable += 1
                sys.stderr.write(f"{name}:{row}\n")
                continue
            labels.append(row.get("label"))
            yield row


def rows_of(lines: Iterable[bytes]) -> Iterator[Row | str]:
    """Read messages one at a time, or say in which line there is none, and why.

    A plain line, or a message without an id, is named by its number.
    """
    for number, raw in enumerate(lines, 1):
        line = raw.decode("utf-8", "replace").strip("\r\n").removeprefix("\ufeff")
        if not line.strip():
            continue
        if not line.lstrip().startswith("{"):
            yield {"id": number, "text": line}
            continue
        yield _row(number, line)


def _row(number: int, line: str) -> Row | str:
    try:
        found: dict[str, Any] = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"{number}: this is no JSON ({error})."
    if not isinstance(found.get("text"), str):
        return f'{number}: there is no "text" in this line.'
    return {**found, "id": found.get("id", number)}
