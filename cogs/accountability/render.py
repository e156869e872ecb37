"""What the feature says, in the language of whoever reads it."""

from collections.abc import Sequence
from datetime import timedelta

from bot.effects import Button, Message
from bot.settings.templates import fill
from bot.texts import N_, Translation, escape, shorten
from cogs.accountability import policy
from cogs.accountability.place import Place
from cogs.accountability.policy import Goal, Numbers, Result, Turn
from cogs.accountability.store import Week

QUESTIONS_A_WEEK = 3
QUESTIONS = (
    N_("What do you want to have done by Sunday?"),
    N_("What is the smallest step that would count?"),
    N_("What could get in the way, and who could help?"),
    N_("What went well last week, and what helped?"),
    N_("What would you like to learn this week?"),
    N_("What have you put off that takes less than an hour?"),
    N_("What are you looking forward to?"),
    N_("Whom could you ask to have a look at your work?"),
    N_("What can wait until next week?"),
)
SAID: dict[Result, str] = {
    "done": N_("done"),
    "partly": N_("partly"),
    "not_this_week": N_("not this week"),
}
LONGEST = 2000


def days(t: Translation, week: str) -> str:
    """Return the days of a week."""
    monday = policy.monday_of(week)
    return t.days(monday, monday + timedelta(days=6))


def thread_name(t: Translation, week: str) -> str:
    """Return the title of a week's thread."""
    return t("Week {number} · {days}", number=policy.number_of(week), days=days(t, week))


def opener(place: Place, week: str, *, is_late: bool) -> Message:
    """Return the message that opens a week."""
    t, own = place.t, place.settings.text
    if own is not None:
        values = {
            "community": place.community,
            "week": str(policy.number_of(week)),
            "days": days(t, week),
        }
        words = fill(own.in_(t.language), values)
    else:
        words = t("A week goes better with a small goal, and with people who ask how it went.")
    lines = [f"**{thread_name(t, week)}**", words]
    if is_late:
        lines.append(t("I am late this week: I was away. The days that are left are still yours."))
    lines += [f"{number}. {text}" for number, text in enumerate(questions(place, week), 1)]
    lines.append(t("New here? Press “I'm new”: one tiny step is plenty."))
    return Message(text=shorten("\n".join(lines), LONGEST), rows=(_buttons(t, week),))


def questions(place: Place, week: str) -> Sequence[str]:
    """Return the questions of a week: three, in turn."""
    t = place.t
    known = [one.in_(t.language) for one in place.settings.questions] or [t(q) for q in QUESTIONS]
    first = policy.number_of(week) * QUESTIONS_A_WEEK
    count = min(QUESTIONS_A_WEEK, len(known))
    return [known[(first + place_) % len(known)] for place_ in range(count)]


def _buttons(t: Translation, week: str) -> tuple[Button, ...]:
    return (
        Button(label=t("Set my goal"), custom_id=f"accountability:goal:{week}", style="primary"),
        Button(label=t("Check in"), custom_id=f"accountability:check:{week}"),
        Button(label=t("I'm new"), custom_id=f"accountability:new:{week}"),
        Button(label=t("Take a break"), custom_id="accountability:break"),
    )


def card(t: Translation, user_id: int, goals: Sequence[Goal], turn: Turn) -> Message:
    """Return a member's goals as the thread shows them."""
    lines = [f"<@{user_id}>", *goal_lines(t, goals)]
    if turn.note:
        lines.append(f"> {escape(turn.note)}")
    return Message(text=shorten("\n".join(lines), LONGEST))


def goal_lines(t: Translation, goals: Sequence[Goal]) -> list[str]:
    """Return goals as a numbered list, each with what came of it."""
    lines = []
    for goal in goals:
        said = f" ({t(SAID[goal.result])})" if goal.result is not None else ""
        lines.append(f"{goal.number}. {escape(goal.text)}{said}")
    return lines


def recap(place: Place, week: str, numbers: Numbers, goes_first: int | None) -> Message:
    """Return the week in numbers, with thanks; nobody reads here who did not manage.

    `goes_first` gets the baton: they have said that they may be named.
    """
    t = place.t
    lines = [
        "**" + t("{week} in short", week=thread_name(t, week)) + "**",
        t.n("{n} person took part.", "{n} people took part.", n=numbers.people),
    ]
    if numbers.goals:
        lines.append(
            t.n(
                "{n} goal, of which done: {done}, partly: {partly}.",
                "{n} goals, of which done: {done}, partly: {partly}.",
                n=numbers.goals,
                done=t.number(numbers.done),
                partly=t.number(numbers.partly),
            )
        )
    present = [f"<@{user_id}>" for user_id in numbers.newcomers if place.is_here(user_id)]
    if present:
        lines.append(t("For the first time with us: {names}. Welcome!", names=t.list(present)))
    lines.append(t("Thank you for asking, answering and cheering each other on."))
    named = () if goes_first is None else (goes_first,)
    lines += [
        t("The baton goes to {name}: would you like to share the next goal?", name=f"<@{user_id}>")
        for user_id in named
    ]
    return Message(text=shorten("\n".join(lines), LONGEST), mention_users=named)


def reminder(t: Translation, place: Place, week: Week, goals: Sequence[Goal]) -> Message:
    """Return the reminder that a member asked for."""
    where = week.thread_id or week.message_id
    link = f"https://discord.com/channels/{place.guild_id}/{where or week.channel_id}"
    lines = [
        t(
            "You asked me to remind you. How is your week going at {community}?",
            community=escape(place.community),
        ),
        *goal_lines(t, goals),
        t("Check in, or set a goal if you have none: {link}", link=link),
    ]
    stop = Button(label=t("Stop reminding me"), custom_id=f"accountability:stop:{place.guild_id}")
    return Message(text=shorten("\n".join(lines), LONGEST), rows=((stop,),))


def no_channel(place: Place) -> str:
    """Tell staff that there is no channel for the thread."""
    return place.t(
        "This week's accountability thread could not be opened: the channel {channel} is not there."
        " Name another one under {setting}, then run /accountability start.",
        channel=place.channel,
        setting="`features.accountability.channel`",
    )


def no_tag(place: Place) -> str:
    """Tell staff that the forum wants a tag that the settings do not name."""
    return place.t(
        "This week's post could not be made: {channel} wants a tag on every post. Name one of "
        "its tags under {setting}, then run /accountability start.",
        channel=place.channel,
        setting="`features.accountability.tag`",
    )


def no_thread(place: Place, code: str) -> str:
    """Tell staff that the message stands without a thread, or in a forum that there is none."""
    if place.venue is not None and place.venue.is_forum:
        return place.t(
            "This week's post could not be made in {channel} ({reason}). Mend that, then run "
            "/accountability start.",
            channel=place.channel,
            reason=f"`{code}`",
        )
    return place.t(
        "This week's post is there and its buttons work, but its thread could not be opened "
        "({reason}). Mend that, then run /accountability start.",
        reason=f"`{code}`",
    )
