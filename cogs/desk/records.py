"""What the team writes into cases, and the trail as a file."""

import csv
import io
import json
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.refusal import Refusal
from cogs.desk import appeal_store, case_store, file_store, store
from cogs.desk.case_store import Case
from cogs.desk.case_texts import CaseFacts
from cogs.desk.place import Place

COLUMNS = ("case", "at", "what", "by", "before", "after")
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Records:
    """Reads and amends cases; every amendment leaves its line in the trail."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def facts(self, place: Place, number: int) -> CaseFacts:
        """Return all that is known about a case."""
        async with self._core.db.read() as tx:
            case = await _known(tx, place.guild_id, number)
            messages = await store.messages_of(tx, case.item_id) if case.item_id else []
            theirs = [one for one in messages if one.author_id == case.member_id]
            return CaseFacts(
                place=place,
                case=case,
                trail=await case_store.trail(tx, case.id),
                evidence=theirs,
                files=[
                    file
                    for one in theirs[:3]
                    for file in await file_store.of_message(tx, place.guild_id, one.message_id)
                ],
                appeal=await appeal_store.of_case(tx, case.id),
                now=self._core.clock.now(),
            )

    async def edit(self, place: Place, number: int, reason: str, *, by: int) -> None:
        """Change the reason that the team reads."""
        async with self._core.db.write() as tx:
            case = await _known(tx, place.guild_id, number)
            await case_store.change(tx, case.id, reason=reason)
            await case_store.note(
                tx,
                case,
                "edited",
                at=self._core.clock.now(),
                by=by,
                before=case.reason,
                after=reason,
            )

    async def annotate(self, place: Place, number: int, text: str, *, by: int) -> None:
        """Add a note to a case."""
        async with self._core.db.write() as tx:
            case = await _known(tx, place.guild_id, number)
            await case_store.note(tx, case, "note", at=self._core.clock.now(), by=by, after=text)

    async def link(self, place: Place, number: int, other: int, *, by: int) -> None:
        """Say that two cases belong together."""
        if number == other:
            raise Refusal("A case belongs to itself already.")
        async with self._core.db.write() as tx:
            case = await _known(tx, place.guild_id, number)
            await _known(tx, place.guild_id, other)
            before = str(case.linked_to or "")
            await case_store.change(tx, case.id, linked_to=other)
            await case_store.note(
                tx,
                case,
                "linked",
                at=self._core.clock.now(),
                by=by,
                before=before,
                after=str(other),
            )

    async def remark(self, place: Place, member_id: int, name: str, text: str, *, by: int) -> Case:
        """Keep a note about a member; it weighs nothing and nobody is told."""
        now = self._core.clock.now()
        async with self._core.db.write() as tx:
            case = await case_store.add(
                tx, place.guild_id, member_id=member_id, member_name=name, kind="note", at=now,
                done_by=by, reason=text, stage="done",
            )  # fmt: skip
            await case_store.note(tx, case, "opened", at=now, by=by, after="note")
        return case

    async def export(self, guild_id: int, form: Literal["csv", "json"]) -> bytes:
        """Return the trail of all cases as a file."""
        async with self._core.db.read() as tx:
            trail = await case_store.whole_trail(tx, guild_id)
        rows = [
            dict(zip(COLUMNS, (
                number, one.at.isoformat(), one.what, one.done_by or "", one.before, one.after,
            ), strict=True))
            for number, one in trail
        ]  # fmt: skip
        if form == "json":
            return json.dumps(rows, ensure_ascii=False, indent=1).encode()
        table = io.StringIO()
        writer = csv.DictWriter(table, COLUMNS)
        writer.writeheader()
        writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
        return table.getvalue().encode("utf-8-sig")


async def _known(tx: AsyncConnection, guild_id: int, number: int) -> Case:
    case = await case_store.find(tx, guild_id, number)
    if case is None:
        raise Refusal("There is no case {number} on this server.", number=number)
    return case


def _harmless(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
