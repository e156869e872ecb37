"""What the bot can do to people and places, as plain data that survives a restart.

Nothing here knows Discord: `render` modules build these, the outbox keeps them, and
`bot/actions.py` is the one place that carries them out.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Wire(BaseModel):
    """The base of everything that is stored in the outbox."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EmbedField(Wire):
    """A titled paragraph of an embed: at most 256 and 1024 characters."""

    name: Annotated[str, Field(max_length=256)]
    value: Annotated[str, Field(max_length=1024)]


class Embed(Wire):
    """A framed block of text: title at most 256, text 4096, footer 2048 characters."""

    title: Annotated[str, Field(max_length=256)] = ""
    text: Annotated[str, Field(max_length=4096)] = ""
    fields: Annotated[tuple[EmbedField, ...], Field(max_length=25)] = ()
    footer: Annotated[str, Field(max_length=2048)] = ""
    colour: int | None = None


class Button(Wire):
    """A button that survives restarts: what it does is found by its `custom_id` alone."""

    label: Annotated[str, Field(min_length=1, max_length=80)]
    custom_id: Annotated[str, Field(max_length=100)] = ""
    url: str = ""
    style: Literal["primary", "secondary", "success", "danger", "link"] = "secondary"


class Message(Wire):
    """A message as the bot writes it; nobody is pinged but those named here."""

    text: Annotated[str, Field(max_length=2000)] = ""
    embeds: Annotated[tuple[Embed, ...], Field(max_length=10)] = ()
    rows: Annotated[tuple[tuple[Button, ...], ...], Field(max_length=5)] = ()
    mention_users: tuple[int, ...] = ()
    mention_roles: tuple[int, ...] = ()
    reply_to: int | None = None


class EffectKey(Wire):
    """What makes an effect the same effect, so that it happens once.

    `kind` starts with the feature's name ("welcome.greeting"). `subject` is whom or what it is
    about, `period` the week or day it belongs to, empty when it happens once ever.
    """

    feature: str
    kind: str
    guild_id: int
    subject: str
    period: str = ""


class SendMessage(Wire):
    """Write a message in a channel or thread."""

    do: Literal["send_message"] = "send_message"
    channel_id: int
    message: Message


class EditMessage(Wire):
    """Replace a message that an earlier effect sent."""

    do: Literal["edit_message"] = "edit_message"
    of: EffectKey
    message: Message


class DeleteMessage(Wire):
    """Take back a message that an earlier effect sent."""

    do: Literal["delete_message"] = "delete_message"
    of: EffectKey


class DeleteTheirMessage(Wire):
    """Delete a message that somebody else wrote."""

    do: Literal["delete_their_message"] = "delete_their_message"
    channel_id: int
    message_id: int


class TimeoutMember(Wire):
    """Keep a member from writing until an instant; a longer timeout that runs is left alone."""

    do: Literal["timeout_member"] = "timeout_member"
    member_id: int
    until: datetime
    reason: str = ""


class AddRole(Wire):
    """Give a member a role."""

    do: Literal["add_role"] = "add_role"
    member_id: int
    role_id: int
    reason: str = ""


class RemoveRole(Wire):
    """Take a role from a member."""

    do: Literal["remove_role"] = "remove_role"
    member_id: int
    role_id: int
    reason: str = ""


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


Effect = Annotated[
    SendMessage
    | EditMessage
    | DeleteMessage
    | DeleteTheirMessage
    | TimeoutMember
    | AddRole
    | RemoveRole
    | CreateChannel
    | CreateRole,
    Field(discriminator="do"),
]

State = Literal["planned", "sending", "sent", "failed", "skipped"]


class Result(Wire):
    """How an effect ended, or stands.

    `created_id` is the message, channel or role that came of it. `code` says in short why it was
    skipped or failed: a Discord error code, or a word such as "missing_permission".
    """

    state: State
    created_id: int | None = None
    channel_id: int | None = None
    code: str = ""
    detail: str = ""
    at: datetime | None = None
