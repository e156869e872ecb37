"""What becomes of newcomers, and when they are greeted: pure decisions over what is known.

A newcomer joins, passes the server's gates (screening, onboarding), is ready, is greeted, works
through the checklist, writes, and settles; or leaves.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from cogs.welcome.newcomer import Gate, MemberFacts, Newcomer
from cogs.welcome.settings import WelcomeSettings

# Who leaves this soon after the greeting was probably never here to stay.
TAKEN_BACK_WITHIN = timedelta(minutes=10)
# Discord's own joining instant may differ by a fraction between two of its answers.
SAME_JOIN = timedelta(seconds=1)
# Whoever has been silent this long is not on the list of quiet newcomers any more.
NO_LONGER_NEW = timedelta(days=30)


def met(
    known: Newcomer | None,
    member: MemberFacts,
    *,
    since: datetime,
    now: datetime,
    settings: WelcomeSettings,
) -> Newcomer | None:
    """Return what to keep about a member after seeing them, None when they are no newcomer.

    `since` is when the bot first looked after this server: who was there before is no newcomer,
    and neither is who joined longer than `late_within` ago without being noticed.
    """
    if member.is_bot or member.is_guest:
        return known
    if known is None:
        too_long_ago = now - member.joined_at > settings.late_within
        if member.joined_at < since or too_long_ago or member.is_staff:
            return None
        known = Newcomer(
            user_id=member.user_id, joined_at=member.joined_at, is_returning=member.came_before
        )
    elif known.left_at is not None or member.joined_at - known.joined_at > SAME_JOIN:
        known = _came_back(known, member.joined_at)
    return _at_the_gate(known, member, now=now, patience=settings.onboarding_patience)


def was_there(member: MemberFacts, *, now: datetime) -> Newcomer:
    """Return what is kept about somebody who was there before us: enough not to greet them."""
    return Newcomer(
        user_id=member.user_id,
        joined_at=member.joined_at,
        is_returning=True,
        ready_at=now,
        settled_at=now,
    )


def _came_back(known: Newcomer, joined_at: datetime) -> Newcomer:
    return replace(
        known,
        joined_at=joined_at,
        visits=known.visits + 1,
        is_returning=known.is_returning or known.greeted != "",
        gate="",
        gate_since=None,
        ready_at=None,
        rush=None,
        left_at=None,
    )


def _at_the_gate(
    newcomer: Newcomer, member: MemberFacts, *, now: datetime, patience: timedelta
) -> Newcomer:
    if newcomer.ready_at is not None:
        return newcomer
    gate: Gate = ""
    if member.pending:
        gate = "screening"
    elif member.awaits_onboarding:
        gate = "onboarding"
    began = newcomer.gate_since if newcomer.gate == gate else now
    out_of_patience = gate == "onboarding" and began is not None and now - began >= patience
    if gate == "" or out_of_patience:
        return replace(newcomer, gate="", gate_since=None, ready_at=now)
    return replace(newcomer, gate=gate, gate_since=began)


Next = Literal["greet", "welcome_back", "hold", "wait", "nothing"]


def next_step(
    newcomer: Newcomer,
    *,
    is_staff: bool,
    rush_is_on: bool,
    now: datetime,
    settings: WelcomeSettings,
) -> Next:
    """Decide what a newcomer gets now. "wait" means until `greet_at`."""
    if newcomer.ready_at is None or newcomer.left_at or newcomer.banned_at or is_staff:
        return "nothing"
    if now - newcomer.ready_at > settings.late_within + settings.quiet_delay:
        return "nothing"
    if newcomer.is_returning:
        wanted = settings.welcome_back is not None and newcomer.welcomed_back < newcomer.visits
        due: Next = "welcome_back" if wanted else "nothing"
    else:
        due = "greet" if is_ungreeted(newcomer) else "nothing"
    if due == "nothing":
        return "nothing"
    if rush_is_on and newcomer.rush is not None:
        return "hold"
    return due if now >= greet_at(newcomer, settings) else "wait"


def is_ungreeted(newcomer: Newcomer) -> bool:
    """Tell whether the one greeting is still to come."""
    return newcomer.greeted == "" and not newcomer.is_returning and newcomer.banned_at is None


def is_being_posted(newcomer: Newcomer) -> bool:
    """Tell whether a greeting is decided and not known to stand in the channel."""
    return newcomer.greeted == "alone" and newcomer.greeted_at is None


def needs_attention(
    known: Newcomer | None,
    member: MemberFacts,
    *,
    since: datetime,
    rush_is_on: bool,
    now: datetime,
    settings: WelcomeSettings,
) -> bool:
    """Tell whether meeting a member now would change anything.

    Who only has to wait needs none: a job for their time was kept when that was decided.
    """
    newcomer = met(known, member, since=since, now=now, settings=settings)
    if newcomer is None or newcomer != known:
        return newcomer is not None
    step = next_step(
        newcomer, is_staff=member.is_staff, rush_is_on=rush_is_on, now=now, settings=settings
    )
    return step in {"greet", "welcome_back"}


def is_held(
    newcomer: Newcomer, member: MemberFacts, *, now: datetime, settings: WelcomeSettings
) -> bool:
    """Tell whether somebody would be greeted now, were it not for a rush."""
    step = next_step(
        newcomer, is_staff=member.is_staff, rush_is_on=True, now=now, settings=settings
    )
    return step == "hold" and is_ungreeted(newcomer)


def greet_at(newcomer: Newcomer, settings: WelcomeSettings) -> datetime:
    """Return when somebody who is ready is greeted: after the quiet delay, or once they speak."""
    assert newcomer.ready_at is not None, "asked of people who are ready"
    spoke = newcomer.contributed_at is not None and newcomer.contributed_at >= newcomer.joined_at
    return newcomer.ready_at if spoke else newcomer.ready_at + settings.quiet_delay


def spoke(
    newcomer: Newcomer, *, message_id: int, at: datetime, day: date, settings: WelcomeSettings
) -> Newcomer:
    """Return what to keep after a message; the same message again changes nothing.

    Who can write has passed the gates, whatever we have heard of them.
    """
    if message_id <= newcomer.last_message_id:
        return newcomer
    new_day = newcomer.last_contribution_on is None or day > newcomer.last_contribution_on
    days = newcomer.contribution_days + new_day
    count = newcomer.contributions + 1
    enough = count >= settings.settled.contributions and days >= settings.settled.days
    return replace(
        newcomer,
        gate="",
        gate_since=None,
        ready_at=newcomer.ready_at or at,
        contributed_at=newcomer.contributed_at or at,
        contributions=count,
        contribution_days=days,
        last_contribution_on=day if new_day else newcomer.last_contribution_on,
        last_message_id=message_id,
        settled_at=newcomer.settled_at or (at if enough else None),
    )


def takes_back(newcomer: Newcomer, *, now: datetime) -> bool:
    """Tell whether the greeting goes when this newcomer leaves now."""
    if newcomer.greeted != "alone" or newcomer.is_returning:
        return False
    # What does not stand there yet would greet somebody who is gone.
    return newcomer.greeted_at is None or now - newcomer.greeted_at <= TAKEN_BACK_WITHIN


def never_greeted(newcomer: Newcomer) -> Newcomer:
    """Return what is known of somebody whose greeting was cancelled before it was attempted."""
    return replace(
        newcomer,
        greeted="",
        greeting_at=None,
        greeting_visit=0,
        greeting_text="",
        greeted_at=None,
    )


def busiest(joins: Sequence[datetime], within: timedelta) -> tuple[int, datetime | None]:
    """Return the most joins that any stretch of this length saw, and when the last such began."""
    ordered = sorted(joins)
    most, began, first = 0, None, 0
    for place, joined_at in enumerate(ordered):
        while joined_at - ordered[first] > within:
            first += 1
        if (count := place - first + 1) >= most:
            most, began = count, ordered[first]
    return most, began


def is_new(newcomer: Newcomer, *, now: datetime) -> bool:
    """Tell whether staff should still have an eye on somebody."""
    unsettled = newcomer.settled_at is None and newcomer.left_at is None
    return unsettled and not newcomer.is_returning and now - newcomer.joined_at <= NO_LONGER_NEW


def is_quiet(newcomer: Newcomer, *, now: datetime, after: timedelta) -> bool:
    """Tell whether a newcomer has been here for a while and has not written anything."""
    waiting = newcomer.ready_at is not None and newcomer.contributed_at is None
    if not waiting or newcomer.is_returning or newcomer.left_at or newcomer.banned_at:
        return False
    assert newcomer.ready_at is not None, "checked above"
    return after <= now - newcomer.ready_at <= max(NO_LONGER_NEW, 2 * after)


def invite_used(before: dict[str, int], after: dict[str, int]) -> str:
    """Return the invite by which somebody came, "unknown" when that cannot be told."""
    grown = [code for code, uses in after.items() if uses > before.get(code, 0)]
    if len(grown) == 1 and after[grown[0]] - before.get(grown[0], 0) == 1:
        return grown[0]
    return "unknown"
