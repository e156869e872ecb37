"""What is said about raids: the card, the plan, and what came of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from bot.effects import Button, Message
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.raids import planning
from cogs.raids.facts import IncidentFacts, Preview, UndoOffer
from cogs.raids.planning import Cost
from cogs.raids.policy import Arrival
from cogs.raids.store import Event

PLAN = "raids:plan:{number}:{who}"
BAN = "raids:ban:{number}:{turn}"
SPARE = "raids:spare:{number}:{who}"
PAUSE = "raids:pause:{number}"
END = "raids:end:{number}"
ASK_UNDO = "raids:ask:{number}"
UNDO = "raids:undo:{number}"
HOLD = "raids:hold:{user}:{visit}"
FREE = "raids:free:{user}:{visit}"

LONGEST_NAME = 40
LINES_OF_LOG = 8

REASONS = {
    "many": N_("many people have joined at once"),
    "name": N_("people with names alike have joined at once"),
    "words": N_("people who have joined at once write the same"),
    "new_accounts": N_("people with young accounts and no picture have joined at once"),
    "by_hand": N_("opened by a moderator"),
}
SIGNS = {
    "name": N_("names that begin alike: {n}"),
    "words": N_("the same first words: {n}"),
    "young": N_("a young account: {n}"),
    "no_picture": N_("no picture: {n}"),
}
STATES = {
    "banning": N_("being banned: {n}"),
    "banned": N_("banned: {n}"),
    "failed": N_("could not be banned: {n}"),
    "spared": N_("left out by a moderator: {n}"),
    "lifting": N_("being let in again: {n}"),
    "lifted": N_("let in again: {n}"),
}
LEFT_OUT = {
    "done": N_("dealt with already: {n}"),
    "spared": N_("left out by a moderator: {n}"),
    "gone": N_("gone already: {n}"),
    "bot": N_("bots: {n}"),
    "staff": N_("part of the team: {n}"),
    "role": N_("have a role: {n}"),
    "earlier": N_("joined before: {n}"),
    "unlike": N_("share nothing with the others: {n}"),
}
LOGGED = {
    "noticed": N_("raid noticed"),
    "opened": N_("raid opened by hand"),
    "paused": N_("invites and direct messages paused"),
    "pause_failed": N_("invites and direct messages could not be paused"),
    "unpaused": N_("pause ended"),
    "ended": N_("raid ended"),
    "spared": N_("people left out of the plan: {n}"),
    "planned": N_("plan shown, people in it: {n}"),
    "banned": N_("ban confirmed, people in it: {n}"),
    "undone": N_("people to be let in again: {n}"),
    "closed": N_("channels closed: {n}"),
    "reopened": N_("channels opened again: {n}"),
    "conflict": N_("channels left as the team had changed them: {n}"),
}


def card(t: Translation, facts: IncidentFacts, *, call: Collection[int] = ()) -> Message:
    """Return the card of an incident; `call` are roles that it pings."""
    head = " ".join(f"<@&{role}>" for role in sorted(call))
    text = _status(t, facts)
    return Message(
        text=shorten(f"{head}\n{text}" if head else text, 2000),
        rows=(_buttons(t, facts),),
        mention_roles=tuple(sorted(call)),
    )


def _crowd(t: Translation, facts: IncidentFacts) -> str:
    """Say who is meant; with nobody, as when a moderator closes channels, since when."""
    when = timestamp(facts.incident.since, "f")
    if not facts.figures.people:
        return t("Since {when}", when=when)
    return t.n(
        "{n} person since {when}", "{n} people since {when}", n=facts.figures.people, when=when
    )


def _status(t: Translation, facts: IncidentFacts) -> str:
    incident, figures = facts.incident, facts.figures
    shared = _counted(t, SIGNS, figures.signs)
    done = _counted(t, STATES, figures.states)
    over = " · " + t("it is over") if incident.ended_at else ""
    lines = [
        t(
            "**Raid {number}: {reason}**",
            number=incident.number,
            reason=t(REASONS.get(incident.reason, REASONS["many"])),
        ),
        _crowd(t, facts) + over,
        *([t("What they share: {shared}", shared=shared)] if shared else []),
        *_examples(t, facts.examples),
        *([t("So far: {done}", done=done)] if done else []),
    ]
    if facts.is_paused and incident.paused_until is not None:
        until = timestamp(incident.paused_until, "F")
        lines.append(t("Invites and direct messages are paused until {until}.", until=until))
    if facts.closed:
        lines.append(t.n("{n} channel is closed.", "{n} channels are closed.", n=facts.closed))
    lines += [_logged(t, event) for event in facts.log[-LINES_OF_LOG:]]
    return shorten("\n".join(lines), 1900)


def plan(t: Translation, preview: Preview, names: Sequence[str], deletes: timedelta) -> Message:
    """Return what a ban would do, before anything is done."""
    chosen, number = preview.plan.chosen, preview.incident.number
    head = t.n(
        "**Raid {number}: {n} person would be banned**",
        "**Raid {number}: {n} people would be banned**",
        n=len(chosen),
        number=number,
    )
    lines = [head, *_examples(t, names)]
    left_out = _counted(t, LEFT_OUT, preview.plan.left_out)
    if left_out:
        lines.append(t("Not among them: {left_out}", left_out=left_out))
    if chosen:
        lines += [
            cost(t, planning.cost_of_bans(len(chosen))),
            t(
                "Their messages that are younger than {time} are deleted as well. Nothing has "
                "happened yet, and {command} lets people in again.",
                time=t.duration(deletes),
                command="`/raid undo`",
            ),
        ]
    return Message(text=shorten("\n".join(lines), 2000), rows=_plan_buttons(t, preview))


def undo(t: Translation, offer: UndoOffer) -> Message:
    """Return what undoing an incident would do, before anything is done."""
    number = offer.incident.number
    lines = [t("**Undo raid {number}**", number=number)]
    if offer.banned:
        let_in = t.n(
            "{n} person who was banned may come back.",
            "{n} people who were banned may come back.",
            n=offer.banned,
        )
        lines.append(f"- {let_in}")
    if offer.closed:
        opened = t.n(
            "{n} channel is opened again.", "{n} channels are opened again.", n=offer.closed
        )
        lines.append(f"- {opened}")
    if offer.is_paused:
        lines.append("- " + t("The pause of invites and direct messages ends."))
    requests = offer.banned + offer.closed + offer.is_paused
    lines.append(cost(t, planning.cost_one_by_one(requests)))
    button = Button(label=t("Undo it"), custom_id=UNDO.format(number=number), style="danger")
    return Message(text="\n".join(lines), rows=((button,),))


def cost(t: Translation, taken: Cost) -> str:
    """Say what something asks of Discord."""
    return t.n(
        "It takes {n} request and about {time}.",
        "It takes {n} requests and about {time}.",
        n=taken.requests,
        time=t.duration(taken.time),
    )


def _buttons(t: Translation, facts: IncidentFacts) -> tuple[Button, ...]:
    number = facts.incident.number
    shown = [
        Button(
            label=t("See who would be banned"),
            custom_id=PLAN.format(number=number, who="alike"),
            style="primary",
        )
    ]
    if facts.incident.ended_at is None:
        shown += [
            Button(label=t("Pause invites and messages"), custom_id=PAUSE.format(number=number)),
            Button(label=t("It is over"), custom_id=END.format(number=number)),
        ]
    if facts.figures.states.get("banned") or facts.closed or facts.is_paused:
        shown.append(Button(label=t("Undo…"), custom_id=ASK_UNDO.format(number=number)))
    return tuple(shown)


def _plan_buttons(t: Translation, preview: Preview) -> tuple[tuple[Button, ...], ...]:
    number, count = preview.incident.number, len(preview.plan.chosen)
    other = "everybody" if preview.who == "alike" else "alike"
    label = t("Everybody who has joined") if other == "everybody" else t("Only those alike")
    shown = [Button(label=label, custom_id=PLAN.format(number=number, who=other))]
    if count:
        ban = t.n("Ban {n} person", "Ban {n} people", n=count)
        custom_id = BAN.format(number=number, turn=preview.incident.turn)
        leave_out = SPARE.format(number=number, who=preview.who)
        shown = [
            Button(label=ban, custom_id=custom_id, style="danger"),
            Button(label=t("Leave people out…"), custom_id=leave_out),
            *shown,
        ]
    return (tuple(shown),)


def _counted(t: Translation, words: Mapping[str, str], counts: Mapping[str, int]) -> str:
    """Say what was counted, in the order of its words; empty for nothing."""
    said = (t(words[key], n=t.number(counts[key])) for key in words if counts.get(key))
    return " · ".join(said)


def _examples(t: Translation, names: Sequence[str]) -> list[str]:
    shown = [shorten(escape(name), LONGEST_NAME) for name in names]
    return [t("For example: {names}", names=", ".join(shown))] if shown else []


def _logged(t: Translation, event: Event) -> str:
    who = f"<@{event.by_id}>" if event.by_id is not None else t("the bot")
    what = t(LOGGED[event.what], n=t.number(event.count))
    return f"- {timestamp(event.at, 't')} {who}: {what}"


def young(
    t: Translation, arrival: Arrival, visit: int, lasts: timedelta, *, is_held: bool
) -> Message:
    """Tell staff of somebody whose account is very young, or ask them about it."""
    lines = [
        t(
            "{name} ({member}) has joined. The account was made {when}.",
            name=f"**{shorten(escape(arrival.name), LONGEST_NAME)}**",
            member=f"<@{arrival.user_id}>",
            when=timestamp(arrival.made_at, "R"),
        )
    ]
    if is_held:
        lines.append(
            t("As the settings say, they have a timeout of {time}.", time=t.duration(lasts))
        )
    button = _young_button(t, arrival.user_id, visit, lasts, is_held=is_held)
    return Message(text="\n".join(lines), rows=((button,),))


def young_decided(
    t: Translation, user_id: int, visit: int, lasts: timedelta, *, by: int, is_held: bool
) -> Message:
    """Say what was decided about somebody whose account is very young."""
    who = {"moderator": f"<@{by}>", "member": f"<@{user_id}>"}
    if not is_held:
        return Message(text=t("{moderator} has ended the timeout of {member}.", **who))
    text = t(
        "{moderator} has given {member} a timeout of {time}: a very young account.",
        time=t.duration(lasts),
        **who,
    )
    return Message(text=text, rows=((_young_button(t, user_id, visit, lasts, is_held=True),),))


def _young_button(
    t: Translation, user_id: int, visit: int, lasts: timedelta, *, is_held: bool
) -> Button:
    if is_held:
        return Button(label=t("End the timeout"), custom_id=FREE.format(user=user_id, visit=visit))
    label = t("Timeout of {time}", time=t.duration(lasts))
    return Button(label=label, custom_id=HOLD.format(user=user_id, visit=visit))
