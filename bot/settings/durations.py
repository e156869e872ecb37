"""Spans of time as people write them: "30s", "5m", "1h30m", "90d", "2w"."""

import re
from datetime import timedelta

from bot.settings.problems import N_, Unsuitable, shown

EXAMPLES = ("30s", "5m", "1h30m", "2h", "90d", "2w")
_UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
_NAMES = {
    "w": ("week", "weeks"),
    "d": ("day", "days"),
    "h": ("hour", "hours", "hr", "hrs"),
    "m": ("min", "mins", "minute", "minutes"),
    "s": ("sec", "secs", "second", "seconds"),
}
_UNIT_OF = {name: unit for unit, names in _NAMES.items() for name in (unit, *names)}
_PART = re.compile(r"(\d{1,9})\s*([a-z]+)[\s,]*", re.ASCII)
_LONGEST = timedelta(days=36_525)


def parse_duration(text: str) -> timedelta:
    """Read "5m", "1h30m", "2 weeks"; Unsuitable says what was not understood."""
    rest = text.strip().lower()
    seconds, seen = 0, []
    while rest:
        match = _PART.match(rest)
        unit = _UNIT_OF.get(match[2]) if match else None
        if match is None or unit is None or unit in seen:
            raise _not_a_duration(text)
        seconds += int(match[1]) * _UNITS[unit]
        seen.append(unit)
        rest = rest[match.end() :]
    if not seen:
        raise _not_a_duration(text)
    if seconds > _LONGEST.total_seconds():
        raise Unsuitable(N_("{value} is more than 100 years."), value=shown(text))
    return timedelta(seconds=seconds)


def format_duration(duration: timedelta) -> str:
    """Print it in the shortest form that `parse_duration` reads; parts of a second are dropped."""
    left = int(duration.total_seconds())
    if left and left % _UNITS["w"] == 0:
        return f"{left // _UNITS['w']}w"
    parts = []
    for unit in "dhms":
        count, left = divmod(left, _UNITS[unit])
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"


def _not_a_duration(text: str) -> Unsuitable:
    number_only = re.fullmatch(r"\s*(\d{1,9})\s*", text, re.ASCII)
    return Unsuitable(
        N_(
            "{value} is not a length of time. Write a number and a unit, s, m, h, d or w: "
            '"30s", "5m", "1h30m", "90d", "2w".'
        ),
        value=shown(text),
        suggestion=f"{number_only[1]}m" if number_only else None,
    )
