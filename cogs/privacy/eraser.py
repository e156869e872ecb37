"""Erases what is kept about a member, and comes back to what failed."""

from datetime import timedelta

from bot import erasure
from bot.core import Core
from bot.scheduler import Job
from bot.signals import ErasureBegun
from cogs.privacy import store

SAFETY = timedelta(minutes=1)


class ErasureIncomplete(Exception):
    """Some features could not forget yet; their names are the arguments."""


class Eraser:
    """Every erasure is a job first, so that a process that dies in the middle leaves it to do."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def erase(self, guild_id: int, member_id: int) -> tuple[str, ...]:
        """Erase now; returns the names of the features that failed and will be asked again."""
        core = self._core
        async with core.db.write() as tx:
            due_at = core.clock.now() + SAFETY
            await core.scheduler.schedule(
                tx, erasure.ERASE, guild_id=guild_id, subject=str(member_id), due_at=due_at
            )
        failed = await self._round(guild_id, member_id)
        if not failed:
            async with core.db.write() as tx:
                await store.finish(tx, guild_id, core.clock.now())
                await core.scheduler.cancel(
                    tx, erasure.ERASE, guild_id=guild_id, subject=str(member_id)
                )
        return failed

    async def again(self, job: Job) -> None:
        """Go on with an erasure that was not finished."""
        if failed := await self._round(job.guild_id, int(job.subject)):
            raise ErasureIncomplete(*failed)
        async with self._core.db.write() as tx:
            await store.finish(tx, job.guild_id, job.now)

    async def _round(self, guild_id: int, member_id: int) -> tuple[str, ...]:
        core = self._core
        features = [package.feature for package in core.features]
        instead = core.texts.for_guild(guild_id)(erasure.SOMEONE)
        await erasure.unmention_member(core.db, features, guild_id, member_id, instead=instead)
        await core.signals.emit(ErasureBegun(guild_id=guild_id, member_id=member_id))
        async with core.db.write() as tx:
            await core.texts.set_language(tx, member_id, None)
        await core.messages.keep()
        return await erasure.forget_member(core.db, features, guild_id, member_id, instead=instead)
