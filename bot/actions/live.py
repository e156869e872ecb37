"""Effects carried out on Discord: permissions first, then one request, then its outcome."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Self

import aiohttp
import discord
from discord.abc import GuildChannel

from bot.actions import Blocked, Done, Findable, Outcome, Refused, Target, Unclear
from bot.actions.wording import (
    allowed_mentions,
    fingerprint,
    fingerprint_of_sent,
    to_discord,
    view_of,
)
from bot.effects import (
    AddRole,
    ChannelKind,
    CreateChannel,
    CreateRole,
    DeleteMessage,
    DeleteTheirMessage,
    EditMessage,
    Effect,
    Message,
    RemoveRole,
    SendMessage,
    TimeoutMember,
)

# How far our clock and Discord's may stand apart when we look for what we left behind.
CLOCK_SKEW = timedelta(seconds=30)
# A 429 that discord.py does not wait out comes from Cloudflare: knocking on makes it worse.
BANNED_FOR = timedelta(minutes=10)
# An interrupted message stands right behind the moment in which its request began.
LOOK_AT = 200

Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread

TYPES: Mapping[ChannelKind, tuple[discord.ChannelType, ...]] = MappingProxyType(
    {
        "text": (discord.ChannelType.text,),
        "forum": (discord.ChannelType.forum,),
        "voice": (discord.ChannelType.voice,),
        "announcement": (discord.ChannelType.news,),
    }
)

UNREACHABLE = Blocked("guild_unavailable", "the server is not reachable at the moment")
UNKNOWN_MESSAGE = 10008
GONE = {10003: "channel_gone", 10004: "guild_gone", 10007: "member_gone", 10011: "role_gone"}


class LiveActions:
    """Acts on Discord through a connected client."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def perform(
        self, guild_id: int, effect: Effect, *, nonce: str, target: Target | None
    ) -> Outcome:
        """Carry the effect out; what goes wrong comes back as an outcome, none is raised."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            return UNREACHABLE
        with _Failure() as failure:
            return await self._act(guild, effect, nonce, target)
        return failure.outcome

    async def find(
        self, guild_id: int, effect: Findable, *, since: datetime, known: frozenset[int]
    ) -> Outcome | None:
        """Look through the last messages, or the channels and roles, for our own doing."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            return UNREACHABLE
        after = since - CLOCK_SKEW
        match effect:
            case SendMessage():
                with _Failure() as failure:
                    return await _find_message(guild, effect, after, known)
                return failure.outcome
            case CreateChannel():
                of_kind = [one for one in guild.channels if one.type in TYPES[effect.kind]]
                return _made_since(of_kind, effect.name, after, known)
            case CreateRole():
                return _made_since(guild.roles, effect.name, after, known)

    async def _act(
        self, guild: discord.Guild, effect: Effect, nonce: str, target: Target | None
    ) -> Outcome:
        match effect:
            case SendMessage():
                return await self._send(guild, effect, nonce)
            case EditMessage() | DeleteMessage():
                return await self._change(guild, effect, target)
            case DeleteTheirMessage() | TimeoutMember():
                return await _moderate(guild, effect)
            case AddRole() | RemoveRole():
                return await _change_role(guild, effect)
            case CreateChannel() | CreateRole():
                return await _create(guild, effect)
            case _:
                return Refused("not_yet", effect.do)

    async def _send(self, guild: discord.Guild, effect: SendMessage, nonce: str) -> Outcome:
        channel = guild.get_channel_or_thread(effect.channel_id)
        if not isinstance(channel, Place):
            return Refused("channel_gone", f"channel {effect.channel_id} does not exist any more")
        if missing := _missing_to_send(guild, channel, effect.message):
            return Blocked("missing_permission", missing)
        parts = {key: value for key, value in to_discord(effect.message).items() if value}
        if effect.message.reply_to is not None:
            parts["reference"] = discord.MessageReference(
                message_id=effect.message.reply_to, channel_id=channel.id, fail_if_not_exists=False
            )
        message = await channel.send(nonce=nonce, **parts)
        return Done(message.id, message.channel.id)

    async def _change(
        self, guild: discord.Guild, effect: EditMessage | DeleteMessage, target: Target | None
    ) -> Outcome:
        if target is None:
            return Refused("nothing_to_change", "the message was never sent")
        place = self._client.get_partial_messageable(target.channel_id, guild_id=guild.id)
        message = place.get_partial_message(target.message_id)
        if isinstance(effect, DeleteMessage):
            await message.delete()
        else:
            new = effect.message
            await message.edit(
                content=new.text or None,
                embeds=to_discord(new)["embeds"],
                view=view_of(new.rows),
                allowed_mentions=allowed_mentions(new),
            )
        return Done(target.message_id, target.channel_id)


class _Failure:
    """Turns what a request may raise into an outcome."""

    outcome: Outcome = Unclear("unknown")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, discord.HTTPException):
            self.outcome = _outcome_of(error)
        elif isinstance(error, aiohttp.ClientError | OSError | TimeoutError):
            self.outcome = Unclear("connection", type(error).__name__)
        else:
            return False
        return True


async def _find_message(
    guild: discord.Guild, effect: SendMessage, after: datetime, known: frozenset[int]
) -> Outcome | None:
    channel = guild.get_channel_or_thread(effect.channel_id)
    if not isinstance(channel, Place):
        return Refused("channel_gone", f"channel {effect.channel_id} does not exist any more")
    if not channel.permissions_for(guild.me).read_message_history:
        return Blocked("missing_permission", f"Read Message History in #{channel}")
    wanted = fingerprint(effect.message)
    async for message in channel.history(limit=LOOK_AT, after=after, oldest_first=True):
        ours = message.author.id == guild.me.id and message.id not in known
        if ours and fingerprint_of_sent(message) == wanted:
            return Done(message.id, message.channel.id)
    return None


def _made_since(
    things: Sequence[GuildChannel] | Sequence[discord.Role],
    name: str,
    after: datetime,
    known: frozenset[int],
) -> Outcome | None:
    for thing in things:
        if thing.name == name and thing.created_at >= after and thing.id not in known:
            return Done(created_id=thing.id)
    return None


def _missing_to_send(guild: discord.Guild, channel: Place, message: Message) -> str:
    """Name what stops us from writing here, empty when nothing does."""
    may = channel.permissions_for(guild.me)
    in_thread = isinstance(channel, discord.Thread)
    needed = {
        "View Channel": may.view_channel,
        "Send Messages in Threads" if in_thread else "Send Messages": (
            may.send_messages_in_threads if in_thread else may.send_messages
        ),
        "Embed Links": may.embed_links or not message.embeds,
        "Read Message History": may.read_message_history or message.reply_to is None,
    }
    missing = ", ".join(name for name, held in needed.items() if not held)
    return f"{missing} in #{channel.name}" if missing else ""


async def _moderate(guild: discord.Guild, effect: DeleteTheirMessage | TimeoutMember) -> Outcome:
    if isinstance(effect, TimeoutMember):
        return await _time_out(guild, effect)
    return await _delete_theirs(guild, effect)


async def _delete_theirs(guild: discord.Guild, effect: DeleteTheirMessage) -> Outcome:
    channel = guild.get_channel_or_thread(effect.channel_id)
    if not isinstance(channel, Place):
        return Refused("message_gone")
    may = channel.permissions_for(guild.me)
    needed = {"View Channel": may.view_channel, "Manage Messages": may.manage_messages}
    if missing := ", ".join(name for name, held in needed.items() if not held):
        return Blocked("missing_permission", f"{missing} in #{channel.name}")
    await channel.get_partial_message(effect.message_id).delete()
    return Done(channel_id=channel.id)


async def _time_out(guild: discord.Guild, effect: TimeoutMember) -> Outcome:
    member = guild.get_member(effect.member_id) or await guild.fetch_member(effect.member_id)
    if not guild.me.guild_permissions.moderate_members:
        return Blocked("missing_permission", "Moderate Members")
    if member.id == guild.owner_id or member.guild_permissions.administrator:
        return Refused("not_allowed", "owners and administrators cannot be timed out")
    if member.top_role >= guild.me.top_role:
        return Blocked("role_too_high", f"@{member.top_role.name} stands above the bot's own role")
    if member.timed_out_until is None or member.timed_out_until < effect.until:
        await member.timeout(effect.until, reason=effect.reason or None)
    return Done()


async def _change_role(guild: discord.Guild, effect: AddRole | RemoveRole) -> Outcome:
    role = guild.get_role(effect.role_id)
    if role is None:
        return Refused("role_gone", f"role {effect.role_id} does not exist any more")
    if not guild.me.guild_permissions.manage_roles:
        return Blocked("missing_permission", "Manage Roles")
    if role >= guild.me.top_role:
        return Blocked("role_too_high", f"@{role.name} stands above the bot's own role")
    member = guild.get_member(effect.member_id) or await guild.fetch_member(effect.member_id)
    if isinstance(effect, AddRole):
        await member.add_roles(role, reason=effect.reason or None)
    else:
        await member.remove_roles(role, reason=effect.reason or None)
    return Done()


async def _create(guild: discord.Guild, effect: CreateChannel | CreateRole) -> Outcome:
    if isinstance(effect, CreateChannel):
        return await _create_channel(guild, effect)
    if not guild.me.guild_permissions.manage_roles:
        return Blocked("missing_permission", "Manage Roles")
    role = await guild.create_role(name=effect.name, reason="Steward setup")
    return Done(created_id=role.id)


async def _create_channel(guild: discord.Guild, effect: CreateChannel) -> Outcome:
    if not guild.me.guild_permissions.manage_channels:
        return Blocked("missing_permission", "Manage Channels")
    if effect.kind == "announcement" and "COMMUNITY" not in guild.features:
        return Blocked("needs_community", "announcement channels need a Community server")
    category = guild.get_channel(effect.category_id) if effect.category_id else None
    parts: dict[str, Any] = {
        "category": category if isinstance(category, discord.CategoryChannel) else None,
        "overwrites": _seen_by(guild, effect.private_to),
        "reason": "Steward setup",
    }
    if effect.topic and effect.kind != "voice":
        parts["topic"] = effect.topic
    channel: GuildChannel
    match effect.kind:
        case "forum":
            channel = await guild.create_forum(effect.name, **parts)
        case "voice":
            channel = await guild.create_voice_channel(effect.name, **parts)
        case "text" | "announcement":
            news = effect.kind == "announcement"
            channel = await guild.create_text_channel(effect.name, news=news, **parts)
    return Done(created_id=channel.id, channel_id=channel.id)


Overwrites = dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite]


def _seen_by(guild: discord.Guild, role_ids: Sequence[int]) -> Overwrites:
    """Hide a channel from all but these roles and ourselves; without roles everybody sees it."""
    if not role_ids:
        return {}
    overwrites: Overwrites = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True, send_messages=True),
    }
    for role in filter(None, map(guild.get_role, role_ids)):
        overwrites[role] = discord.PermissionOverwrite(view_channel=True)
    return overwrites


def _outcome_of(error: discord.HTTPException) -> Outcome:
    """Tell from Discord's answer whether trying again can help."""
    if error.status == 429:
        return Unclear("rate_limited", retry_after=BANNED_FOR)
    if error.status >= 500:
        return Unclear(str(error.status), "Discord is having trouble")
    if error.code == UNKNOWN_MESSAGE:
        return Refused("message_gone")
    if error.code in GONE:
        return Refused(GONE[error.code])
    return Refused(str(error.code or error.status), error.text)
