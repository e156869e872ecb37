"""Cards, the queue and their buttons in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.effects import Button, Message
from bot.settings.steps import Step
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.desk.case_store import Case
from cogs.desk.context_store import Said
from cogs.desk.place import Place
from cogs.desk.policy import Suggestion
from cogs.desk.store import Item, ItemFlag, Report, Written

LONGEST = 2000
MOST_FLAGS = 4
LINK = "https://discord.com/channels/{guild}/{channel}/{message}"

STEPS = {
    "remind": N_("a friendly reminder"),
    "warn": N_("a warning"),
    "delete": N_("deleting the message"),
    "timeout": N_("a timeout"),
    "ask": N_("asking another moderator"),
    "kick": N_("removing the person from the server, which is your decision"),
    "ban": N_("a ban, which is your decision"),
}
KINDS = {
    "remind": N_("Reminder"),
    "warn": N_("Warning"),
    "delete": N_("Message deleted"),
    "timeout": N_("Timeout"),
    "kick": N_("Removed from the server"),
    "ban": N_("Ban"),
    "unban": N_("Ban lifted"),
    "slowmode": N_("Slowmode"),
    "mediate": N_("A conversation"),
    "note": N_("Note"),
}
REACHED = {
    "dm": N_("told privately"),
    "thread": N_("told in a private thread"),
    "visit": N_("will be told at their next visit"),
    "not": N_("could not be told, so it does not count if it is words alone"),
}
STATES = {
    "open": N_("open"),
    "claimed": N_("claimed"),
    "decided": N_("decided"),
    "reviewed": N_("reviewed"),
}
TROUBLES = {
    "missing_permission": N_("a permission is missing"),
    "role_too_high": N_("their role stands above the bot's"),
    "not_allowed": N_("Discord does not allow it for this person"),
    "member_gone": N_("the person has left"),
    "message_gone": N_("the message was gone already"),
    "too_late": N_("it was no longer timely"),
    "dry_run": N_("this is a rehearsal"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """All that a card shows."""

    place: Place
    item: Item
    flags: Sequence[ItemFlag]
    reports: Sequence[Report]
    messages: Sequence[Written]
    context: Sequence[Said]
    account_made_at: datetime
    active: int
    expired: int
    suggestion: Suggestion | None
    cases: Sequence[Case] = field(default_factory=tuple)


def card(facts: CardFacts, t: Translation) -> Message:
    """Return the card of an item as it should read now."""
    item = facts.item
    blocks = [_head(facts, t), *_flags(facts)]
    if not facts.flags and facts.messages and facts.messages[0].content:
        blocks.append("> " + quoted(facts.messages[0], 300))
    told = len(blocks)
    blocks += _reported(t, facts.reports)
    blocks.append(_person(facts, t))
    if item.state in {"open", "claimed"}:
        if facts.suggestion is not None:
            blocks.append(
                t(
                    "Suggested: {step}. {why}",
                    step=step(t, facts.suggestion.step),
                    why=facts.suggestion.why.say(t),
                )
            )
        blocks += _working(t, item)
        before = _context(t, facts.context)
        if len("\n".join([*blocks, *before])) <= LONGEST:
            blocks[told:told] = before
    else:
        blocks += _outcome(facts, t)
    return Message(text=shorten("\n".join(blocks), LONGEST), rows=_buttons(t, facts))


def _working(t: Translation, item: Item) -> list[str]:
    if item.claimed_by is None:
        return []
    name = f"<@{item.claimed_by}>"
    if item.handed_by is None:
        return [t("{name} is on it.", name=name)]
    return [t("{name} is on it, asked by {other}.", name=name, other=f"<@{item.handed_by}>")]


def _head(facts: CardFacts, t: Translation) -> str:
    item = facts.item
    people = {one.author_id for one in facts.messages} | {item.member_id}
    name = f"<@{item.member_id}> ({escape(item.member_name)})"
    first = facts.messages[0] if facts.messages else None
    if item.kind == "member":
        head = t("**#{id}** · Reported: {name}, {when}", id=item.id, name=name,
                 when=timestamp(item.opened_at, "R"))  # fmt: skip
    elif first is not None and not first.channel_id:
        # Names are flagged like messages, and are in no channel.
        head = t("**#{id}** · The name of {name}, {when}", id=item.id, name=name,
                 when=timestamp(item.opened_at, "R"))  # fmt: skip
    elif item.kind == "blocked" and first is not None:
        head = t("**#{id}** · A message by {name} that Discord has blocked in {channel}, {when}",
                 id=item.id, name=name, channel=f"<#{first.channel_id}>",
                 when=timestamp(item.opened_at, "R"))  # fmt: skip
    else:
        where = f"<#{first.channel_id}>" if first is not None else "…"
        head = t("**#{id}** · A message by {name} in {channel}, {when}", id=item.id, name=name,
                 channel=where, when=timestamp(item.opened_at, "R"))  # fmt: skip
        if first is not None:
            head += f" · [{t('Open')}]({link(first)})"
    if len(facts.messages) > 1:
        head += "\n" + t.n("{n} message, folded", "{n} messages, folded", n=len(facts.messages))
    if len(people) > 1:
        head += " · " + t.n("{n} person", "{n} people", n=len(people))
    return head


def _flags(facts: CardFacts) -> list[str]:
    shown = facts.flags[:MOST_FLAGS]
    return [_flag(facts.place, one, longest=400 // len(shown)) for one in shown]


def _flag(place: Place, flag: ItemFlag, *, longest: int) -> str:
    lines = [f"**{escape(place.title(flag.guideline))}**"]
    if flag.excerpt:
        lines.append(f"> {shorten(flag.excerpt, longest)}")
    lines += [shorten(why, longest // 2) for why in list(dict.fromkeys(flag.why))[:2]]
    return "\n".join(lines)


def _context(t: Translation, said: Sequence[Said]) -> list[str]:
    if not said:
        return []
    return [t("Said before it:"), *(f"-# {spoken(one)}" for one in said)]


def spoken(said: Said, longest: int = 100) -> str:
    """Return who said what and when, on one harmless line."""
    name = shorten(escape(said.author_name), 40)
    text = shorten(escape(" ".join(said.text.split())), longest) or "…"
    return f"{timestamp(said.at, 't')} **{name}**: {text}"


def _reported(t: Translation, reports: Sequence[Report]) -> list[str]:
    if not reports:
        return []
    told = t.n("Reported by {n} member", "Reported by {n} members", n=len(reports))
    reasons = [one.reason for one in reports if one.reason]
    return [told, *(f"> {shorten(escape(' '.join(one.split())), 200)}" for one in reasons[:3])]


def _person(facts: CardFacts, t: Translation) -> str:
    parts = [t("account made {when}", when=timestamp(facts.account_made_at, "R"))]
    if facts.item.joined_at is not None:
        parts.append(t("joined {when}", when=timestamp(facts.item.joined_at, "R")))
    if facts.active or facts.expired:
        parts.append(
            t("earlier cases: {active} that count, {expired} that do not",
              active=facts.active, expired=facts.expired)
        )  # fmt: skip
    else:
        parts.append(t("no earlier cases"))
    return t("About the person: {facts}.", facts="; ".join(parts))


def _outcome(facts: CardFacts, t: Translation) -> list[str]:
    item, cases = facts.item, facts.cases
    settled = _by_whom(t, item.settled_by, item.settled_at)
    if item.verdict == "wrong" and not cases:
        return [t("Not a violation, says {name}, {when}.", **settled)]
    lines = [f"- {case_line(t, one)}" for one in cases]
    if item.verdict == "wrong":
        decided = _by_whom(t, cases[0].done_by, cases[0].at)
        last = t("Taken back by {name}, {when}.", **settled)
        return [t("Decided by {name}, {when}:", **decided), *lines, last]
    return [t("Decided by {name}, {when}:", **settled), *lines]


def _by_whom(t: Translation, user_id: int | None, at: datetime | None) -> dict[str, str]:
    return {
        "name": f"<@{user_id}>" if user_id is not None else t("the bot"),
        "when": timestamp(at, "f") if at is not None else "…",
    }


def case_line(t: Translation, case: Case) -> str:
    """Return a case in one line: number, what, whom, how it went."""
    parts = [t("case {number}", number=case.number), _kind(t, case), case.mention]
    if case.state == "undone":
        parts.append(t("undone"))
    elif case.stage == "failed":
        trouble = TROUBLES.get(case.trouble)
        parts.append(t("could not be done: {why}", why=t(trouble) if trouble else case.trouble))
    elif case.stage == "acting":
        parts.append(t("under way"))
    elif case.reached:
        parts.append(t(REACHED[case.reached]))
    return " · ".join(parts)


def _kind(t: Translation, case: Case) -> str:
    if case.kind == "timeout" and case.until is not None:
        return t("Timeout until {when}", when=timestamp(case.until, "f"))
    return t(KINDS.get(case.kind, case.kind))


def step(t: Translation, chosen: Step) -> str:
    """Name a step in words."""
    if chosen.duration is not None:
        return t("a timeout of {time}", time=t.duration(chosen.duration))
    return t(STEPS[chosen.kind])


def link(written: Written) -> str:
    """Return the address of a message."""
    return LINK.format(
        guild=written.guild_id, channel=written.channel_id, message=written.message_id
    )


def quoted(written: Written, longest: int) -> str:
    """Return what a message says on one line, harmless."""
    content = written.content or {}
    texts = [content.get("text", ""), *content.get("forwarded", ()), *content.get("embeds", ())]
    files = [str(one.get("filename", "")) for one in content.get("attachments", ())]
    words = " ".join(" ".join(texts).split())
    told = shorten(escape(words), longest) if words else ""
    return " ".join(filter(None, [told, *(f"[{escape(name)}]" for name in files)])) or "…"


def _buttons(t: Translation, facts: CardFacts) -> tuple[tuple[Button, ...], ...]:
    item = facts.item

    def button(label: str, action: str, style: str = "secondary") -> Button:
        return Button.model_validate(
            {"label": label, "custom_id": f"desk:{action}:{item.id}", "style": style}
        )

    if item.state in {"open", "claimed"}:
        first = [
            button(t("Hand over"), "pass"),
            button(t("Not a violation"), "not"),
            button(t("Remind privately"), "remind"),
            button(t("Warn"), "warn"),
        ]
        if item.state == "open":
            first.insert(0, button(t("Claim"), "claim", "primary"))
        second = [button(t("Timeout…"), "timeout"), button(t("Ban…"), "ban", "danger")]
        if item.kind == "message":
            second.insert(0, button(t("Delete"), "delete"))
        if item.kind != "member":
            second.append(button(t("Context"), "context"))
        return tuple(first), tuple(second)
    undoable = any(one.state == "active" and one.kind != "note" for one in facts.cases)
    if item.state == "decided" and undoable:
        row = [button(t("Undo"), "undo")]
        if item.settled_by is None:
            row.insert(0, button(t("That was right"), "right", "primary"))
        return (tuple(row),)
    return ()
