"""How often a client may send, and ask for members."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

MOST_SENDS: Final = 120
SENDS_WINDOW: Final = 60.0
MEMBER_LIST_WINDOW: Final = 30.0


class SendLimit:
    """At most 120 payloads in 60 real seconds on one connection."""

    def __init__(self) -> None:
        self._sent: deque[float] = deque()

    def exceeded(self) -> bool:
        """Count a payload and say whether it is one too many."""
        now = time.monotonic()
        while self._sent and self._sent[0] <= now - SENDS_WINDOW:
            self._sent.popleft()
        self._sent.append(now)
        return len(self._sent) > MOST_SENDS
