"""Guidelines, flags and explanations in words."""

from collections.abc import Iterator, Mapping, Sequence

from bot.effects import Button, Message
from bot.settings.steps import Step
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.guidelines.detection import Match
from cogs.guidelines.policy import State, precision
from cogs.guidelines.settings import Guideline
from cogs.guidelines.store import Record

RIGHT, NOT, PAGE = "guidelines:right:{id}", "guidelines:not:{id}", "guidelines:page:{page}"
LONGEST = 2000
ON_A_PAGE = 8
MOST_MATCHES = 3
LINK = "https://discord.com/channels/{guild}/{channel}/{message}"

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
VIEWS = {
    "exact": N_("as written"),
    "folded": N_("disguised letters"),
    "squeezed": N_("repeated letters"),
    "despaced": N_("letters apart"),
    "skeleton": N_("similar letters"),
}


def rules(t: Translation, guidelines: Sequence[Guideline], community: str) -> list[str]:
    """Return the guidelines for members, as messages that Discord takes."""
    language = t.language
    head = t("## Guidelines of {community}", community=escape(community))
    blocks = [head, *(_guideline(t, each, language) for each in guidelines)]
    messages: list[str] = []
    for block in (shorten(block, LONGEST) for block in blocks):
        if messages and len(messages[-1]) + len(block) + 2 <= LONGEST:
            messages[-1] += f"\n\n{block}"
        else:
            messages.append(block)
    return messages


def summary(guidelines: Sequence[Guideline], language: str, fallback: str, longest: int) -> str:
    """Return the titles in at most `longest` words, ending with a whole title."""
    lines: list[str] = []
    words = 0
    for guideline in guidelines:
        title = guideline.title.in_(language, fallback).strip()
        words += len(title.split()) + 1
        if words > longest:
            break
        lines.append(f"- {title}")
    return "\n".join(lines)


def note(t: Translation, records: Sequence[Record], titles: Mapping[str, str]) -> Message:
    """Return what staff are told of a message; with buttons until somebody has judged it."""
    first = records[0]
    link = LINK.format(guild=first.guild_id, channel=first.channel_id, message=first.message_id)
    is_gone = any(one.state == "acted" and one.step == "delete" for one in records)
    head = t(
        "Flagged: a message by {author} in {channel}, {when}",
        author=f"<@{first.author_id}>",
        channel=f"<#{first.channel_id}>",
        when=timestamp(first.at, "R"),
    )
    if not is_gone:
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


def explanation(
    t: Translation,
    matches: Sequence[Match],
    excerpts: Mapping[Match, str],
    guidelines: Mapping[str, Guideline],
) -> str:
    """Return what a text goes against and why, for staff."""
    if not matches:
        return t("This goes against no guideline.")
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
        lines.append(told)
    return shorten("\n".join(lines), LONGEST)


def flags(
    t: Translation,
    records: Sequence[Record],
    counts: Mapping[str, Mapping[State, int]],
    titles: Mapping[str, str],
    *,
    page: int,
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
    lines += [_line(t, one, titles.get(one.guideline, one.guideline)) for one in records]
    buttons = []
    if page > 0:
        buttons.append(Button(label=t("Back"), custom_id=PAGE.format(page=page - 1)))
    if page < pages - 1:
        buttons.append(Button(label=t("Next"), custom_id=PAGE.format(page=page + 1)))
    text = shorten("\n".join(lines), LONGEST)
    return Message(text=text, rows=(tuple(buttons),) if buttons else ())


def step(t: Translation, chosen: Step) -> str:
    """Name a step in words."""
    if chosen.kind == "timeout":
        return t("a timeout of {time}", time=t.duration(chosen.duration)) if chosen.duration else ""
    return t(STEPS[chosen.kind])


def _guideline(t: Translation, guideline: Guideline, language: str) -> str:
    return "\n".join(_lines_of(t, guideline, language))


def _lines_of(t: Translation, guideline: Guideline, language: str) -> Iterator[str]:
    yield f"**{guideline.title.in_(language).strip()}**"
    if guideline.text is not None:
        yield guideline.text.in_(language).strip()
    if guideline.why is not None:
        yield t("Why: {reason}", reason=guideline.why.in_(language).strip())
    for text in guideline.examples.fine:
        yield "- " + t("Fine: “{text}”", text=" ".join(text.in_(language).split()))
    for text in guideline.examples.not_fine:
        yield "- " + t("Not fine: “{text}”", text=" ".join(text.in_(language).split()))


def _flag(t: Translation, record: Record, title: str) -> str:
    chosen = Step.parse(record.step)
    lines = [f"**{escape(title)}**"]
    if record.excerpt:
        lines.append(f"> {record.excerpt}")
    whys = dict.fromkeys(str(match["why"]) for match in record.matches)
    lines += [shorten(why, 300) for why in list(whys)[:MOST_MATCHES]]
    if record.state == "acted":
        lines.append(
            t("The bot deletes the message; its words are kept here for a while.")
            if chosen.kind == "delete"
            else t("Step that the bot takes: {step}.", step=step(t, chosen))
        )
    elif record.state == "open":
        lines.append(t("Suggested step: {step}.", step=step(t, chosen)))
    return "\n".join(lines)


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


def _line(t: Translation, record: Record, title: str) -> str:
    link = LINK.format(guild=record.guild_id, channel=record.channel_id, message=record.message_id)
    when = timestamp(record.at, "R")
    line = f"[{escape(title)}]({link}) · <@{record.author_id}> · {when} · {t(STATES[record.state])}"
    return line + (f"\n> {shorten(record.excerpt, 100)}" if record.excerpt else "")
