"""Members say that they have read the guidelines, and get a role for it, once."""

from datetime import datetime

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.access import resolve
from bot.core import Core
from bot.effects import AddRole, EffectKey
from bot.refusal import Refusal
from cogs.guidelines import store
from cogs.guidelines.keys import effect_key
from cogs.guidelines.settings import Acceptance, GuidelinesSettings


class Acceptances:
    """Keeps who has accepted which edition of the guidelines."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def asks(self, member: discord.Member) -> Acceptance | None:
        """Return what a member is still to accept, None when there is nothing."""
        wanted = _wanted(self._core, member.guild.id)
        if wanted is None:
            return None
        async with self._core.db.read() as tx:
            at = await store.accepted_at(tx, member.guild.id, member.id, wanted.edition)
        return None if at is not None else wanted

    async def accept(
        self, member: discord.Member, edition: int, press_id: int
    ) -> tuple[discord.Role, datetime | None]:
        """Keep that a member accepts, and give them the role; return since when they have."""
        core, guild, now = self._core, member.guild, self._core.clock.now()
        wanted = _wanted(core, guild.id)
        if wanted is None:
            raise Refusal("Nobody needs to accept the guidelines here any more.")
        if wanted.edition != edition:
            raise Refusal(
                "The guidelines have changed since this was posted. Read and accept them with "
                "{command}.",
                command="`/guidelines show`",
            )
        role = _role(guild, wanted)
        async with core.db.write() as tx:
            before = await store.accepted_at(tx, guild.id, member.id, edition)
            if before is None:
                version = core.settings.version(guild.id)
                await store.accept(tx, guild.id, member.id, edition, version=version, now=now)
            if role not in member.roles:
                key = await self._key(tx, member, edition, press_id)
                effect = AddRole(member_id=member.id, role_id=role.id, reason="Guidelines accepted")
                await core.outbox.plan(tx, key, effect)
        return role, before

    async def _key(
        self, tx: AsyncConnection, member: discord.Member, edition: int, press_id: int
    ) -> EffectKey:
        """Return the one key of an edition; once it is used up, whoever came back needs another."""
        key = effect_key("accepted", member.guild.id, str(member.id), str(edition))
        result = await self._core.outbox.result(tx, key)
        if result is None or result.state in {"planned", "sending"}:
            return key
        return key.model_copy(update={"period": f"{edition}/{press_id}"})

    async def forget_who_left(self, guild: discord.Guild) -> None:
        """Forget what people had accepted who are no members any more, if all members are known."""
        if not guild.chunked:
            return
        async with self._core.db.write() as tx:
            for user_id in await store.accepted_by(tx, guild.id):
                if guild.get_member(user_id) is None:
                    await store.drop_accepted(tx, guild.id, user_id)


def _wanted(core: Core, guild_id: int) -> Acceptance | None:
    settings = core.settings.active(guild_id, GuidelinesSettings)
    return settings.acceptance if settings is not None else None


def _role(guild: discord.Guild, wanted: Acceptance) -> discord.Role:
    roles = [(role.id, role.name) for role in guild.roles if not role.is_default()]
    for role_id in resolve((wanted.role,), roles):
        role = guild.get_role(role_id)
        if role is not None:
            return role
    raise Refusal(
        "There is no role called {role} on this server. Please tell those who look after it.",
        role=f"**{wanted.role.name or wanted.role.id}**",
    )
