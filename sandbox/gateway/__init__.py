"""The Gateway: sessions over a websocket, with intents, resuming and compression."""

from sandbox.gateway.hub import Hub

__all__ = ["Hub"]
