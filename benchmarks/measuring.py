"""What a measurement is: contenders that take turns, and the lines that come of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Metric:
    """Something that is measured; `better` says which way is good."""

    name: str
    unit: str
    better: str = "lower"


@dataclass(frozen=True, slots=True)
class Contender:
    """One of those that take turns; `run` measures once and returns a value for each metric."""

    name: str
    run: Callable[[], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Line:
    """What one contender reached in one metric, run by run."""

    contender: str
    metric: Metric
    samples: tuple[float, ...]

    @property
    def median(self) -> float:
        """The run in the middle."""
        return median(self.samples)


@dataclass(frozen=True, slots=True)
class Result:
    """One table. `rival` names the contender that the others are compared with."""

    title: str
    rival: str
    lines: tuple[Line, ...]
    note: str = ""

    def ratio(self, line: Line) -> float | None:
        """Return how many times the rival's median this is, None for the rival itself."""
        for other in self.lines:
            if other.contender == self.rival and other.metric == line.metric:
                return line.median / other.median if other is not line and other.median else None
        return None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A measurement with a name. `size` is what it is proportional to, `unit` what that counts."""

    name: str
    about: str
    size: int
    unit: str
    repeat: int
    measure: Callable[[int, int], list[Result]]


def compare(
    title: str,
    contenders: Sequence[Contender],
    metrics: Sequence[Metric],
    *,
    repeat: int,
    note: str = "",
) -> Result:
    """Let the contenders take turns (A B A B), so that a busy moment meets all of them.

    The first one is the rival of the others.
    """
    taken: list[tuple[str, Mapping[str, float]]] = [
        (one.name, one.run()) for _ in range(repeat) for one in contenders
    ]
    lines = tuple(
        Line(
            one.name,
            metric,
            tuple(values[metric.name] for name, values in taken if name == one.name),
        )
        for metric in metrics
        for one in contenders
    )
    return Result(title, contenders[0].name, lines, note)
