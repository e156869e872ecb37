"""What a message, or a text that somebody could write, goes against, and why."""

import discord

from bot.core import Core
from bot.messages.event import Content
from bot.messages.reading import read
from bot.refusal import Refusal
from bot.texts import N_, Translation
from cogs.guidelines import excerpts, policy, render
from cogs.guidelines.memory import Memory
from cogs.guidelines.message_links import MessageLink
from cogs.guidelines.server import may_read, situation_of
from cogs.guidelines.settings import Guideline
from cogs.guidelines.watch import Watch, Watched

NO_SUCH_MESSAGE = N_("There is no such message that you may read.")


async def explain_text(watch: Watch, guild: discord.Guild, text: str, t: Translation) -> str:
    """Tell what a text goes against, wherever somebody writes it."""
    watched = await watch.agreement(guild)
    content = Content(text=text)
    known = watch.known(guild, watched)
    matches = watched.engine.examine(content, known) if watched.engine is not None else ()
    shown = {one: excerpts.marked(excerpts.part_of(content, one.part), one) for one in matches}
    return render.explanation(t, matches, shown, _guidelines(watched))


async def explain_message(
    core: Core, watch: Watch, reader: discord.Member, link: MessageLink, t: Translation
) -> str:
    """Tell what a message goes against, who wrote it and where included."""
    guild = reader.guild
    message = await _find(reader, link)
    event = read(message, "created", at=message.created_at)
    assert event.author is not None, "every message has an author"
    watched = await watch.agreement(guild)
    if not event.author.is_human or event.is_system:
        return t("What bots and Discord itself write is not looked at.")
    alone = watch.context(guild, event, watched, Memory())
    context = alone._replace(author_name=event.author.name)
    matches = watched.engine.examine(event.content, context) if watched.engine is not None else ()
    shown = {
        one: excerpts.marked(
            excerpts.part_of(
                event.content, one.part, name=event.author.name, thread_title=event.thread_title
            ),
            one,
        )
        for one in matches
    }
    situation = situation_of(core, guild, event)
    flags = policy.judge(watched.agreement.guidelines, matches, situation)
    applying = {flag.guideline.id for flag in flags}
    told = [render.explanation(t, matches, shown, _guidelines(watched), applying)]
    if situation.is_staff and matches:
        told.append(t("Its author belongs to your team, which stands above the guidelines."))
    if event.content.attachments or event.content.stickers:
        told.append(t("Pictures, sound and video cannot be looked into; their names are."))
    return "\n".join(told)


async def _find(reader: discord.Member, link: MessageLink) -> discord.Message:
    """Fetch a message; what the reader may not read is not told from what is not there."""
    guild = reader.guild
    place = guild.get_channel_or_thread(link.channel_id)
    if link.guild_id != guild.id or not may_read(guild, link.channel_id, reader):
        raise Refusal(NO_SUCH_MESSAGE)
    if not isinstance(place, discord.abc.Messageable):
        raise Refusal(NO_SUCH_MESSAGE)
    try:
        return await place.fetch_message(link.message_id)
    except discord.NotFound:
        raise Refusal(NO_SUCH_MESSAGE) from None
    except discord.Forbidden:
        raise Refusal(
            "I may not read there myself. Give me View Channels and Read Message History."
        ) from None


def _guidelines(watched: Watched) -> dict[str, Guideline]:
    return {one.id: one for one in watched.agreement.guidelines}
