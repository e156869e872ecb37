"""What is asked before an event is called off: which dates, and how many people it concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from bot.effects import Button, Message
from bot.texts import Translation, escape, shorten
from bot.texts.markup import timestamp
from cogs.events.draft import Scope
from cogs.events.gathering import Occurrence

ANSWER = "events:off:{answer}:{draft}"
SHOWN = 5
LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class CallingOff:
    """What somebody wants to call off, as it waits for their confirmation."""

    occurrence_id: int
    scope: Scope
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as the store keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what the store kept."""
        return cls(**stored)


def question(
    t: Translation, draft_id: str, off: CallingOff, dates: Sequence[Occurrence], people: int
) -> Message:
    """Ask whether these dates are to be called off; `people` go there or wait for a seat."""
    title = escape(dates[0].details.title)
    lines = [
        t("Call off {title}?", title=f"**{title}**"),
        *(f"- {timestamp(one.starts_at)}" for one in dates[:SHOWN]),
    ]
    if off.scope != "this" and dates[0].repeats:
        lines.append(t("All dates after that are called off as well."))
    elif dates[0].repeats:
        lines.append(t("The series goes on after it."))
    lines.append(
        t.n(
            "{n} person goes or waits, and is told.",
            "{n} people go or wait, and are told.",
            n=people,
        )
    )
    if off.reason:
        lines.append(t("Why: {reason}", reason=escape(off.reason)))
    yes, no = (ANSWER.format(answer=answer, draft=draft_id) for answer in ("yes", "no"))
    row = (
        Button(label=t("Call it off"), custom_id=yes, style="danger"),
        Button(label=t("Leave it as it is"), custom_id=no),
    )
    return Message(text=shorten("\n".join(lines), LONGEST), rows=(row,))
