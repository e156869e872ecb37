"""Print how guidelines do on labelled sets: `python scripts/measure_accuracy.py DATA OUT_OF_FOLD`.

Rows that a model was trained on are judged by what it said of them out of fold: OUT_OF_FOLD is the
folder in which scripts/train_learned.py has left its files. All other rows are judged as they are.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.cli.scores import Score
from bot.features import discover
from bot.messages.event import Content
from bot.settings.assembly import build_document_model
from bot.settings.load import read_document, read_text
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.detection import Engine, WordLists
from cogs.guidelines.detection.learned.model import head
from cogs.guidelines.detector_settings import Learned
from cogs.guidelines.settings import Guideline

ROOT = Path(__file__).parents[1]
PRESETS = {file.stem: file for file in sorted((ROOT / "data" / "presets").glob("*.yml"))}
FILES = {"default": ROOT / "guidelines.yml", "strict": PRESETS["strict"], **PRESETS}
# Kinds of text that are no speech: what a model says of them was never asked.
Probabilities = dict[tuple[str, str, str], float]


class Judge:
    """Guidelines whose models are asked out of fold where they have seen the row in training."""

    def __init__(self, file: Path, held_out: Probabilities) -> None:
        model = build_document_model(package.feature for package in discover())
        agreement = agreement_of(read_document(read_text(file), model, file.name))
        self._held_out = held_out
        self._plain = Engine.compile(
            [_without_models(one) for one in agreement.guidelines],
            WordLists.shipped(),
            agreement.allow,
        )
        self._models = [
            (one.id, settings)
            for one in agreement.guidelines
            for settings in one.detectors
            if isinstance(settings, Learned)
        ]
        self._each = {
            (guideline, settings): Engine.compile(
                [Guideline.model_validate({"id": guideline, "title": "T", "detect": [
                    {"learned": settings.model_dump(exclude_unset=True)}]}, strict=False)],
                WordLists({}),
            )
            for guideline, settings in self._models
        }  # fmt: skip

    def guidelines_of(self, name: str, row: dict[str, str]) -> set[str]:
        """Return the guidelines that a row goes against."""
        content = Content(text=row["text"])
        found = {one.guideline for one in self._plain.examine(content) if not one.quoted}
        for guideline, settings in self._models:
            known = self._held_out.get((settings.reads_like, name, row["id"]))
            if known is not None:
                hit = known >= (settings.at_least or head(settings.reads_like).threshold)
            else:
                hit = bool(self._each[guideline, settings].examine(content))
            if hit:
                found.add(guideline)
        return found


def _without_models(guideline: Guideline) -> Guideline:
    kept = [one for one in guideline.detect if one.settings.kind != Learned.kind]
    return guideline.model_copy(update={"detect": tuple(kept)})


def held_out(folder: Path) -> Probabilities:
    """Read what the models said of rows that they had not seen."""
    found: Probabilities = {}
    for file in folder.glob("out-of-fold-*.jsonl"):
        for one in map(json.loads, file.read_text().splitlines()):
            row = (one["kind"], one["set"], one["id"])
            # A text may name several hosts.
            found[row] = max(one["probability"], found.get(row, 0.0))
    return found


def row_of(name: str, judges: Mapping[str, Judge], rows: list[dict[str, str]]) -> str:
    """Return the line of a set."""
    cells = [name, str(len(rows))]
    for file, judge in judges.items():
        score = Score(frozenset({"flag"}), frozenset({"ok"}))
        for row in rows:
            score.add(row["label"], flagged=bool(judge.guidelines_of(name, row)))
        figures = figures_of(score)
        cells += [figures[one] for one in columns_of(file)]
    return "| " + " | ".join(cells) + " |"


def columns_of(file: str) -> tuple[str, ...]:
    """Return what is told of a file: most of all of the one that looks for everything."""
    return ("P", "R", "F1", "FPR", "balanced") if file == "strict" else ("F1", "FPR")


def figures_of(score: Score) -> dict[str, str]:
    """Return what can be told of a score."""
    rate, recall = score.false_positive_rate, score.recall
    balanced = None if rate is None or recall is None else (recall + 1 - rate) / 2
    return {
        "P": _figure(score.precision),
        "R": _figure(recall),
        "F1": _figure(score.f1),
        "FPR": "—" if rate is None else f"{100 * rate:.2f} %",
        "balanced": _figure(balanced),
    }


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def main(data: Path, folder: Path, names: list[str]) -> None:
    """Print the table."""
    known = held_out(folder)
    judges = {name: Judge(file, known) for name, file in FILES.items()}
    heads = [f"{name}: {one}" for name in FILES for one in columns_of(name)]
    print("| set | n | " + " | ".join(heads) + " |")
    print("| --- | ---: |" + " ---: |" * len(heads))
    for file in sorted(data.glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text().splitlines()]
        if (not names or file.stem in names) and {"flag", "ok"} & {row["label"] for row in rows}:
            print(row_of(file.stem, judges, rows), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
