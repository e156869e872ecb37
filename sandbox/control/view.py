"""What a person sees: the state of the town, and a guild through their eyes."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from aiohttp import web

from sandbox import model, permissions
from sandbox.control.asking import READ_MARKS, answer, in_guild, world_of
from sandbox.control.fields import user_of
from sandbox.control.refusal import Refusal
from sandbox.wire import instant
from sandbox.wire.channels import channel_json
from sandbox.wire.guilds import guild_json, role_json, scheduled_event_json
from sandbox.wire.users import member_json, user_json

if TYPE_CHECKING:
    from sandbox.control.unread import ReadMarks
    from sandbox.model import Channel, Guild, Json, Member, User
    from sandbox.world import World

MOST_MEMBERS: Final = 200


async def state(request: web.Request) -> web.Response:
    """Return the clock, the people and the guilds, and what a client needs to connect."""
    world = world_of(request)
    guilds = [
        {
            "id": str(guild.id),
            "name": guild.name,
            "owner_id": str(guild.owner_id),
            "member_count": len(guild.members),
        }
        for guild in world.guilds_by_id.values()
    ]
    return answer(
        {
            "now": instant(world.clock.now()),
            "running": world.clock.running,
            "token": world.application.token,
            "application_id": str(world.application.id),
            "people": [person_json(user) for user in world.users_by_id.values()],
            "guilds": guilds,
        }
    )


def person_json(user: User) -> Json:
    """Return a user together with their language, which only they and the sandbox know."""
    return user_json(user) | {"locale": user.locale}


async def view(request: web.Request) -> web.Response:
    """Return a guild as one of its members sees it."""
    world, guild, fields = await in_guild(request)
    person = fields.person()
    fields.finish()
    member = guild.members.get(person.id)
    if member is None:
        raise Refusal(f"{person.name} is not a member of {guild.name}", status=403)
    marks = request.app[READ_MARKS]
    return answer(
        {
            "guild": guild_json(guild) | {"member_count": len(guild.members)},
            "me": member_json(member)
            | {"permissions": str(world.guild_permissions(person, guild))},
            "channels": [
                _seen(world, marks, member, channel)
                for channel in world.channels.list_for(person, guild)
            ],
            "threads": [
                _seen(world, marks, member, thread) for thread in _threads(world, person, guild)
            ],
            "roles": [role_json(role) for role in guild.roles.values()],
            "members": [member_json(one) for one in _members(guild, member)],
            "events": [
                scheduled_event_json(event) | {"me": person.id in event.subscribers}
                for event in guild.scheduled_events.values()
            ],
            "dms": _dms(world, marks, person),
        }
    )


def _seen(world: World, marks: ReadMarks, member: Member, channel: Channel) -> Json:
    granted = world.permissions(member.user, channel)
    return channel_json(channel, member.user.id) | {
        "unread": marks.unread(member.user, channel, member.joined_at),
        "can_send": _can_send(channel, granted),
        "permissions": str(granted),
    }


def _can_send(channel: Channel, granted: int) -> bool:
    locked = channel.thread is not None and channel.thread.locked
    if locked and not granted & permissions.MANAGE_THREADS:
        return False
    return channel.type != model.CATEGORY and bool(granted & permissions.send_permission(channel))


def _threads(world: World, person: User, guild: Guild) -> list[Channel]:
    return [
        thread
        for thread in guild.threads.values()
        if world.permissions(person, thread) & permissions.VIEW_CHANNEL
    ]


def _members(guild: Guild, me: Member) -> list[Member]:
    """Return the viewer, the bots and the latest to join, those online first."""
    bots = [member for member in guild.members.values() if member.user.bot]
    # Not by set: the order has to be the same every time.
    chosen = {member.user.id: member for member in (me, *bots)}
    for member in islice(reversed(guild.members.values()), MOST_MEMBERS):
        if len(chosen) < MOST_MEMBERS:
            chosen[member.user.id] = member
    return sorted(
        chosen.values(),
        key=lambda one: (
            one.user.status == "offline",
            (one.nick or one.user.display_name or one.user.name).casefold(),
        ),
    )


def _dms(world: World, marks: ReadMarks, person: User) -> list[Json]:
    return [
        channel_json(channel, person.id)
        | {"unread": marks.unread(person, channel, None), "can_send": True}
        for channel in world.users.dms(person)
    ]


async def dms(request: web.Request) -> web.Response:
    """Return a person's direct conversations."""
    world = world_of(request)
    person = user_of(world, request.match_info["uid"])
    return answer(_dms(world, request.app[READ_MARKS], person))


ROUTES: Final = (
    web.get("/state", state),
    web.get("/guilds/{gid}/view", view),
    web.get("/people/{uid}/dms", dms),
)
