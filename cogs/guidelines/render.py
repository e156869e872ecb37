"""Flags and explanations in words."""

from collections.abc import Collection, Mapping, Sequence

from bot.effects import Button, Message
from bot.settings.steps import Step
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.guidelines.detection import Match
from cogs.guidelines.message_links import link_to
from cogs.guidelines.policy import State, precision
from cogs.guidelines.settings import Guideline, Mode
from cogs.guidelines.store import Record

RIGHT, NOT, PAGE = "guidelines:right:{id}", "guidelines:not:{id}", "guidelines:page:{page}"
MODE = "guidelines:mode:{mode}:{id}"
WEIGH, WEIGHED = "guidelines:weigh:{id}", "guidelines:weighed:{word}:{message}:{id}"
LONGEST = 2000
ON_A_PAGE = 8
LONGEST_TO_JUDGE = 1000
MOST_MATCHES = 3

STEPS = {
    "remind": N_("a friendly reminder"),
    "warn": N_("a warning"),
    "delete": N_("deleting the message"),
    "ask": N_("asking another moderator"),
    "kick": N_("removing the person from the server, which is your decision"),
    "ban": N_("a ban, which is your decision"),
}
STATES: Mapping[State, str] = {
    "counted": N_("only counted"),
    "open": N_("not judged yet"),
    "acted": N_("the bot took the step"),
    "right": N_("a violation"),
    "not": N_("not a violation"),
}
MODES: Mapping[Mode, str] = {
    "shadow": N_("in shadow, what it finds is only counted"),
    "propose": N_("your team is told what it finds"),
    "auto": N_("the bot takes the step itself, where that is easily mended"),
}
VIEWS = {
    "exact": N_("as written"),
    "folded": N_("disguised letters"),
    "squeezed": N_("repeated letters"),
    "despaced": N_("letters apart"),
    "skeleton": N_("similar letters"),
}


def note(t: Translation, records: Sequence[Record], titles: Mapping[str, str]) -> Message:
    """Return what staff are told of a message; with buttons until somebody has judged it."""
    first = records[0]
    link = link_to(first.guild_id, first.channel_id, first.message_id)
    is_gone = any(one.state == "acted" and one.step == "delete" for one in records)
    head = _what_is_flagged(t, first)
    if first.channel_id and not is_gone:
        opens = t("Open")
        head += f" · [{opens}]({link})"
    blocks = [head, *(_flag(t, one, titles.get(one.guideline, one.guideline)) for one in records)]
    judged = next((one for one in reversed(records) if one.settled_by is not None), None)
    open_now = any(one.state in {"open", "acted"} for one in records)
    if judged is not None and not open_now:
        words = (
            t("Judged by {name}: a violation.", name=f"<@{judged.settled_by}>")
            if judged.state == "right"
            else t("Judged by {name}: not a violation.", name=f"<@{judged.settled_by}>")
        )
        blocks.append(words)
    text = shorten("\n".join(blocks), LONGEST)
    return Message(text=text, rows=(_judging(t, first.message_id),) if open_now else ())


def _what_is_flagged(t: Translation, record: Record) -> str:
    told = N_("Flagged: a message by {author} in {channel}, {when}")
    if {match.get("part") for match in record.matches} == {"thread title"}:
        told = N_("Flagged: the title of {channel} by {author}, {when}")
    elif not record.channel_id:
        told = N_("Flagged: the name of {author}, {when}")
    return t(
        told,
        author=f"<@{record.author_id}>",
        channel=f"<#{record.channel_id}>",
        when=timestamp(record.at, "R"),
    )


def explanation(
    t: Translation,
    matches: Sequence[Match],
    excerpts: Mapping[Match, str],
    guidelines: Mapping[str, Guideline],
    applying: Collection[str] | None = None,
) -> str:
    """Return what a text goes against and why, for staff.

    `applying` are the guidelines that look at its author there; without it, all of them do.
    """
    if not matches:
        seen = t(
            "I cannot see what is said in voice channels, words in pictures, direct messages, and "
            "what other bots show to one person alone."
        )
        return t("This goes against no guideline.") + "\n-# " + seen
    lines = [t.n("**{n} match**", "**{n} matches**", n=len(matches))]
    for match in matches:
        guideline = guidelines.get(match.guideline)
        if guideline is None:
            continue
        title = guideline.title.in_(t.language)
        lines.append(f"- **{escape(title)}** ({guideline.mode}): {excerpts[match]}")
        told = f"  {match.why.say(t)}"
        if match.view in VIEWS:
            told += " " + t("Seen in: {view}.", view=t(VIEWS[match.view]))
        if match.quoted:
            told += " " + t("It is reported speech, so it does not count.")
        elif applying is not None and match.guideline not in applying:
            told += " " + t("This guideline does not look at this author, or not there.")
        lines.append(told)
    return shorten("\n".join(lines), LONGEST)


def flags(
    t: Translation,
    records: Sequence[Record],
    counts: Mapping[str, Mapping[State, int]],
    titles: Mapping[str, str],
    *,
    page: int,
    version: int,
) -> Message:
    """Return what was flagged: how often and how rightly by guideline, and a page of flags."""
    total = sum(sum(states.values()) for states in counts.values())
    if not total:
        return Message(text=t("Nothing has been flagged yet."))
    pages = (total + ON_A_PAGE - 1) // ON_A_PAGE
    lines = [t.n("**{n} flag**", "**{n} flags**", n=total)]
    if page == 0:
        lines += [_counted(t, titles.get(one, one), counts[one]) for one in sorted(counts)]
    if pages > 1:
        lines.append(t("Page {page} of {pages}", page=page + 1, pages=pages))
    lines += [
        flag_line(t, one, titles.get(one.guideline, one.guideline), version) for one in records
    ]
    buttons = []
    if page > 0:
        buttons.append(Button(label=t("Back"), custom_id=PAGE.format(page=page - 1)))
    if page < pages - 1:
        buttons.append(Button(label=t("Next"), custom_id=PAGE.format(page=page + 1)))
    text = shorten("\n".join(lines), LONGEST)
    return Message(text=text, rows=(tuple(buttons),) if buttons else ())


def card(
    t: Translation,
    guideline: Guideline,
    records: Sequence[Record],
    counts: Mapping[State, int],
    reach: tuple[int, int],
    *,
    version: int,
    may_change: bool,
) -> Message:
    """Return what a guideline finds, and the button that lets it be told, or only counted."""
    title = guideline.title.in_(t.language)
    right, judged = precision(counts)
    lines = [
        f"**{escape(title)}** (`{guideline.id}`): {t(MODES[guideline.mode])}",
        t.n("{n} flag in all", "{n} flags in all", n=sum(counts.values())),
        t(
            "In the last 30 days: {messages} by {people}",
            messages=t.n("{n} message", "{n} messages", n=reach[0]),
            people=t.n("{n} person", "{n} people", n=reach[1]),
        ),
    ]
    if judged:
        lines.append(t("{right} of {judged} judged right", right=right, judged=judged))
    lines += [flag_line(t, one, title, version) for one in records]
    buttons = [_mode_button(t, guideline)] if may_change and guideline.detect else []
    if counts.get("counted"):
        weigh = WEIGH.format(id=guideline.id)
        buttons.append(Button(label=t("Judge what was only counted"), custom_id=weigh))
    rows = (tuple(buttons),) if buttons else ()
    return Message(text=shorten("\n".join(lines), LONGEST), rows=rows)


def weighing(
    t: Translation,
    guideline: Guideline,
    records: Sequence[Record],
    counts: Mapping[State, int],
    *,
    version: int,
) -> Message:
    """Return the first of what a guideline has found and nobody has judged, with two buttons."""
    title = guideline.title.in_(t.language)
    right, judged = precision(counts)
    told = t("{right} of {judged} judged right", right=right, judged=judged)
    head = f"**{escape(title)}** (`{guideline.id}`): {told}"
    if not records:
        return Message(text=head + "\n" + t("There is nothing left to judge."))
    first = records[0]
    lines = [head, flag_line(t, first, title, version, LONGEST_TO_JUDGE), *_whys(first)]
    words = (("right", t("Right")), ("not", t("Not a violation")))
    row = tuple(
        Button(
            label=label,
            custom_id=WEIGHED.format(word=word, message=first.message_id, id=guideline.id),
        )
        for word, label in words
    )
    return Message(text=shorten("\n".join(lines), LONGEST), rows=(row,))


def doubt(t: Translation, guideline: Guideline, counts: Mapping[State, int]) -> Message:
    """Ask staff whether a guideline that is often wrong goes back to shadow."""
    right, judged = precision(counts)
    title = escape(guideline.title.in_(t.language))
    text = t(
        "**{guideline}** was often wrong: of {judged} flags that you have judged in the last 30 "
        "days, {right} were right. It can go back to shadow, where what it finds is only counted, "
        "until it is mended.",
        guideline=title,
        judged=judged,
        right=right,
    )
    custom_id = MODE.format(mode="shadow", id=guideline.id)
    return Message(text=text, rows=((Button(label=t("Back to shadow"), custom_id=custom_id),),))


def erased(t: Translation) -> Message:
    """Return what stands in place of a note whose author wants nothing kept."""
    return Message(text=t("What stood here was about somebody whose data has been erased."))


def _mode_button(t: Translation, guideline: Guideline) -> Button:
    if guideline.mode == "shadow":
        custom_id = MODE.format(mode="propose", id=guideline.id)
        return Button(label=t("Propose from now on"), custom_id=custom_id, style="primary")
    return Button(label=t("Back to shadow"), custom_id=MODE.format(mode="shadow", id=guideline.id))


def step(t: Translation, chosen: Step) -> str:
    """Name a step in words."""
    if chosen.kind == "timeout":
        return t("a timeout of {time}", time=t.duration(chosen.duration)) if chosen.duration else ""
    return t(STEPS[chosen.kind])


def _flag(t: Translation, record: Record, title: str) -> str:
    chosen = Step.parse(record.step)
    lines = [f"**{escape(title)}**"]
    if record.excerpt:
        lines.append(f"> {record.excerpt}")
    lines += _whys(record)
    if record.state == "acted":
        lines.append(
            t("The bot deletes the message; its words are kept here for a while.")
            if chosen.kind == "delete"
            else t("Step that the bot takes: {step}.", step=step(t, chosen))
        )
    elif record.state == "open":
        lines.append(t("Suggested step: {step}.", step=step(t, chosen)))
    return "\n".join(lines)


def _whys(record: Record) -> list[str]:
    whys = dict.fromkeys(str(match["why"]) for match in record.matches)
    return [shorten(why, 300) for why in list(whys)[:MOST_MATCHES]]


def _judging(t: Translation, message_id: int) -> tuple[Button, ...]:
    return (
        Button(label=t("Right"), custom_id=RIGHT.format(id=message_id), style="primary"),
        Button(label=t("Not a violation"), custom_id=NOT.format(id=message_id)),
    )


def _counted(t: Translation, title: str, states: Mapping[State, int]) -> str:
    right, judged = precision(states)
    flagged = t.n("{n} flag", "{n} flags", n=sum(states.values()))
    if not judged:
        return "- " + t("{guideline}: {flags}, none judged", guideline=escape(title), flags=flagged)
    return "- " + t(
        "{guideline}: {flags}, {right} of {judged} judged right",
        guideline=escape(title),
        flags=flagged,
        right=right,
        judged=judged,
    )


def flag_line(t: Translation, record: Record, title: str, version: int, longest: int = 100) -> str:
    """Return a flag in a line or two; `version` is that of the guidelines of now."""
    link = link_to(record.guild_id, record.channel_id, record.message_id)
    when = timestamp(record.at, "R")
    name = f"[{escape(title)}]({link})" if record.channel_id else escape(title)
    line = f"{name} · <@{record.author_id}> · {when} · {t(STATES[record.state])}"
    if record.version != version:
        line += " · " + t("guidelines of version {n}", n=record.version)
    return line + (f"\n> {shorten(record.excerpt, longest)}" if record.excerpt else "")
