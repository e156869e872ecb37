"""Files of messages that are decided on: kept as evidence, and to be put back.

Of a file that is too large to be kept, its hash stays: it tells whether another one is the same.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

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
LARGEST_HASHED = 25 * 1024 * 1024
HASHED_TOGETHER = 100 * 1024 * 1024
AT_ONCE = 64 * 1024
SECONDS = 10


@dataclass(slots=True)
class _Room:
    """How many bytes may still be copied, and read."""

    copied: int = LARGEST_TOGETHER
    read: int = HASHED_TOGETHER

    def for_copy(self, size: int) -> bool:
        return size <= min(LARGEST, self.copied)

    def for_hash(self, size: int) -> bool:
        return size <= min(LARGEST_HASHED, self.read)


async def fetch(
    client: discord.Client, guild: discord.Guild, messages: Sequence[Written]
) -> list[Kept]:
    """Take copies of what hangs on messages, as far as it is still there and not too large."""
    with_files = [one for one in messages if one.content and one.content.get("attachments")]
    kept: list[Kept] = []
    room = _Room()
    # The client's own connections, of which discord.py hands out whole files alone.
    async with aiohttp.ClientSession(
        connector=client.http.connector, connector_owner=False
    ) as session:
        for written in with_files[:MOST_MESSAGES]:
            for number, file in enumerate(await _files_of(guild, written)):
                digest, content = "", None
                if room.for_hash(file.size):
                    copies = room.for_copy(file.size)
                    digest, content = await _read(session, file, copies=copies)
                    room.read -= file.size
                    room.copied -= len(content or b"")
                kept.append(_kept(written, number, file, digest, content))
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


async def _read(
    session: aiohttp.ClientSession, file: discord.Attachment, *, copies: bool
) -> tuple[str, bytes | None]:
    """Read a file of Discord's own store, and of no other host, whatever its address says.

    Returns its hash, nothing where it cannot be read, and its content where that is to be copied.
    """
    address = URL(file.url).with_scheme("https").with_host(CDN).with_port(None)
    digest, pieces, size = hashlib.sha256(), [], 0
    try:
        async with asyncio.timeout(SECONDS), session.get(address) as answer:
            answer.raise_for_status()
            async for piece in answer.content.iter_chunked(AT_ONCE):
                size += len(piece)
                if size > file.size:
                    raise aiohttp.ClientPayloadError("it is larger than Discord has said")
                digest.update(piece)
                if copies:
                    pieces.append(piece)
    except (aiohttp.ClientError, TimeoutError) as error:
        log.info("a file is not kept", attachment_id=file.id, reason=str(error))
        return "", None
    return digest.hexdigest(), b"".join(pieces) if copies else None


def _kept(
    written: Written, number: int, file: discord.Attachment, digest: str, content: bytes | None
) -> Kept:
    return Kept(
        guild_id=written.guild_id,
        message_id=written.message_id,
        number=number,
        item_id=written.item_id,
        filename=file.filename,
        size=file.size,
        description=file.description or "",
        digest=digest,
        content=content,
    )
