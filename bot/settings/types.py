"""The types of settings: each reads what people write, and says clearly what it cannot read."""

from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.holidays import Holiday
from bot.settings.durations import EXAMPLES, format_duration, parse_duration
from bot.settings.localised import LANGUAGES, LanguageCode, LocalisedText
from bot.settings.problems import N_, Unsuitable, closest, shown
from bot.settings.references import ChannelRef, RoleRef
from bot.settings.templates import template_field
from bot.settings.written import Written
from bot.times import DailyWindow, WeeklyHours, WeeklyTimes

__all__ = [
    "LANGUAGES",
    "ChannelRef",
    "Duration",
    "HolidayDay",
    "Hours",
    "LanguageCode",
    "LocalisedText",
    "RoleRef",
    "Times",
    "Window",
    "Zone",
    "parse_zone",
    "template_field",
]


def parse_zone(text: str) -> ZoneInfo:
    """Find a time zone by its IANA name; Unsuitable guesses which one was meant."""
    name = text.strip().replace(" ", "_")
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        zones = available_timezones()
    by_city = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(zones, reverse=True)}
    near = by_city.get(name.casefold()) or closest(name, zones)
    if near is None and (city := closest(name, by_city)) is not None:
        near = by_city[city]
    raise Unsuitable(
        N_('{value} is not a time zone. Write continent and city, such as "Europe/Madrid".'),
        value=shown(text),
        suggestion=near,
    )


Duration = Annotated[
    timedelta,
    Written(timedelta, parse_duration, format_duration, N_("a length of time"), EXAMPLES),
]
Zone = Annotated[
    ZoneInfo,
    Written(ZoneInfo, parse_zone, str, N_("a time zone"), ("Europe/Madrid", "Asia/Ho_Chi_Minh")),
]
Times = Annotated[
    WeeklyTimes,
    Written(
        WeeklyTimes,
        WeeklyTimes.parse,
        str,
        N_("days and times"),
        ("Mon-Fri 09:00", "daily 08:30", "Sat,Sun 10:00"),
    ),
]
Window = Annotated[
    DailyWindow,
    Written(DailyWindow, DailyWindow.parse, str, N_("hours of every day"), ("22:00-08:00",)),
]
HolidayDay = Annotated[
    Holiday,
    Written(
        Holiday,
        Holiday.parse,
        str,
        N_("a day or a stretch of days"),
        ("12-25", "2026-11-02", "12-24 to 01-06"),
    ),
]
Hours = Annotated[
    WeeklyHours,
    Written(
        WeeklyHours,
        WeeklyHours.parse,
        str,
        N_("opening hours"),
        ("Mon-Fri 09:00-19:00", "Mon-Fri 09:00-13:00,15:00-19:00, Sat 10:00-14:00"),
    ),
]
