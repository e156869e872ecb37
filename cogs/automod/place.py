"""A server as the feature sees it: what the guidelines wish for, and what stands on Discord."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import discord

from bot.access import resolve
from bot.actions.automod_rules import from_discord
from bot.core import Core
from bot.places import channel_id_of
from bot.services import NativeGuideline, NativeGuidelines
from bot.settings.types import ChannelRef
from bot.texts import Translation
from cogs.automod import render
from cogs.automod.compiling import MOST_KEYWORD_RULES, MOST_MENTION_RULES, PREFIX, Room, Wish
from cogs.automod.policy import Live
from cogs.automod.settings import AutomodSettings

Kind = discord.AutoModRuleTriggerType
MOST_OF_KIND: Mapping[Kind, int] = {
    Kind.keyword: MOST_KEYWORD_RULES,
    Kind.mention_spam: MOST_MENTION_RULES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a decision or a text may need to know; `t` speaks the server's language.

    `guidelines` are those that AutoMod is to keep to, `unknown` the names of those that are not.
    `minds_others` says that what the rules of others do comes before the team as well.
    """

    guild_id: int
    t: Translation
    staff_channel_id: int | None
    guidelines: tuple[NativeGuideline, ...]
    wishes: tuple[Wish, ...]
    unknown: tuple[str, ...]
    minds_others: bool


def place_of(core: Core, guild: discord.Guild) -> Place | None:
    """Return what is to be known of a server, None where the feature is off."""
    settings = core.settings.active(guild.id, AutomodSettings)
    if settings is None:
        return None
    t, community = core.texts.for_guild(guild.id), core.settings.of(guild.id).community
    provider = core.services.get(NativeGuidelines)
    every = provider.of(guild.id, t.language) if provider is not None else ()
    named = settings.guidelines or [one.id for one in every]
    chosen = tuple(one for one in every if one.id in named)
    team = _team(core, guild)
    return Place(
        guild_id=guild.id,
        t=t,
        staff_channel_id=channel_id_of(guild, settings.staff_channel)
        or channel_id_of(guild, community.staff_channel),
        guidelines=chosen,
        wishes=tuple(_wish(guild, one, team, t) for one in chosen),
        unknown=tuple(one for one in named if one not in {known.id for known in chosen}),
        minds_others=settings.others,
    )


def live_of(rules: Collection[discord.AutoModRule], known: Collection[int], own_id: int) -> Live:
    """Tell our rules, by their ids or else by maker and name, from those of others."""
    ours = [
        rule
        for rule in rules
        if rule.id in known or (rule.creator_id == own_id and rule.name.startswith(PREFIX))
    ]
    others = Counter(rule.trigger.type for rule in rules if rule not in ours)
    free = {kind: max(0, most - others[kind]) for kind, most in MOST_OF_KIND.items()}
    room = Room(free[Kind.keyword], free[Kind.mention_spam])
    return Live({rule.id: from_discord(rule) for rule in ours}, room)


def _wish(
    guild: discord.Guild, guideline: NativeGuideline, team: frozenset[int], t: Translation
) -> Wish:
    roles = resolve(guideline.exempt_roles, _roles(guild))
    channels = {one for ref in guideline.exempt_channels for one in _meant(guild, ref)}
    return Wish(
        guideline=guideline,
        exempt_role_ids=tuple(sorted(team | roles)),
        exempt_channel_ids=tuple(sorted(channels)),
        message=render.blocked(t, guideline.title),
    )


def _team(core: Core, guild: discord.Guild) -> frozenset[int]:
    """Return the roles of staff, whose messages the bot does not examine either.

    Discord spares by itself bots and whoever may manage the server.
    """
    staff = core.settings.of(guild.id).community.staff
    by_right = {
        role.id
        for role in guild.roles
        if role.permissions.moderate_members
        and not (role.permissions.administrator or role.permissions.manage_guild)
        and not (role.managed or role.is_default())
    }
    return resolve((*staff.managers, *staff.moderators), _roles(guild)) | by_right


def _roles(guild: discord.Guild) -> list[tuple[int, str]]:
    return [(role.id, role.name) for role in guild.roles if not role.is_default()]


def _meant(guild: discord.Guild, ref: ChannelRef) -> Iterator[int]:
    """Yield the channels that are meant; of a category, those in it."""
    for channel in guild.channels:
        if not ref.matches(channel.id, channel.name):
            continue
        yield channel.id
        if isinstance(channel, discord.CategoryChannel):
            yield from (one.id for one in channel.channels)
