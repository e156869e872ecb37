"""Why the Gateway ends a connection."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_log: Final = logging.getLogger(__name__)


class CloseGateway(Exception):
    """Ends the connection with one of the Gateway's close codes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class TooManyStarts(Exception):
    """A client has identified once too often in a day, which costs the token."""


@contextlib.contextmanager
def decoding() -> Iterator[None]:
    """End the connection for a payload of types that make no sense: 4002."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        _log.warning("a payload of the Gateway is malformed", exc_info=True)
        raise CloseGateway(4002, "Error while decoding payload") from None
