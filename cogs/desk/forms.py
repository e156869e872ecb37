"""Forms that are found by their custom_id when they come back, also after a restart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.texts import N_, Translation, shorten
from cogs.desk.settings import LONGEST_LETTER

LONGEST_REASON = 300
TITLES = {
    "remind": N_("Remind privately"),
    "warn": N_("Warn"),
    "delete": N_("Delete the message"),
    "timeout": N_("Timeout"),
    "kick": N_("Remove from the server"),
    "ban": N_("Ban"),
}
TIMEOUTS = ("10m", "1h", "6h", "1d", "7d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stands in a form about somebody when it opens."""

    action: str
    subject: str
    """The id of an item, or "m" and that of a member."""
    words: str
    reason: str = ""
    lasts: str = "1h"
    may_delete: bool = False
    people: int = 1


def decision_form(t: Translation, draft: Draft) -> ui.Modal:
    """Ask for the words that the member reads, and why."""
    form = _form(t(TITLES[draft.action]), f"desk:form:{draft.action}:{draft.subject}")
    told = t("What the member reads")
    if draft.people > 1:
        told = t.n(
            "What the first of {n} person reads", "What the first of {n} people reads",
            n=draft.people,
        )  # fmt: skip
    words = ui.TextInput[Any](
        custom_id="words", style=discord.TextStyle.paragraph, default=draft.words,
        max_length=LONGEST_LETTER, required=True,
    )  # fmt: skip
    form.add_item(_label(told, words))
    if draft.action == "timeout":
        lasts = ui.TextInput[Any](custom_id="lasts", default=draft.lasts, max_length=20)
        hint = t("At most 28 days: {examples}", examples=", ".join(TIMEOUTS))
        form.add_item(_label(t("For how long"), lasts, hint))
    form.add_item(_label(t("Why (for the team)"), _reason(draft.reason)))
    if draft.may_delete:
        tick: ui.Checkbox[Any] = ui.Checkbox(custom_id="delete")
        form.add_item(_label(t("Delete the message as well"), tick))
    return form


def text_form(
    title: str, custom_id: str, label: str, *, default: str = "", longest: int = 1000
) -> ui.Modal:
    """Ask for one text."""
    form = _form(title, custom_id)
    text = ui.TextInput[Any](
        custom_id="text", style=discord.TextStyle.paragraph, default=default or None,
        max_length=longest, required=True,
    )  # fmt: skip
    form.add_item(_label(label, text))
    return form


def hand_over_form(t: Translation, item_id: int) -> ui.Modal:
    """Ask who goes on with an item."""
    form = _form(t("Hand over"), f"desk:pass:{item_id}")
    to: ui.UserSelect[Any] = ui.UserSelect(custom_id="to", required=False, min_values=0)
    hint = t("Nobody named: whoever takes it on. Whoever you name is told.")
    form.add_item(_label(t("Who goes on with it"), to, hint))
    return form


def answers(interaction: discord.Interaction[Any]) -> dict[str, Any]:
    """Return what was filled in, by the custom_id of each field."""
    data: Mapping[str, Any] = interaction.data or {}
    return {
        str(field["custom_id"]): field.get("value", field.get("values"))
        for field in _fields(data.get("components", ()))
    }


def text_in(interaction: discord.Interaction[Any]) -> str:
    """Return what was written into a form of one text."""
    return str(answers(interaction).get("text") or "")


def _fields(components: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - as Discord sends it
    for component in components:
        if "custom_id" in component:
            yield component
        inner = component.get("component")
        yield from _fields([inner] if inner else component.get("components", ()))


def _form(title: str, custom_id: str) -> ui.Modal:
    # discord.py keeps forms in memory alone; ours come to the client, by their custom_id.
    return ui.Modal(title=shorten(title, 45), custom_id=custom_id)


def _label(text: str, component: ui.Item[Any], description: str | None = None) -> ui.Label[Any]:
    told = shorten(description, 100) if description else None
    return ui.Label(text=shorten(text, 45), description=told, component=component)


def _reason(default: str) -> ui.TextInput[Any]:
    return ui.TextInput(
        custom_id="reason", default=default or None, max_length=LONGEST_REASON, required=False
    )
