"""Messages as the bot writes them, and what it can do with its own and with others'."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from bot.effects.wire import EffectKey, Wire


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
    image: str = ""
    """An address, or `attachment://` and the name of a file of the same message."""


class Button(Wire):
    """A button that survives restarts: what it does is found by its `custom_id` alone."""

    label: Annotated[str, Field(min_length=1, max_length=80)]
    custom_id: Annotated[str, Field(max_length=100)] = ""
    url: str = ""
    style: Literal["primary", "secondary", "success", "danger", "link"] = "secondary"
    disabled: bool = False


class File(Wire):
    """A small file that goes with a message; an image needs its `description` (alt text).

    `content` is raw bytes here and base64 in JSON.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )

    name: Annotated[str, Field(min_length=1, max_length=100)]
    content: bytes
    description: Annotated[str, Field(max_length=1024)] = ""


class Message(Wire):
    """A message as the bot writes it; nobody is pinged but those named here."""

    text: Annotated[str, Field(max_length=2000)] = ""
    embeds: Annotated[tuple[Embed, ...], Field(max_length=10)] = ()
    rows: Annotated[tuple[tuple[Button, ...], ...], Field(max_length=5)] = ()
    files: Annotated[tuple[File, ...], Field(max_length=10)] = ()
    mention_users: tuple[int, ...] = ()
    mention_roles: tuple[int, ...] = ()
    reply_to: int | None = None


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


class SendInside(Wire):
    """Write a message in the thread that an earlier effect made."""

    do: Literal["send_inside"] = "send_inside"
    of: EffectKey
    message: Message


class SendDirect(Wire):
    """Write privately to a member.

    A "notice" tells what the member must learn, such as what staff decided about them. An
    "invitation" that was not `asked_for` comes to a person at most once in thirty days. Skipped
    with the code "dm_closed" when the member takes no messages from the bot, "member_gone" when no
    server is shared any more, "dm_too_often" for an invitation too many.
    """

    do: Literal["send_direct"] = "send_direct"
    member_id: int
    message: Message
    asked_for: bool = False
    purpose: Literal["notice", "invitation"] = "notice"


class PostAs(Wire):
    """Write a message under the name and picture of its first author, who is named in it."""

    do: Literal["post_as"] = "post_as"
    channel_id: int
    name: Annotated[str, Field(min_length=1, max_length=80)]
    avatar_url: str = ""
    message: Message


class DeleteTheirMessage(Wire):
    """Delete a message that somebody else wrote."""

    do: Literal["delete_their_message"] = "delete_their_message"
    channel_id: int
    message_id: int


class DeleteTheirMessages(Wire):
    """Delete up to a hundred messages of one channel; those over 14 days old one by one."""

    do: Literal["delete_their_messages"] = "delete_their_messages"
    channel_id: int
    message_ids: Annotated[tuple[int, ...], Field(min_length=1, max_length=100)]
    reason: str = ""
