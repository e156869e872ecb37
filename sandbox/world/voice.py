"""Who is in which voice channel; no sound is carried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.model import STAGE, VOICE
from sandbox.wire.guilds import voice_state_json

if TYPE_CHECKING:
    from sandbox.model import Channel, Guild, User
    from sandbox.state import State


class Voice:
    """Lets people come into voice channels and go."""

    def __init__(self, state: State) -> None:
        self._state = state

    def enter(self, user: User, channel: Channel) -> None:
        """Come into a voice or stage channel, from another one or from nowhere."""
        if channel.type not in {VOICE, STAGE}:
            raise ValueError(f"#{channel.name} is no voice channel")
        self._state.require(user, channel, permissions.VIEW_CHANNEL | permissions.CONNECT)
        guild = self._state.guild_of(channel)
        assert guild is not None, "voice channels are in guilds"
        self._move(guild, user, channel.id)

    def leave(self, guild: Guild, user: User) -> None:
        """Go out of the voice channel, if the person is in one."""
        if guild.members[user.id].voice_channel_id is not None:
            self._move(guild, user, None)

    def _move(self, guild: Guild, user: User, channel_id: int | None) -> None:
        member = guild.members[user.id]
        member.voice_channel_id = channel_id
        data = {**voice_state_json(member), "guild_id": str(guild.id)}
        self._state.emit("VOICE_STATE_UPDATE", data, guild=guild)
