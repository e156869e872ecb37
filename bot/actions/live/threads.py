"""Threads and forum posts: opened, changed, entered."""

from datetime import datetime
from typing import Any

import discord

from bot.actions import Blocked, Done, Outcome, Refused
from bot.actions.live.here import Here, channel, require, thread
from bot.actions.live.writing import look_through, write
from bot.actions.wording import to_send
from bot.effects import AddToThread, CreateThread, EditThread

MOST_ACTIVE = 1000
HAS_THREAD = 160004

Parent = discord.TextChannel | discord.ForumChannel


async def create(guild: discord.Guild, effect: CreateThread) -> Outcome:
    """Open a thread, with its members and its opening message."""
    parent: Parent = channel(guild, effect.channel_id, discord.TextChannel, discord.ForumChannel)
    _require_to_open(parent, effect)
    if sum(not one.archived for one in guild.threads) >= MOST_ACTIVE:
        return Blocked("too_many_threads", f"{MOST_ACTIVE} threads are open")
    if isinstance(parent, discord.ForumChannel):
        return await _post(parent, effect)
    try:
        made = await parent.create_thread(
            name=effect.name,
            message=discord.Object(effect.on_message) if effect.on_message else None,
            type=None if effect.private else discord.ChannelType.public_thread,
            auto_archive_duration=effect.archive_after,
            invitable=not effect.private,
        )
    except discord.HTTPException as error:
        if error.code != HAS_THREAD or effect.on_message is None:
            raise
        made = await thread(guild, effect.on_message)
    await _furnish(made, effect)
    return Done(made.id, made.id)


async def find(
    guild: discord.Guild, effect: CreateThread, after: datetime, known: frozenset[int]
) -> Done | None:
    """Look for a thread that an interrupted attempt has opened, and finish it."""
    for one in guild.threads:
        if one.owner_id == guild.me.id and _is_it(one, effect, after, known):
            found = None
            if effect.opening is not None:
                found = await look_through(one, effect.opening, after, known, {guild.me.id})
            await _furnish(one, effect, is_opened=found is not None)
            return Done(one.id, one.id)
    return None


def _is_it(
    one: discord.Thread, effect: CreateThread, after: datetime, known: frozenset[int]
) -> bool:
    if effect.on_message is not None:  # a thread has the id of the message that it hangs on
        return one.id == effect.on_message
    is_new = one.created_at is not None and one.created_at >= after and one.id not in known
    return is_new and (one.name, one.parent_id) == (effect.name, effect.channel_id)


async def edit(here: Here, effect: EditThread) -> Outcome:
    """Change what is given; a thread that sleeps is woken for it and put to sleep again."""
    thread_id = effect.thread_id
    if thread_id is None:
        if here.target is None:
            return Refused("nothing_to_change", "the thread was never made")
        thread_id = here.target.id
    found = await thread(here.guild, thread_id)
    _require_to_edit(found, effect)
    parts = _parts(found, effect)
    if found.archived and effect.archived is not False and set(parts) - {"archived", "locked"}:
        await found.edit(**{**parts, "archived": False})
        parts = {"archived": True}
    if parts:
        await found.edit(**parts)
    return Done(found.id, found.id)


async def add(guild: discord.Guild, effect: AddToThread) -> Outcome:
    """Let a member into a thread, awake."""
    found = await thread(guild, effect.thread_id)
    may = found.permissions_for(guild.me)
    needed = {
        "View Channel": may.view_channel,
        "Send Messages in Threads": may.send_messages_in_threads,
    }
    require(needed, found)
    if found.archived:
        await found.edit(archived=False)
    await found.add_user(discord.Object(effect.member_id))
    return Done(channel_id=found.id)


async def _post(forum: discord.ForumChannel, effect: CreateThread) -> Outcome:
    if effect.opening is None:
        return Refused("no_opening", "a post in a forum begins with a message")
    tags = _tags(forum, effect.tag_ids)
    if forum.flags.require_tag and not tags:
        return Blocked("tag_required", f"#{forum.name}")
    made = await forum.create_thread(
        name=effect.name,
        auto_archive_duration=effect.archive_after,
        applied_tags=tags,
        **to_send(effect.opening),
    )
    return Done(made.thread.id, made.thread.id)


async def _furnish(made: discord.Thread, effect: CreateThread, *, is_opened: bool = False) -> None:
    """Add what a thread of a text channel gets after it is made; all of it may be repeated."""
    if isinstance(made.parent, discord.ForumChannel):
        return
    if effect.opening is not None and not is_opened:
        await write(made, effect.opening, nonce=None)
    for member_id in effect.member_ids:
        try:
            await made.add_user(discord.Object(member_id))
        except discord.NotFound:
            continue  # who has left is not waited for


def _require_to_open(parent: Parent, effect: CreateThread) -> None:
    may = parent.permissions_for(parent.guild.me)
    needed = {"View Channel": may.view_channel}
    if isinstance(parent, discord.ForumChannel):
        needed["Send Messages"] = may.send_messages
    elif effect.private:
        needed["Create Private Threads"] = may.create_private_threads
    else:
        needed["Create Public Threads"] = may.create_public_threads
    opening = effect.opening
    if opening is not None:
        in_text = isinstance(parent, discord.TextChannel)
        needed["Send Messages in Threads"] = may.send_messages_in_threads or not in_text
        needed["Embed Links"] = may.embed_links or not opening.embeds
        needed["Attach Files"] = may.attach_files or not opening.files
    require(needed, parent)


def _require_to_edit(found: discord.Thread, effect: EditThread) -> None:
    may, me = found.permissions_for(found.guild.me), found.guild.me
    own = found.owner_id == me.id and not found.locked and effect.locked is None
    require({"View Channel": may.view_channel, "Manage Threads": may.manage_threads or own}, found)


def _parts(found: discord.Thread, effect: EditThread) -> dict[str, Any]:
    given = effect.model_dump(include={"name", "archived", "locked"}, exclude_none=True)
    if effect.tag_ids is not None and isinstance(found.parent, discord.ForumChannel):
        given["applied_tags"] = _tags(found.parent, effect.tag_ids)
    return given


def _tags(forum: discord.ForumChannel, tag_ids: tuple[int, ...]) -> list[discord.ForumTag]:
    """Return the tags that still exist."""
    return [tag for tag in map(forum.get_tag, tag_ids) if tag is not None]
