"""What the bot can do to people and places, as plain data that survives a restart.

Nothing here knows Discord: `render` modules build these, the outbox keeps them, and `bot.actions`
is the one place that carries them out.
"""

from typing import Annotated

from pydantic import Field

from bot.effects.automod import (
    AutoModRule,
    CreateAutoModRule,
    DeleteAutoModRule,
    EditAutoModRule,
)
from bot.effects.gatherings import CreateScheduledEvent, EditScheduledEvent, SetEventStatus
from bot.effects.members import (
    AddRole,
    BanMember,
    BanMembers,
    EndTimeout,
    KickMember,
    RemoveRole,
    TimeoutMember,
    UnbanMember,
    left_out,
    naming_left_out,
)
from bot.effects.messages import (
    Button,
    DeleteMessage,
    DeleteTheirMessage,
    DeleteTheirMessages,
    EditMessage,
    Embed,
    EmbedField,
    File,
    Message,
    PostAs,
    SendDirect,
    SendInside,
    SendMessage,
)
from bot.effects.places import (
    AddToThread,
    ChannelKind,
    CreateChannel,
    CreateForumTag,
    CreateRole,
    CreateThread,
    EditThread,
    Overwrite,
    PauseServer,
    SetOverwrites,
    SetSlowmode,
)
from bot.effects.wire import EffectKey, EffectKeys, Result, State, Wire

OfMessages = (
    SendMessage
    | SendInside
    | SendDirect
    | PostAs
    | EditMessage
    | DeleteMessage
    | DeleteTheirMessage
    | DeleteTheirMessages
)
OfMembers = (
    TimeoutMember
    | EndTimeout
    | AddRole
    | RemoveRole
    | KickMember
    | BanMember
    | BanMembers
    | UnbanMember
)
OfPlaces = (
    CreateChannel
    | CreateRole
    | CreateThread
    | EditThread
    | AddToThread
    | CreateForumTag
    | SetSlowmode
    | SetOverwrites
    | PauseServer
)
OfGatherings = CreateScheduledEvent | EditScheduledEvent | SetEventStatus
OfAutoMod = CreateAutoModRule | EditAutoModRule | DeleteAutoModRule
Effect = Annotated[
    OfMessages | OfMembers | OfPlaces | OfGatherings | OfAutoMod, Field(discriminator="do")
]

__all__ = [
    "AddRole",
    "AddToThread",
    "AutoModRule",
    "BanMember",
    "BanMembers",
    "Button",
    "ChannelKind",
    "CreateAutoModRule",
    "CreateChannel",
    "CreateForumTag",
    "CreateRole",
    "CreateScheduledEvent",
    "CreateThread",
    "DeleteAutoModRule",
    "DeleteMessage",
    "DeleteTheirMessage",
    "DeleteTheirMessages",
    "EditAutoModRule",
    "EditMessage",
    "EditScheduledEvent",
    "EditThread",
    "Effect",
    "EffectKey",
    "EffectKeys",
    "Embed",
    "EmbedField",
    "EndTimeout",
    "File",
    "KickMember",
    "Message",
    "OfAutoMod",
    "OfGatherings",
    "OfMembers",
    "OfMessages",
    "OfPlaces",
    "Overwrite",
    "PauseServer",
    "PostAs",
    "RemoveRole",
    "Result",
    "SendDirect",
    "SendInside",
    "SendMessage",
    "SetEventStatus",
    "SetOverwrites",
    "SetSlowmode",
    "State",
    "TimeoutMember",
    "UnbanMember",
    "Wire",
    "left_out",
    "naming_left_out",
]
