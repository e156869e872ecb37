"""From Discord's guilds and members to the plain facts that the feature decides by."""

import discord

from bot.access import Access
from bot.core import Core
from bot.places import channel_id_of
from cogs.welcome.newcomer import MemberFacts
from cogs.welcome.place import Place
from cogs.welcome.settings import WelcomeSettings


def place_of(core: Core, guild: discord.Guild) -> Place | None:
    """Return what is to be known of a server, None where the feature is off."""
    settings = core.settings.active(guild.id, WelcomeSettings)
    if settings is None:
        return None
    community = core.settings.of(guild.id).community

    def name_of(user_id: int) -> str | None:
        member = guild.get_member(user_id)
        return member.display_name if member is not None else None

    def member_of(user_id: int) -> MemberFacts | None:
        member = guild.get_member(user_id)
        return facts_of(core, member) if member is not None else None

    return Place(
        guild_id=guild.id,
        name=guild.name,
        zone=community.timezone,
        t=core.texts.for_guild(guild.id),
        settings=settings,
        name_of=name_of,
        member=member_of,
        channel_id=channel_id_of(guild, settings.channel),
        rules_channel_id=channel_id_of(guild, settings.rules_channel)
        or (guild.rules_channel.id if guild.rules_channel else None),
        introductions_channel_id=channel_id_of(guild, settings.introductions_channel),
        help_channel_id=channel_id_of(guild, settings.help_channel),
        staff_channel_id=channel_id_of(guild, settings.staff_channel or community.staff_channel),
        has_onboarding=_has_onboarding(guild),
    )


def facts_of(core: Core, member: discord.Member) -> MemberFacts:
    """Return what the policy wants to know of a member."""
    flags = member.flags
    return MemberFacts(
        user_id=member.id,
        joined_at=member.joined_at or core.clock.now(),
        is_bot=member.bot,
        is_guest=flags.guest,
        is_staff=core.access.level_of(member) > Access.MEMBER,
        pending=member.pending,
        awaits_onboarding=_has_onboarding(member.guild) and not flags.completed_onboarding,
        came_before=flags.did_rejoin,
    )


def _has_onboarding(guild: discord.Guild) -> bool:
    return "GUILD_ONBOARDING" in guild.features
