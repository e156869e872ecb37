"""Cases and their trail in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.effects import Button, Message
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.desk import policy, render
from cogs.desk.appeal_store import Appeal
from cogs.desk.case_store import Case, Event
from cogs.desk.file_store import Kept
from cogs.desk.place import Place
from cogs.desk.store import Written

ON_A_PAGE = 10
MOST_REMOVED = 5
WHAT: Mapping[str, str] = {
    "opened": N_("opened"),
    "telling": N_("the person is being told"),
    "carried_out": N_("carried out"),
    "failed": N_("could not be done"),
    "told_dm": N_("told privately"),
    "told_thread": N_("told in a private thread"),
    "told_visit": N_("will be told at their next visit"),
    "told_not": N_("could not be told"),
    "undone": N_("undone"),
    "come_back": N_("asked to come back"),
    "edited": N_("reason changed"),
    "note": N_("note"),
    "linked": N_("linked to case {after}"),
    "appealed": N_("appealed"),
    "appeal_granted": N_("appeal granted"),
    "appeal_declined": N_("appeal declined"),
    "answered": N_("the member has answered"),
    "written": N_("the team has answered"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """All that is known about a case."""

    place: Place
    case: Case
    trail: Sequence[Event]
    evidence: Sequence[Written]
    files: Sequence[Kept]
    appeal: Appeal | None
    now: datetime


def whole(t: Translation, facts: CaseFacts) -> Message:
    """Return a case with its evidence and its trail, for the team."""
    case = facts.case
    lines = [f"**{_heading(t, case)}** · {timestamp(case.at, 'f')}"]
    lines.append(f"{case.mention} ({escape(case.member_name)})")
    if case.guideline:
        title = escape(facts.place.title(case.guideline))
        lines.append(t("Guideline: {title}, version {version}", title=title, version=case.version))
    who = f"<@{case.done_by}>" if case.done_by is not None else t("the bot")
    lines.append(t("Decided by {name}. Points: {points}.", name=who, points=case.points))
    lines.append(_weight(t, case, facts.now))
    if case.reason:
        lines.append(t("Why: {reason}", reason=escape(shorten(case.reason, 300))))
    if case.linked_to is not None:
        lines.append(t("Linked to case {number}.", number=case.linked_to))
    lines += [f"> {render.quoted(one, 250)} [↗]({render.link(one)})" for one in facts.evidence[:3]]
    lines += [f"> {escape(one.filename)} · {_trace(t, one)}" for one in facts.files[:5]]
    if case.words:
        lines += [t("What the member was told:"), _quote(shorten(case.words, 500))]
    if facts.appeal is not None:
        lines += [t("The member's appeal:"), _quote(shorten(escape(facts.appeal.statement), 300))]
    lines += [_event(t, one) for one in facts.trail[-10:]]
    return Message(text=shorten("\n".join(lines), render.LONGEST))


def listing(t: Translation, cases: Sequence[Case], *, page: int, total: int, kind: str) -> Message:
    """Return a page of cases, for the team."""
    if not total:
        return Message(text=t("There are no cases."))
    pages = (total + ON_A_PAGE - 1) // ON_A_PAGE
    lines = [t.n("**{n} case**", "**{n} cases**", n=total)]
    if pages > 1:
        lines[0] += " · " + t("Page {page} of {pages}", page=page + 1, pages=pages)
    lines += [f"- {timestamp(one.at, 'd')} · {render.case_line(t, one)}" for one in cases]
    turning = []
    if page > 0:
        turning.append(Button(label=t("Back"), custom_id=f"desk:cases:{kind}:{page - 1}"))
    if page < pages - 1:
        turning.append(Button(label=t("Next"), custom_id=f"desk:cases:{kind}:{page + 1}"))
    text = shorten("\n".join(lines), render.LONGEST)
    return Message(text=text, rows=(tuple(turning),) if turning else ())


def history(t: Translation, member_id: int, cases: Sequence[Case], now: datetime) -> Message:
    """Return what was decided about somebody, for the team."""
    points = policy.points_now([one.past for one in cases], now)
    head = t("<@{id}>: {points} points now", id=member_id, points=points)
    if not cases:
        return Message(text=f"{head}\n{t('There are no cases.')}")
    lines = [head]
    for case in reversed(cases):
        lines.append(f"- {timestamp(case.at, 'd')} · {render.case_line(t, case)}")
        lines.append(f"  {_weight(t, case, now)}")
    return Message(text=shorten("\n".join(lines), render.LONGEST))


def undone(t: Translation, cases: Sequence[Case]) -> Message:
    """Return what was taken back, and what can only be asked for."""
    lines = [t.n("{n} case was taken back.", "{n} cases were taken back.", n=len(cases))]
    removed = [one for one in cases if one.kind == "kick" and one.stage == "done"]
    rows: list[tuple[Button, ...]] = []
    for case in removed[:MOST_REMOVED]:
        told = t("{name} cannot be put back, but may come back with an invitation. I can try to "
                 "write to them; whether I reached them stands in case {number}.",
                 name=escape(case.member_name), number=case.number)  # fmt: skip
        lines.append(told)
        label = shorten(t("Write to {name}", name=case.member_name), 80)
        rows.append((Button(label=label, custom_id=f"desk:return:{case.id}"),))
    return Message(text=shorten("\n".join(lines), render.LONGEST), rows=tuple(rows))


def lifted(t: Translation, case: Case) -> Message:
    """Return the way back from a ban that was lifted: a new decision."""
    told = t(
        "The ban of {name} was lifted with case {number}. Banning them again is a new decision: "
        "you see what they read first.",
        name=escape(case.member_name),
        number=case.number,
    )
    again = Button(label=t("Ban again…"), custom_id=f"desk:ban_again:{case.id}", style="danger")
    return Message(text=told, rows=((again,),))


def own(t: Translation, cases: Sequence[Case], now: datetime) -> Message:
    """Return somebody's cases as they may see them: without names of the team and its notes."""
    told = [one for one in cases if one.kind != "note"]
    if not told:
        return Message(text=t("There is nothing about you. Thank you for being here."))
    lines = []
    for case in reversed(told):
        lines.append(f"**{_heading(t, case)}** · {timestamp(case.at, 'f')}")
        lines.append(_weight(t, case, now))
        if case.words:
            lines.append(_quote(shorten(case.words, 300)))
    lines.append(t("You can ask for another look with {command}.", command="`/appeal`"))
    return Message(text=shorten("\n".join(lines), render.LONGEST))


def _heading(t: Translation, case: Case) -> str:
    kind = t(render.KINDS.get(case.kind, case.kind))
    return t("Case {number}: {kind}", number=case.number, kind=kind)


def _weight(t: Translation, case: Case, now: datetime) -> str:
    if case.state == "undone":
        return t("Taken back; it does not count.")
    if policy.counts(case.past, now) and case.expires_at is not None:
        return t("Counts until {when}.", when=timestamp(case.expires_at, "d"))
    return t("Does not count.")


def _trace(t: Translation, file: Kept) -> str:
    parts = [f"SHA-256 `{file.digest[:16]}…`"] if file.digest else []
    if file.content is None:
        parts.append(t("too large to be kept"))
    return " · ".join(parts)


def _event(t: Translation, event: Event) -> str:
    who = f" · <@{event.done_by}>" if event.done_by is not None else ""
    what = t(WHAT.get(event.what, event.what), after=event.after)
    more = ""
    if event.what in {"note", "edited"}:
        more = f": {escape(shorten(event.after, 150))}"
    return f"-# {timestamp(event.at, 'f')} · {what}{more}{who}"


def _quote(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())
