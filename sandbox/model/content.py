"""What a message carries beside its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.model.bodies import Json


@dataclass(slots=True, eq=False)
class Upload:
    """A file that comes with a message."""

    filename: str
    content: bytes
    content_type: str = "application/octet-stream"
    description: str | None = None


@dataclass(slots=True, eq=False)
class Attachment:
    """A file that was sent."""

    id: int
    filename: str
    content: bytes
    content_type: str
    description: str | None
    ephemeral: bool = False


@dataclass(slots=True, eq=False)
class Reaction:
    """One emoji under a message and who chose it, in order."""

    emoji: Json
    user_ids: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Poll:
    """A poll that came with a message; answers and who chose each by the answer's number."""

    question: str
    answers: dict[int, Json]
    expires_at: datetime
    multiple: bool
    votes: dict[int, list[int]]
    finished: bool = False
