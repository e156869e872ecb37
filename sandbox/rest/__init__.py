"""The REST API v10: one module of routes per noun over the world's operations."""

from sandbox.rest.door import Door

__all__ = ["Door"]
