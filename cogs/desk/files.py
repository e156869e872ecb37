"""Files of messages that are about to be deleted: kept as evidence, and to be put back."""

import asyncio
import hashlib
from collections.abc import Sequence

import aiohttp
import discord
import structlog
from yarl import URL

from cogs.desk.file_store import Kept
from cogs.desk.store import Written

log = structlog.get_logger(__name__)

CDN = "cdn.discordapp.com"
MOST_MESSAGES = 5
MOST_FILES = 10
LARGEST = 4 * 1024 * 1024
LARGEST_TOGETHER = 16 * 1024 * 1024
SECONDS = 10


async def fetch(
    client: discord.Client, guild: discord.Guild, messages: Sequence[Written]
) -> list[Kept]:
    """Take copies of what hangs on messages, as far as it is still there and not too large."""
    with_files = [one for one in messages if one.content and one.content.get("attachments")]
    kept: list[Kept] = []
    room = LARGEST_TOGETHER
    for written in with_files[:MOST_MESSAGES]:
        for number, file in enumerate(await _files_of(guild, written)):
            content = await _read(client, file) if file.size <= min(LARGEST, room) else None
            room -= len(content or b"")
            kept.append(_kept(written, number, file, content))
    return kept


async def _files_of(guild: discord.Guild, written: Written) -> list[discord.Attachment]:
    channel = guild.get_channel_or_thread(written.channel_id)
    if not isinstance(channel, discord.abc.Messageable):
        return []
    try:
        message = await channel.fetch_message(written.message_id)
    except discord.HTTPException as error:
        # Gone already, or out of reach: what was decided is done all the same.
        log.info("files are not kept", message_id=written.message_id, reason=str(error))
        return []
    return message.attachments[:MOST_FILES]


async def _read(client: discord.Client, file: discord.Attachment) -> bytes | None:
    """Ask Discord's own store for a file, and no other host, whatever its address says."""
    address = URL(file.url).with_scheme("https").with_host(CDN).with_port(None)
    try:
        async with asyncio.timeout(SECONDS):
            return await client.http.get_from_cdn(str(address))
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
        log.info("a file is not kept", attachment_id=file.id, reason=str(error))
        return None


def _kept(written: Written, number: int, file: discord.Attachment, content: bytes | None) -> Kept:
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
