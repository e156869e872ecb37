"""The town's state: who and what there is, who may do what, and who hears of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from sandbox import errors, permissions
from sandbox.model import Application, Channel, Guild, User
from sandbox.snowflake import Snowflakes
from sandbox.tokens import new_token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.clock import VirtualClock
    from sandbox.model import Json, Message
    from sandbox.ratelimit import SessionStarts

T = TypeVar("T")

PRIVILEGED_INTENTS: Final = 1 << 1 | 1 << 8 | 1 << 15
"""Members, presences, message content."""
KNOWN_TO_BOTS: Final = frozenset({"CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE"})


@dataclass(slots=True, frozen=True)
class Event:
    """A gateway event before anybody's intents are applied.

    It reaches the users in `to`; else whoever can view `channel`; else the members of `guild`
    with all permissions in `needs`. Bots are told of all channels that are made, changed or
    removed, also of those that they cannot view.
    """

    name: str
    data: Json
    guild: Guild | None = None
    channel: Channel | None = None
    to: frozenset[int] | None = None
    needs: int = 0
    message: Message | None = None


@dataclass(slots=True, frozen=True)
class Registration:
    """The bot as it was registered in the developer portal; a new token if none is given."""

    name: str
    token: str | None
    privileged_intents: int


class State:
    """What every operation works on. Look-ups and checks raise Discord's own refusals."""

    def __init__(
        self,
        clock: VirtualClock,
        registration: Registration,
        session_starts: SessionStarts,
    ) -> None:
        self.clock = clock
        self.session_starts = session_starts
        self.ids = Snowflakes(clock)
        self.base_url = "http://127.0.0.1"
        self.bot = User(self.ids.new(), registration.name, bot=True)
        self.application = Application(
            self.bot.id,
            registration.name,
            self.bot,
            registration.token or new_token(self.bot.id),
            registration.privileged_intents,
        )
        self.users_by_id: dict[int, User] = {self.bot.id: self.bot}
        self.guilds_by_id: dict[int, Guild] = {}
        self.channels_by_id: dict[int, Channel] = {}
        self._listeners: list[Callable[[Event], None]] = []

    def user(self, user_id: int) -> User:
        """Return a user, or raise 10013."""
        return _known(self.users_by_id, user_id, "User")

    def guild(self, guild_id: int) -> Guild:
        """Return a guild, or raise 10004."""
        return _known(self.guilds_by_id, guild_id, "Guild")

    def channel(self, channel_id: int) -> Channel:
        """Return a channel or thread, or raise 10003."""
        return _known(self.channels_by_id, channel_id, "Channel")

    def guild_permissions(self, user: User, guild: Guild) -> int:
        """Return what the user may do in the guild at large; nothing for a stranger."""
        member = guild.members.get(user.id)
        if member is None:
            return 0
        granted = permissions.in_guild(guild, member)
        until = member.timed_out_until
        if until and until > self.clock.now() and not granted & permissions.ADMINISTRATOR:
            granted &= permissions.WHILE_TIMED_OUT
        return granted

    def permissions(self, user: User, channel: Channel) -> int:
        """Return what the user may do in a channel, thread or direct conversation."""
        if channel.guild_id is None:
            return permissions.IN_DM if user in channel.recipients else 0
        guild = self.guilds_by_id[channel.guild_id]
        member = guild.members.get(user.id)
        if member is None:
            return 0
        return permissions.in_channel(guild, member, channel, self.clock.now())

    def require(self, user: User, channel: Channel, needed: int) -> None:
        """Raise 50001 if the user cannot view the channel, 50013 if another permission lacks."""
        granted = self.permissions(user, channel)
        if not granted & permissions.VIEW_CHANNEL:
            raise errors.missing_access()
        if granted & needed != needed:
            raise errors.missing_permissions()

    def require_in_guild(self, user: User, guild: Guild, needed: int) -> None:
        """Raise 50013 unless the user has all these permissions in the guild."""
        if self.guild_permissions(user, guild) & needed != needed:
            raise errors.missing_permissions()

    def guild_of(self, channel: Channel) -> Guild | None:
        """Return the guild that a channel belongs to, None for a direct conversation."""
        return None if channel.guild_id is None else self.guilds_by_id[channel.guild_id]

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call back on every event, at once and in order; the returned function ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def emit(
        self,
        name: str,
        data: Json,
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
        to: frozenset[int] | None = None,
        needs: int = 0,
        message: Message | None = None,
    ) -> None:
        """Tell all subscribers what happened."""
        event = Event(name, data, guild, channel, to, needs, message)
        for listener in tuple(self._listeners):
            listener(event)

    def sees(self, user_id: int, event: Event) -> bool:
        """Say whether an event is this user's to notice."""
        if event.to is not None:
            return user_id in event.to
        user = self.users_by_id[user_id]
        if event.channel is not None and not (user.bot and event.name in KNOWN_TO_BOTS):
            return bool(self.permissions(user, event.channel) & permissions.VIEW_CHANNEL)
        if event.guild is None or user_id not in event.guild.members:
            return False
        return self.guild_permissions(user, event.guild) & event.needs == event.needs


def _known(things: Mapping[int, T], thing_id: int, kind: str) -> T:
    try:
        return things[thing_id]
    except KeyError:
        raise errors.unknown(kind) from None
