"""Rules of Discord's own AutoMod."""

from contextlib import suppress
from datetime import datetime

import discord

from bot.actions import Done, Outcome
from bot.actions.automod_rules import kind_of, to_discord
from bot.actions.live.here import Here, require
from bot.effects import CreateAutoModRule, DeleteAutoModRule, EditAutoModRule, OfAutoMod


async def perform(here: Here, effect: OfAutoMod) -> Outcome:
    """Carry out what is about AutoMod."""
    guild_id, http = here.guild.id, here.client.http
    require({"Manage Server": here.guild.me.guild_permissions.manage_guild}, None)
    reason = effect.reason or None
    match effect:
        case CreateAutoModRule():
            body = to_discord(effect.rule)
            made = await http.create_auto_moderation_rule(guild_id, reason=reason, **body)
            return Done(int(made["id"]))
        case EditAutoModRule():
            body = to_discord(effect.rule)
            await http.edit_auto_moderation_rule(guild_id, effect.rule_id, reason=reason, **body)
        case DeleteAutoModRule():
            # That somebody was faster is as good.
            with suppress(discord.NotFound):
                await http.delete_auto_moderation_rule(guild_id, effect.rule_id, reason=reason)
    return Done(effect.rule_id)


async def find(
    guild: discord.Guild, effect: CreateAutoModRule, after: datetime, known: frozenset[int]
) -> Done | None:
    """Look for a rule that an interrupted attempt has made: ours, by this name."""
    for rule in await guild.fetch_automod_rules():
        made = discord.utils.snowflake_time(rule.id) >= after and rule.id not in known
        same = (rule.name, rule.trigger.type) == (effect.rule.name, kind_of(effect.rule))
        if made and same and rule.creator_id == guild.me.id:
            return Done(rule.id)
    return None
