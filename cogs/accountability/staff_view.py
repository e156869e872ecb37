"""What staff read about the weekly thread."""

from datetime import datetime

from bot.texts import Translation, timestamp
from cogs.accountability import render
from cogs.accountability.place import Place
from cogs.accountability.policy import Numbers
from cogs.accountability.store import Week
from cogs.accountability.weekly import Opened


def started(t: Translation, place: Place, done: Opened) -> str:
    """Say what has become of a wish to open the week."""
    match done:
        case "opened":
            return t("This week's thread is being opened in {channel}.", channel=place.channel)
        case "again":
            return t("What failed before is tried again now.")
        case "there":
            return t("This week's thread is there already.")
        case "no_channel":
            return render.no_channel(place)
        case "no_tag":
            return render.no_tag(place)


def status(
    t: Translation,
    place: Place,
    name: str,
    *,
    week: Week | None,
    numbers: Numbers,
    following: datetime | None,
) -> str:
    """Return the week in numbers; nobody is named."""
    lines = [f"**{render.thread_name(t, name)}**"]
    if week is None or week.message_id is None:
        lines.append(t("There is no thread this week."))
    else:
        where = week.thread_id or week.channel_id
        lines += [
            t("Thread: {thread}", thread=f"<#{where}>"),
            t("Took part: {n}", n=t.number(numbers.people)),
            t(
                "Goals: {n}, done: {done}, partly: {partly}",
                n=t.number(numbers.goals),
                done=t.number(numbers.done),
                partly=t.number(numbers.partly),
            ),
            t("For the first time: {n}", n=t.number(len(numbers.newcomers))),
        ]
    if place.venue is None:
        lines.append(render.no_channel(place))
    lines.append(
        t("Next thread: {when}", when=timestamp(following))
        if following is not None
        else t("No further thread is planned: it is paused.")
    )
    return "\n".join(lines)


def skipped(t: Translation, skipped_at: datetime, following: datetime) -> str:
    """Confirm that a thread is left out."""
    return t(
        "The thread of {skipped} is left out. The next one opens on {next}.",
        skipped=timestamp(skipped_at),
        next=timestamp(following),
    )
