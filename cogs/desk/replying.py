"""What members answer comes into a thread of the case; moderators answer from there."""

from bot.core import Core
from bot.effects import Button, CreateThread, Message, SendInside
from bot.refusal import Refusal
from bot.services import PrivateMessage, PrivateWords
from bot.signals import PrivateReply
from bot.texts import Translation, escape, shorten
from cogs.desk import case_store
from cogs.desk.case_store import Case
from cogs.desk.keys import card_key, effect_key
from cogs.desk.place import Place

ANSWERABLE = frozenset({"desk.words", "desk.answer"})
ARCHIVED_AFTER = 10080


class Replying:
    """Carries words between a member and the team."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def heard(self, place: Place, reply: PrivateReply) -> None:
        """Show the team what a member has answered."""
        if place.channel_id is None:
            return
        outbox = self._core.outbox
        async with self._core.db.write() as tx:
            case = await case_store.by_id(tx, int(reply.subject))
            if case is None or case.member_id != reply.member_id:
                return
            thread = effect_key("thread", place.guild_id, case.id)
            card = None
            if case.item_id is not None:
                card = await outbox.result(tx, card_key(place.guild_id, case.item_id))
            opened = CreateThread(
                channel_id=card.channel_id if card and card.channel_id else place.channel_id,
                name=shorten(f"#{case.number} {case.member_name}", 100),
                on_message=card.created_id if card else None,
                archive_after=ARCHIVED_AFTER,
            )
            await outbox.plan(tx, thread, opened)
            key = effect_key("reply", place.guild_id, case.id, reply.at.isoformat())
            message = _reply(place.t, case, reply)
            if await outbox.plan(tx, key, SendInside(of=thread, message=message)):
                await case_store.note(tx, case, "answered", at=reply.at)

    async def answer(
        self, place: Place, case_id: int, text: str, *, by: int, name: str, period: str
    ) -> None:
        """Write to the member, and show in the thread what was written."""
        post = self._core.services.get(PrivateWords)
        if post is None:
            raise Refusal("Members cannot be written to at the moment.")
        async with self._core.db.write() as tx:
            case = await case_store.by_id(tx, case_id)
            if case is None or case.guild_id != place.guild_id:
                raise Refusal("There is no case {number} on this server.", number=case_id)
            signed = name if place.settings.signed == "moderator" else place.community
            words = PrivateMessage(
                key=effect_key("answer", place.guild_id, case.id, period),
                member_id=case.member_id,
                message=Message(text=shorten(f"{text}\n-# {escape(signed)}", 2000)),
                instead="thread",
                answerable=True,
                asked_for=True,
            )
            await post.write(tx, words)
            await case_store.note(tx, case, "written", at=self._core.clock.now(), by=by)
            told = place.t("{name} has answered:", name=f"<@{by}>") + f"\n{_quote(text)}"
            await self._core.outbox.plan(
                tx,
                effect_key("answer_shown", place.guild_id, case.id, period),
                SendInside(
                    of=effect_key("thread", place.guild_id, case.id),
                    message=Message(text=shorten(told, 2000)),
                ),
            )


def _reply(t: Translation, case: Case, reply: PrivateReply) -> Message:
    lines = [t("{name} has answered:", name=escape(case.member_name)), _quote(reply.text)]
    if reply.attachments:
        lines.append(
            t.n("with {n} file, which stays in the conversation",
                "with {n} files, which stay in the conversation", n=len(reply.attachments))
        )  # fmt: skip
    button = Button(label=t("Answer"), custom_id=f"desk:answer:{case.id}", style="primary")
    return Message(text=shorten("\n".join(lines), 2000), rows=((button,),))


def _quote(text: str) -> str:
    return "\n".join(f"> {line}" for line in shorten(escape(text), 1500).splitlines())
