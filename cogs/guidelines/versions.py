"""What the guidelines were before, and what has become of them since."""

import asyncio
from dataclasses import dataclass

from bot.core import Core
from bot.settings import Document, SettingsInvalid, Version, read_document
from bot.settings.diff import changes_between
from bot.texts import Translation, escape, timestamp
from cogs.guidelines import render_plan
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.plan import Plan, plan_of

LISTED = 10


@dataclass(frozen=True, slots=True)
class Step:
    """A version, and what it did to the guidelines; None when it cannot be read any more."""

    version: Version
    plan: Plan | None


class Versions:
    """Compares the versions of a guild's settings, as far as they are about guidelines."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def history(self, guild_id: int, t: Translation) -> str:
        """List the latest versions with what each did to the guidelines."""
        versions = await self._core.settings.history(guild_id)
        documents = [await self._document(one.text) for one in versions[: LISTED + 1]]
        if len(versions) <= LISTED:
            documents.append(self._core.settings.default)
        steps = [
            Step(version, _plan(before, after) if before and after else None)
            for version, after, before in zip(versions, documents, documents[1:], strict=False)
        ]
        lines = [_line(step, t) for step in steps[:LISTED]]
        return "\n".join(lines) or t("Nobody has changed the settings of this server.")

    async def since(self, guild_id: int, version: int, t: Translation) -> str:
        """Say what has become of the guidelines since a version. Raises NoSuchVersion."""
        settings = self._core.settings
        text = await settings.text_of(guild_id, version)
        before = settings.default if version == 0 else await self._document(text)
        if before is None:
            return t(
                "Version {n} is not in order any more. /settings diff compares lines.", n=version
            )
        now = settings.of(guild_id)
        was, new = agreement_of(before).guidelines, agreement_of(now).guidelines
        lines = render_plan.plan_lines(t, _plan(before, now), was, new)
        if not lines:
            return t("The guidelines are as they were in version {n}.", n=version)
        return "\n".join([t("Since version {n} this has changed:", n=version), *lines])

    async def _document(self, text: str | None) -> Document | None:
        """Read an older version; None when it is not in order any more."""
        if text is None:
            return self._core.settings.default
        try:
            return await asyncio.to_thread(read_document, text, self._core.settings.model)
        except SettingsInvalid:
            return None


def _plan(before: Document, after: Document) -> Plan:
    was, now = agreement_of(before).guidelines, agreement_of(after).guidelines
    return plan_of(changes_between(before, after), was, now)


def _line(step: Step, t: Translation) -> str:
    version = step.version
    if step.plan is None:
        told = t("not in order any more")
    else:
        told = render_plan.counted(t, step.plan) or t("the guidelines stayed as they were")
    return t(
        "- version {n}, {when}, {author}: {what} ({note})",
        n=version.version,
        when=timestamp(version.saved_at, "f"),
        author=f"<@{version.author_id}>" if version.author_id else t("somebody"),
        what=told,
        note=escape(version.note),
    )
