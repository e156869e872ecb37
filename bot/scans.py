"""What `steward scan --task` can look for in files of messages; packages offer their own.

A package offers a scan under the entry-point group `steward.scans`, or a function that makes one
from the path of the settings file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ENTRY_POINTS = "steward.scans"

Row = Mapping[str, Any]
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scan:
    """A way to look through messages.

    `answers` takes the rows of one file, each with "id" and "text" at least, and gives one answer
    for each, in their order, with "id" and "flagged". It may look back and a bounded number of rows
    ahead. With labels, `positive` ones should be flagged, `negative` ones should not, and others
    do not count.
    """

    about: str
    positive: frozenset[str]
    negative: frozenset[str]
    answers: Callable[[Iterable[Row]], Iterator[Answer]]
