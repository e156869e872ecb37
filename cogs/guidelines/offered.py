"""What other features are told of the guidelines."""

from collections.abc import Sequence

from bot.core import Core
from bot.messages.event import Content
from bot.services import GuidelineWords
from cogs.guidelines import render_rules
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.detection import Detection
from cogs.guidelines.settings import Guideline

LONGEST_SUMMARY = 120


class Offered:
    """The guidelines of each guild, and what goes against them; nothing where they are off."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def summary(self, guild_id: int, language: str) -> str:
        """Return at most 120 words for newcomers, empty when nothing is written down."""
        fallback = self._fallback(guild_id)
        return render_rules.summary(self._in_force(guild_id), language, fallback, LONGEST_SUMMARY)

    def all(self, guild_id: int, language: str) -> Sequence[GuidelineWords]:
        """Return the guidelines in force, in their order."""
        fallback = self._fallback(guild_id)
        version = self._core.settings.version(guild_id)
        return [
            GuidelineWords(
                id=one.id,
                title=one.title.in_(language, fallback).strip(),
                text=one.text.in_(language, fallback).strip() if one.text else "",
                why=one.why.in_(language, fallback).strip() if one.why else "",
                severity=one.severity,
                version=version,
            )
            for one in self._in_force(guild_id)
        ]

    def objections(self, guild_id: int, text: str, language: str) -> Sequence[str]:
        """Say what goes against the guidelines in a text; what is only tried out does not count."""
        judging = [one for one in self._in_force(guild_id) if one.mode != "shadow"]
        if not judging:
            return []
        t, fallback = self._core.texts.in_(language), self._fallback(guild_id)
        engine = agreement_of(self._core.settings.of(guild_id)).engine
        found = Detection.of(engine.examine(Content(text=text))).matches
        return [
            f"{one.title.in_(language, fallback).strip()}: {found[one.id][0].why.say(t)}"
            for one in judging
            if one.id in found
        ]

    def _in_force(self, guild_id: int) -> tuple[Guideline, ...]:
        agreement = agreement_of(self._core.settings.of(guild_id))
        return agreement.guidelines if agreement.is_enforced else ()

    def _fallback(self, guild_id: int) -> str:
        return self._core.settings.of(guild_id).community.language
