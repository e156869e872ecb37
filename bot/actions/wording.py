"""From the outbox's plain messages to discord.py's objects, and back for recognising them."""

from io import BytesIO
from typing import Any

import discord

from bot.effects import Button, Embed, File, Message

STYLES = {
    "primary": discord.ButtonStyle.primary,
    "secondary": discord.ButtonStyle.secondary,
    "success": discord.ButtonStyle.success,
    "danger": discord.ButtonStyle.danger,
    "link": discord.ButtonStyle.link,
}


def to_discord(message: Message) -> dict[str, Any]:
    """Return the arguments with which `send` and `edit` write this message, files aside."""
    return {
        "content": message.text or None,
        "embeds": [_embed(embed) for embed in message.embeds],
        "view": view_of(message.rows),
        "allowed_mentions": allowed_mentions(message),
    }


def to_send(message: Message) -> dict[str, Any]:
    """Return the arguments with which `send` writes this message with its files."""
    parts = {key: value for key, value in to_discord(message).items() if value}
    return {**parts, "files": files_of(message)} if message.files else parts


def to_edit(message: Message) -> dict[str, Any]:
    """Return the arguments with which `edit` makes a message read like this one."""
    return {**to_discord(message), "attachments": files_of(message)}


def files_of(message: Message) -> list[discord.File]:
    """Return the message's files, ready to be sent once."""
    return [_file(file) for file in message.files]


def allowed_mentions(message: Message) -> discord.AllowedMentions:
    """Let the message ping exactly the people and roles that it names."""
    return discord.AllowedMentions(
        everyone=False,
        users=[discord.Object(user) for user in message.mention_users],
        roles=[discord.Object(role) for role in message.mention_roles],
        replied_user=False,
    )


def view_of(rows: tuple[tuple[Button, ...], ...]) -> discord.ui.View | None:
    """Lay out the buttons, whose presses are answered by the features' dynamic items."""
    if not rows:
        return None
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for button in row:
            view.add_item(_button(button, number))
    # A finished view is not kept by discord.py: one for every message ever sent would add up.
    view.stop()
    return view


def fingerprint(message: Message) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return what tells this message from others: its text, embed titles and button ids."""
    ids = tuple(button.custom_id or button.url for row in message.rows for button in row)
    return message.text.strip(), tuple(embed.title for embed in message.embeds), ids


def fingerprint_of_sent(
    message: discord.Message,
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the same of a message that stands in a channel."""
    ids = tuple(
        child.custom_id or child.url or ""
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for child in row.children
        if isinstance(child, discord.Button)
    )
    return message.content.strip(), tuple(embed.title or "" for embed in message.embeds), ids


def _button(button: Button, row: int) -> discord.ui.Button[discord.ui.View]:
    return discord.ui.Button(
        label=button.label,
        custom_id=button.custom_id or None,
        url=button.url or None,
        style=STYLES[button.style],
        disabled=button.disabled,
        row=row,
    )


def _file(file: File) -> discord.File:
    return discord.File(BytesIO(file.content), file.name, description=file.description or None)


def _embed(embed: Embed) -> discord.Embed:
    made = discord.Embed(
        title=embed.title or None, description=embed.text or None, colour=embed.colour
    )
    for field in embed.fields:
        made.add_field(name=field.name, value=field.value, inline=False)
    if embed.footer:
        made.set_footer(text=embed.footer)
    if embed.image:
        made.set_image(url=embed.image)
    return made
