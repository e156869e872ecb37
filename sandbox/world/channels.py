"""Channels: finding, making, changing, and their permission overwrites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model, permissions
from sandbox.errors import ApiError, invalid_form, missing_permissions, unknown
from sandbox.form import required_id
from sandbox.model import Channel, Overwrite
from sandbox.wire import optional_id
from sandbox.wire.channels import channel_json
from sandbox.wire.users import partial_member_json, user_json
from sandbox.world.audit import Action, changes, record
from sandbox.world.channel_forms import apply_channel_body, read_overwrite

if TYPE_CHECKING:
    from sandbox.model import Guild, Json, User
    from sandbox.state import State

MOST_CHANNELS = 500


class Channels:
    """Finds, makes and changes channels."""

    def __init__(self, state: State) -> None:
        self._state = state

    def visible(self, actor: User, channel_id: int) -> Channel:
        """Return a channel that the actor can view, else raise 50001."""
        channel = self._state.channel(channel_id)
        self._state.require(actor, channel, permissions.VIEW_CHANNEL)
        return channel

    def list_for(self, user: User, guild: Guild) -> list[Channel]:
        """Return the channels that somebody can view, in the order of the sidebar."""
        seen = (
            channel
            for channel in guild.channels.values()
            if self._state.permissions(user, channel) & permissions.VIEW_CHANNEL
        )
        return sorted(seen, key=lambda channel: (channel.position, channel.id))

    def create(self, actor: User, guild: Guild, body: Json, reason: str | None = None) -> Channel:
        """Make a channel of any guild kind."""
        state = self._state
        state.require_in_guild(actor, guild, permissions.MANAGE_CHANNELS)
        if len(guild.channels) >= MOST_CHANNELS:
            raise ApiError(
                400, 30013, f"Maximum number of guild channels reached ({MOST_CHANNELS})"
            )
        kind = int(body.get("type") or model.TEXT)
        if kind not in model.GUILD_CHANNELS:
            raise invalid_form(
                "type", "Value is not a channel type of guilds.", "BASE_TYPE_CHOICES"
            )
        if not body.get("name"):
            raise invalid_form("name", "This field is required", "BASE_TYPE_REQUIRED")
        channel = Channel(state.ids.new(), kind, guild_id=guild.id, position=len(guild.channels))
        self._inherit_overwrites(guild, channel, body)
        self._check_overwrites(actor, guild, body)
        apply_channel_body(state, guild, channel, body)
        guild.channels[channel.id] = state.channels_by_id[channel.id] = channel
        state.emit("CHANNEL_CREATE", channel_json(channel), guild=guild, channel=channel)
        record(
            state,
            guild,
            actor,
            Action.CHANNEL_CREATE,
            channel.id,
            reason=reason,
            changes=changes({}, {"name": channel.name, "type": channel.type}),
        )
        return channel

    def _inherit_overwrites(self, guild: Guild, channel: Channel, body: Json) -> None:
        """Start with the category's overwrites unless the body brings its own."""
        parent = guild.channels.get(int(body.get("parent_id") or 0))
        if parent is not None and not body.get("permission_overwrites"):
            channel.overwrites = {
                key: Overwrite(item.id, item.type, item.allow, item.deny)
                for key, item in parent.overwrites.items()
            }

    def _check_overwrites(self, actor: User, guild: Guild, body: Json) -> None:
        """Raise 50013 for overwrites with permissions that the actor does not hold."""
        held = self._state.guild_permissions(actor, guild)
        for item in body.get("permission_overwrites") or ():
            overwrite = read_overwrite(guild, item)
            if (overwrite.allow | overwrite.deny) & ~held:
                raise missing_permissions()

    def edit(self, actor: User, channel: Channel, body: Json, reason: str | None = None) -> Channel:
        """Change a channel."""
        state = self._state
        guild = state.guild_of(channel)
        if guild is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        state.require(actor, channel, permissions.MANAGE_CHANNELS)
        if "permission_overwrites" in body:
            state.require(actor, channel, permissions.MANAGE_ROLES)
            self._check_overwrites(actor, guild, body)
        before = channel_json(channel)
        apply_channel_body(state, guild, channel, body)
        self._changed(guild, channel)
        noted = changes(before, channel_json(channel))
        record(state, guild, actor, Action.CHANNEL_UPDATE, channel.id, reason=reason, changes=noted)
        return channel

    def _changed(self, guild: Guild, channel: Channel) -> None:
        self._state.emit("CHANNEL_UPDATE", channel_json(channel), guild=guild, channel=channel)

    def delete(self, actor: User, channel: Channel, reason: str | None = None) -> None:
        """Remove a channel with its threads, or close one's side of a direct conversation."""
        state = self._state
        guild = state.guild_of(channel)
        if guild is None:
            return
        state.require(actor, channel, permissions.MANAGE_CHANNELS)
        state.emit("CHANNEL_DELETE", channel_json(channel), guild=guild, channel=channel)
        del guild.channels[channel.id], state.channels_by_id[channel.id]
        for thread in [item for item in guild.threads.values() if item.parent_id == channel.id]:
            del guild.threads[thread.id], state.channels_by_id[thread.id]
        for child in guild.channels.values():
            if child.parent_id == channel.id:
                child.parent_id = None
        record(state, guild, actor, Action.CHANNEL_DELETE, channel.id, reason=reason)

    def move(self, actor: User, guild: Guild, positions: list[Json]) -> None:
        """Put channels at new positions or under other categories."""
        self._state.require_in_guild(actor, guild, permissions.MANAGE_CHANNELS)
        moved = [
            (self._state.channel(required_id(item, index)), item)
            for index, item in enumerate(positions)
        ]
        if any(channel.id not in guild.channels for channel, _ in moved):
            raise unknown("Channel")
        for channel, item in moved:
            if item.get("position") is not None:
                channel.position = int(item["position"])
            if "parent_id" in item:
                channel.parent_id = int(item["parent_id"]) if item["parent_id"] else None
            if item.get("lock_permissions") and channel.parent_id:
                channel.overwrites = dict(guild.channels[channel.parent_id].overwrites)
            self._changed(guild, channel)

    def set_overwrite(
        self,
        actor: User,
        channel: Channel,
        target_id: int,
        body: Json,
        reason: str | None = None,
    ) -> None:
        """Allow and deny one role or member permissions that the actor holds."""
        state = self._state
        guild = self._guild(channel)
        state.require(actor, channel, permissions.MANAGE_ROLES)
        overwrite = read_overwrite(guild, body | {"id": target_id})
        if (overwrite.allow | overwrite.deny) & ~state.permissions(actor, channel):
            raise missing_permissions()
        known = target_id in channel.overwrites
        channel.overwrites[target_id] = overwrite
        self._changed(guild, channel)
        action = Action.OVERWRITE_UPDATE if known else Action.OVERWRITE_CREATE
        record(
            state,
            guild,
            actor,
            action,
            channel.id,
            reason=reason,
            options=_overwrite_options(guild, overwrite),
        )

    def remove_overwrite(
        self, actor: User, channel: Channel, target_id: int, reason: str | None = None
    ) -> None:
        """Take an overwrite back, or raise 10009."""
        state = self._state
        guild = self._guild(channel)
        state.require(actor, channel, permissions.MANAGE_ROLES)
        if target_id not in channel.overwrites:
            raise unknown("Permission Overwrite")
        overwrite = channel.overwrites.pop(target_id)
        self._changed(guild, channel)
        record(
            state,
            guild,
            actor,
            Action.OVERWRITE_DELETE,
            channel.id,
            reason=reason,
            options=_overwrite_options(guild, overwrite),
        )

    def _guild(self, channel: Channel) -> Guild:
        """Return the guild of a channel that has permissions of its own, else raise 50024."""
        guild = self._state.guild_of(channel)
        if guild is None or channel.thread is not None:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        return guild

    def type(self, actor: User, channel: Channel) -> None:
        """Show that the actor is typing."""
        state = self._state
        state.require(actor, channel, permissions.send_permission(channel))
        guild = state.guild_of(channel)
        data: Json = {
            "channel_id": str(channel.id),
            "user_id": str(actor.id),
            "timestamp": int(state.clock.now().timestamp()),
        }
        if guild is not None:
            member = guild.members[actor.id]
            data["guild_id"] = optional_id(guild.id)
            data["member"] = partial_member_json(member) | {"user": user_json(actor)}
        state.emit("TYPING_START", data, guild=guild, channel=channel)


def _overwrite_options(guild: Guild, overwrite: Overwrite) -> Json:
    options: Json = {"id": str(overwrite.id), "type": str(overwrite.type)}
    if role := guild.roles.get(overwrite.id):
        options["role_name"] = role.name
    return options
