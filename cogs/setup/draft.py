"""What a manager has chosen so far, kept between the pages of the setup. Pure."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from bot.effects import ChannelKind


class Frozen(BaseModel):
    """The base of what is stored as JSON."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Choice(Frozen):
    """A channel or role: one that exists, by id, or one to create, by name.

    `kind` is that of a channel to create.
    """

    id: int | None = None
    create: str = ""
    kind: ChannelKind = "text"


Choices = tuple[Choice, ...]


class Draft(Frozen):
    """The answers so far; what is None has not been touched and stays as the settings have it.

    `places` holds what was picked for slots, by dotted path. `typed` keeps what was typed into a
    form and refused, `guess` what was probably meant. `version` is that of the settings that
    the manager has seen.
    """

    step: str = "language"
    language: str | None = None
    zone: str | None = None
    managers: Choices | None = None
    moderators: Choices | None = None
    features: tuple[str, ...] | None = None
    places: dict[str, Choices] = {}
    typed: str = ""
    guess: str = ""
    version: int = 0

    def with_(self, **changes: object) -> Self:
        """Return the draft with some answers replaced."""
        return self.model_copy(update=changes)

    def placing(self, path: str, choices: Choices) -> Self:
        """Return the draft with a slot filled."""
        return self.with_(places={**self.places, path: choices})
