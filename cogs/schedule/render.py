"""What managers read about the schedule."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.holidays import Holiday, is_holiday
from bot.scheduler import LastRun, Recurring
from bot.texts import N_, Translation, timestamp
from cogs.schedule.policy import Day, Note, Occurrence

NOTES: dict[Note, str] = {
    "after_change": N_("the clocks change before this; the time of day stays the same"),
    "skipped": N_("the clocks skip the usual time that day: it runs right after"),
    "twice": N_("that time comes twice that day: it runs the first time"),
    "put_off": N_("later than usual, because of a holiday"),
}


def title(t: Translation, job: Recurring) -> str:
    """Return what a job does, and when: two jobs of a kind differ by their times."""
    words = t(job.title) if job.title else f"`{job.name}`"
    return f"{words} · {job.times}"


def bold_title(t: Translation, job: Recurring) -> str:
    """Return the title as it stands in a sentence."""
    return f"**{title(t, job)}**"


def skipped(t: Translation, job: Recurring, following: datetime) -> str:
    """Say that the next occurrence is left out."""
    return t(
        "{job} is left out on {skipped}. It comes next on {next}.",
        job=bold_title(t, job),
        skipped=timestamp(job.next_due),
        next=timestamp(following),
    )


def resumed(t: Translation, job: Recurring, following: datetime) -> str:
    """Say that a job runs again."""
    return t(
        "{job} runs again. It comes next on {next}.",
        job=bold_title(t, job),
        next=timestamp(following),
    )


def line(t: Translation, job: Recurring) -> str:
    """Return a job in two or three lines: when it comes next, and how it went last."""
    return "\n".join((f"- {bold_title(t, job)} ({job.zone.key})", *_state(t, job)))


def details(t: Translation, job: Recurring, coming: Sequence[Occurrence]) -> str:
    """Return a job with its next occurrences."""
    times = [
        f"{number}. {timestamp(one.at)}" + (f" ({t(NOTES[one.note])})" if one.note else "")
        for number, one in enumerate(coming, 1)
    ]
    return "\n".join((line(t, job), t("The next times:"), *times))


def calendar(t: Translation, days: Sequence[Day], holidays: Iterable[Holiday]) -> list[str]:
    """Return one paragraph for each day."""
    resting = tuple(holidays)
    return [_day(t, day, is_free=is_holiday(day.date, resting)) for day in days]


def _day(t: Translation, day: Day, *, is_free: bool) -> str:
    head = f"**{t.date(day.date)}**"
    if is_free:
        head += " · " + t("holiday")
    lines = [
        f"- {timestamp(at, 't')} {t(job.title) if job.title else job.name}" for at, job in day.jobs
    ]
    return "\n".join((head, *(lines or [t("- nothing")])))


def _state(t: Translation, job: Recurring) -> Iterable[str]:
    if job.is_paused:
        yield "  " + t("Paused: it does not run until you resume it.")
    else:
        when, left = timestamp(job.next_due), timestamp(job.next_due, "R")
        yield "  " + t("Next: {when} ({left})", when=when, left=left)
    if job.last is not None:
        yield "  " + _last(t, job.last)


def _last(t: Translation, last: LastRun) -> str:
    when = timestamp(last.due_at)
    match last.outcome:
        case "done":
            return t("Last: {when}, done", when=when)
        case "too_late":
            return t("Last: {when}, left out because the bot came too late", when=when)
        case "failed":
            return t("Last: {when}, failed ({error})", when=when, error=last.error)
