"""Reading the bodies that make or change a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model, permissions
from sandbox.errors import invalid_form
from sandbox.form import Form
from sandbox.model import ForumTag, Overwrite

if TYPE_CHECKING:
    from sandbox.model import Channel, Guild, Json
    from sandbox.state import State

ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
LONGEST_SLOWMODE = 21600
MOST_TAGS = 20


def apply_channel_body(state: State, guild: Guild, channel: Channel, body: Json) -> None:
    """Check a body completely, then set what it brings."""
    form = Form(body)
    name = form.text("name", 1, 100)
    topic = form.text("topic", 0, 4096 if channel.type in model.FORUMS else 1024)
    numbers = {
        "slowmode": form.number("rate_limit_per_user", 0, LONGEST_SLOWMODE),
        "thread_slowmode": form.number("default_thread_rate_limit_per_user", 0, LONGEST_SLOWMODE),
        "archive_minutes": form.one_of("default_auto_archive_duration", ARCHIVE_MINUTES),
        "position": form.number("position", 0, 10000),
        "bitrate": form.number("bitrate", 8000, 384000),
        "user_limit": form.number("user_limit", 0, 10000),
        "flags": form.number("flags", 0, 1 << 32),
        "layout": form.one_of("default_forum_layout", (0, 1, 2)),
    }
    kind = form.one_of("type", (model.TEXT, model.ANNOUNCEMENT)) if channel.name else None
    parent_id = form.snowflake("parent_id")
    if parent_id is not None:
        parent = guild.channels.get(parent_id)
        if parent is None or parent.type != model.CATEGORY:
            form.fail("parent_id", "Category does not exist", "CHANNEL_PARENT_INVALID")
    tags = _read_tags(state, form, channel)
    form.finish()
    overwrites = [read_overwrite(guild, item) for item in body.get("permission_overwrites") or ()]
    for field, value in numbers.items():
        if value is not None:
            setattr(channel, field, value)
    channel.name = _channel_name(channel.type, name) if name is not None else channel.name
    channel.type = channel.type if kind is None else kind
    channel.nsfw = bool(body.get("nsfw", channel.nsfw))
    if "topic" in body:
        channel.topic = topic
    if "parent_id" in body:
        channel.parent_id = parent_id
    if body.get("permission_overwrites") is not None:
        channel.overwrites = {item.id: item for item in overwrites}
    if "available_tags" in body:
        channel.tags = {tag.id: tag for tag in tags}
    channel.default_reaction = body.get("default_reaction_emoji", channel.default_reaction)
    channel.sort_order = body.get("default_sort_order", channel.sort_order)


def _channel_name(kind: int, name: str) -> str:
    """Return the name as Discord keeps it: text channels are lower case with hyphens."""
    if kind in {model.TEXT, model.ANNOUNCEMENT, model.FORUM, model.MEDIA}:
        return "-".join(name.lower().split())
    return name


def _read_tags(state: State, form: Form, channel: Channel) -> list[ForumTag]:
    items = form.body.get("available_tags") or []
    if len(items) > MOST_TAGS:
        form.fail("available_tags", "Must be 20 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    tags = []
    for index, item in enumerate(items):
        name = str(item.get("name") or "")
        if not 1 <= len(name) <= 20:
            form.fail(
                f"available_tags.{index}.name",
                "Must be between 1 and 20 in length.",
                "BASE_TYPE_BAD_LENGTH",
            )
        known = channel.tags.get(int(item.get("id") or 0))
        emoji_id = item.get("emoji_id")
        tags.append(
            ForumTag(
                known.id if known else state.ids.new(),
                name,
                bool(item.get("moderated")),
                int(emoji_id) if emoji_id else None,
                item.get("emoji_name"),
            )
        )
    return tags


def read_overwrite(guild: Guild, item: Json) -> Overwrite:
    """Return the overwrite in a body; its type may be left out where the id tells it."""
    try:
        target_id = int(item["id"])
        allow, deny = int(item.get("allow") or 0), int(item.get("deny") or 0)
    except (KeyError, TypeError, ValueError):
        raise invalid_form("permission_overwrites", "Invalid overwrite.") from None
    default = 0 if target_id in guild.roles else 1
    kind = int(item.get("type", default))
    if kind == 0 and target_id not in guild.roles:
        raise invalid_form("permission_overwrites", "Unknown role.", "INVALID_ROLE")
    return Overwrite(target_id, kind, allow & permissions.ALL, deny & permissions.ALL)
