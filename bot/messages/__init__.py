"""One listener for all messages: content is taken out once and handed to whoever asked."""

from bot.messages.event import Author, MessageEvent
from bot.messages.pipeline import Pipeline

__all__ = ["Author", "MessageEvent", "Pipeline"]
