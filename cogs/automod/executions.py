"""What AutoMod has blocked or reported: for the desk, or else for the team to know."""

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
    """Hands on what rules have blocked or reported; what others' do, where the team wants it."""

    def __init__(self, core: Core, rulebook: Rulebook) -> None:
        self._core, self._rulebook = core, rulebook
        self._names: dict[int, str] = {}

    def forget_name(self, rule_id: int) -> None:
        """Look the name of a rule up anew: it may be another."""
        self._names.pop(rule_id, None)

    async def happened(self, guild: discord.Guild, done: discord.AutoModAction) -> None:
        """Take in that a rule did something: what it was about becomes a flag."""
        place = place_of(self._core, guild)
        if place is None:
            return
        rule = await self._rule(guild, place, done)
        if rule is None:
            return
        flagged = self._flagged(guild, place, rule, done)
        desk = self._core.services.get(FlagDesk)
        async with self._core.db.write() as tx:
            if desk is not None and desk.is_open(guild.id):
                await desk.receive(tx, flagged)
            else:
                await self._tell(tx, place, flagged)

    async def _rule(
        self, guild: discord.Guild, place: Place, done: discord.AutoModAction
    ) -> Applied | None:
        """Return the rule behind what the team has to know, None where it need not."""
        # A report without a message comes beside the block of it.
        if not _is_block(done) and not (_is_report(done) and done.message_id is not None):
            return None
        if (ours := await self._rulebook.made_by(guild.id, done.rule_id)) is not None:
            # What stands there, the bot examines itself.
            return ours if _is_block(done) else None
        return await self._of_others(guild, done.rule_id) if place.minds_others else None

    async def _of_others(self, guild: discord.Guild, rule_id: int) -> Applied | None:
        """Return a rule that somebody else has made, as if it were a guideline of its own."""
        if rule_id not in self._names:
            try:
                rule = await guild.fetch_automod_rule(rule_id)
            except (discord.NotFound, discord.Forbidden):
                return None
            self._names[rule_id] = rule.name
        name = self._names[rule_id]
        return Applied(
            name=name, guideline=f"AutoMod: {name}", version=0, digest=None, rule_id=rule_id,
            is_settled=True,
        )  # fmt: skip

    def _flagged(
        self, guild: discord.Guild, place: Place, rule: Applied, done: discord.AutoModAction
    ) -> FlaggedMessage:
        now, channel_id = self._core.clock.now(), done.channel_id or 0
        guideline = _guideline(place, rule)
        member = guild.get_member(done.user_id)
        is_blocked = _is_block(done)
        blocked_id = policy.blocked_id(
            now, guild_id=guild.id, channel_id=channel_id, author_id=done.user_id,
            content=done.content,
        )  # fmt: skip
        excerpt = render.excerpt(done.content, done.matched_content or "")
        match = FlagMatch(
            detector="automod", view="exact", part="text", start=0, end=0,
            excerpt=done.matched_content or "",
            why=render.why(place.t, done.matched_keyword or "", is_blocked=is_blocked),
        )  # fmt: skip
        return FlaggedMessage(
            guild_id=guild.id,
            channel_id=channel_id,
            message_id=blocked_id if is_blocked else done.message_id or 0,
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
            is_blocked=is_blocked,
        )

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
            is_blocked=flagged.is_blocked,
        )
        about = f"{flagged.author_id}:{flagged.guideline}"
        key = effect_key("blocked", place.guild_id, about, _window(flagged.at))
        effect = SendMessage(channel_id=place.staff_channel_id, message=message)
        await self._core.outbox.plan(tx, key, effect)


def _is_block(done: discord.AutoModAction) -> bool:
    return done.action.type is discord.AutoModRuleActionType.block_message


def _is_report(done: discord.AutoModAction) -> bool:
    return done.action.type is discord.AutoModRuleActionType.send_alert_message


def _guideline(place: Place, rule: Applied) -> NativeGuideline:
    """Return the guideline behind a rule; of one that is gone, or none, only its id is known."""
    gone = NativeGuideline(
        id=rule.guideline, title=rule.guideline, severity="medium", step="remind", acts=False,
        version=rule.version,
    )  # fmt: skip
    return next((one for one in place.guidelines if one.id == rule.guideline), gone)


def _window(at: datetime) -> str:
    return str(int(at.timestamp()) // TOLD_ONCE_IN)
