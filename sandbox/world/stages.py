"""Stages that are live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model, permissions
from sandbox.errors import ApiError, invalid_form, unknown
from sandbox.form import Form
from sandbox.model import StageInstance
from sandbox.wire.guilds import stage_instance_json
from sandbox.world.audit import Action, record

if TYPE_CHECKING:
    from sandbox.model import Channel, Guild, Json, User
    from sandbox.state import State
    from sandbox.world.channels import Channels

_MODERATOR = permissions.MANAGE_CHANNELS | permissions.MUTE_MEMBERS | permissions.MOVE_MEMBERS


class Stages:
    """Opens and closes stages."""

    def __init__(self, state: State, channels: Channels) -> None:
        self._state = state
        self._channels = channels

    def get(self, channel: Channel) -> StageInstance:
        """Return what goes on in a stage channel, or raise 10067."""
        stage = self._guild(channel).stages.get(channel.id)
        if stage is None:
            raise unknown("Stage Instance")
        return stage

    def open(self, actor: User, body: Json, reason: str | None = None) -> StageInstance:
        """Go live in a stage channel with a topic."""
        state = self._state
        form = Form(body)
        form.required("topic")
        form.required("channel_id")
        topic, channel_id = form.text("topic", 1, 120), form.snowflake("channel_id")
        event_id = form.snowflake("guild_scheduled_event_id")
        form.finish()
        channel = self._channels.visible(actor, channel_id or 0)
        state.require(actor, channel, _MODERATOR)
        if channel.type != model.STAGE:
            raise invalid_form("channel_id", "Channel is not a stage.", "CHANNEL_TYPE_INVALID")
        guild = self._guild(channel)
        if channel.id in guild.stages:
            raise ApiError(400, 150006, "The Stage is already open")
        stage = StageInstance(state.ids.new(), guild.id, channel.id, topic or "", event_id)
        guild.stages[channel.id] = stage
        self._tell("STAGE_INSTANCE_CREATE", channel, stage)
        record(state, guild, actor, Action.STAGE_CREATE, stage.id, reason=reason)
        return stage

    def edit(
        self, actor: User, channel: Channel, body: Json, reason: str | None = None
    ) -> StageInstance:
        """Change the topic."""
        stage = self.get(channel)
        self._state.require(actor, channel, _MODERATOR)
        form = Form(body)
        topic = form.text("topic", 1, 120)
        form.finish()
        stage.topic = topic or stage.topic
        self._tell("STAGE_INSTANCE_UPDATE", channel, stage)
        guild = self._guild(channel)
        record(self._state, guild, actor, Action.STAGE_UPDATE, stage.id, reason=reason)
        return stage

    def close(self, actor: User, channel: Channel, reason: str | None = None) -> None:
        """End what goes on."""
        stage = self.get(channel)
        self._state.require(actor, channel, _MODERATOR)
        guild = self._guild(channel)
        del guild.stages[channel.id]
        self._tell("STAGE_INSTANCE_DELETE", channel, stage)
        record(self._state, guild, actor, Action.STAGE_DELETE, stage.id, reason=reason)

    def _guild(self, channel: Channel) -> Guild:
        guild = self._state.guild_of(channel)
        if guild is None:
            raise unknown("Stage Instance")
        return guild

    def _tell(self, name: str, channel: Channel, stage: StageInstance) -> None:
        guild = self._guild(channel)
        self._state.emit(name, stage_instance_json(stage), guild=guild, channel=channel)
