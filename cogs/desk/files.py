"""Files of messages that are about to be deleted: kept as evidence, and to be put back."""

import hashlib
from collections.abc import Sequence

import discord
import structlog

from cogs.desk.file_store import Kept
from cogs.desk.store import Written

log = structlog.get_logger(__name__)

MOST_MESSAGES = 5
MOST_FILES = 10
LARGEST = 4 * 1024 * 1024


async def fetch(guild: discord.Guild, messages: Sequence[Written]) -> list[Kept]:
    """Take copies of what hangs on messages, as far as it is still there and not too large."""
    with_files = [one for one in messages if one.content and one.content.get("attachments")]
    kept: list[Kept] = []
    for written in with_files[:MOST_MESSAGES]:
        channel = guild.get_channel_or_thread(written.channel_id)
        if not isinstance(channel, discord.abc.Messageable):
            continue
        try:
            message = await channel.fetch_message(written.message_id)
            kept += [
                await _copy(written, number, file)
                for number, file in enumerate(message.attachments[:MOST_FILES])
            ]
        except discord.HTTPException as error:
            # Gone already, or out of reach: what was decided is done all the same.
            log.info("files are not kept", message_id=written.message_id, reason=str(error))
    return kept


async def _copy(written: Written, number: int, file: discord.Attachment) -> Kept:
    content = await file.read() if file.size <= LARGEST else None
    return Kept(
        guild_id=written.guild_id,
        message_id=written.message_id,
        number=number,
        item_id=written.item_id,
        filename=file.filename,
        size=file.size,
        description=file.description or "",
        digest=hashlib.sha256(content).hexdigest() if content is not None else "",
        content=content,
    )
