"""People who were removed by mistake: the bot cannot put them back, but it can ask them to.

Discord lets it write only to people with whom it shares a server; the case says how it went.
"""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.refusal import Refusal
from bot.services import PrivateMessage, PrivateWords
from bot.texts import N_, escape
from cogs.desk import case_store, wording
from cogs.desk.case_store import Case
from cogs.desk.keys import effect_key
from cogs.desk.place import Place

WORDS = N_(
    "Hello {name},\nyou were removed from {community}, and that was a mistake. We are sorry. You "
    "are welcome to come back.\nThe moderators"
)


class Returning:
    """Writes to those whom nothing but an invitation brings back."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def draft(self, place: Place, case_id: int) -> str:
        """Return what somebody could be told, in their language."""
        async with self._core.db.read() as tx:
            case = await self._removed(tx, place, case_id)
        t = await self._core.texts.for_member(place.guild_id, case.member_id)
        return t(WORDS, name=escape(case.member_name), community=escape(place.community))

    async def write(self, place: Place, case_id: int, words: str, *, by: int) -> None:
        """Ask somebody back, once."""
        post = self._core.services.get(PrivateWords)
        if post is None:
            raise Refusal("Members cannot be written to at the moment.")
        async with self._core.db.write() as tx:
            case = await self._removed(tx, place, case_id)
            letter = PrivateMessage(
                key=effect_key("come_back", place.guild_id, case.id),
                member_id=case.member_id,
                message=wording.plain(words),
                instead="nothing",
            )
            if not await post.write(tx, letter):
                raise Refusal("They have been written to already.")
            await case_store.note(tx, case, "come_back", at=self._core.clock.now(), by=by)

    async def told(self, tx: AsyncConnection, case: Case, how: str) -> None:
        """Note whether somebody has read it."""
        await case_store.note(tx, case, f"told_{how}", at=self._core.clock.now())

    async def _removed(self, tx: AsyncConnection, place: Place, case_id: int) -> Case:
        case = await case_store.by_id(tx, case_id)
        if case is None or case.guild_id != place.guild_id or case.state != "undone":
            raise Refusal("What this is about is no longer there.")
        return case
