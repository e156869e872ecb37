"""Interactions as the gateway delivers them, and the answer to a callback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model
from sandbox.wire.channels import channel_json, partial_channel_json
from sandbox.wire.guilds import guild_json
from sandbox.wire.messages import message_json
from sandbox.wire.users import member_json, user_json

if TYPE_CHECKING:
    from sandbox.model import Json
    from sandbox.model.interactions import Interaction
    from sandbox.state import State


def interaction_json(state: State, interaction: Interaction) -> Json:
    """Return the INTERACTION_CREATE of an interaction."""
    channel, user = interaction.channel, interaction.user
    guild = state.guild_of(channel)
    body: Json = {
        "id": str(interaction.id),
        "application_id": str(state.application.id),
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "app_permissions": str(state.permissions(state.bot, channel)),
        "locale": interaction.locale,
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(guild.id) if guild else "0"},
        "context": 0 if guild else 1,
        "attachment_size_limit": 10 * 1024 * 1024,
    }
    granted = state.permissions(user, channel)
    if guild is not None:
        shown = guild_json(guild)
        body |= {
            "guild_id": str(guild.id),
            "guild_locale": guild.locale,
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": shown["features"]},
            "member": member_json(guild.members[user.id]) | {"permissions": str(granted)},
            "channel": partial_channel_json(channel, granted, guild),
        }
    else:
        body["user"] = user_json(user)
        body["channel"] = channel_json(channel, state.bot.id)
    if interaction.message is not None:
        body["message"] = message_json(state, interaction.message, state.bot.id)
    return body


def metadata_json(state: State, interaction: Interaction) -> Json:
    """Return what a message says about the interaction that it answers."""
    guild = state.guild_of(interaction.channel)
    body: Json = {
        "id": str(interaction.id),
        "type": interaction.type,
        "user": user_json(interaction.user),
        "authorizing_integration_owners": {"0": str(guild.id) if guild else "0"},
    }
    if interaction.name is not None:
        body |= {"name": interaction.name, "command_type": interaction.data.get("type", 1)}
    if interaction.message is not None:
        body["interacted_message_id"] = str(interaction.message.id)
    if interaction.from_modal_of is not None:
        parent = metadata_json(state, interaction.from_modal_of)
        body["triggering_interaction_metadata"] = parent
    return body


def callback_json(state: State, interaction: Interaction, kind: int) -> Json:
    """Return the answer to a callback that asked for it with `with_response`."""
    message = interaction.original if kind in {4, 5, 7} else None
    about: Json = {
        "id": str(interaction.id),
        "type": interaction.type,
        "channel_id": str(interaction.channel.id),
    }
    if interaction.channel.guild_id is not None:
        about["guild_id"] = str(interaction.channel.guild_id)
    body: Json = {"interaction": about}
    if message is None:
        return body
    about |= {
        "response_message_id": str(message.id),
        "response_message_loading": bool(message.flags & model.LOADING),
        "response_message_ephemeral": message.only_for is not None,
    }
    body["resource"] = {"type": kind, "message": message_json(state, message, state.bot.id)}
    return body
