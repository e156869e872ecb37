"""People, bots, and their direct conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model
from sandbox.errors import ApiError, invalid_form
from sandbox.form import Form
from sandbox.model import Channel, User
from sandbox.wire.users import own_user_json

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.model import Json
    from sandbox.state import State
LARGEST_PICTURE = 10 * 1024 * 1024
"""Characters of a picture in a data URI."""


class Users:
    """Makes and finds users."""

    def __init__(self, state: State) -> None:
        self._state = state

    def create(
        self,
        name: str,
        *,
        display_name: str | None = None,
        locale: str = "en-US",
        bot: bool = False,
        created_at: datetime | None = None,
    ) -> User:
        """Make a user; an account may be older than the present instant."""
        ids = self._state.ids
        user = User(
            ids.at(created_at) if created_at else ids.new(), name, display_name, bot, locale
        )
        self._state.users_by_id[user.id] = user
        return user

    def edit(self, user: User, body: Json) -> User:
        """Change one's own name."""
        form = Form(body)
        name = form.text("username", 2, 32)
        for picture in ("avatar", "banner"):
            form.text(picture, 0, LARGEST_PICTURE)
        form.finish()
        if name is not None:
            user.name = name
            self._state.emit("USER_UPDATE", own_user_json(user), to=frozenset({user.id}))
        return user

    def dms(self, user: User) -> list[Channel]:
        """Return the user's direct conversations, the latest first."""
        found = [
            channel
            for channel in self._state.channels_by_id.values()
            if channel.type == model.DM and user in channel.recipients
        ]
        return sorted(found, key=lambda channel: channel.last_message_id or 0, reverse=True)

    def open_dm(self, actor: User, recipient_id: int) -> Channel:
        """Return the direct conversation with somebody, opening it if there is none yet."""
        recipient = self._state.users_by_id.get(recipient_id)
        if recipient is None or recipient is actor:
            raise invalid_form("recipient_id", "Cannot send messages to this user")
        for channel in self._state.channels_by_id.values():
            if channel.type == model.DM and {*channel.recipients} == {actor, recipient}:
                return channel
        channel = Channel(self._state.ids.new(), model.DM, recipients=[actor, recipient])
        self._state.channels_by_id[channel.id] = channel
        return channel

    def check_dm(self, actor: User, channel: Channel) -> None:
        """Raise 50007 where the other side has closed its door or no guild is shared."""
        for other in channel.recipients:
            if other is actor:
                continue
            # Answering somebody who wrote first needs an open door too, as Discord has it.
            if not (other.bot or other.dms_open) or not self._share_a_guild(actor, other):
                raise ApiError(403, 50007, "Cannot send messages to this user")

    def _share_a_guild(self, one: User, other: User) -> bool:
        return any(
            one.id in guild.members and other.id in guild.members
            for guild in self._state.guilds_by_id.values()
        )
