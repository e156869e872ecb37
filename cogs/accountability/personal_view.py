"""What a member reads about themselves, for their eyes only."""

from collections.abc import Sequence

from bot.effects import Button, Message
from bot.texts import Translation, shorten
from cogs.accountability import policy
from cogs.accountability.goals import Mine
from cogs.accountability.place import Place
from cogs.accountability.policy import Goal
from cogs.accountability.render import LONGEST, days, goal_lines

REMIND = "accountability:remind:{wanted}"
BATON = "accountability:baton:{wanted}"


def overview(t: Translation, place: Place, mine: Mine) -> Message:
    """Return this week's goals, how steady somebody is, and what they chose."""
    head = t("Your week")
    lines = [f"**{head} · {days(t, mine.name)}**"]
    lines += goal_lines(t, mine.goals) or [t("You have not set a goal for this week.")]
    if mine.turn.checked_in_at is not None:
        lines.append(t("You have checked in. Thank you."))
    if mine.consistency.of:
        kept = mine.consistency
        lines.append(
            t("You checked in in {kept} of the latest {of} weeks.", kept=kept.kept, of=kept.of)
        )
    if mine.is_resting:
        lines.append(t("You are on a break. These weeks do not count against you."))
    zone = mine.wishes.zone or place.zone.key
    lines.append(
        t(
            "Reminders: {when} ({zone}), if you have not checked in.",
            when=place.settings.remind_at,
            zone=zone,
        )
        if mine.wishes.wants_reminders
        else t("Reminders: none. Only you decide that.")
    )
    if place.settings.baton:
        lines.append(
            t("The recap may name you to go first in the next week, in turn.")
            if mine.takes_baton
            else t("The recap does not name you to go first. Only you decide that.")
        )
    lines.append(t("Nobody else sees this."))
    return Message(text=shorten("\n".join(lines), LONGEST), rows=(_actions(t, place, mine),))


def noted(t: Translation, mine: Mine, goals: Sequence[Goal]) -> Message:
    """Confirm goals."""
    shared = any(goal.is_public for goal in goals)
    lines = [
        t("Noted, and shown in the thread:") if shared else t("Noted, for you alone:"),
        *goal_lines(t, goals),
        t("You may change them until the week is over."),
    ]
    return Message(text=shorten("\n".join(lines), LONGEST), rows=_reminder_row(t, mine))


def checked_in(t: Translation, mine: Mine) -> Message:
    """Thank somebody for a check-in."""
    lines = [t("Thank you for telling how it went.")]
    if mine.consistency.of > 1:
        kept = mine.consistency
        lines.append(
            t("You checked in in {kept} of the latest {of} weeks.", kept=kept.kept, of=kept.of)
        )
    return Message(text="\n".join(lines), rows=_reminder_row(t, mine))


def resting(t: Translation, *, is_resting: bool) -> Message:
    """Confirm that a break begins or has ended."""
    if not is_resting:
        return Message(text=t("Welcome back. This week counts again."))
    text = t(
        "Enjoy your break. Weeks of a break do not count against you, and you get no reminders. "
        "It ends when you set a goal, check in, or press the button."
    )
    back = Button(label=t("I'm back"), custom_id="accountability:break")
    return Message(text=text, rows=((back,),))


def which_week(t: Translation, mine: Mine) -> Message:
    """Ask whether the last week is meant, which may still be answered."""
    assert mine.last_week is not None, "asked only then"
    rows = (
        Button(
            label=t("Last week"),
            custom_id=f"accountability:answer:{mine.last_week}",
            style="primary",
        ),
        Button(label=t("This week"), custom_id=f"accountability:answer:{mine.name}"),
    )
    return Message(
        text=t("Your goals of last week are still open. Which week is it about?"), rows=(rows,)
    )


def not_taken(t: Translation, why: Sequence[str], typed: Sequence[str]) -> str:
    """Say why a text was not taken, and give it back."""
    lines = [t("This was not saved:"), *(f"- {reason}" for reason in why), t("You wrote:")]
    quoted = "\n".join(filter(None, typed)).replace("```", "'''")
    head = "\n".join(lines)
    return f"{head}\n```\n{shorten(quoted, LONGEST - len(head) - 10)}\n```"


def _actions(t: Translation, place: Place, mine: Mine) -> tuple[Button, ...]:
    wants = mine.wishes.wants_reminders
    buttons = [
        Button(
            label=t("I'm back") if mine.is_resting else t("Take a break"),
            custom_id="accountability:break",
        ),
        Button(
            label=t("Stop reminding me") if wants else t("Remind me"),
            custom_id=REMIND.format(wanted="off" if wants else "on"),
        ),
    ]
    if place.settings.baton:
        label = t("Do not name me") if mine.takes_baton else t("I may go first")
        wanted = "off" if mine.takes_baton else "on"
        buttons.append(Button(label=label, custom_id=BATON.format(wanted=wanted)))
    if mine.week is not None:
        buttons[:0] = [
            Button(
                label=t("Set my goal"),
                custom_id=f"accountability:goal:{mine.name}",
                style="primary",
            ),
            Button(label=t("Check in"), custom_id=f"accountability:check:{mine.name}"),
        ]
    return tuple(buttons)


def _reminder_row(t: Translation, mine: Mine) -> tuple[tuple[Button, ...], ...]:
    if mine.wishes.wants_reminders:
        return ()
    return ((Button(label=t("Remind me"), custom_id=REMIND.format(wanted="on")),),)


def is_worth_carrying(mine: Mine) -> bool:
    """Whether the form begins with what is left of last week."""
    return not mine.goals and bool(mine.left_over)


def first_goals(mine: Mine) -> Sequence[Goal]:
    """Return the goals with which the form begins."""
    return mine.goals or mine.left_over[: policy.MOST_GOALS]
