"""A local Discord on loopback for demos and tests; any client may connect to it."""

from sandbox.clock import VirtualClock
from sandbox.connector import LoopbackConnector
from sandbox.errors import ApiError
from sandbox.server import Sandbox

__all__ = ["ApiError", "LoopbackConnector", "Sandbox", "VirtualClock"]
