"""The world: the state, its rooms of operations, and who hears of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors, permissions
from sandbox.model import Application, Channel, Guild, User
from sandbox.ratelimit import SessionStarts
from sandbox.snowflake import Snowflakes
from sandbox.tokens import new_token
from sandbox.world.audit import Audit
from sandbox.world.automod import AutoMod
from sandbox.world.bans import Bans
from sandbox.world.channels import Channels
from sandbox.world.commands import Commands
from sandbox.world.emojis import Emojis
from sandbox.world.entrance import Entrance
from sandbox.world.events import KNOWN_TO_BOTS, Event
from sandbox.world.guilds import Guilds
from sandbox.world.interactions import Interactions
from sandbox.world.invites import Invites
from sandbox.world.members import Members
from sandbox.world.messages import Messages
from sandbox.world.pins import Pins
from sandbox.world.polls import Polls
from sandbox.world.reactions import Reactions
from sandbox.world.roles import Roles
from sandbox.world.scheduled_events import ScheduledEvents
from sandbox.world.search import Search
from sandbox.world.stages import Stages
from sandbox.world.threads import Threads
from sandbox.world.users import Users
from sandbox.world.voice import Voice
from sandbox.world.webhooks import Webhooks

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.clock import VirtualClock
    from sandbox.model import Message
    from sandbox.wire import Json

PRIVILEGED_INTENTS = 1 << 1 | 1 << 8 | 1 << 15
"""Members, presences, message content."""


class World:
    """One town with one bot; see the package's docstring for the operations."""

    def __init__(
        self,
        clock: VirtualClock,
        *,
        bot_name: str = "Steward",
        token: str | None = None,
        privileged_intents: int = PRIVILEGED_INTENTS,
        session_starts: SessionStarts | None = None,
    ) -> None:
        self.clock = clock
        self.session_starts = session_starts or SessionStarts()
        self.ids = Snowflakes(clock)
        self.base_url = "http://127.0.0.1"
        self.users_by_id: dict[int, User] = {}
        self.guilds_by_id: dict[int, Guild] = {}
        self.channels_by_id: dict[int, Channel] = {}
        self._listeners: list[Callable[[Event], None]] = []
        self._open_rooms()
        self.bot = self.users.create(bot_name, bot=True)
        self.application = Application(
            self.bot.id, bot_name, self.bot, token or new_token(self.bot.id), privileged_intents
        )

    def _open_rooms(self) -> None:
        self.audit = Audit(self)
        self.users = Users(self)
        self.guilds = Guilds(self)
        self.members = Members(self)
        self.bans = Bans(self)
        self.roles = Roles(self)
        self.channels = Channels(self)
        self.threads = Threads(self)
        self.messages = Messages(self)
        self.pins = Pins(self)
        self.reactions = Reactions(self)
        self.webhooks = Webhooks(self)
        self.commands = Commands(self)
        self.interactions = Interactions(self)
        self.scheduled_events = ScheduledEvents(self)
        self.invites = Invites(self)
        self.automod = AutoMod(self)
        self.polls = Polls(self)
        self.emojis = Emojis(self)
        self.entrance = Entrance(self)
        self.stages = Stages(self)
        self.search = Search(self)
        self.voice = Voice(self)

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
