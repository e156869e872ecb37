"""What every stored effect has in common, and what makes it the same effect."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """The base of everything that is stored in the outbox."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EffectKey(Wire):
    """What makes an effect the same effect, so that it happens once.

    `kind` starts with the feature's name ("welcome.greeting"). `subject` is whom or what it is
    about, `period` the week or day it belongs to, empty when it happens once ever.
    """

    feature: str
    kind: str
    guild_id: int
    subject: str
    period: str = ""


State = Literal["planned", "sending", "sent", "failed", "skipped"]


class Result(Wire):
    """How an effect ended, or stands.

    `created_id` is the message, channel or role that came of it. `code` says in short why it was
    skipped or failed: a Discord error code, or a word such as "missing_permission".
    """

    state: State
    created_id: int | None = None
    channel_id: int | None = None
    code: str = ""
    detail: str = ""
    at: datetime | None = None
