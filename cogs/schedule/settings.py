"""What a community decides about its schedule: `features.schedule` in guidelines.yml."""

from typing import ClassVar

from bot.settings import FeatureSettings


class ScheduleSettings(FeatureSettings):
    """Commands for managers about all that recurs; on unless it is switched off."""

    on_by_default: ClassVar[bool] = True
