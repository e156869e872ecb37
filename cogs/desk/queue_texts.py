"""The queue in words."""

from collections.abc import Sequence
from dataclasses import replace

from bot.effects import Button, Message
from bot.texts import Translation, escape, shorten, timestamp
from cogs.desk import render
from cogs.desk.place import Place
from cogs.desk.queue import Wanted
from cogs.desk.queue_store import Page
from cogs.desk.store import Item, ItemFlag

ON_A_PAGE = 8
AT_ONCE = 5


def queue(
    t: Translation, place: Place, page: Page, flags: Sequence[ItemFlag], wanted: Wanted
) -> Message:
    """Return a page of the queue, with a button for each item and for the pages beside it."""
    blocks = [] if place.channel_id is not None else [_no_channel(t)]
    if not page.total:
        return Message(text="\n".join([*blocks, _nothing(t, wanted)]))
    head = t.n("**{n} item**", "**{n} items**", n=page.total)
    if page.before or page.after:
        number = -(-page.before // ON_A_PAGE) + 1
        pages = number + -(-page.after // ON_A_PAGE)
        head += " · " + t("Page {page} of {pages}", page=t.number(number), pages=t.number(pages))
    blocks += [head, *(_line(t, place, one, flags) for one in page.items)]
    buttons = [Button(label=f"#{one.id}", custom_id=f"desk:show:{one.id}") for one in page.items]
    rows = [tuple(buttons[at : at + AT_ONCE]) for at in range(0, len(buttons), AT_ONCE)]
    if turning := _turning(t, page, wanted):
        rows.insert(0, turning)
    return Message(text=shorten("\n".join(blocks), render.LONGEST), rows=tuple(rows))


def _turning(t: Translation, page: Page, wanted: Wanted) -> tuple[Button, ...]:
    found = []
    if page.before:
        back = replace(wanted, backwards=True, edge=page.items[0].id)
        found.append(Button(label=t("Back"), custom_id=back.custom_id))
    if page.after:
        on = replace(wanted, backwards=False, edge=page.items[-1].id)
        found.append(Button(label=t("Next"), custom_id=on.custom_id))
    return tuple(found)


def _nothing(t: Translation, wanted: Wanted) -> str:
    if wanted == Wanted():
        return t("Nothing waits. Have a good day.")
    return t("Nothing in the queue is like this.")


def _no_channel(t: Translation) -> str:
    return t(
        "There is no channel for cards at the moment: nothing is lost, it all stands here. "
        "Somebody who manages the settings can name one under {setting}.",
        setting="`features.desk.channel`",
    )


def _line(t: Translation, place: Place, item: Item, flags: Sequence[ItemFlag]) -> str:
    titles = [escape(place.title(one.guideline)) for one in flags if one.item_id == item.id]
    parts = [
        f"**#{item.id}**",
        timestamp(item.opened_at, "R"),
        f"<@{item.member_id}>",
        shorten(t.list(titles), 80) if titles else t("reported"),
        t(render.STATES[item.state]),
    ]
    if item.claimed_by is not None:
        parts.append(f"<@{item.claimed_by}>")
    return " · ".join(parts)
