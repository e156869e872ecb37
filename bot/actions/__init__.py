"""The one door through which the bot acts on people and places."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.effects import (
    CreateAutoModRule,
    CreateChannel,
    CreateRole,
    CreateScheduledEvent,
    CreateThread,
    Effect,
    PostAs,
    SendDirect,
    SendInside,
    SendMessage,
)


@dataclass(frozen=True, slots=True)
class Done:
    """The effect took place; `created_id` is the message, channel or role that came of it.

    `detail` says what had to be left out.
    """

    created_id: int | None = None
    channel_id: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The effect can never take place as it stands, and repeating the request would be wrong."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The effect cannot take place until somebody changes something on the server.

    Nothing has happened. Most of it is found out without asking Discord, so that trying again
    costs nothing.
    """

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """The request failed on the way: it may or may not have taken place."""

    code: str
    detail: str = ""
    retry_after: timedelta | None = None


Outcome = Done | Refused | Blocked | Unclear

DM_TOO_FAST = "dm_too_fast"
"""The code with which Discord's answer that we write privately too often is told."""


@dataclass(frozen=True, slots=True)
class Target:
    """What came of an earlier effect: a message and its channel, a thread, an event."""

    id: int
    channel_id: int | None


Findable = (
    SendMessage
    | SendInside
    | SendDirect
    | PostAs
    | CreateChannel
    | CreateRole
    | CreateThread
    | CreateScheduledEvent
    | CreateAutoModRule
)
"""What would be there twice if it were done again."""


class Actions(Protocol):
    """Carries effects out: live against Discord, or dry, for a rehearsal."""

    async def perform(
        self, guild_id: int, effect: Effect, *, nonce: str, target: Target | None
    ) -> Outcome:
        """Carry the effect out. `target` is what came of the effect that it refers to as `of`."""
        ...

    async def find(
        self,
        guild_id: int,
        effect: Findable,
        *,
        target: Target | None,
        since: datetime,
        known: frozenset[int],
    ) -> Outcome | None:
        """Look for what an interrupted attempt since `since` may have left behind.

        None means that nothing is there; an outcome other than Done that we could not look.
        `known` are ids that other effects have created and that cannot be this one's.
        """
        ...
