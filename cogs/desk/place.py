"""A server as the desk sees it: where its cards stand, what its settings say, its voice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.services import GuidelineWords
from bot.settings.steps import Step
from bot.texts import Translation
from cogs.desk.settings import DeskSettings, Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A server with the desk on; without a channel there is only the queue."""

    guild_id: int
    community: str
    channel_id: int | None
    moderator_roles: tuple[int, ...]
    settings: DeskSettings
    points: Points
    steps: Mapping[int, Step]
    t: Translation
    guidelines: Mapping[str, GuidelineWords]

    @property
    def fold_within(self) -> timedelta:
        """How long messages are folded into one item."""
        return self.settings.fold_within

    def title(self, guideline: str) -> str:
        """Return a guideline's title, its id when it is gone."""
        words = self.guidelines.get(guideline)
        return words.title if words is not None else guideline
