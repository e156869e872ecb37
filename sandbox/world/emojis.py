"""Emojis of a guild's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sandbox import permissions
from sandbox.errors import ApiError, invalid_form, missing_permissions, unknown
from sandbox.form import Form
from sandbox.model import Emoji
from sandbox.wire.guilds import emoji_json
from sandbox.world.audit import Action, change, record

if TYPE_CHECKING:
    from sandbox.model import Guild, Json, User
    from sandbox.state import State

MOST_OF_KIND: Final = 50
"""How many still and how many moving emojis a guild without boosts may have."""
LARGEST_IMAGE: Final = 256 * 1024
_IMAGE: Final = re.compile(r"data:image/(png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=]+")


class Emojis:
    """Makes and changes emojis."""

    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, guild: Guild, emoji_id: int) -> Emoji:
        """Return an emoji, or raise 10014."""
        try:
            return guild.emojis[emoji_id]
        except KeyError:
            raise unknown("Emoji") from None

    def create(self, actor: User, guild: Guild, body: Json, reason: str | None = None) -> Emoji:
        """Make an emoji from a data URI of a picture of at most 256 KiB."""
        state = self._state
        state.require_in_guild(actor, guild, permissions.CREATE_GUILD_EXPRESSIONS)
        animated = read_image(body.get("image")) == "gif"
        name, roles = _read(body, required=True)
        same = sum(1 for emoji in guild.emojis.values() if emoji.animated == animated)
        if same >= MOST_OF_KIND:
            raise ApiError(400, 30008, f"Maximum number of emojis reached ({MOST_OF_KIND})")
        emoji = Emoji(state.ids.new(), name or "", actor, animated, roles or [])
        guild.emojis[emoji.id] = emoji
        self._tell(guild)
        named = change("name", None, emoji.name)
        record(state, guild, actor, Action.EMOJI_CREATE, emoji.id, reason=reason, changes=named)
        return emoji

    def edit(
        self, actor: User, guild: Guild, emoji_id: int, body: Json, reason: str | None = None
    ) -> Emoji:
        """Rename an emoji or change whom it is for."""
        emoji = self.get(guild, emoji_id)
        self._require_own(actor, guild, emoji)
        name, roles = _read(body, required=False)
        named = change("name", emoji.name, name or emoji.name)
        emoji.name = name or emoji.name
        emoji.roles = emoji.roles if roles is None else roles
        self._tell(guild)
        record(
            self._state, guild, actor, Action.EMOJI_UPDATE, emoji.id, reason=reason, changes=named
        )
        return emoji

    def delete(self, actor: User, guild: Guild, emoji_id: int, reason: str | None = None) -> None:
        """Remove an emoji."""
        emoji = self.get(guild, emoji_id)
        self._require_own(actor, guild, emoji)
        del guild.emojis[emoji_id]
        self._tell(guild)
        record(self._state, guild, actor, Action.EMOJI_DELETE, emoji_id, reason=reason)

    def _require_own(self, actor: User, guild: Guild, emoji: Emoji) -> None:
        granted = self._state.guild_permissions(actor, guild)
        own = emoji.creator is actor and granted & permissions.CREATE_GUILD_EXPRESSIONS
        if not own and not granted & permissions.MANAGE_GUILD_EXPRESSIONS:
            raise missing_permissions()

    def _tell(self, guild: Guild) -> None:
        shown = [emoji_json(emoji) for emoji in guild.emojis.values()]
        data: Json = {"guild_id": str(guild.id), "emojis": shown}
        self._state.emit("GUILD_EMOJIS_UPDATE", data, guild=guild)


def read_image(image: object) -> str:
    """Return the format of a picture in a data URI, or raise 50035 (50045 if it is too large)."""
    match = _IMAGE.fullmatch(image) if isinstance(image, str) else None
    if match is None or not isinstance(image, str):
        raise invalid_form("image", "Invalid image data.", "IMAGE_INVALID")
    if len(image) * 3 // 4 > LARGEST_IMAGE:
        raise ApiError(400, 50045, "File uploaded exceeds the maximum size")
    return match[1]


def _read(body: Json, *, required: bool) -> tuple[str | None, list[int] | None]:
    form = Form(body)
    if required:
        form.required("name")
    name = form.text("name", 2, 32)
    roles = form.snowflakes("roles") if "roles" in form else None
    if name is not None and not re.fullmatch(r"\w+", name, re.ASCII):
        form.fail("name", "String value did not match validation regex.", "STRING_TYPE_REGEX")
    form.finish()
    return name, roles
