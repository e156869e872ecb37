"""Posts what was approved, once; what cannot be posted goes back to be planned."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import CreateThread, SendMessage
from bot.refusal import Refusal
from bot.texts.phrase import Phrase
from cogs.prompts import render, store
from cogs.prompts.keys import effect_key, post_key, stamp
from cogs.prompts.place import Place
from cogs.prompts.planning import have_shown, library_of
from cogs.prompts.policy import Planned, Prompt

WORTH_POSTING_WITHIN = timedelta(hours=6)


class Posting:
    """What becomes of a prompt at its time."""

    def __init__(self, core: Core) -> None:
        self._core, self._db, self._outbox = core, core.db, core.outbox

    async def ask_first(self, tx: AsyncConnection, place: Place | None, subject: str) -> None:
        """Refuse where a slot has nothing to post at once, or nowhere to post it."""
        slot = place.slot(subject) if place is not None else None
        if place is not None and slot is not None:
            due_at = slot.at.at_or_after(self._core.clock.now(), place.zone)
            _, prompt = await self._approved(tx, place, due_at)
            _effect(place, prompt)

    async def post(self, place: Place, due_at: datetime) -> None:
        """Post what was approved for a time; nothing that nobody approved."""
        async with self._db.write() as tx:
            try:
                planned, prompt = await self._approved(tx, place, due_at)
            except Refusal:
                return
            try:
                effect = _effect(place, prompt)
            except Refusal as refusal:
                await self._put_back(tx, place, planned, refusal.phrase)
                return
            await self._outbox.plan(
                tx,
                post_key(place.guild_id, planned),
                effect,
                expires_at=due_at + WORTH_POSTING_WITHIN,
            )
            await store.change_planned(
                tx, place.guild_id, due_at, before="approved", state="posted"
            )

    async def go_on(self, place: Place, due_at: datetime) -> None:
        """Note what has become of a prompt: it stands somewhere, or it could not be posted."""
        async with self._db.write() as tx:
            planned = await store.planned_at(tx, place.guild_id, due_at)
            if planned is None or planned.state != "posted" or planned.message_id is not None:
                return
            posted = await self._outbox.result(tx, post_key(place.guild_id, planned))
            if posted is None:
                return
            if posted.state in {"failed", "skipped"}:
                reason = f"`{posted.code}`"
                why = Phrase(
                    "Discord did not take it in {channel} ({reason}).",
                    channel=place.channel,
                    reason=reason,
                )
                await self._put_back(tx, place, planned, why)
            elif posted.created_id is not None and posted.channel_id is not None:
                await store.change_planned(
                    tx, place.guild_id, due_at, before="posted", message_id=posted.created_id
                )
                await self._open_thread(tx, place, planned, posted.channel_id, posted.created_id)

    async def catch_up(self, place: Place) -> None:
        """Go on with prompts that were posted when a process ended."""
        async with self._db.read() as tx:
            waiting = await store.posted_without_message(tx, place.guild_id)
        for due_at in waiting:
            await self.go_on(place, due_at)

    async def _approved(
        self, tx: AsyncConnection, place: Place, due_at: datetime
    ) -> tuple[Planned, Prompt]:
        """Return what was approved for a time; Refusal says why there is nothing to post."""
        planned = await store.planned_at(tx, place.guild_id, due_at)
        if planned is not None and planned.state == "posted":
            raise Refusal("The prompt of {when} is posted already.", when=due_at)
        prompt = (await library_of(tx, place)).get(planned.prompt) if planned else None
        if planned is None or planned.state != "approved" or prompt is None:
            raise Refusal(
                "No prompt is approved for {when}. Approve one with /prompt week first.",
                when=due_at,
            )
        return planned, prompt

    async def _open_thread(
        self, tx: AsyncConnection, place: Place, planned: Planned, channel_id: int, message_id: int
    ) -> None:
        """Open a thread for the answers; a post in a forum is one."""
        prompt = (await library_of(tx, place)).get(planned.prompt)
        takes_threads = place.venue is not None and place.venue.takes_threads
        if place.settings.open_thread and takes_threads and prompt is not None:
            name = render.thread_name(prompt)
            effect = CreateThread(channel_id=channel_id, name=name, on_message=message_id)
            key = effect_key("thread", place.guild_id, stamp(planned.due_at))
            await self._outbox.plan(tx, key, effect)

    async def _put_back(
        self, tx: AsyncConnection, place: Place, planned: Planned, why: Phrase
    ) -> None:
        """Have a prompt that could not be posted tried at its time, or decided on again."""
        guild_id, due_at, now = place.guild_id, planned.due_at, self._core.clock.now()
        if due_at > now:  # it was run before its time
            await store.change_planned(
                tx,
                guild_id,
                due_at,
                before=planned.state,
                state="approved",
                attempt=planned.attempt + 1,
            )
        else:
            await store.remove_planned(tx, guild_id, due_at)
            slot = place.slot_at(due_at)
            if slot is not None:
                again_at = slot.at.next_after(now, place.zone)
                await store.propose_instead(tx, guild_id, again_at, planned.prompt)
        await have_shown(tx, self._core, place)
        if place.staff_channel_id is not None:
            message = render.not_posted(place, due_at, why, is_over=due_at <= now)
            effect = SendMessage(channel_id=place.staff_channel_id, message=message)
            key = effect_key("not_posted", guild_id, stamp(due_at), str(planned.attempt))
            await self._outbox.plan(tx, key, effect)


def _effect(place: Place, prompt: Prompt) -> SendMessage | CreateThread:
    """Return the message, in a forum the post; Refusal where the channel cannot take it."""
    venue, message = place.venue, render.post(place, prompt)
    if venue is None:
        raise Refusal(
            "The channel {channel} is not there. Name another one under {setting}.",
            channel=place.channel,
            setting="`features.prompts.channel`",
        )
    if not venue.is_forum:
        return SendMessage(channel_id=venue.channel_id, message=message)
    tag_ids = venue.tag_ids((place.settings.tag, *prompt.tags))
    if venue.wants_tag and not tag_ids:
        raise Refusal(
            "{channel} wants a tag on every post. Name one of its tags under {setting}.",
            channel=place.channel,
            setting="`features.prompts.tag`",
        )
    return CreateThread(
        channel_id=venue.channel_id,
        name=render.thread_name(prompt),
        opening=message,
        tag_ids=tag_ids,
    )
