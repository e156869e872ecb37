"""Makes good what happened while the bot was away."""

from bot.catch_up.service import CatchUp

__all__ = ["CatchUp"]
