"""The settings of the setup feature: there is nothing to set, and it cannot be switched off."""

from typing import ClassVar, Self

from pydantic import model_validator

from bot.settings import FeatureSettings, Unsuitable
from bot.texts import N_


class SetupSettings(FeatureSettings):
    """Setting the bot up, and looking after it: always on, so that nobody locks themselves out."""

    on_by_default: ClassVar[bool] = True

    @model_validator(mode="after")
    def _stays_on(self) -> Self:
        if not self.enabled:
            raise Unsuitable(
                N_("This cannot be switched off: it is how everything else is switched on."),
                at=("enabled",),
            )
        return self
