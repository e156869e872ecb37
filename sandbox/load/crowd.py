"""The people of a load test: they act in one guild of a sandbox, each with real permissions."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from sandbox.load.plan import REACH, Act

if TYPE_CHECKING:
    from sandbox.model import Channel, Guild, Message, User
    from sandbox.world import World


class Crowd:
    """So many people in a guild; they talk in one of its channels."""

    def __init__(self, world: World, guild: Guild, channel: Channel, people: int) -> None:
        self._world, self._guild, self._channel = world, guild, channel
        self._people: list[User] = []
        self._recent: deque[Message] = deque(maxlen=REACH)
        for _ in range(people):
            self._join()

    def __len__(self) -> int:
        return len(self._people)

    def perform(self, act: Act) -> Message | None:
        """Let somebody act; returns the message that they wrote, if they wrote one."""
        match act.kind:
            case "talk":
                return self._talk(self._people[act.person], act.text)
            case "join":
                self._join()
            case "react":
                self._react(self._people[act.person], act)
            case "edit":
                self._edit(act)
        return None

    def _join(self) -> None:
        user = self._world.users.create(f"crowd{len(self._people)}")
        self._world.members.join(self._guild, user, pending=False)
        self._people.append(user)

    def _talk(self, person: User, text: str) -> Message:
        message = self._world.messages.create(person, self._channel, {"content": text})
        self._recent.appendleft(message)
        return message

    def _react(self, person: User, act: Act) -> None:
        if act.back < len(self._recent):
            message = self._recent[act.back]
            self._world.reactions.add(person, self._channel, message.id, act.text)

    def _edit(self, act: Act) -> None:
        if act.back < len(self._recent):
            # People change their own messages alone, so its author does it.
            message = self._recent[act.back]
            body = {"content": act.text}
            self._world.messages.edit(message.author, self._channel, message.id, body)
