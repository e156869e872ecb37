"""From Discord's guilds and members to the plain facts that the desk decides by."""

from datetime import datetime

import discord

from bot.access import Access, resolve
from bot.core import Core
from bot.messages.reading import content_of
from bot.permissions import refuse_without
from bot.places import channel_id_of
from bot.refusal import Refusal
from bot.services import Guidelines
from bot.texts import Translation
from cogs.desk.checks import ladder_of
from cogs.desk.place import Place
from cogs.desk.policy import PERMISSIONS, Target, objection
from cogs.desk.reported import Reported
from cogs.desk.settings import DeskSettings


def place_of(core: Core, guild: discord.Guild, t: Translation | None = None) -> Place | None:
    """Return the server as the desk sees it, None where the feature is off."""
    settings = core.settings.active(guild.id, DeskSettings)
    if settings is None:
        return None
    document = core.settings.of(guild.id)
    community, ladder = document.community, ladder_of(document)
    t = t or core.texts.for_guild(guild.id)
    guidelines = core.services.get(Guidelines)
    words = guidelines.all(guild.id, t.language) if guidelines is not None else ()
    roles = [(role.id, role.name) for role in guild.roles if not role.is_default()]
    return Place(
        guild_id=guild.id,
        community=community.name,
        channel_id=channel_id_of(guild, settings.channel)
        or channel_id_of(guild, community.staff_channel),
        moderator_roles=tuple(sorted(resolve(community.staff.moderators, roles))),
        settings=settings,
        points=ladder.points,
        steps=ladder.steps,
        t=t,
        guidelines={one.id: one for one in words},
    )


def target_of(core: Core, guild: discord.Guild, member_id: int, actor_id: int) -> Target:
    """Return what matters about somebody before acting on them."""
    member = guild.get_member(member_id)
    return Target(
        is_here=member is not None,
        is_self=member_id == actor_id,
        is_bot=member is not None and member.bot,
        is_the_bot=member_id == guild.me.id,
        is_owner=member_id == guild.owner_id,
        is_staff=member is not None and core.access.level_of(member) > Access.MEMBER,
        outranks_bot=member is not None and member.top_role >= guild.me.top_role,
    )


def refuse_if_impossible(
    core: Core, guild: discord.Guild, action: str, member_id: int, actor_id: int
) -> None:
    """Raise Refusal when an action on somebody cannot work, before it is tried."""
    reason = objection(action, target_of(core, guild, member_id, actor_id))
    if reason is not None:
        raise Refusal(reason)
    flag = PERMISSIONS.get(action)
    if flag is not None and action != "delete":
        refuse_without(guild.me.guild_permissions, flag)


def other_moderators(core: Core, guild: discord.Guild, than: int | None) -> int:
    """Count the people who could look at a decision again."""
    return sum(
        1
        for member in guild.members
        if not member.bot and member.id != than and core.access.level_of(member) > Access.MEMBER
    )


def colleague(core: Core, guild: discord.Guild, member_id: int) -> int:
    """Return the id of somebody who may work at the desk; Refusal when they may not."""
    member = guild.get_member(member_id)
    if member is None or member.bot or core.access.level_of(member) < Access.MODERATOR:
        raise Refusal("{name} is no moderator here.", name=f"<@{member_id}>")
    return member_id


def account_made_at(user_id: int) -> datetime:
    """Return when an account was made, which its id tells."""
    return discord.utils.snowflake_time(user_id)


def about_message(message: discord.Message) -> Reported:
    """Return what is known about a message that somebody brings to the desk."""
    author = message.author
    return Reported(
        member_id=author.id,
        member_name=author.display_name,
        joined_at=author.joined_at if isinstance(author, discord.Member) else None,
        message_id=message.id,
        channel_id=message.channel.id,
        written_at=message.created_at,
        content=content_of(message),
    )


def about_member(guild: discord.Guild, member_id: int) -> Reported:
    """Return what is known about a member that somebody brings to the desk."""
    member = guild.get_member(member_id)
    return Reported(
        member_id=member_id,
        member_name=member.display_name if member is not None else str(member_id),
        joined_at=member.joined_at if member is not None else None,
    )
