"""What members are told privately: by template, in their language; moderators may change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.effects import Button, File, Message, PostAs
from bot.services import GuidelineWords
from bot.settings.templates import fill
from bot.settings.types import LocalisedText
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.desk.case_store import Case
from cogs.desk.file_store import Kept
from cogs.desk.settings import LONGEST_LETTER
from cogs.desk.store import Written

UNTIL = "{until}"
"""Stands for the end of a timeout, as long as that is open."""
ACTS = {
    "remind": N_("This is a friendly reminder. Nothing else happens."),
    "warn": N_("This is a warning. It is forgotten after a while if it stays the only one."),
    "delete": N_("The message was deleted. Nothing else happens."),
    "timeout": N_("You cannot write here until {until}. After that everything is as before."),
    "kick": N_("You were removed from the server. You may come back and start afresh."),
    "ban": N_("You can no longer take part in this server."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Why somebody is written to; `quote` is harmless text, `address` that of the message."""

    name: str
    community: str
    kind: str
    guideline: GuidelineWords | None
    quote: str = ""
    address: str = ""
    is_first: bool = False
    signed: str = ""
    """The name of a moderator; empty for the team."""


def template(t: Translation, occasion: Occasion, own: LocalisedText | None = None) -> str:
    """Return what a member is told, in the community's own words where it has written some."""
    lines = _usual(t, occasion) if own is None else _filled(own.in_(t.language), t, occasion)
    return shorten("\n".join(lines), LONGEST_LETTER)


def _usual(t: Translation, occasion: Occasion) -> list[str]:
    """Say what happened, which guideline it is about and why that is there, and what follows."""
    lines = [t("Hello {name},", name=escape(occasion.name))]
    if occasion.quote:
        about = t("this is about what you wrote in {community}:", community=_community(occasion))
        lines += [about, f"> {shorten(occasion.quote, 300)}"]
        if occasion.address and occasion.kind not in {"delete", "ban", "kick"}:
            lines.append(occasion.address)
    else:
        lines.append(t("this is about {community}.", community=_community(occasion)))
    if occasion.guideline is not None:
        title = escape(occasion.guideline.title)
        lines.append(t("It goes against something we have agreed on: **{title}**.", title=title))
        if occasion.guideline.why:
            lines.append(shorten(occasion.guideline.why, 300))
    if occasion.is_first and occasion.kind in {"remind", "warn", "delete"}:
        lines.append(t("It is the first time, and everybody slips once. Glad that you are here."))
    lines.append(t(ACTS[occasion.kind], until=UNTIL))
    lines.append(_signed(t, occasion))
    return lines


def _filled(text: str, t: Translation, occasion: Occasion) -> list[str]:
    guideline = occasion.guideline
    places = {
        "name": escape(occasion.name),
        "community": escape(occasion.community),
        "quote": shorten(occasion.quote, 300) if occasion.quote else "",
        "link": occasion.address,
        "guideline": escape(guideline.title) if guideline is not None else "",
        "why": shorten(guideline.why, 300) if guideline is not None and guideline.why else "",
        "signed": _signed(t, occasion),
        "until": UNTIL,
    }

    def says_nothing(line: str) -> bool:
        named = [name for name in places if f"{{{name}}}" in line]
        return bool(named) and not any(places[name] for name in named)

    return [fill(line, places) for line in text.splitlines() if not says_nothing(line)]


def _signed(t: Translation, occasion: Occasion) -> str:
    if not occasion.signed:
        return t("The moderators")
    return t("{name}, for the team", name=escape(occasion.signed))


def dated(words: str, until: datetime | None) -> str:
    """Put the end of a timeout in."""
    return words.replace(UNTIL, timestamp(until) if until is not None else "…")


def letter(t: Translation, case: Case, *, may_appeal: bool) -> Message:
    """Return the words of a case with what a member can do about them."""
    lines = [case.words, f"-# {t('Case {number}', number=case.number)}"]
    rows: tuple[tuple[Button, ...], ...] = ()
    if may_appeal:
        label = t("Ask for another look")
        rows = ((Button(label=label, custom_id=f"desk:appeal:{case.id}"),),)
    return Message(text=shorten("\n".join(lines), 2000), rows=rows)


def _community(occasion: Occasion) -> str:
    return f"**{escape(occasion.community)}**"


def plain(text: str) -> Message:
    """Return words that ask for nothing."""
    return Message(text=shorten(text, 2000))


def posted_again(t: Translation, written: Written, files: Sequence[Kept]) -> PostAs:
    """Return a message that was deleted by mistake under the name of whoever wrote it."""
    content = written.content or {}
    there = {one.filename: one.content for one in files if one.content is not None}
    names = [str(one.get("filename", "")) for one in content.get("attachments", ())]
    when = timestamp(written.at, "f")
    note = t("Deleted by mistake, and put back. Written {when}.", when=when)
    words = shorten(str(content.get("text", "")), 1700)
    lines = [words, *(f"[{escape(name)}]" for name in names if name not in there), f"-# {note}"]
    return PostAs(
        channel_id=written.channel_id,
        name=shorten(written.author_name, 80),
        message=Message(
            text=shorten("\n".join(filter(None, lines)), 2000),
            files=tuple(
                File(name=one.filename, content=one.content, description=one.description)
                for one in files
                if one.content is not None
            ),
        ),
    )
