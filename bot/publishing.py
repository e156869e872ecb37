"""Makes the slash commands known to Discord, when they differ from what it knows."""

import hashlib

import discord
import structlog
from discord.ext import commands

from bot.db import Database
from bot.facts import read_fact, write_fact

log = structlog.get_logger(__name__)

FACT = "commands"


async def publish_commands(client: commands.Bot, db: Database) -> bool:
    """Publish the commands unless that was done before; False when Discord would not have them.

    A failure is no reason not to run: the commands published last still work.
    """
    digest = await _digest(client)
    async with db.read() as tx:
        published = await read_fact(tx, FACT)
    if published == digest:
        return True
    try:
        await client.tree.sync()
    except (discord.DiscordException, OSError):
        log.exception("commands could not be published; trying again at the next connection")
        return False
    async with db.write() as tx:
        await write_fact(tx, FACT, digest)
    return True


async def _digest(client: commands.Bot) -> str:
    """Return what tells these commands, in all languages, from others."""
    tree = client.tree
    payload = [
        await command.get_translated_payload(tree, tree.translator)
        if tree.translator
        else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    return hashlib.sha256(repr((client.application_id, payload)).encode()).hexdigest()
