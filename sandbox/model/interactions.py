"""One use of a command, button, select or modal, and the bot's answer to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.model.bodies import Json
    from sandbox.model.channels import Channel, Message
    from sandbox.model.content import Attachment
    from sandbox.model.people import User

COMMAND: Final = 2
COMPONENT: Final = 3
AUTOCOMPLETE: Final = 4
MODAL_SUBMIT: Final = 5
TIME_TO_ANSWER: Final = timedelta(seconds=3)
TOKEN_LIFETIME: Final = timedelta(minutes=15)
KEPT: Final = timedelta(days=1)
"""How long an interaction is remembered: modals may stay open longer than tokens are good."""

Kind: TypeAlias = Literal["message", "deferred", "update", "deferred_update", "modal", "choices"]


@dataclass(slots=True, eq=False)
class Answer:
    """The first thing that the bot answers."""

    kind: Kind
    message: Message | None = None
    modal: Json | None = None
    choices: list[Json] | None = None


@dataclass(slots=True, eq=False)
class Interaction:
    """What a person did and what became of it."""

    id: int
    token: str
    type: int
    user: User
    channel: Channel
    data: Json
    created_at: datetime
    locale: str
    message: Message | None = None
    """The message whose component was used."""
    name: str | None = None
    from_modal_of: Interaction | None = None
    answer: Answer | None = None
    original: Message | None = None
    """What `@original` means: the first answer, or the message that is updated."""
    awaiting_followup: bool = False
    """Deferred, and not edited yet: the next follow-up takes the place of the answer."""
    uploads: dict[int, Attachment] = field(default_factory=dict)
    """The files that came with a command or modal, by id."""
    messages: set[int] = field(default_factory=set)
    """The ids of the answers and follow-ups."""
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def kind_of_message(self) -> int:
        """The message type of an answer: to a slash command, a context menu, or neither."""
        if self.type != COMMAND:
            return 0
        return 20 if self.data.get("type") == 1 else 23

    def settle(self, answer: Answer) -> None:
        """Keep the answer and wake those who wait for it."""
        self.answer = answer
        self.acknowledged.set()

    async def answered(self, seconds: float) -> Answer | None:
        """Wait for the bot's first answer, in real seconds; None if it does not come."""
        try:
            async with asyncio.timeout(seconds):
                await self.acknowledged.wait()
        except TimeoutError:
            return None
        return self.answer
