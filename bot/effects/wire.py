"""What every stored effect has in common, and what makes it the same effect."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class EffectKeys:
    """Makes the keys of one feature: `effect_key = EffectKeys("choir")`."""

    feature: str

    def __call__(
        self, kind: str, guild_id: int, subject: int | str = "", period: int | str = ""
    ) -> EffectKey:
        """Return the key of an effect; `kind` goes without the feature's name."""
        return EffectKey(
            feature=self.feature,
            kind=f"{self.feature}.{kind}",
            guild_id=guild_id,
            subject=str(subject),
            period=str(period),
        )


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
