"""What the welcome feature says: facts to texts and buttons."""

from collections.abc import Sequence
from datetime import date

from bot.effects import Button, Embed, Message
from bot.settings.templates import LONGEST_MESSAGE, fill
from bot.texts import Translation, escape, shorten
from cogs.welcome.checklist import Item
from cogs.welcome.place import Place
from cogs.welcome.rota import Greeter

START = "welcome:start:{newcomer}"
WAVE = "welcome:wave:{newcomer}"
STEP = "welcome:step:{step}"
DONE = "welcome:done:{day}"

NAMED_TOGETHER = 10
NAMED_WAVES = 3
BUTTONS_IN_A_ROW = 3


def greeting(place: Place, user_id: int, greeter: Greeter | None, *, back: bool = False) -> Message:
    """Return the greeting of somebody who has joined, or (`back`) has come back."""
    text = greeting_text(
        place,
        mention=f"<@{user_id}>",
        name=escape(place.name_of(user_id) or ""),
        greeter=_greeter_name(place, greeter),
        back=back,
    )
    pinged: tuple[int, ...] = (user_id,)
    if greeter is not None and greeter.pings and greeter.user_id != user_id:
        pinged = (user_id, greeter.user_id)
    return Message(text=text, rows=greeting_buttons(place, user_id), mention_users=pinged)


def greeting_text(
    place: Place, *, mention: str, name: str, greeter: str | None, back: bool = False
) -> str:
    """Fill the community's own words in, or the usual ones of its language."""
    t = place.t
    own = place.settings.welcome_back if back else place.settings.greeting
    if own is not None:
        template = own.in_(t.language)
    elif greeter is not None:
        template = t(
            "Welcome to {{server}}, {{member}}! {{greeter}} is around today if you have a "
            "question. Press **Start here** for your first steps."
        )
    else:
        template = t(
            "Welcome to {{server}}, {{member}}! Press **Start here** for your first steps, and "
            "ask whenever you have a question."
        )
    values = {"member": mention, "name": name, "greeter": greeter or t("The team")}
    return shorten(fill(template, {**values, **_places(place)}), LONGEST_MESSAGE)


def greeting_buttons(place: Place, user_id: int) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons below a greeting."""
    t = place.t
    start = Button(label=t("Start here"), custom_id=START.format(newcomer=user_id), style="primary")
    wave = Button(label=t("Say hi"), custom_id=WAVE.format(newcomer=user_id))
    return ((start, wave),)


def greeting_waved(place: Place, user_id: int, text: str, wavers: Sequence[int]) -> Message:
    """Return a greeting with the people who have waved below it."""
    t = place.t
    known = [escape(name) for waver in wavers if (name := place.name_of(waver))]
    if len(wavers) <= NAMED_WAVES and len(known) == len(wavers):
        people = t.list(known)
    else:
        shown = known[: NAMED_WAVES - 1]
        others = len(wavers) - len(shown)
        people = t.list([*shown, t.n("{n} other", "{n} others", n=others)])
    line = t("Hello from {people} 👋", people=people)
    body = shorten(text, LONGEST_MESSAGE - len(line) - 1)
    return Message(text=f"{body}\n{line}", rows=greeting_buttons(place, user_id))


def greeting_left(place: Place, name: str) -> Message:
    """Return what replaces the greeting of somebody who has left at once."""
    return Message(text=place.t("{name} was here for a short visit.", name=escape(name)))


def together(place: Place, user_ids: Sequence[int]) -> Message:
    """Return the one greeting for all who came in a rush: named, and nobody pinged."""
    t = place.t
    names = [escape(name) for user_id in user_ids if (name := place.name_of(user_id))]
    shown = names[:NAMED_TOGETHER]
    if left_over := len(user_ids) - len(shown):
        shown.append(t.n("{n} more", "{n} more", n=left_over))
    own = place.settings.batch
    template = (
        own.in_(t.language)
        if own is not None
        else t(
            "Welcome to {{server}}, {{members}}! Press **Start here** for your first steps, and "
            "ask whenever you have a question."
        )
    )
    text = fill(template, {"members": t.list(shown), **_places(place)})
    return Message(text=shorten(text, LONGEST_MESSAGE), rows=((_start_button(t),),))


def start_here(place: Place) -> Message:
    """Return the message that staff post for everybody who wants the first steps."""
    t = place.t
    text = t(
        "New to {server}? Press **Start here** for your first steps. Only you see them.",
        server=escape(place.name),
    )
    return Message(text=text, rows=((_start_button(t),),))


def rush_alert(place: Place, joins: int) -> str:
    """Return what staff are told when a rush begins."""
    t = place.t
    raid = place.settings.raid
    told = t.n(
        "{n} person joined within {time}, so nobody is greeted one by one for now.",
        "{n} people joined within {time}, so nobody is greeted one by one for now.",
        n=joins,
        time=t.duration(raid.within),
    )
    if raid.greet_together:
        then = t(
            "Once it has been calm for {time}, those who stayed are greeted together.",
            time=t.duration(raid.calm),
        )
    else:
        then = t(
            "Greeting starts again once it has been calm for {time}.", time=t.duration(raid.calm)
        )
    return f"{told} {then}"


def no_channel(place: Place) -> str:
    """Return what staff are told when there is no channel to greet in."""
    return place.t(
        "Newcomers cannot be greeted: there is no channel {channel}. Name another one in the "
        "settings, under {setting}.",
        channel=f"**{place.settings.channel}**",
        setting="`features.welcome.channel`",
    )


def back_after_ban(place: Place, user_id: int) -> str:
    """Return what staff are told when somebody comes back who was banned."""
    return place.t(
        "<@{id}> was banned before and has joined again. Nobody was greeted.", id=user_id
    )


def checklist(place: Place, t: Translation, items: Sequence[Item], done: frozenset[str]) -> Message:
    """Return somebody's checklist, for an answer that only they see."""
    ticked = sum(item.name in done for item in items)
    progress = t("{done} of {total} done", done=ticked, total=len(items))
    head = f"**{progress}**"
    if ticked == len(items):
        head += "\n" + t("That was all. Thank you for taking the time, and good to have you here.")
    lines = (_line(number, item, done, t) for number, item in enumerate(items, 1))
    title = shorten(t("First steps at {server}", server=place.name), 256)
    embed = Embed(title=title, text=shorten("\n".join(lines), 4096))
    buttons = [_step_button(number, item, done, t) for number, item in enumerate(items, 1)]
    rows = tuple(
        tuple(buttons[start : start + BUTTONS_IN_A_ROW])
        for start in range(0, len(buttons), BUTTONS_IN_A_ROW)
    )
    return Message(text=head, embeds=(embed,), rows=rows)


def quiet_note(place: Place, day: date, user_ids: Sequence[int]) -> Message:
    """Return the day's note to staff about newcomers who have not written yet."""
    t = place.t
    done = Button(label=t("Done"), custom_id=DONE.format(day=day.isoformat()), style="success")
    return Message(text=_quiet_text(place, user_ids), rows=((done,),))


def quiet_note_done(place: Place, user_ids: Sequence[int], done_by: int) -> Message:
    """Return the note after somebody has taken care of it."""
    name = escape(place.name_of(done_by) or place.t("The team"))
    line = place.t("Done by {name}.", name=name)
    return Message(text=f"{_quiet_text(place, user_ids)}\n{line}")


def _quiet_text(place: Place, user_ids: Sequence[int]) -> str:
    t = place.t
    names = [escape(name) for user_id in user_ids if (name := place.name_of(user_id))]
    shown = names[:NAMED_TOGETHER]
    if left_over := len(user_ids) - len(shown):
        shown.append(t.n("{n} more", "{n} more", n=left_over))
    told = t.n(
        "{n} newcomer has been quiet for {time}: {names}.",
        "{n} newcomers have been quiet for {time}: {names}.",
        n=len(user_ids),
        time=t.duration(place.settings.quiet.after),
        names=t.list(shown),
    )
    tip = t("A friendly question from one of you often helps. See /welcome newcomers.")
    return f"{told} {tip}"


def _greeter_name(place: Place, greeter: Greeter | None) -> str | None:
    if greeter is None:
        return None
    if greeter.pings:
        return f"<@{greeter.user_id}>"
    name = place.name_of(greeter.user_id)
    return escape(name) if name else None


def _places(place: Place) -> dict[str, str]:
    t = place.t
    rules, hello, ask = (
        place.rules_channel_id,
        place.introductions_channel_id,
        place.help_channel_id,
    )
    return {
        "server": escape(place.name),
        "guidelines": f"<#{rules}>" if rules else t("our guidelines"),
        "introductions": f"<#{hello}>" if hello else t("any channel"),
        "help": f"<#{ask}>" if ask else t("any channel"),
    }


def _start_button(t: Translation) -> Button:
    return Button(label=t("Start here"), custom_id=START.format(newcomer=0), style="primary")


def _line(number: int, item: Item, done: frozenset[str], t: Translation) -> str:
    word = t("done")
    mark = f" **({word})**" if item.name in done else ""
    first, *rest = item.text.split("\n", 1)
    return "\n".join((f"{number}. {first}{mark}", *rest))


def _step_button(number: int, item: Item, done: frozenset[str], t: Translation) -> Button:
    ticked = item.name in done
    words = t("{label}: done", label=item.label) if ticked else item.label
    return Button(
        label=shorten(f"{number}. {words}", 80),
        custom_id=STEP.format(step=item.name),
        style="success" if ticked else "secondary",
    )
