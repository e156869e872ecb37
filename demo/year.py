"""Were the weekly threads opened, each once? Reads `steward demo … --json` from its input."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.times import iso_week_key
from demo.scenarios.riverside import ZONE

OPENED = "accountability.thread"


@dataclass(frozen=True, slots=True)
class Year:
    """The weekly threads of a run; `at` counts the wall times at which they were opened."""

    threads: int
    twice: tuple[str, ...]
    missing: tuple[str, ...]
    at: Counter[str]


def year_of(lines: Iterable[str], zone: ZoneInfo) -> Year:
    """Read the report of a run."""
    deeds = [deed for line in lines if (deed := json.loads(line))["kind"] == OPENED]
    opened = [datetime.fromisoformat(deed["at"]) for deed in deeds]
    weeks = Counter(iso_week_key(at, zone) for at in opened)
    mondays = [at.astimezone(zone).date().toordinal() // 7 for at in opened]
    expected = set(range(min(mondays), max(mondays) + 1)) if mondays else set()
    return Year(
        threads=len(opened),
        twice=tuple(sorted(week for week, count in weeks.items() if count > 1)),
        missing=tuple(str(number) for number in sorted(expected - set(mondays))),
        at=Counter(f"{at.astimezone(zone):%a %H:%M}" for at in opened),
    )


def main() -> None:
    """Say how the run went, and fail where a week is missing or there twice."""
    year = year_of(sys.stdin, ZONE)
    times = ", ".join(f"{at}: {count}" for at, count in sorted(year.at.items()))
    print(  # noqa: T201 - the answer of the command
        f"{year.threads} weekly threads ({times}); twice: {len(year.twice)}; "
        f"missing: {len(year.missing)}"
    )
    sys.exit(bool(year.twice or year.missing or not year.threads))


if __name__ == "__main__":
    main()
