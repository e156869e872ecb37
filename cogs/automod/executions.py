"""What AutoMod has blocked on behalf of a guideline: for the desk, or else for the team to know."""

from datetime import datetime

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import SendMessage
from bot.messages.event import Content
from bot.services import FlagDesk, FlaggedMessage, FlagMatch, NativeGuideline
from cogs.automod import policy, render
from cogs.automod.keys import effect_key
from cogs.automod.place import Place, place_of
from cogs.automod.policy import Applied
from cogs.automod.rulebook import Rulebook

TOLD_ONCE_IN = 600  # seconds, of one person and guideline


class Executions:
    """Hands on what our rules have blocked; what others' rules do is theirs to look at."""

    def __init__(self, core: Core, rulebook: Rulebook) -> None:
        self._core, self._rulebook = core, rulebook

    async def happened(self, guild: discord.Guild, done: discord.AutoModAction) -> None:
        """Take in that a rule did something: a blocked message becomes a flag."""
        place = place_of(self._core, guild)
        if place is None or done.action.type is not discord.AutoModRuleActionType.block_message:
            return
        rule = await self._rulebook.made_by(guild.id, done.rule_id)
        if rule is None:
            return
        flagged = self._flagged(guild, place, rule, done)
        desk = self._core.services.get(FlagDesk)
        async with self._core.db.write() as tx:
            if desk is not None and desk.is_open(guild.id):
                await desk.receive(tx, flagged)
            else:
                await self._tell(tx, place, flagged)

    def _flagged(
        self, guild: discord.Guild, place: Place, rule: Applied, done: discord.AutoModAction
    ) -> FlaggedMessage:
        now, channel_id = self._core.clock.now(), done.channel_id or 0
        guideline = _guideline(place, rule)
        member = guild.get_member(done.user_id)
        excerpt = render.excerpt(done.content, done.matched_content or "")
        match = FlagMatch(
            detector="automod", view="exact", part="text", start=0, end=0,
            excerpt=done.matched_content or "", why=render.why(place.t, done.matched_keyword or ""),
        )  # fmt: skip
        return FlaggedMessage(
            guild_id=guild.id,
            channel_id=channel_id,
            message_id=policy.blocked_id(
                now, guild_id=guild.id, channel_id=channel_id, author_id=done.user_id,
                content=done.content,
            ),
            author_id=done.user_id,
            author_name=member.display_name if member is not None else str(done.user_id),
            author_joined_at=member.joined_at if member is not None else None,
            at=now,
            late=False,
            content=Content(text=done.content),
            guideline=guideline.id,
            version=rule.version,
            severity=guideline.severity,
            step=guideline.step,
            acts=guideline.acts,
            excerpt=excerpt,
            matches=[match],
            is_blocked=True,
        )  # fmt: skip

    async def _tell(self, tx: AsyncConnection, place: Place, flagged: FlaggedMessage) -> None:
        if place.staff_channel_id is None:
            return
        titles = {one.id: one.title for one in place.guidelines}
        message = render.told(
            place.t,
            member_id=flagged.author_id,
            channel_id=flagged.channel_id,
            title=titles.get(flagged.guideline, flagged.guideline),
            excerpt=flagged.excerpt,
        )
        about = f"{flagged.author_id}:{flagged.guideline}"
        key = effect_key("blocked", place.guild_id, about, _window(flagged.at))
        effect = SendMessage(channel_id=place.staff_channel_id, message=message)
        await self._core.outbox.plan(tx, key, effect)


def _guideline(place: Place, rule: Applied) -> NativeGuideline:
    """Return the guideline behind a rule; of one that is gone, only its id is known."""
    gone = NativeGuideline(
        id=rule.guideline, title=rule.guideline, severity="medium", step="remind", acts=False,
        version=rule.version,
    )  # fmt: skip
    return next((one for one in place.guidelines if one.id == rule.guideline), gone)


def _window(at: datetime) -> str:
    return str(int(at.timestamp()) // TOLD_ONCE_IN)
