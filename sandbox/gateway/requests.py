"""What a session asks for: members of a guild, a presence, a voice channel."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from sandbox.gateway.closing import decoding
from sandbox.gateway.intents import GUILD_MEMBERS, PRESENCES
from sandbox.gateway.limits import MEMBER_LIST_WINDOW
from sandbox.wire.guilds import voice_state_json
from sandbox.wire.users import activity_json, member_json, presence_json

if TYPE_CHECKING:
    from sandbox.gateway.session import Session
    from sandbox.gateway.sessions import Sessions
    from sandbox.model import Guild, Json, Member
    from sandbox.world import World

CHUNK: Final = 1000
MOST_NAMED: Final = 100
STATUSES: Final = ("online", "dnd", "idle", "invisible", "offline")


async def request_members(sessions: Sessions, session: Session, data: Json) -> None:
    """Answer op 8 with chunks of at most 1000 members, each made when the last one is sent."""
    world = sessions.world
    with decoding():
        guild_ids = _guild_ids(data)
    for guild_id in guild_ids:
        guild = world.guilds_by_id.get(guild_id)
        if guild is None or world.bot.id not in guild.members:
            continue
        whole = "user_ids" not in data and not data.get("query")
        if whole and not session.intents & GUILD_MEMBERS:
            continue
        if whole and sessions.rate_limits and _too_soon(sessions, session, guild, data):
            continue
        with decoding():
            members, missing = _chosen(guild, data)
        count = max(1, -(-len(members) // CHUNK))
        for index in range(count):
            part = members[index * CHUNK : (index + 1) * CHUNK]
            body = _chunk(session, guild, data, part) | {
                "chunk_index": index,
                "chunk_count": count,
                "not_found": missing if index == 0 else [],
            }
            sessions.tell(session, "GUILD_MEMBERS_CHUNK", body)
            await session.drained.wait()


def _guild_ids(data: Json) -> list[int]:
    ids = data.get("guild_id")
    return [int(item) for item in (ids if isinstance(ids, list) else [ids]) if item]


def _too_soon(sessions: Sessions, session: Session, guild: Guild, data: Json) -> bool:
    """Say so with RATE_LIMITED when a whole member list is wanted twice in 30 s."""
    now = time.monotonic()
    wait = (
        sessions.member_requests.get(guild.id, now - MEMBER_LIST_WINDOW) + MEMBER_LIST_WINDOW - now
    )
    if wait <= 0:
        sessions.member_requests[guild.id] = now
        return False
    meta = {"guild_id": str(guild.id), "nonce": data.get("nonce")}
    body = {"opcode": 8, "retry_after": round(wait, 3), "meta": meta}
    sessions.tell(session, "RATE_LIMITED", body)
    return True


def _chosen(guild: Guild, data: Json) -> tuple[list[Member], list[str]]:
    wanted = data.get("user_ids")
    if wanted is not None:
        ids = [int(item) for item in (wanted if isinstance(wanted, list) else [wanted])][
            :MOST_NAMED
        ]
        found = [guild.members[key] for key in ids if key in guild.members]
        return found, [str(key) for key in ids if key not in guild.members]
    query, limit = str(data.get("query") or "").lower(), int(data.get("limit") or 0)
    if not query:
        members = list(guild.members.values())
        return (members[:limit] if limit else members), []
    matching = [
        member
        for member in guild.members.values()
        if (member.nick or member.user.display_name or "").lower().startswith(query)
        or member.user.name.lower().startswith(query)
    ]
    return matching[: min(limit or MOST_NAMED, MOST_NAMED)], []


def _chunk(session: Session, guild: Guild, data: Json, members: list[Member]) -> Json:
    body: Json = {
        "guild_id": str(guild.id),
        "members": [member_json(member) for member in members],
    }
    if data.get("nonce") is not None:
        body["nonce"] = data["nonce"]
    if data.get("presences") and session.intents & PRESENCES:
        body["presences"] = [presence_json(member, guild.id) for member in members]
    return body


def update_presence(world: World, data: Json) -> None:
    """Show the bot's status to the guilds that it is in."""
    status = data.get("status") or "online"
    if status not in STATUSES:
        raise ValueError(f"no status: {status!r}")
    began = int(world.clock.now().timestamp() * 1000)
    activities = [activity_json(activity, began) for activity in data.get("activities") or []]
    world.bot.status = "offline" if status == "invisible" else status
    for guild in world.guilds.of(world.bot):
        presence = presence_json(guild.members[world.bot.id], guild.id)
        presence["activities"] = activities
        world.emit("PRESENCE_UPDATE", presence, guild=guild)


def update_voice_state(world: World, data: Json) -> None:
    """Put the bot into a voice channel or take it out; no sound is carried."""
    guild = world.guilds_by_id.get(int(data.get("guild_id") or 0))
    member = guild.members.get(world.bot.id) if guild else None
    if guild is None or member is None:
        return
    channel_id = data.get("channel_id")
    member.voice_channel_id = int(channel_id) if channel_id else None
    state = {
        **voice_state_json(member),
        "guild_id": str(guild.id),
        "self_deaf": bool(data.get("self_deaf")),
        "self_mute": bool(data.get("self_mute")),
    }
    world.emit("VOICE_STATE_UPDATE", state, guild=guild)
