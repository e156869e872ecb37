"""What newcomers meet: onboarding, the welcome screen, the rules to accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox import permissions
from sandbox.errors import ApiError, invalid_form
from sandbox.form import Form
from sandbox.world.audit import Action, record

if TYPE_CHECKING:
    from sandbox.model import Guild, Json, User
    from sandbox.state import State

MOST_WELCOME_CHANNELS: Final = 5
LEAST_CHANNELS: Final = 7
LEAST_OPEN_CHANNELS: Final = 5
_RULES: Final[Json] = {
    "field_type": "TERMS",
    "label": "Read and agree to the server rules",
    "values": ["Be kind."],
    "required": True,
}


class Entrance:
    """Keeps how a guild receives newcomers."""

    def __init__(self, state: State) -> None:
        self._state = state

    def onboarding(self, guild: Guild) -> Json:
        """Return the onboarding, empty and switched off until somebody sets it up."""
        empty: Json = {"prompts": [], "default_channel_ids": [], "enabled": False, "mode": 0}
        return {"guild_id": str(guild.id)} | empty | guild.onboarding

    def set_onboarding(
        self, actor: User, guild: Guild, body: Json, reason: str | None = None
    ) -> Json:
        """Change questions, default channels, mode, or switch it on (350001 if too little)."""
        state = self._state
        both = permissions.MANAGE_GUILD | permissions.MANAGE_ROLES
        state.require_in_guild(actor, guild, both)
        form = Form(body)
        mode = form.one_of("mode", (0, 1))
        channel_ids = form.snowflakes("default_channel_ids")
        if unknown := [key for key in channel_ids if key not in guild.channels]:
            form.fail("default_channel_ids", f"Unknown channel {unknown[0]}", "CHANNEL_UNKNOWN")
        form.finish()
        after = self.onboarding(guild)
        if body.get("prompts") is not None:
            after["prompts"] = [self._prompt(index, one) for index, one in _each(body["prompts"])]
        if body.get("default_channel_ids") is not None:
            after["default_channel_ids"] = [str(key) for key in channel_ids]
        after["mode"] = after["mode"] if mode is None else mode
        if body.get("enabled") is not None:
            after["enabled"] = bool(body["enabled"])
        if after["enabled"]:
            self._require_enough(guild, after)
        guild.onboarding = after
        record(state, guild, actor, Action.ONBOARDING_UPDATE, guild.id, reason=reason)
        return after

    def _prompt(self, index: int, body: Json) -> Json:
        path = f"prompts.{index}"
        _check_length(f"{path}.title", body.get("title"), 100)
        options = [self._option(f"{path}.options.{n}", one) for n, one in _each(body["options"])]
        return {
            "id": self._id(body.get("id")),
            "type": int(body.get("type") or 0),
            "title": body["title"],
            "single_select": bool(body.get("single_select")),
            "required": bool(body.get("required")),
            "in_onboarding": bool(body.get("in_onboarding", True)),
            "options": options,
        }

    def _option(self, path: str, body: Json) -> Json:
        _check_length(f"{path}.title", body.get("title"), 50)
        emoji = {"id": body.get("emoji_id"), "name": body.get("emoji_name"), "animated": False}
        return {
            "id": self._id(body.get("id")),
            "title": body["title"],
            "description": body.get("description") or "",
            "emoji": body.get("emoji") or emoji,
            "role_ids": [str(key) for key in body.get("role_ids") or []],
            "channel_ids": [str(key) for key in body.get("channel_ids") or []],
        }

    def _id(self, given: object) -> str:
        """Return an id that a client keeps, or a new one: those that it makes up are small."""
        known = str(given or "")
        return known if len(known) > 10 else str(self._state.ids.new())

    def _require_enough(self, guild: Guild, onboarding: Json) -> None:
        chosen = [guild.channels[int(key)] for key in onboarding["default_channel_ids"]]
        everyone = guild.roles[guild.id].permissions
        speaking = [
            channel
            for channel in chosen
            if (
                everyone
                if guild.id not in channel.overwrites
                else everyone & ~channel.overwrites[guild.id].deny
                | channel.overwrites[guild.id].allow
            )
            & permissions.SEND_MESSAGES
        ]
        if len(chosen) < LEAST_CHANNELS or len(speaking) < LEAST_OPEN_CHANNELS:
            raise ApiError(400, 350001, "Cannot update onboarding while below requirements")

    def welcome_screen(self, guild: Guild) -> Json:
        """Return the welcome screen, empty until somebody sets it up."""
        return {"description": None, "welcome_channels": []} | guild.welcome_screen

    def set_welcome_screen(
        self, actor: User, guild: Guild, body: Json, reason: str | None = None
    ) -> Json:
        """Change the description and up to five channels."""
        self._state.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        form = Form(body)
        description = form.text("description", 0, 140)
        channels: list[Json] = body.get("welcome_channels") or []
        if len(channels) > MOST_WELCOME_CHANNELS:
            form.fail("welcome_channels", "Must be 5 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
        shown = [_welcome_channel(guild, form, index, one) for index, one in _each(channels)]
        form.finish()
        after = self.welcome_screen(guild)
        if "description" in body:
            after["description"] = description
        if "welcome_channels" in body:
            after["welcome_channels"] = shown
        guild.welcome_screen = after
        record(self._state, guild, actor, Action.GUILD_UPDATE, guild.id, reason=reason)
        return after

    def verification(self, guild: Guild) -> Json:
        """Return the rules that newcomers accept, where the guild screens them."""
        form: Json = {
            "version": None,
            "description": guild.settings.get("description"),
            "form_fields": [_RULES] if guild.screening else [],
        }
        return form | guild.verification

    def set_verification(self, actor: User, guild: Guild, body: Json) -> Json:
        """Change the rules; `enabled` says whether newcomers are screened."""
        self._state.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        form = Form(body)
        description = form.text("description", 0, 300)
        form.finish()
        if body.get("enabled") is not None:
            guild.screening = bool(body["enabled"])
        if body.get("form_fields") is not None:
            guild.verification["form_fields"] = list(body["form_fields"])
        if "description" in body:
            guild.verification["description"] = description
        guild.verification["version"] = self._state.clock.now().isoformat()
        return self.verification(guild)


def _each(items: list[Json]) -> enumerate[Json]:
    return enumerate(items)


def _check_length(path: str, text: object, most: int) -> None:
    if not isinstance(text, str) or not 1 <= len(text) <= most:
        message = f"Must be between 1 and {most} in length."
        raise invalid_form(path, message, "BASE_TYPE_BAD_LENGTH")


def _welcome_channel(guild: Guild, form: Form, index: int, body: Json) -> Json:
    inner = Form(body)
    channel_id = inner.snowflake("channel_id") or 0
    if channel_id not in guild.channels:
        form.fail(f"welcome_channels.{index}.channel_id", "Unknown channel", "CHANNEL_UNKNOWN")
    _check_length(f"welcome_channels.{index}.description", body.get("description"), 50)
    emoji_id = inner.snowflake("emoji_id")
    return {
        "channel_id": str(channel_id),
        "description": body["description"],
        "emoji_id": str(emoji_id) if emoji_id else None,
        "emoji_name": body.get("emoji_name"),
    }
