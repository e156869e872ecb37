"""When the list appears: at its times, and after holidays on the next working day. Pure."""

from datetime import datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.holidays import is_holiday
from bot.times import WeeklyHours, WeeklyTimes, local_day, local_instant


def put_off_to(
    due_at: datetime, times: WeeklyTimes, hours: WeeklyHours, zone: ZoneInfo
) -> datetime | None:
    """Return when a list that falls on a holiday appears instead; None for one that stays.

    That is with the next usual one, at the latest at its hour on the next working day. What
    somebody asks for out of turn stays.
    """

    def is_free(at: datetime) -> bool:
        return is_holiday(local_day(at, zone), hours.holidays)

    if times.at_or_after(due_at, zone) != due_at or not is_free(due_at):
        return None
    next_day = local_instant(local_day(due_at, zone) + timedelta(days=1), time.min, zone)
    day = local_day(hours.next_open(next_day, zone), zone)
    by_then = takewhile(lambda at: local_day(at, zone) <= day, times.upcoming(due_at, zone))
    made_up_for = local_instant(day, due_at.astimezone(zone).time(), zone)
    return next((usual for usual in by_then if not is_free(usual)), made_up_for)
