"""What the events feature says: facts to texts and buttons."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.effects import Button, Message
from bot.texts import Translation, escape, shorten
from bot.texts.markup import timestamp
from cogs.events import wording
from cogs.events.gathering import Occurrence
from cogs.events.place import Place
from cogs.events.policy import Answer, Listing, Rsvp

RSVP = "events:{wish}:{occurrence}"
OWN_RSVP = "events:own:{guild}:{wish}:{occurrence}"
CHECK_IN = "events:here:{occurrence}"
CALENDAR = "events:ics:{occurrence}"
FEEDBACK = "events:mark:{occurrence}"
LONGEST = 2000

Counts = Mapping[Answer, int]


def post(place: Place, occurrence: Occurrence, counts: Counts, *, invites: bool = False) -> Message:
    """Return the announcement of an occurrence, with how many are coming."""
    t = place.t
    details = occurrence.details
    invited = place.interest_role_id
    # The mention stays when the text is edited; only the first sending pings.
    lines = [f"<@&{invited}>"] if invited is not None else []
    lines += [f"## {escape(details.title)}", _state(t, occurrence)]
    lines.append(t("When: {when}", when=wording.when(occurrence)))
    lines.append(t("Where: {place}", place=wording.place(t, details)))
    if occurrence.host_id:
        lines.append(t("Host: {person}", person=f"<@{occurrence.host_id}>"))
    if details.role_id is not None:
        lines.append(t("For: {role}", role=f"<@&{details.role_id}>"))
    if details.notes:
        lines.append(t("Good to know: {notes}", notes=escape(details.notes)))
    lines.append(numbers(t, occurrence, counts))
    if occurrence.recording:
        lines.append(t("Recording: {link}", link=escape(occurrence.recording)))
    lines.append(escape(details.description))
    rows = () if occurrence.is_over else (answer_buttons(t, occurrence), _tools(t, occurrence))
    return Message(
        text=shorten("\n".join(filter(None, lines)), LONGEST),
        rows=rows,
        mention_roles=(invited,) if invites and invited is not None else (),
    )


def answer_buttons(
    t: Translation, occurrence: Occurrence, template: str = RSVP
) -> tuple[Button, ...]:
    """Return the three answers; those in private words name their server themselves."""
    ids = {"occurrence": occurrence.id, "guild": occurrence.guild_id}
    going = t("Ask for a seat") if occurrence.details.hand_picked else t("Going")
    return (
        _answer(going, template.format(wish="going", **ids), "success"),
        _answer(t("Maybe"), template.format(wish="maybe", **ids)),
        _answer(t("Can't make it"), template.format(wish="no", **ids)),
    )


def numbers(t: Translation, occurrence: Occurrence, counts: Counts) -> str:
    """Say how many are coming, and how many wait."""
    going = counts.get("going", 0) + counts.get("offered", 0)
    capacity = occurrence.details.capacity
    if capacity is None:
        parts = [t("Going: {n}", n=t.number(going))]
    else:
        parts = [t("Going: {n} of {seats}", n=t.number(going), seats=t.number(capacity))]
    if maybe := counts.get("maybe", 0):
        parts.append(t("Maybe: {n}", n=t.number(maybe)))
    if waiting := counts.get("waiting", 0):
        shown = t.number(waiting)
        hand_picked = occurrence.details.hand_picked
        parts.append(t("Asking: {n}", n=shown) if hand_picked else t("Waiting list: {n}", n=shown))
    return " · ".join(parts)


def line(t: Translation, occurrence: Occurrence, counts: Counts) -> str:
    """Return an occurrence as one line of a list."""
    return t(
        "{when}: **{title}**, {place}. {numbers}",
        when=timestamp(occurrence.starts_at),
        title=escape(occurrence.details.title),
        place=wording.place(t, occurrence.details),
        numbers=numbers(t, occurrence, counts),
    )


def told(
    t: Translation,
    occurrence: Occurrence,
    what: str,
    more: Mapping[str, Any],
    mine: Rsvp | None,
) -> Message:
    """Return what somebody is told of a change or of their seat."""
    title = escape(occurrence.details.title)
    values = {"title": f"**{title}**", "when": wording.when(occurrence)}
    rows: tuple[tuple[Button, ...], ...] = ()
    match what:
        case "changed":
            text = t("{title} has changed. It now takes place {when}.", **values)
            where = wording.place(t, occurrence.details)
            text += "\n" + t("Where: {place}", place=where)
            if "start" in more:
                was = timestamp(datetime.fromisoformat(more["start"]))
                text += "\n" + t("It was planned for {when}.", when=was)
            rows = (answer_buttons(t, occurrence, OWN_RSVP),)
        case "new":
            text = t("New: {title}, {when}.", **values)
            text += "\n" + t("Where: {place}", place=wording.place(t, occurrence.details))
            text += "\n" + t("You wanted to be told of new events: /my events changes that.")
            rows = (answer_buttons(t, occurrence, OWN_RSVP),)
        case "cancelled":
            text = t("{title} on {when} has been called off.", **values)
            if more.get("reason"):
                text += "\n" + t("Why: {reason}", reason=escape(more["reason"]))
        case "offered":
            until = mine.offer_until if mine is not None else None
            text = t("A seat is free for you: {title}, {when}.", **values)
            if until is not None:
                text += "\n" + t(
                    "It is kept for you until {until}. Press Going to take it.",
                    until=timestamp(until),
                )
            rows = (answer_buttons(t, occurrence, OWN_RSVP),)
        case _:
            text = t("You have a seat: {title}, {when}.", **values)
            rows = (answer_buttons(t, occurrence, OWN_RSVP),)
    return Message(text=shorten(text, LONGEST), rows=rows)


def reminder(t: Translation, coming: Sequence[Occurrence]) -> Message:
    """Return the reminder of one or several occurrences that begin close together."""
    lines = [
        t(
            "{title} begins {when}: {place}",
            title=f"**{escape(one.details.title)}**",
            when=wording.when(one),
            place=wording.place(t, one.details),
        )
        for one in coming
    ]
    return Message(text=shorten("\n".join(lines), LONGEST))


def in_public(people: Sequence[int], message: Message) -> Message:
    """Return the same words for a channel, where they name whom they are for."""
    names = " ".join(f"<@{one}>" for one in people)
    text = shorten(f"{names}\n{message.text}", LONGEST)
    return Message(text=text, mention_users=tuple(people))


def begins(place: Place, occurrence: Occurrence) -> Message:
    """Return what is said when an occurrence begins: the way in."""
    t = place.t
    text = t(
        "{title} begins: {place}",
        title=f"**{escape(occurrence.details.title)}**",
        place=wording.place(t, occurrence.details),
    )
    here = Button(label=t("I am here"), custom_id=CHECK_IN.format(occurrence=occurrence.id))
    return Message(text=shorten(text, LONGEST), rows=((here,),))


def looking_back(
    place: Place, occurrence: Occurrence, *, going: int, came: Collection[int]
) -> Message:
    """Return what organisers read afterwards: numbers, and a thank-you to send in their words."""
    t = place.t
    title = escape(occurrence.details.title)
    lines = [
        t("{title} is over.", title=f"**{title}**"),
        t.n("{n} person took part.", "{n} people took part.", n=len(came)),
        t.n("{n} had said they would come.", "{n} had said they would come.", n=going),
    ]
    if going > len(came):
        lines.append(t("Plans change, and that is fine: nobody is named for staying away."))
    host = f"<@{occurrence.host_id}>" if occurrence.host_id else t("everybody who helped")
    draft = t.n(
        "Thank you, {host}, for {title}! {n} person was there.",
        "Thank you, {host}, for {title}! {n} people were there.",
        n=len(came),
        host=host,
        title=title,
    )
    lines += [t("A thank-you that you may send, in your own words:"), f"> {draft}"]
    return Message(text=shorten("\n".join(lines), LONGEST))


def thread_name(place: Place, occurrence: Occurrence) -> str:
    """Return the name of the thread in which people look back."""
    return shorten(place.t("Afterwards: {title}", title=occurrence.details.title), 100)


def how_was_it(place: Place, occurrence: Occurrence) -> Message:
    """Return the question how it was."""
    t = place.t
    button = Button(label=t("Say how it was"), custom_id=FEEDBACK.format(occurrence=occurrence.id))
    text = t("How was it? What you say goes to the organisers, without your name.")
    return Message(text=text, rows=((button,),))


def list_note(place: Place, occurrence: Occurrence, what: str, shown: Listing) -> Message:
    """Return what staff are told when Discord's list and ours have met."""
    t = place.t
    values = {"title": f"**{escape(occurrence.details.title)}**"}
    match what:
        case "conflict":
            text = t(
                "Somebody changed {title} in Discord's list while it was being changed here. What "
                "was decided here stands; in Discord it read: {name}, {when}.",
                name=escape(shown.name),
                when=timestamp(shown.start),
                **values,
            )
        case "adopted":
            text = t(
                "{title} was changed in Discord's list. I have taken that over: {when}.",
                when=timestamp(occurrence.starts_at),
                **values,
            )
        case "cancelled":
            text = t(
                "{title} was called off in Discord's list. Those who wanted to come are told.",
                **values,
            )
        case _:
            text = t(
                "The channel of {title} is gone. Give it another place with /event edit.", **values
            )
    return Message(text=shorten(text, LONGEST))


def _state(t: Translation, occurrence: Occurrence) -> str:
    match occurrence.status:
        case "cancelled":
            return t("**Called off.**")
        case "active":
            return t("**It is on now.**")
        case "completed":
            return t("**It is over.** Thank you for coming.")
    return ""


def _answer(label: str, custom_id: str, style: str = "secondary") -> Button:
    return Button.model_validate({"label": label, "custom_id": custom_id, "style": style})


def _tools(t: Translation, occurrence: Occurrence) -> tuple[Button, ...]:
    custom_id = CALENDAR.format(occurrence=occurrence.id)
    return (Button(label=t("Calendar file"), custom_id=custom_id),)
