"""Times, places and rules in words, for all that the feature says."""

from babel.dates import get_day_names

from bot.texts import N_, Translation, escape
from bot.texts.markup import timestamp
from cogs.events.details import Details
from cogs.events.gathering import Occurrence
from cogs.events.recurrence import Rule, Weekday

NTH = {
    1: N_("first {day}"),
    2: N_("second {day}"),
    3: N_("third {day}"),
    4: N_("fourth {day}"),
    5: N_("fifth {day}"),
    -1: N_("last {day}"),
}


def place(t: Translation, details: Details) -> str:
    """Say where it takes place."""
    if details.channel_id is not None:
        return f"<#{details.channel_id}>"
    return escape(details.location) or t("a place to be announced")


def when(occurrence: Occurrence) -> str:
    """Give the beginning in each reader's own zone, with how long it is until then."""
    return f"{timestamp(occurrence.starts_at)} ({timestamp(occurrence.starts_at, 'R')})"


def weekday(t: Translation, number: int) -> str:
    """Name a day of the week, Monday being 0."""
    names = get_day_names("wide", locale=t.language)
    return str(names[number])


def rule(t: Translation, one: Rule) -> str:
    """Say how often it takes place."""
    parts = [_rhythm(t, one)]
    if one.count is not None:
        parts.append(t.n("{n} time", "{n} times", n=one.count))
    if one.until is not None:
        parts.append(t("until {day}", day=timestamp(one.until, "D")))
    return ", ".join(parts)


def surprises(t: Translation, one: Rule) -> list[str]:
    """Explain what people do not expect of a rule."""
    found = []
    if any(day > 28 for day in one.month_days):
        found.append(t("Months that have no such day are left out."))
    if any(abs(day.nth) == 5 for day in one.weekdays):
        found.append(t("Months with only four of these weekdays are left out."))
    return found


def _rhythm(t: Translation, one: Rule) -> str:
    n = one.interval
    days = t.list([_day(t, day) for day in one.weekdays])
    match one.frequency:
        case "DAILY":
            return t("every day") if n == 1 else t.n("every {n} day", "every {n} days", n=n)
        case "WEEKLY":
            if n == 1:
                return t("every week on {days}", days=days)
            return t.n("every {n} week on {days}", "every {n} weeks on {days}", n=n, days=days)
        case "MONTHLY":
            days = days or t.list([str(day) for day in one.month_days])
            if n == 1:
                return t("every month on {days}", days=days)
            return t.n("every {n} month on {days}", "every {n} months on {days}", n=n, days=days)
        case "YEARLY":
            return t("every year") if n == 1 else t.n("every {n} year", "every {n} years", n=n)


def _day(t: Translation, day: Weekday) -> str:
    name = weekday(t, day.day)
    return t(NTH[day.nth], day=name) if day.nth in NTH else name
