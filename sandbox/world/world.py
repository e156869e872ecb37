"""The world: the state, and the rooms of operations upon it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.state import State
from sandbox.world.audit import Audit
from sandbox.world.automod import AutoMod
from sandbox.world.automod_watch import AutoModWatch
from sandbox.world.bans import Bans
from sandbox.world.channels import Channels
from sandbox.world.commands import Commands
from sandbox.world.delivery import Delivery
from sandbox.world.emojis import Emojis
from sandbox.world.entrance import Entrance
from sandbox.world.guilds import Guilds
from sandbox.world.interactions import Interactions
from sandbox.world.invites import Invites
from sandbox.world.members import Members
from sandbox.world.messages import Messages
from sandbox.world.open_threads import OpenThreads
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
    from sandbox.clock import VirtualClock
    from sandbox.ratelimit import SessionStarts
    from sandbox.state import Registration


class World(State):
    """One town with one bot; see the package's docstring for the operations.

    A room is handed the state and the rooms that it stands on; what those above it have to do
    then, they hear of as everybody does, by the event.
    """

    def __init__(
        self, clock: VirtualClock, registration: Registration, session_starts: SessionStarts
    ) -> None:
        super().__init__(clock, registration, session_starts)
        self.audit = Audit(self)
        self.automod = AutoMod(self)
        self.channels = Channels(self)
        self.commands = Commands(self)
        self.emojis = Emojis(self)
        self.entrance = Entrance(self)
        self.roles = Roles(self)
        self.search = Search(self)
        self.users = Users(self)
        self.voice = Voice(self)
        self.stages = Stages(self, self.channels)
        self.invites = Invites(self, self.roles)
        open_threads = OpenThreads(self)
        self.delivery = Delivery(self, open_threads)
        self.members = Members(self, self.roles, self.invites, self.delivery)
        self.guilds = Guilds(self, self.members)
        self.scheduled_events = ScheduledEvents(self, self.guilds)
        self.bans = Bans(self, self.members, self.delivery)
        watch = AutoModWatch(self, self.members, self.delivery)
        self.messages = Messages(self, self.users, open_threads, self.delivery, watch)
        self.pins = Pins(self, self.messages, self.delivery)
        self.reactions = Reactions(self, self.messages)
        self.polls = Polls(self, self.messages, self.delivery)
        self.threads = Threads(self, self.members, open_threads, self.messages, self.delivery)
        self.webhooks = Webhooks(self, self.channels, open_threads, self.messages, self.delivery)
        self.interactions = Interactions(self, self.commands, self.messages, self.delivery)
