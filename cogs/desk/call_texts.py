"""What calls moderators to the desk; these messages alone ping somebody."""

from collections.abc import Sequence

from bot.effects import Message
from bot.texts import shorten, timestamp
from cogs.desk.case_store import Case
from cogs.desk.place import Place
from cogs.desk.render import LONGEST
from cogs.desk.store import Item


def handed_over(place: Place, item: Item, by: int, to: int) -> Message:
    """Return what tells a moderator that an item is theirs now."""
    told = place.t("{name}, {other} hands {item} over to you.", name=f"<@{to}>", other=f"<@{by}>",
                   item=f"**#{item.id}**")  # fmt: skip
    return Message(text=told, mention_users=(to,))


def escalation(place: Place, items: Sequence[Item]) -> Message:
    """Return the call for help about what has waited too long."""
    t = place.t
    lines = [t.n("{n} item has waited too long:", "{n} items have waited too long:", n=len(items))]
    lines += [f"- **#{one.id}** · {timestamp(one.opened_at, 'R')}" for one in items]
    lines.append(t("Use {command} to see them.", command="`/queue`"))
    return _to_all(place, "\n".join(lines))


def appeal_is_due(place: Place, case: Case) -> Message:
    """Return the reminder of an appeal that should have been decided."""
    told = place.t(
        "The appeal against case {number} waits for a decision: {command}.",
        number=case.number,
        command=f"`/case show number:{case.number}`",
    )
    return _to_all(place, told)


def _to_all(place: Place, told: str) -> Message:
    calls = (f"<@&{role}>" for role in place.moderator_roles)
    text = " ".join([*calls, told])
    return Message(text=shorten(text, LONGEST), mention_roles=tuple(place.moderator_roles))
