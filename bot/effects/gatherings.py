"""What the bot can do with a server's scheduled events."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from bot.effects.wire import EffectKey, Wire


class Gathering(Wire):
    """What is announced: in a voice or stage channel, or elsewhere (`location` needs an `end`)."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    description: Annotated[str, Field(max_length=1000)] = ""
    start: datetime
    end: datetime | None = None
    channel_id: int | None = None
    location: Annotated[str, Field(max_length=100)] = ""


class CreateScheduledEvent(Gathering):
    """Announce a gathering in Discord's own list of events."""

    do: Literal["create_scheduled_event"] = "create_scheduled_event"


class EditScheduledEvent(Gathering):
    """Make an event that an earlier effect announced read as given here."""

    do: Literal["edit_scheduled_event"] = "edit_scheduled_event"
    of: EffectKey


class SetEventStatus(Wire):
    """Begin, end or cancel an event that an earlier effect announced.

    An event that already is where it should be, or that is gone, counts as done.
    """

    do: Literal["set_event_status"] = "set_event_status"
    of: EffectKey
    status: Literal["active", "completed", "cancelled"]
