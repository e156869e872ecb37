"""What the bot can make and change on a server: channels, threads, roles."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from bot.effects.messages import Message
from bot.effects.wire import EffectKey, Wire

ChannelKind = Literal["text", "forum", "voice", "announcement"]


class CreateChannel(Wire):
    """Make a channel; `private_to` lists the roles that see it, empty for everybody.

    Announcement channels exist only where the server is a community in Discord's sense.
    """

    do: Literal["create_channel"] = "create_channel"
    name: Annotated[str, Field(min_length=1, max_length=100)]
    kind: ChannelKind = "text"
    topic: Annotated[str, Field(max_length=1024)] = ""
    category_id: int | None = None
    private_to: tuple[int, ...] = ()


class CreateRole(Wire):
    """Make a role without permissions of its own."""

    do: Literal["create_role"] = "create_role"
    name: Annotated[str, Field(min_length=1, max_length=100)]


class CreateThread(Wire):
    """Open a thread; in a forum, a post, which needs an `opening` message.

    A thread hangs on `on_message` where it is given. `archive_after` counts minutes of silence.
    `member_ids` are added to a private thread, quietly. `created_id` of the result is the thread.
    """

    do: Literal["create_thread"] = "create_thread"
    channel_id: int
    name: Annotated[str, Field(min_length=1, max_length=100)]
    private: bool = False
    opening: Message | None = None
    on_message: int | None = None
    tag_ids: Annotated[tuple[int, ...], Field(max_length=5)] = ()
    member_ids: tuple[int, ...] = ()
    archive_after: Literal[60, 1440, 4320, 10080] = 10080


class EditThread(Wire):
    """Change what is given of a thread and leave the rest; tags are replaced as a whole.

    Either `thread_id` or the effect that made the thread, `of`, is given.
    """

    do: Literal["edit_thread"] = "edit_thread"
    thread_id: int | None = None
    of: EffectKey | None = None
    name: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    archived: bool | None = None
    locked: bool | None = None
    tag_ids: Annotated[tuple[int, ...], Field(max_length=5)] | None = None


class AddToThread(Wire):
    """Let a member into a thread."""

    do: Literal["add_to_thread"] = "add_to_thread"
    thread_id: int
    member_id: int


class CreateForumTag(Wire):
    """Add a tag to a forum; `moderated` ones are set by staff alone."""

    do: Literal["create_forum_tag"] = "create_forum_tag"
    channel_id: int
    name: Annotated[str, Field(min_length=1, max_length=20)]
    moderated: bool = False


class SetSlowmode(Wire):
    """Set how many seconds somebody waits between two messages in a channel, at most six hours."""

    do: Literal["set_slowmode"] = "set_slowmode"
    channel_id: int
    seconds: Annotated[int, Field(ge=0, le=21600)]
    reason: str = ""


class Overwrite(Wire):
    """What a role or member is allowed and denied in a channel, as Discord's permission bits."""

    target_id: int
    target: Literal["role", "member"] = "role"
    allow: int = 0
    deny: int = 0


class SetOverwrites(Wire):
    """Replace all permission overwrites of a channel."""

    do: Literal["set_overwrites"] = "set_overwrites"
    channel_id: int
    overwrites: tuple[Overwrite, ...]
    reason: str = ""


class PauseServer(Wire):
    """Stop invites and direct messages between members until an instant, at most a day ahead.

    None ends a pause.
    """

    do: Literal["pause_server"] = "pause_server"
    invites_until: datetime | None
    dms_until: datetime | None
