"""The guild's calendar of scheduled events, and who is interested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, unknown
from sandbox.form import Form
from sandbox.model import ScheduledEvent
from sandbox.wire.guilds import scheduled_event_json
from sandbox.world.audit import Action, record

if TYPE_CHECKING:
    from sandbox.model import Guild, Json, User
    from sandbox.state import State
    from sandbox.world.guilds import Guilds

STAGE, VOICE, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
MOST_OPEN = 100
_NEXT_STATUS = {SCHEDULED: {SCHEDULED, ACTIVE, CANCELED}, ACTIVE: {ACTIVE, COMPLETED}}


class ScheduledEvents:
    """Plans, changes and calls off events."""

    def __init__(self, state: State, guilds: Guilds) -> None:
        self._state = state
        self._guilds = guilds

    def get(self, guild: Guild, event_id: int) -> ScheduledEvent:
        """Return an event, or raise 10070."""
        try:
            return guild.scheduled_events[event_id]
        except KeyError:
            raise unknown("Guild Scheduled Event") from None

    def create(
        self, actor: User, guild: Guild, body: Json, reason: str | None = None
    ) -> ScheduledEvent:
        """Plan an event in the future; an external one needs an end and a location."""
        state = self._state
        either = permissions.CREATE_EVENTS | permissions.MANAGE_EVENTS
        if not state.guild_permissions(actor, guild) & either:
            state.require_in_guild(actor, guild, permissions.CREATE_EVENTS)
        form = Form(body)
        for key in ("name", "scheduled_start_time", "privacy_level", "entity_type"):
            form.required(key)
        form.finish()
        open_now = [e for e in guild.scheduled_events.values() if e.status in {SCHEDULED, ACTIVE}]
        if len(open_now) >= MOST_OPEN:
            raise ApiError(
                400, 30038, f"Maximum number of uncompleted guild scheduled events ({MOST_OPEN})"
            )
        now = state.clock.now()
        event = ScheduledEvent(
            state.ids.new(), guild.id, actor, "", now, None, EXTERNAL, None, None
        )
        self._apply(event, guild, body)
        guild.scheduled_events[event.id] = event
        self._tell("GUILD_SCHEDULED_EVENT_CREATE", guild, event)
        record(state, guild, actor, Action.EVENT_CREATE, event.id, reason=reason)
        return event

    def edit(
        self, actor: User, guild: Guild, event_id: int, body: Json, reason: str | None = None
    ) -> ScheduledEvent:
        """Change an event or its status; what is over stays as it is (180000)."""
        event = self.get(guild, event_id)
        self._require_own(actor, guild, event)
        if event.status in {COMPLETED, CANCELED}:
            raise ApiError(400, 180000, "Cannot update a finished event")
        self._apply(event, guild, body)
        self._tell("GUILD_SCHEDULED_EVENT_UPDATE", guild, event)
        record(self._state, guild, actor, Action.EVENT_UPDATE, event.id, reason=reason)
        return event

    def delete(self, actor: User, guild: Guild, event_id: int, reason: str | None = None) -> None:
        """Take an event out of the calendar."""
        event = self.get(guild, event_id)
        self._require_own(actor, guild, event)
        del guild.scheduled_events[event_id]
        self._tell("GUILD_SCHEDULED_EVENT_DELETE", guild, event)
        record(self._state, guild, actor, Action.EVENT_DELETE, event.id, reason=reason)

    def subscribe(self, user: User, event_id: int) -> ScheduledEvent:
        """Show interest in an event."""
        guild, event = self._find(user, event_id)
        if user.id not in event.subscribers:
            event.subscribers[user.id] = self._state.clock.now()
            self._tell_user("GUILD_SCHEDULED_EVENT_USER_ADD", guild, event, user)
        return event

    def unsubscribe(self, user: User, event_id: int) -> ScheduledEvent:
        """Show interest no more."""
        guild, event = self._find(user, event_id)
        if event.subscribers.pop(user.id, None) is None:
            raise unknown("Guild Scheduled Event User")
        self._tell_user("GUILD_SCHEDULED_EVENT_USER_REMOVE", guild, event, user)
        return event

    def _find(self, user: User, event_id: int) -> tuple[Guild, ScheduledEvent]:
        for guild in self._guilds.of(user):
            if event := guild.scheduled_events.get(event_id):
                return guild, event
        raise unknown("Guild Scheduled Event")

    def _require_own(self, actor: User, guild: Guild, event: ScheduledEvent) -> None:
        own = event.creator is actor
        needed = permissions.CREATE_EVENTS if own else permissions.MANAGE_EVENTS
        granted = self._state.guild_permissions(actor, guild)
        if not granted & (needed | permissions.MANAGE_EVENTS):
            self._state.require_in_guild(actor, guild, needed)

    def _apply(self, event: ScheduledEvent, guild: Guild, body: Json) -> None:
        """Check a body completely against what the event will be, then change it."""
        form = Form(body)
        name = form.text("name", 1, 100) or event.name
        description = form.text("description", 1, 1000)
        starts_at = form.instant("scheduled_start_time") or event.starts_at
        ends_at = form.instant("scheduled_end_time") or event.ends_at
        kind = form.one_of("entity_type", (STAGE, VOICE, EXTERNAL)) or event.entity_type
        channel_id = form.snowflake("channel_id") if "channel_id" in form else event.channel_id
        metadata = body.get("entity_metadata") or {}
        location = metadata.get("location", event.location)
        status = form.one_of("status", (SCHEDULED, ACTIVE, COMPLETED, CANCELED)) or event.status
        form.one_of("privacy_level", (2,))
        if status not in _NEXT_STATUS[event.status]:
            form.fail("status", "Invalid status transition.", "GUILD_SCHEDULED_EVENT_STATUS")
        if "scheduled_start_time" in form and starts_at <= self._state.clock.now():
            form.fail(
                "scheduled_start_time",
                "Cannot schedule event in the past.",
                "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
            )
        self._check_place(form, guild, kind, channel_id, location)
        if kind == EXTERNAL and ends_at is None:
            form.fail("scheduled_end_time", "This field is required", "BASE_TYPE_REQUIRED")
        if ends_at is not None and ends_at <= starts_at:
            form.fail(
                "scheduled_end_time",
                "Cannot schedule event to end before it starts.",
                "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
            )
        form.finish()
        event.name, event.starts_at, event.ends_at = name, starts_at, ends_at
        event.entity_type, event.status = kind, status
        event.channel_id = None if kind == EXTERNAL else channel_id
        event.location = location if kind == EXTERNAL else None
        event.description = description if "description" in form else event.description

    def _check_place(
        self, form: Form, guild: Guild, kind: int, channel_id: int | None, location: str | None
    ) -> None:
        if kind == EXTERNAL:
            if not location or len(location) > 100:
                form.fail(
                    "entity_metadata.location",
                    "Must be between 1 and 100 in length.",
                    "BASE_TYPE_BAD_LENGTH",
                )
        elif channel_id not in guild.channels:
            form.fail("channel_id", "This field is required", "BASE_TYPE_REQUIRED")

    def _tell(self, name: str, guild: Guild, event: ScheduledEvent) -> None:
        self._state.emit(name, scheduled_event_json(event), guild=guild)

    def _tell_user(self, name: str, guild: Guild, event: ScheduledEvent, user: User) -> None:
        data: Json = {
            "guild_scheduled_event_id": str(event.id),
            "guild_id": str(guild.id),
            "user_id": str(user.id),
        }
        self._state.emit(name, data, guild=guild)
