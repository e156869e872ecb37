"""The event loop that every program of the house runs on."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio


def loop_factory() -> "type[asyncio.AbstractEventLoop] | None":
    """Return uvloop's event loop where it exists."""
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - not to be had on Windows

    return uvloop.Loop
