"""Why the bot cannot run, or run on, in words that tell the operator the way out."""

import aiohttp
import discord

PORTAL = "https://discord.com/developers/applications"
NO_TOKEN = (
    f"No token: create an application on {PORTAL}, copy its bot token and set DISCORD_TOKEN in "
    "the environment or in .env.\n"
    "To look around first, run `steward demo`: it needs no token."
)
TOKEN_REVOKED = 4004


class StartProblem(Exception):
    """The bot cannot run, with the reason and the way out for the operator."""


def problem_of(error: BaseException) -> StartProblem:
    """Say in the operator's words why Discord would not have us."""
    match error:
        case discord.LoginFailure():
            text = (
                "Discord refuses the token: it is wrong or was reset. "
                f"Copy it anew from {PORTAL} (Bot → Reset Token) into DISCORD_TOKEN."
            )
        case discord.PrivilegedIntentsRequired():
            text = (
                "Discord refuses a privileged intent. Switch on Server Members Intent and Message "
                f"Content Intent on {PORTAL} (your application → Bot), then start again."
            )
        case discord.ConnectionClosed() if error.code == TOKEN_REVOKED:
            text = (
                "Discord has closed the connection because the token is no longer valid. "
                f"Copy the new one from {PORTAL} into DISCORD_TOKEN."
            )
        case discord.ConnectionClosed():
            text = f"Discord has closed the connection for good (code {error.code})."
        case discord.HTTPException():
            text = f"Discord answered with an error ({error.status}). Try again in a few minutes."
        case aiohttp.ClientError() | OSError():
            text = "Discord cannot be reached. Check this machine's network and DNS."
        case _:
            text = f"The connection ended unexpectedly: {type(error).__name__}: {error}"
    return StartProblem(text)
