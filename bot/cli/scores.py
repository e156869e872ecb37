"""How the findings for files of messages agree with their labels."""

from dataclasses import dataclass


@dataclass
class Score:
    """The agreement for one file; `positive` labels should be flagged, `negative` ones not."""

    positive: frozenset[str]
    negative: frozenset[str]
    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    passes: int = 0
    other: int = 0

    def add(self, label: object, *, flagged: bool) -> None:
        """Count one message; labels that are neither are counted apart."""
        if label in self.positive:
            self.hits += flagged
            self.misses += not flagged
        elif label in self.negative:
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
        known = " or ".join(sorted(score.positive | score.negative))
        other = f"  ({score.other} without {known})" if score.other else ""
        lines.append(f"{name:<{width}}  {n:>7}{shown}  {percent:>8}{other}")
    return "\n".join(lines) + "\n"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _figure(value: float | None, digits: int) -> str:
    return "—" if value is None else f"{value:.{digits}f}"
