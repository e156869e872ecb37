"""What an error means for the person who ran into it, decided from the error alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

import discord
from discord import app_commands

from bot.permissions import name_of, permission_for
from bot.refusal import Refusal
from bot.texts.phrase import Phrase

MISSING_ACCESS = 50001
MISSING_PERMISSIONS = 50013
ALREADY_ANSWERED = 40060
# Nobody waits for an answer any more: the interaction or its token has run out.
EXPIRED = frozenset({10062, 10015, 50027})
# Unknown channel, guild, member, message, role, user, ban, event.
GONE = frozenset({10003, 10004, 10007, 10008, 10011, 10013, 10026, 10070})
# Actions on members and roles fail on rank as well as on the permission itself.
RANKED = frozenset({"manage_roles", "kick_members", "ban_members", "manage_nicknames"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of an error, for the log and the numbers, and what the person is told.

    Without a phrase nobody is told: there is nobody left to tell. What is our fault gets a
    reference, which the phrase has a place for.
    """

    kind: str
    phrase: Phrase | None = None
    our_fault: bool = False


UNEXPECTED = Verdict(
    "unexpected",
    Phrase(
        "Something went wrong on our side. Nothing was lost; please try again in a moment. "
        "If it happens again, tell the staff this reference: {reference}"
    ),
    our_fault=True,
)
ON_SERVERS = Verdict("refusal", Phrase("This works on a server: please use it there."))
BAD_VALUE = Verdict(
    "input", Phrase("I do not understand this value. Please check it and try again.")
)
STALE = Verdict(
    "stale_command",
    Phrase(
        "This command has changed. Reload Discord (Ctrl+R, or close and open the app) and try "
        "again."
    ),
)
NOT_HERE = Verdict("permission", Phrase("You may not use this here."))
DISCORD_TROUBLE = Verdict(
    "discord_trouble", Phrase("Discord is having trouble. Please try again in a minute.")
)
THING_GONE = Verdict("gone", Phrase("What this is about is no longer there."))

_BY_CODE: Mapping[int, Verdict] = MappingProxyType(
    {
        **dict.fromkeys(EXPIRED, Verdict("expired")),
        **dict.fromkeys(GONE, THING_GONE),
        ALREADY_ANSWERED: Verdict("answered_twice"),
        50007: Verdict(
            "closed_dm", Phrase("This person does not receive private messages from this server.")
        ),
        60003: Verdict(
            "bot_permission",
            Phrase(
                "This server asks moderators for two-factor authentication. Whoever runs this "
                "bot has to switch it on for their own Discord account."
            ),
        ),
    }
)


def judge(error: BaseException) -> Verdict:
    """Decide what an error means; what is not known is our fault."""
    error = cause_of(error)
    match error:
        case Refusal():
            return Verdict("refusal", error.phrase)
        case discord.InteractionResponded():
            return Verdict("answered_twice")
        case discord.RateLimited():
            return Verdict("rate_limited", _wait(error.retry_after))
        case app_commands.AppCommandError():
            return _judge_command(error)
        case discord.HTTPException():
            return _judge_answer(error)
        case _:
            return UNEXPECTED


def cause_of(error: BaseException) -> BaseException:
    """Unwrap what discord.py wraps around the exceptions of commands and transformers."""
    while isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__ is not None:
        return error.__cause__ if isinstance(error.__cause__, Refusal) else error
    return error


def _wait(seconds: float) -> Phrase:
    return Phrase("Please wait {time} and try again.", time=timedelta(seconds=seconds))


def _judge_command(error: app_commands.AppCommandError) -> Verdict:
    match error:
        case app_commands.CommandOnCooldown():
            return Verdict("cooldown", _wait(error.retry_after))
        case app_commands.BotMissingPermissions():
            return Verdict("bot_permission", _bot_needs(error.missing_permissions))
        case app_commands.MissingPermissions():
            names = [name_of(flag) for flag in error.missing_permissions]
            needed = Phrase("You need the permission {permissions} for this.", permissions=names)
            return Verdict("permission", needed)
    return next((verdict for kind, verdict in _BY_TYPE if isinstance(error, kind)), UNEXPECTED)


_BY_TYPE: tuple[tuple[type[app_commands.AppCommandError], Verdict], ...] = (
    (app_commands.NoPrivateMessage, ON_SERVERS),
    (app_commands.TransformerError, BAD_VALUE),
    (app_commands.CommandNotFound, STALE),
    (app_commands.CommandSignatureMismatch, STALE),
    (app_commands.CheckFailure, NOT_HERE),
)


def _judge_answer(error: discord.HTTPException) -> Verdict:
    """Judge what Discord answered to one of our own requests."""
    if error.code in {MISSING_ACCESS, MISSING_PERMISSIONS}:
        flag = permission_for(error.response.method, error.response.url.path)
        if error.code == MISSING_ACCESS:
            flag = flag or "view_channel"
        return Verdict("bot_permission", _bot_needs([flag] if flag else []))
    if error.status >= 500:
        return DISCORD_TROUBLE
    return _BY_CODE.get(error.code, UNEXPECTED)


def _bot_needs(flags: Sequence[str]) -> Phrase:
    """Name the missing permissions where they are known, and who can grant them."""
    names = [name_of(flag) for flag in flags]
    if not names:
        return Phrase(
            "Discord does not let me do that. Somebody with the permission {manage} can run "
            "/doctor to see which permission I am missing.",
            manage=name_of("manage_guild"),
        )
    if RANKED.intersection(flags):
        return Phrase(
            "I need the permission {permissions} for this, and my role has to stand above the "
            "role or person concerned. Somebody with the permission {manage} can change both "
            "under Server Settings > Roles.",
            permissions=names,
            manage=name_of("manage_roles"),
        )
    return Phrase(
        "I need the permission {permissions} for this, here or on the whole server. Somebody "
        "with the permission {manage} can give it to my role.",
        permissions=names,
        manage=name_of("manage_roles"),
    )
