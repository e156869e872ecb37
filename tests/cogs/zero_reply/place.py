"""A server as the feature sees it, without Discord."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.texts.service import Texts
from bot.times import WeeklyHours
from cogs.zero_reply.place import Place
from cogs.zero_reply.settings import ZeroReplySettings

GUILD = 11
STAFF = 900


def always(*_: int) -> bool:
    return True


def never(*_: int) -> bool:
    return False


def place(texts: Texts, **changes: Any) -> Place:
    """Return a server in Madrid where everybody is a member and sees everything."""
    plain = Place(
        guild_id=GUILD,
        name="Riverside Makers",
        zone=ZoneInfo("Europe/Madrid"),
        hours=WeeklyHours.parse("Mon-Fri 09:00-19:00"),
        quiet_hours=None,
        t=texts.in_("en"),
        settings=ZeroReplySettings(questions_only=False, shortest=1),
        channel_id=1,
        helpers_channel_id=None,
        staff_channel_id=1,
        managers_mention=(),
        is_staff=lambda user_id: user_id == STAFF,
        is_member=always,
        name_of=lambda user_id: f"member {user_id}",
        sees=always,
        has_thread=never,
        is_open=always,
        closed=lambda _: "",
        left_out=(),
        looks_after=always,
        team_channel=lambda _: None,
    )
    return replace(plain, **changes)
