"""What newcomers meet: onboarding, the welcome screen, the rules to accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Route

if TYPE_CHECKING:
    from collections.abc import Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun; Discord documents no change of the rules, but has it."""
    guild = "/guilds/{guild_id}"
    yield Route("GET", f"{guild}/onboarding", get_onboarding)
    yield Route("PUT", f"{guild}/onboarding", set_onboarding)
    yield Route("GET", f"{guild}/welcome-screen", get_welcome_screen)
    yield Route("PATCH", f"{guild}/welcome-screen", set_welcome_screen)
    yield Route("GET", f"{guild}/member-verification", get_verification)
    yield Route("PATCH", f"{guild}/member-verification", set_verification)


def get_onboarding(call: Call) -> Answer:
    """Return the questions and default channels."""
    return call.world.entrance.onboarding(call.guild())


def set_onboarding(call: Call) -> Answer:
    """Change the questions and default channels."""
    return call.world.entrance.set_onboarding(call.bot, call.guild(), call.body, call.reason)


def get_welcome_screen(call: Call) -> Answer:
    """Return the welcome screen."""
    return call.world.entrance.welcome_screen(call.guild())


def set_welcome_screen(call: Call) -> Answer:
    """Change the welcome screen."""
    return call.world.entrance.set_welcome_screen(call.bot, call.guild(), call.body, call.reason)


def get_verification(call: Call) -> Answer:
    """Return the rules that newcomers accept."""
    return call.world.entrance.verification(call.guild())


def set_verification(call: Call) -> Answer:
    """Change the rules that newcomers accept."""
    return call.world.entrance.set_verification(call.bot, call.guild(), call.body)
