"""IDENTIFY and RESUME."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.gateway.closing import CloseGateway, TooManyStarts
from sandbox.gateway.intents import KNOWN
from sandbox.state import PRIVILEGED_INTENTS
from sandbox.wire.commands import application_flags
from sandbox.wire.guilds import guild_create_json
from sandbox.wire.users import own_user_json, presence_json

if TYPE_CHECKING:
    from sandbox.gateway.session import Session
    from sandbox.gateway.sessions import Sessions
    from sandbox.model import Guild, Json

_PRESENCES = 1 << 8


def identify(sessions: Sessions, data: Json) -> Session | None:
    """Open a session with READY and its guilds queued; None if it came too soon."""
    world = sessions.world
    _check_token(sessions, data)
    intents = _read_intents(data, world.application.privileged_intents)
    shard = _read_shard(data)
    if sessions.rate_limits and not _may_start(sessions, shard[0]):
        return None
    session = sessions.open(intents, shard, int(data.get("large_threshold") or 50))
    guilds = [guild for guild in world.guilds.of(world.bot) if session.covers_guild(guild)]
    ready = {
        "v": 10,
        "user": own_user_json(world.bot),
        "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
        "session_id": session.id,
        "session_type": "normal",
        "resume_gateway_url": world.base_url.replace("http", "ws", 1),
        "shard": list(shard),
        "application": {
            "id": str(world.application.id),
            "flags": application_flags(world.application),
            "flags_new": str(application_flags(world.application)),
        },
        "private_channels": [],
        "presences": [],
        "relationships": [],
        "user_settings": {},
        "_trace": ["sandbox"],
    }
    sessions.tell(session, "READY", ready)
    for guild in guilds:
        sessions.tell(session, "GUILD_CREATE", _guild_body(sessions, session, guild))
    return session


def _may_start(sessions: Sessions, shard: int) -> bool:
    """Count a start and say whether it may be; one too many in a day costs the token."""
    starts = sessions.world.session_starts
    starts.count()
    if starts.remaining() < 0:
        raise TooManyStarts
    return not starts.too_soon(shard)


def _guild_body(sessions: Sessions, session: Session, guild: Guild) -> Json:
    body = guild_create_json(guild, sessions.world.bot.id, session.large_threshold)
    if session.intents & _PRESENCES and not body["large"]:
        body["presences"] = [
            presence_json(member, guild.id)
            for member in guild.members.values()
            if member.user.status != "offline"
        ]
    return body


def resume(sessions: Sessions, data: Json) -> Session | None:
    """Take up a session with what was missed queued; None if there is nothing to take up."""
    _check_token(sessions, data)
    session = sessions.find(str(data.get("session_id")))
    if session is None:
        return None
    if session.absent > sessions.session_seconds:
        sessions.forget(session)
        raise CloseGateway(4009, "Session timed out")
    seq = int(data.get("seq") or 0)
    if seq > session.seq:
        raise CloseGateway(4007, "Invalid seq")
    if not session.replay(seq):
        sessions.forget(session)
        return None
    sessions.tell(session, "RESUMED", {"_trace": ["sandbox"]})
    return session


def _check_token(sessions: Sessions, data: Json) -> None:
    token = str((data or {}).get("token") or "").removeprefix("Bot ")
    if token != sessions.world.application.token:
        raise CloseGateway(4004, "Authentication failed")


def _read_intents(data: Json, switched_on: int) -> int:
    intents = data.get("intents")
    if not isinstance(intents, int) or intents & ~KNOWN:
        raise CloseGateway(4013, "Invalid intent(s)")
    if intents & PRIVILEGED_INTENTS & ~switched_on:
        raise CloseGateway(4014, "Disallowed intent(s)")
    return intents


def _read_shard(data: Json) -> tuple[int, int]:
    shard = data.get("shard") or [0, 1]
    if len(shard) != 2 or not 0 <= shard[0] < shard[1]:
        raise CloseGateway(4010, "Invalid shard")
    return shard[0], shard[1]
