"""What organisers see before anything is announced: days, hours, and what may surprise them."""

from collections.abc import Iterable

from bot.effects import Button, Message
from bot.texts import Translation, escape, shorten
from bot.texts.markup import timestamp
from bot.texts.phrase import Phrase
from cogs.events import wording
from cogs.events.draft import Draft
from cogs.events.making import HOLIDAYS_AMONG, SHOWN, Proposal
from cogs.events.place import Place
from cogs.events.policy import NATIVE_CAP
from cogs.events.recurrence import change_of_clocks
from cogs.events.when import Meant

ACT = "events:draft:{action}:{draft}:{arg}"
LONGEST = 2000


def preview(place: Place, t: Translation, draft_id: str, proposal: Proposal) -> Message:
    """Return the preview with the button that makes it true."""
    details = proposal.details
    lines = [
        f"## {escape(details.title)}",
        *([escape(details.description)] if details.description else []),
        *_times(t, proposal),
        t("Where: {place}", place=wording.place(t, details)),
        *_terms(t, proposal),
        *_surprises(place, t, proposal),
    ]
    go = _deed(t, proposal)
    rows = (
        (
            _button(go, "go", draft_id, "success"),
            _button(t("Other words"), "details", draft_id),
            _button(t("Another time"), "time", draft_id),
            _button(t("Throw away"), "drop", draft_id),
        ),
    )
    return Message(text=shorten("\n".join(lines), LONGEST), rows=rows)


def question(
    t: Translation, draft_id: str, draft: Draft, text: str, choices: Iterable[Meant]
) -> Message:
    """Ask which of several times is meant."""
    buttons = [
        _button(
            shorten(f"{t.date(one.start.date())} {one.start:%H:%M}", 80),
            "choose",
            draft_id,
            arg=one.start.isoformat(timespec="minutes"),
        )
        for one in choices
    ][:4]
    again = _button(t("Another time"), "time", draft_id)
    said = t("You wrote: {text}", text=escape(draft.when)) if draft.when else ""
    body = "\n".join(filter(None, (text, said)))
    return Message(text=shorten(body, LONGEST), rows=((*buttons, again),))


def faults(
    t: Translation, draft_id: str, draft: Draft, problems: Iterable[Phrase], *, of_time: bool
) -> Message:
    """Say what stands in the way; what was written is kept and can be put right."""
    lines = [f"- {problem.say(t)}" for problem in problems]
    if of_time and draft.when:
        lines.append(t("You wrote: {text}", text=escape(draft.when)))
    lines.append(t("What you have written is kept."))
    buttons = [_button(t("Another time"), "time", draft_id)]
    if not of_time:
        buttons.insert(0, _button(t("Put it right"), "details", draft_id, "primary"))
    return Message(text=shorten("\n".join(lines), LONGEST), rows=(tuple(buttons),))


def _deed(t: Translation, proposal: Proposal) -> str:
    if proposal.more is not None:
        return t("Let it take place") if proposal.more.is_back else t("Add this date")
    return t("Announce it") if proposal.edits is None else t("Change it")


def _times(t: Translation, proposal: Proposal) -> list[str]:
    zone = proposal.series.zone
    more = proposal.more
    first = more.slot if more else next(iter(proposal.slots), None)
    if first is None:
        return [t("There is no date left.")]
    local = first.starts_at.astimezone(zone)
    lines = [
        t(
            "When: {day}, {time} ({zone}), for you {there}",
            day=t.date(local.date()),
            time=f"{local:%H:%M}",
            zone=zone.key,
            there=timestamp(first.starts_at),
        ),
        t("It lasts {time}.", time=f"{proposal.details.minutes} min"),
    ]
    if more is not None and more.is_back:
        lines.insert(0, t("This date was called off. It takes place after all:"))
    elif more is not None:
        lines.insert(0, t("One more date of the series:"))
    if proposal.rule is not None:
        lines.append(t("It repeats {rhythm}.", rhythm=wording.rule(t, proposal.rule)))
    if proposal.rule is not None or more is not None:
        lines.append(t("The next ones:"))
        lines += [f"- {timestamp(one.starts_at)}" for one in proposal.slots[:SHOWN]]
    if proposal.rule is not None:
        lines += wording.surprises(t, proposal.rule)
    changed = change_of_clocks(list(proposal.slots), zone)
    if changed is not None:
        lines.append(
            t(
                "Clocks change before {when}. It stays at {time} in {zone}; elsewhere the hour may "
                "differ.",
                when=timestamp(changed, "D"),
                time=f"{proposal.start:%H:%M}",
                zone=zone.key,
            )
        )
    free = proposal.series.free_days(HOLIDAYS_AMONG)
    if free:
        lines.append(
            t("Left out as holidays: {days}", days=t.list([t.date(day) for day in free[:5]]))
        )
    return lines


def _terms(t: Translation, proposal: Proposal) -> list[str]:
    details = proposal.details
    lines = []
    if details.capacity is not None:
        lines.append(t.n("{n} seat", "{n} seats", n=details.capacity))
        if proposal.going > details.capacity:
            lines.append(
                t(
                    "{going} people are going already. All keep their seats; nobody moves up until "
                    "fewer than {seats} are going.",
                    going=proposal.going,
                    seats=details.capacity,
                )
            )
    if details.hand_picked:
        lines.append(t("You choose who gets a seat."))
    if details.role_id is not None:
        lines.append(t("For: {role}", role=f"<@&{details.role_id}>"))
    if details.notes:
        lines.append(t("Good to know: {notes}", notes=escape(details.notes)))
    else:
        lines.append(
            t("You can add what is good to know: the language, captions, whether it is recorded.")
        )
    return lines


def _surprises(place: Place, t: Translation, proposal: Proposal) -> list[str]:
    lines = []
    channel_id = proposal.details.channel_id
    if channel_id is not None and place.kind_of(channel_id) is None:
        lines.append(t("The channel does not exist any more. Choose another one."))
    if place.channel_id is None:
        channel = str(place.settings.channel)
        lines.append(t("There is no channel {channel}: it cannot be announced.", channel=channel))
    if not place.may_list:
        lines.append(
            t(
                "I may not create events here, so it will not stand in Discord's own list. The "
                "announcement, the answers and the reminders work. Missing: Create Events."
            )
        )
    elif place.listed >= NATIVE_CAP:
        lines.append(
            t(
                "Discord's list is full with {n} events, so this one will not stand in it until "
                "there is room. The announcement, the answers and the reminders work.",
                n=NATIVE_CAP,
            )
        )
    return lines


def _button(
    label: str, action: str, draft_id: str, style: str = "secondary", *, arg: str = ""
) -> Button:
    custom_id = ACT.format(action=action, draft=draft_id, arg=arg)
    return Button.model_validate({"label": label, "custom_id": custom_id, "style": style})
