"""What `/welcome newcomers`, `/welcome status` and the rota say to staff and greeters, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.effects import Button, Message
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.welcome.figures import Figures, Share
from cogs.welcome.newcomer import Newcomer, Stage
from cogs.welcome.place import Place
from cogs.welcome.rota import Greeter

PAGE = "welcome:page:{page}"
ON_A_PAGE = 10
LONGEST_NAME = 64
# Shares of fewer people than this are told as counts: a percentage would say more than is known.
FEW = 5

STAGES = {
    Stage.SCREENING: N_("has not accepted the rules yet"),
    Stage.ONBOARDING: N_("is choosing roles and channels"),
    Stage.READY: N_("has not been greeted yet"),
    Stage.GREETED: N_("was greeted"),
    Stage.ORIENTED: N_("has finished the first steps"),
    Stage.CONTRIBUTED: N_("has written"),
    Stage.SETTLED: N_("has settled in"),
    Stage.LEFT: N_("has left"),
}
COUNTED = {
    Stage.SCREENING: N_("not accepted the rules yet"),
    Stage.ONBOARDING: N_("choosing roles and channels"),
    Stage.READY: N_("not greeted yet"),
    Stage.GREETED: N_("greeted"),
    Stage.ORIENTED: N_("finished the first steps"),
    Stage.CONTRIBUTED: N_("have written"),
    Stage.SETTLED: N_("settled in"),
    Stage.LEFT: N_("left again"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A newcomer on the list of staff."""

    newcomer: Newcomer
    steps: int
    is_quiet: bool


def newcomers(place: Place, t: Translation, rows: Sequence[Row], *, page: int) -> Message:
    """Return a page of the newcomers who have not settled, those who are quiet first."""
    if not rows:
        return Message(text=t("There is nobody new at the moment."))
    pages = (len(rows) + ON_A_PAGE - 1) // ON_A_PAGE
    page = min(page, pages - 1)
    first = page * ON_A_PAGE
    lines = [
        f"{number}. {_in_words(place, t, row)}"
        for number, row in enumerate(rows[first : first + ON_A_PAGE], first + 1)
    ]
    head = t.n("**{n} newcomer**", "**{n} newcomers**", n=len(rows))
    if pages > 1:
        head += " · " + t("page {page} of {pages}", page=page + 1, pages=pages)
    text = shorten("\n".join((head, *lines)), 2000)
    buttons = []
    if page > 0:
        buttons.append(Button(label=t("Back"), custom_id=PAGE.format(page=page - 1)))
    if page < pages - 1:
        buttons.append(Button(label=t("Next"), custom_id=PAGE.format(page=page + 1)))
    return Message(text=text, rows=(tuple(buttons),) if buttons else ())


def status(t: Translation, numbers: Figures) -> str:
    """Return the week in numbers, each with what it counts."""
    lines = [
        t.n("**{n} person joined this week**", "**{n} people joined this week**", n=numbers.joined)
    ]
    lines += [
        f"- {t(COUNTED[stage])}: {t.number(numbers.stages[stage])}"
        for stage in Stage
        if numbers.stages.get(stage)
    ]
    wait = numbers.time_to_greet
    lines += [
        t("Half of them were greeted within {time} of being ready.", time=t.duration(wait))
        if wait is not None
        else t("Time until the greeting: n/a"),
        t("Finished the checklist: {share}", share=_share(t, numbers.oriented)),
        t(
            "Wrote within 7 days, of those who joined in the 30 days before that: {share}",
            share=_share(t, numbers.contributed),
        ),
    ]
    if numbers.sources:
        unknown = t("unknown")
        ordered = sorted(numbers.sources.items(), key=lambda pair: (-pair[1], pair[0]))
        counted = (
            f"{unknown if code == 'unknown' else escape(code)} {t.number(count)}"
            for code, count in ordered
        )
        lines.append(t("By invite: {invites}", invites=", ".join(counted)))
    return shorten("\n".join(lines), 2000)


def rota(
    place: Place, t: Translation, greeters: Sequence[Greeter], *, today: Greeter | None, day: date
) -> str:
    """Return who greets newcomers, in the order of the rota."""
    lines = [_greeter(place, t, greeter, day) for greeter in greeters]
    lines = [line for line in lines if line]
    if not lines:
        return t("Nobody is on the rota yet. Join it with /welcome greeter join.")
    name = place.name_of(today.user_id) if today is not None else None
    head = t("Today: {name}", name=escape(name)) if name else t("Nobody is there today.")
    return shorten("\n".join((head, *lines)), 2000)


def _greeter(place: Place, t: Translation, greeter: Greeter, day: date) -> str:
    name = place.name_of(greeter.user_id)
    if name is None:
        return ""
    line = f"- {escape(name)}"
    if greeter.is_away(day) and greeter.away_until is not None:
        line += " · " + t("away until {day}", day=t.date(greeter.away_until))
    return line


def _in_words(place: Place, t: Translation, row: Row) -> str:
    newcomer = row.newcomer
    name = shorten(escape(place.name_of(newcomer.user_id) or str(newcomer.user_id)), LONGEST_NAME)
    facts = [
        t("joined {when}", when=timestamp(newcomer.joined_at, "R")),
        t(STAGES[newcomer.stage]),
    ]
    if row.steps:
        facts.append(t.n("{n} step done", "{n} steps done", n=row.steps))
    if row.is_quiet:
        facts.append(t("has been quiet for {time}", time=t.duration(place.settings.quiet.after)))
    return f"**{name}**: {', '.join(facts)}"


def _share(t: Translation, share: Share) -> str:
    if share.of == 0:
        return t("n/a")
    if share.of < FEW:
        return t("{count} of {total}", count=share.count, total=share.of)
    percent = t.percent(share.count / share.of)
    return t("{percent} ({count} of {total})", percent=percent, count=share.count, total=share.of)
