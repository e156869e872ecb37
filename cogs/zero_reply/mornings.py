"""When the list appears: at its times, and after holidays on the next working day. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.holidays import is_holiday
from bot.times import WeeklyHours, WeeklyTimes, local_day, local_instant


def is_put_off(due_at: datetime, times: WeeklyTimes, hours: WeeklyHours, zone: ZoneInfo) -> bool:
    """Tell whether a list falls on a holiday; one that somebody asks for out of turn does not."""
    is_usual = times.at_or_after(due_at, zone) == due_at
    return is_usual and is_holiday(local_day(due_at, zone), hours.holidays)


def made_up_for(
    due_at: datetime, times: WeeklyTimes, hours: WeeklyHours, zone: ZoneInfo
) -> datetime | None:
    """Return when a list that was put off appears: at its hour on the next working day.

    None where the next usual list comes by that day anyway.
    """
    next_day = local_instant(local_day(due_at, zone) + timedelta(days=1), time.min, zone)
    day = local_day(hours.next_open(next_day, zone), zone)
    if local_day(times.next_after(due_at, zone), zone) <= day:
        return None
    return local_instant(day, due_at.astimezone(zone).time(), zone)
