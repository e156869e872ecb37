"""A message as features see it: facts without Discord's objects."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple


class Author(NamedTuple):
    """Who wrote a message. `is_human` is False for bots, webhooks and the system."""

    id: int
    is_human: bool
    name: str = ""
    role_ids: frozenset[int] = frozenset()
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; `description` is its alt text."""

    filename: str
    content_type: str
    size: int
    description: str = ""


class Content(NamedTuple):
    """Everything in a message that people can read.

    `text` is what was typed. Forwarded messages, embeds, polls and file names are kept apart, so
    that a reader can say where it found something. Without the message content intent, all of it
    is empty for messages that do not mention the bot.
    """

    text: str = ""
    forwarded: tuple[str, ...] = ()
    embeds: tuple[str, ...] = ()
    poll: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    stickers: tuple[str, ...] = ()


NO_CONTENT = Content()


class MessageEvent(NamedTuple):
    """Something that happened to a message in a guild.

    `kind` "deleted" carries ids alone. `parent_id` is the channel of a thread. `is_opener` marks
    the first message of a forum post. `is_system` marks Discord's own notices and slash command
    answers. `late` says that it was found after downtime; the same message may come again then.
    """

    kind: Literal["created", "edited", "deleted"]
    guild_id: int
    channel_id: int
    message_id: int
    at: datetime
    author: Author | None = None
    content: Content = NO_CONTENT
    parent_id: int | None = None
    thread_title: str = ""
    reply_to: int | None = None
    is_opener: bool = False
    is_system: bool = False
    late: bool = False
