"""People who were removed by mistake: the bot cannot put them back, but it can ask them to."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.refusal import Refusal
from bot.services import PrivateMessage, PrivateWords
from bot.texts import N_, escape
from cogs.desk import case_store, wording
from cogs.desk.case_store import Case, Event
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
        """Return what somebody could be told, in their language; Refusal if they came to stay."""
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
                instead="visit",
            )
            if not await post.write(tx, letter):
                raise Refusal("They have been written to already.")
            await self._note(tx, case, "come_back", by=by)

    async def told(self, tx: AsyncConnection, case: Case, how: str) -> None:
        """Note whether somebody has read it."""
        await self._note(tx, case, f"told_{how}", by=None)

    async def _removed(self, tx: AsyncConnection, place: Place, case_id: int) -> Case:
        case = await case_store.by_id(tx, case_id)
        if case is None or case.guild_id != place.guild_id or case.state != "undone":
            raise Refusal("What this is about is no longer there.")
        return case

    async def _note(self, tx: AsyncConnection, case: Case, what: str, *, by: int | None) -> None:
        event = Event(
            guild_id=case.guild_id, case_id=case.id, at=self._core.clock.now(), done_by=by,
            what=what,
        )  # fmt: skip
        await case_store.note(tx, event)
