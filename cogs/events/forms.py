"""The dialogs in which an event is written; all that was typed comes back into them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import ui

from bot.components import Form
from bot.texts import Translation, shorten
from cogs.events.draft import Draft

Submit = Callable[[discord.Interaction[Any], Mapping[str, str]], Awaitable[None]]

# Wider than what is allowed: what is too long is said, with what was typed kept.
ROOM = 200
ROOM_FOR_TEXT = 4000


class _Fields(Form):
    """A dialog of text fields that hands on what was typed, by the fields' names."""

    def __init__(self, title: str, submit: Submit) -> None:
        super().__init__(title=shorten(title, 45))
        self._submit = submit
        self._fields: dict[str, ui.TextInput[Any]] = {}

    def field(
        self,
        name: str,
        label: str,
        typed: str,
        *,
        hint: str = "",
        is_long: bool = False,
        is_needed: bool = False,
    ) -> None:
        """Add a field that shows what was typed before."""
        room = ROOM_FOR_TEXT if is_long else ROOM
        field: ui.TextInput[Any] = ui.TextInput(
            label=shorten(label, 45),
            custom_id=name,
            default=typed[:room] or None,
            placeholder=shorten(hint, 100) if hint else None,
            style=discord.TextStyle.paragraph if is_long else discord.TextStyle.short,
            required=is_needed,
            max_length=room,
        )
        self._fields[name] = field
        self.add_item(field)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand on what was typed."""
        await self._submit(interaction, {name: field.value for name, field in self._fields.items()})


def details_form(t: Translation, draft: Draft, submit: Submit) -> Form:
    """Return the dialog for what an event is."""
    form = _Fields(t("About the event"), submit)
    form.field("title", t("Title"), draft.title, is_needed=True)
    form.field("description", t("Description"), draft.description, is_long=True)
    if draft.channel_id is None:
        hint = t("A street, or a link such as https://…")
        form.field("location", t("Place or link"), draft.location, hint=hint)
    form.field("seats", t("Seats"), draft.seats, hint=t("Empty: everybody fits in"))
    hint = t("Language, captions, whether it is recorded …")
    form.field("notes", t("Good to know"), draft.notes, hint=hint, is_long=True)
    return form


def time_form(t: Translation, draft: Draft, submit: Submit) -> Form:
    """Return the dialog for when an event is."""
    form = _Fields(t("When is it?"), submit)
    form.field(
        "when",
        t("Day and time"),
        draft.when,
        hint=t("Nov 20 6pm, or every Tuesday 18:00"),
        is_needed=draft.edits is None,
    )
    form.field("length", t("How long"), draft.length, hint=t("90m, or 1h30m"))
    return form


def words_form(t: Translation, submit: Submit) -> Form:
    """Return the dialog in which somebody says how it was."""
    form = _Fields(t("How was it?"), submit)
    form.field("text", t("In your words, if you like"), "", is_long=True)
    return form
