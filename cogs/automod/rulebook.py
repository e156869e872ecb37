"""Keeps our rules on Discord as the guidelines wish, and knows how they stand."""

from collections.abc import Collection, Sequence

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import CreateAutoModRule, DeleteAutoModRule, EditAutoModRule
from bot.refusal import Refusal
from cogs.automod import policy, store
from cogs.automod.compiling import Made, compiled
from cogs.automod.keys import effect_key, rule_key
from cogs.automod.place import Place, live_of
from cogs.automod.policy import Applied, Difference, Live, Standing
from cogs.automod.store import Row

IN_ORDER = ("needless", "outdated", "edited", "gone", "new")


class Rulebook:
    """The one place that decides what becomes of our rules; those of others are not touched."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def standing(self, guild: discord.Guild, place: Place) -> Standing:
        """Look at how the rules stand."""
        rules = await guild.fetch_automod_rules()
        async with self._core.db.read() as tx:
            return await self._judge(tx, guild, place, rules)

    async def apply(self, guild: discord.Guild, place: Place) -> Standing:
        """Let the rules be as they should; return how they stood."""
        rules = await guild.fetch_automod_rules()
        async with self._core.db.write() as tx:
            before = await self._judge(tx, guild, place, rules)
            await self._call_off(tx, guild.id, before.overtaken)
            standing = await self._judge(tx, guild, place, rules)
            for one in sorted(standing.differences, key=lambda one: IN_ORDER.index(one.kind)):
                await self._mend(tx, place.guild_id, one)
        return standing

    async def keep(self, guild: discord.Guild, place: Place, signature: str) -> None:
        """Leave the rules as they are; Refusal when that is not what staff have seen."""
        rules = await guild.fetch_automod_rules()
        async with self._core.db.write() as tx:
            standing = await self._judge(tx, guild, place, rules)
            if standing.signature != signature or not standing.differences:
                raise Refusal(
                    "The rules have changed since then. {command} shows how they stand now.",
                    command="`/automod check`",
                )
            signatures = [one.signature for one in standing.differences]
            await store.keep(tx, place.guild_id, signatures)

    async def remove(self, guild: discord.Guild) -> int:
        """Abolish our rules, and return how many there were; works also where all is off."""
        rules = await guild.fetch_automod_rules()
        async with self._core.db.write() as tx:
            rows = await store.of_guild(tx, guild.id)
            await self._call_off(tx, guild.id, {one.name for one in rows})
            applied, live = await self._known(tx, guild, rules)
            if not all(one.is_settled for one in applied):
                raise Refusal(policy.UNDER_WAY)
            for rule_id in live.ours:
                await self._abolish(tx, guild.id, rule_id)
            for one in applied:
                await store.drop(tx, guild.id, one.name)
            await store.forget_kept(tx, guild.id)
        return len(live.ours)

    async def made_by(self, guild_id: int, rule_id: int) -> Applied | None:
        """Return our rule with this id, None for those of others."""
        async with self._core.db.read() as tx:
            rows = await store.of_guild(tx, guild_id)
            applied = [await self._applied(tx, row) for row in rows]
        return next((one for one in applied if one.rule_id == rule_id), None)

    async def is_in_use(self, guild_id: int) -> bool:
        """Tell whether rules were ever applied, and not removed since."""
        async with self._core.db.read() as tx:
            return bool(await store.of_guild(tx, guild_id))

    async def _judge(
        self,
        tx: AsyncConnection,
        guild: discord.Guild,
        place: Place,
        rules: Sequence[discord.AutoModRule],
    ) -> Standing:
        applied, live = await self._known(tx, guild, rules)
        wanted = compiled(place.wishes, live.room)
        kept = await store.kept_by(tx, place.guild_id)
        return policy.standing_of(wanted, applied, live, kept)

    async def _known(
        self, tx: AsyncConnection, guild: discord.Guild, rules: Sequence[discord.AutoModRule]
    ) -> tuple[list[Applied], Live]:
        """Return our rules as they were applied, also those that only Discord remembers."""
        applied = [await self._applied(tx, row) for row in await store.of_guild(tx, guild.id)]
        ids = {one.rule_id for one in applied if one.rule_id is not None}
        live = live_of(rules, ids, guild.me.id)
        forgotten = [
            Applied(
                name=rule.name, guideline="", version=0, digest=None, rule_id=rule_id,
                is_settled=True,
            )
            for rule_id, rule in live.ours.items()
            if rule_id not in ids
        ]  # fmt: skip
        return [*forgotten, *applied], live

    async def _applied(self, tx: AsyncConnection, row: Row) -> Applied:
        result = await self._core.outbox.result(tx, rule_key(row))
        failed = result is None or result.state in {"skipped", "failed"}
        made_id = result.created_id if result is not None else None
        return Applied(
            name=row.name,
            guideline=row.guideline,
            version=row.version,
            digest=None if failed else row.digest,
            rule_id=row.rule_id or made_id,
            is_settled=result is None or result.at is not None,
        )

    async def _call_off(self, tx: AsyncConnection, guild_id: int, names: Collection[str]) -> None:
        """Give up what was decided for these rules and has not begun."""
        for row in await store.of_guild(tx, guild_id):
            if row.name in names:
                await self._core.outbox.cancel(tx, rule_key(row))

    async def _mend(self, tx: AsyncConnection, guild_id: int, difference: Difference) -> None:
        made, rule_id = difference.wanted, difference.rule_id
        if made is None:
            assert rule_id is not None, "what nothing asks for stands on Discord"
            await self._abolish(tx, guild_id, rule_id)
            await store.drop(tx, guild_id, difference.name)
        else:
            row = self._row(guild_id, made, rule_id if difference.found is not None else None)
            await store.put(tx, row)
            await self._core.outbox.plan(tx, rule_key(row), _effect(made, row.rule_id))

    def _row(self, guild_id: int, made: Made, rule_id: int | None) -> Row:
        return Row(
            guild_id=guild_id,
            name=made.rule.name,
            guideline=made.guideline,
            version=made.version,
            digest=policy.digest(made.rule),
            rule_id=rule_id,
            effect="create" if rule_id is None else "edit",
            at=self._core.clock.now(),
        )

    async def _abolish(self, tx: AsyncConnection, guild_id: int, rule_id: int) -> None:
        now = self._core.clock.now().isoformat()
        key = effect_key("delete", guild_id, str(rule_id), now)
        await self._core.outbox.plan(tx, key, DeleteAutoModRule(rule_id=rule_id))


def _effect(made: Made, rule_id: int | None) -> CreateAutoModRule | EditAutoModRule:
    reason = f"Guidelines: {made.guideline}"  # for Discord's own audit log
    if rule_id is None:
        return CreateAutoModRule(rule=made.rule, reason=reason)
    return EditAutoModRule(rule_id=rule_id, rule=made.rule, reason=reason)
