"""Appeals in words."""

from collections.abc import Sequence

from bot.effects import Button, Message
from bot.texts import Translation, escape, shorten, timestamp
from cogs.desk import render
from cogs.desk.appeal_store import Appeal
from cogs.desk.case_store import Case
from cogs.desk.store import Written


def card(t: Translation, case: Case, appeal: Appeal, evidence: Sequence[Written]) -> Message:
    """Return what moderators see of an appeal; with buttons until it is decided."""
    lines = [
        t("**Appeal** · {case}", case=render.case_line(t, case)),
        *(f"> {line}" for line in shorten(escape(appeal.statement), 1000).splitlines()),
    ]
    if evidence:
        lines.append(t("It was about: {quote}", quote=render.quoted(evidence[0], 300)))
    if case.done_by is not None:
        lines.append(
            t("Decided by {name}; somebody else looks at it again, where there is somebody.",
              name=f"<@{case.done_by}>")
        )  # fmt: skip
    if not appeal.outcome:
        lines.append(t("To be answered by {when}.", when=timestamp(appeal.due_at)))
        row = (
            Button(label=t("Take it back"), custom_id=f"desk:grant:{case.id}", style="primary"),
            Button(label=t("It stands"), custom_id=f"desk:decline:{case.id}"),
        )
        return Message(text=shorten("\n".join(lines), render.LONGEST), rows=(row,))
    name = f"<@{appeal.settled_by}>"
    lines.append(
        t("Taken back by {name}.", name=name)
        if appeal.outcome == "granted"
        else t("It stands, says {name}.", name=name)
    )
    return Message(text=shorten("\n".join(lines), render.LONGEST))
