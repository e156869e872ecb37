"""What the feature says, in the language of whoever reads it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from bot.effects import Button, Message
from bot.texts import N_, Translation, escape, shorten, timestamp
from bot.texts.phrase import Phrase
from cogs.prompts import policy
from cogs.prompts.keys import stamp
from cogs.prompts.place import Place
from cogs.prompts.policy import Item, Planned, Prompt, Results, State

if TYPE_CHECKING:
    from cogs.prompts.store import Suggestion

LONGEST = 2000
SHOWN = 250
# Nobody approves what they do not see: so where there are many, less is told of each.
LESS_AND_LESS = ((SHOWN, True), (120, True), (60, True), (120, False), (40, False))
AT_ONCE = 4
STATES: dict[State, str] = {
    "proposed": N_("proposed"),
    "approved": N_("approved"),
    "dropped": N_("dropped"),
    "posted": N_("posted"),
}


def post(place: Place, prompt: Prompt) -> Message:
    """Return a prompt as members read it, with credit to who suggested it."""
    text = f"**{escape(prompt.text)}**"
    if prompt.suggested_by is not None:
        member = f"<@{prompt.suggested_by}>"
        text += "\n-# " + place.t("Suggested by {member}", member=member)
    return Message(text=text)


def not_posted(place: Place, due_at: datetime, why: Phrase, *, is_over: bool) -> Message:
    """Tell staff why a prompt could not be posted, and what becomes of it."""
    t = place.t
    told = t("The prompt of {when} was not posted.", when=timestamp(due_at))
    then = (
        t("It can be planned again: see /prompt week.")
        if is_over
        else t("It is tried again at its time.")
    )
    return Message(text=f"{told} {why.say(t)} {then}")


def thread_name(prompt: Prompt) -> str:
    """Return the title of a prompt's thread."""
    return shorten(" ".join(prompt.text.split()), 90)


def week(t: Translation, items: Sequence[Item]) -> Message:
    """Return the coming prompts with buttons for the first that wait for a decision."""
    if not items:
        return Message(text=t("No prompts are planned: name slots in the settings."))
    rows = [
        _decisions(t, number, item.planned)
        for number, item in enumerate(items, 1)
        if item.planned is not None and item.planned.state == "proposed"
    ][:AT_ONCE]
    if rows:
        rows.append((_approve_all(t, items, style="primary"),))
    return Message(text=_plan(t, items), rows=tuple(rows))


def staff_note(place: Place, items: Sequence[Item]) -> Message:
    """Return the note that asks staff to look at the coming prompts, as they stand."""
    t = place.t
    buttons = (
        Button(label=t("Look through"), custom_id="prompts:review", style="primary"),
        _approve_all(t, items),
    )
    rows = (buttons if policy.proposals(items) else buttons[:1],)
    return Message(text=_plan(t, items), rows=rows)


def library(t: Translation, prompts: Iterable[Prompt], results: dict[str, Results]) -> list[str]:
    """Return prompts, each with what came of it."""
    lines = []
    for prompt in prompts:
        tags = ", ".join(map(escape, prompt.tags)) or t("no tags")
        came_of_it = _came_of_it(t, results.get(prompt.key, Results()))
        lines.append(f"- {escape(prompt.text)} ({tags}){came_of_it}")
    return lines


def suggestion(place: Place, own_id: int, text: str, author_id: int) -> Message:
    """Return the note that shows staff what a member suggests."""
    t = place.t
    buttons = (
        Button(label=t("Add it"), custom_id=f"prompts:take:{own_id}", style="primary"),
        Button(label=t("Not this time"), custom_id=f"prompts:decline:{own_id}"),
    )
    return Message(text=_suggested(t, text, author_id), rows=(buttons,))


def decided(place: Place, suggested: "Suggestion", by_id: int) -> Message:
    """Return the same note once somebody has decided."""
    t = place.t
    said = (
        t("{name} has added it to the library.", name=f"<@{by_id}>")
        if suggested.state == "active"
        else t("{name} has put it aside.", name=f"<@{by_id}>")
    )
    return Message(text=f"{_suggested(t, suggested.text, suggested.author_id)}\n{said}")


def _suggested(t: Translation, text: str, author_id: int | None) -> str:
    name = f"<@{author_id}>" if author_id is not None else t("Somebody")
    head = t("{member} suggests a prompt:", member=name)
    return shorten(f"{head}\n> {escape(text)}", LONGEST - SHOWN)


def _plan(t: Translation, items: Sequence[Item]) -> str:
    """Return all prompts, so short that they fit."""
    head = t("**Prompts of the coming days.** Nothing is posted that nobody approved.")
    text = head
    for shown, has_results in LESS_AND_LESS:
        lines = (_line(t, n, item, shown, has_results) for n, item in enumerate(items, 1))
        text = "\n".join((head, *lines))
        if len(text) <= LONGEST:
            break
    return shorten(text, LONGEST)


def _line(t: Translation, number: int, item: Item, shown: int, has_results: bool) -> str:
    when = timestamp(item.due_at)
    if item.planned is None:
        tags = ", ".join(map(escape, item.tags)) or t("any")
        return t("{n}. {when}: no prompt fits ({tags})", n=number, when=when, tags=tags)
    text = escape(shorten(item.prompt.text, shown)) if item.prompt is not None else "…"
    line = f"{number}. {when}: {text} ({t(STATES[item.planned.state])})"
    return line + _came_of_it(t, item.results) if has_results else line


def _came_of_it(t: Translation, results: Results) -> str:
    if results.last_at is None:
        return ""
    told = t(
        "last for {when}; replies so far: {replies}, people: {people}, "
        "first replies by newcomers: {first}",
        when=timestamp(results.last_at, "d"),
        replies=t.number(results.replies),
        people=t.number(results.people),
        first=t.number(results.first_replies),
    )
    return f"\n-# {told}"


def _decisions(t: Translation, number: int, one: Planned) -> tuple[Button, ...]:
    """Return the buttons that decide on a prompt, and on no other that may take its place."""
    at = stamp(one.due_at)
    seen = f"{at}:{one.prompt}"
    return (
        Button(label=t("{n}: approve", n=number), custom_id=f"prompts:ok:{seen}", style="success"),
        Button(label=t("{n}: another", n=number), custom_id=f"prompts:other:{seen}"),
        Button(label=t("{n}: write my own", n=number), custom_id=f"prompts:edit:{at}"),
        Button(label=t("{n}: drop", n=number), custom_id=f"prompts:drop:{seen}"),
    )


def _approve_all(
    t: Translation, items: Sequence[Item], style: Literal["primary", "secondary"] = "secondary"
) -> Button:
    """Return the button that approves all that is shown beside it."""
    custom_id = f"prompts:all:{policy.fingerprint(items)}"
    return Button(label=t("Approve all"), custom_id=custom_id, style=style)
