"""What a detector is told and what it answers; packages offer detectors of their own.

A package offers a `DetectorOffer` under the entry-point group `steward.detectors`. It is imported
by the guidelines feature, so it builds on this module and on nothing of that feature.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any, ClassVar, NamedTuple, Protocol

from bot.features import FeatureProblem
from bot.messages.event import Content
from bot.settings.model import Section
from bot.texts.phrase import Phrase

ENTRY_POINTS = "steward.detectors"


class DetectorSettings(Section):
    """Base of what a detector can be told; `kind` is its name under `detect:`."""

    kind: ClassVar[str]


class Part(Protocol):
    """One text of a message, such as "text" or "file name 1"."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def typed(self) -> bool:
        """Whether the author typed it just now."""


class Message(Protocol):
    """A message, part by part: all that people can read of it."""

    @property
    def parts(self) -> Sequence[Part]:
        """Its texts."""

    @property
    def content(self) -> Content:
        """Its content as it came."""


class Found(NamedTuple):
    """What a detector saw, with offsets into the part. Without a part it is the whole message."""

    why: Phrase
    part: Any = None
    start: int = 0
    end: int = 0
    view: str = "exact"


class Detector(Protocol):
    """Looks at one message at a time; keeps nothing between two."""

    def look(self, message: Any) -> Iterator[Found]:  # noqa: ANN401 - some detectors know more of it
        """Say what goes against the guideline."""


@dataclass(frozen=True, slots=True)
class DetectorOffer:
    """A detector of another package: its settings, and what makes it from them."""

    settings: type[DetectorSettings]
    detector: Callable[[Any], Detector]


def offered(taken: Collection[str]) -> tuple[DetectorOffer, ...]:
    """Find the detectors that installed packages bring, beside those whose names are taken.

    Raises FeatureProblem for one that cannot be used.
    """
    found: dict[str, DetectorOffer] = {}
    for entry in entry_points(group=ENTRY_POINTS):
        offer = _loaded(entry)
        if offer.settings.kind in {*taken, *found}:
            raise FeatureProblem(
                f"There is another detector called {offer.settings.kind!r} than that of "
                f"{entry.value}. Uninstall one of them."
            )
        found[offer.settings.kind] = offer
    return tuple(found.values())


def _loaded(entry: EntryPoint) -> DetectorOffer:
    try:
        offer = entry.load()
    except (ImportError, AttributeError) as error:
        raise FeatureProblem(f"The detector {entry.value} cannot be loaded: {error}") from error
    if not isinstance(offer, DetectorOffer):
        raise FeatureProblem(f"The detector {entry.value} is no DetectorOffer.")
    return offer
