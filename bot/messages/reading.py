"""Takes out of Discord's messages what the pipeline hands on."""

from datetime import datetime
from typing import Literal

import discord

from bot.messages.event import Attachment, Author, Content, MessageEvent

TYPED = (discord.MessageType.default, discord.MessageType.reply)


def read(
    message: discord.Message,
    kind: Literal["created", "edited"],
    *,
    at: datetime,
    late: bool = False,
) -> MessageEvent:
    """Return the facts of a message in a guild. `at` is when it was written or edited."""
    assert message.guild is not None, "direct messages do not come through the pipeline"
    thread = message.channel if isinstance(message.channel, discord.Thread) else None
    replied = message.reference if message.type is discord.MessageType.reply else None
    return MessageEvent(
        kind=kind,
        guild_id=message.guild.id,
        channel_id=message.channel.id,
        message_id=message.id,
        at=at,
        author=author_of(message.author, is_webhook=message.webhook_id is not None),
        content=content_of(message),
        parent_id=thread.parent_id if thread else None,
        thread_title=thread.name if thread else "",
        reply_to=replied.message_id if replied else None,
        is_opener=thread is not None and message.id == thread.id,
        is_system=message.type not in TYPED,
        late=late,
    )


def content_of(message: discord.Message) -> Content:
    """Return everything in a message that people can read."""
    if not _has_more_than_text(message):
        return Content(text=message.content)
    return Content(
        text=message.content,
        forwarded=tuple(snapshot.content for snapshot in message.message_snapshots),
        embeds=tuple(_embed_text(embed) for embed in _embeds(message)),
        poll=_poll_texts(message.poll),
        attachments=tuple(_attachment(file) for file in _files(message)),
        stickers=tuple(sticker.name for sticker in _stickers(message)),
    )


def _has_more_than_text(message: discord.Message) -> bool:
    return bool(
        message.message_snapshots
        or message.embeds
        or message.poll
        or message.attachments
        or message.stickers
    )


def author_of(user: discord.User | discord.Member, *, is_webhook: bool = False) -> Author:
    """Return the facts of somebody who writes, or who is there."""
    member = user if isinstance(user, discord.Member) else None
    return Author(
        id=user.id,
        is_human=not (user.bot or user.system or is_webhook),
        name=user.display_name,
        role_ids=frozenset(role.id for role in member.roles) if member else frozenset(),
        joined_at=member.joined_at if member else None,
    )


def _files(message: discord.Message) -> list[discord.Attachment]:
    forwarded = [file for snapshot in message.message_snapshots for file in snapshot.attachments]
    return [*message.attachments, *forwarded]


def _embeds(message: discord.Message) -> list[discord.Embed]:
    forwarded = [embed for snapshot in message.message_snapshots for embed in snapshot.embeds]
    return [*message.embeds, *forwarded]


def _stickers(message: discord.Message) -> list[discord.StickerItem]:
    forwarded = [one for snapshot in message.message_snapshots for one in snapshot.stickers]
    return [*message.stickers, *forwarded]


def _attachment(file: discord.Attachment) -> Attachment:
    return Attachment(file.filename, file.content_type or "", file.size, file.description or "")


def _embed_text(embed: discord.Embed) -> str:
    parts = [embed.title, embed.description, embed.author.name, embed.footer.text]
    for field in embed.fields:
        parts += [field.name, field.value]
    return "\n".join(part for part in parts if part)


def _poll_texts(poll: discord.Poll | None) -> tuple[str, ...]:
    if poll is None:
        return ()
    return (poll.question, *(answer.text for answer in poll.answers))
