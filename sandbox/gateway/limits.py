"""How often a client may identify and send."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

MOST_SENDS: Final = 120
SENDS_WINDOW: Final = 60.0
IDENTIFY_WINDOW: Final = 5.0
MOST_IDENTIFIES: Final = 1000
DAY: Final = 86400.0
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


class IdentifyLimit:
    """One IDENTIFY per 5 real seconds (max_concurrency 1), 1000 a day."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._today: deque[float] = deque()

    def remaining(self) -> int:
        """Return how many are left today."""
        now = time.monotonic()
        while self._today and self._today[0] <= now - DAY:
            self._today.popleft()
        return MOST_IDENTIFIES - len(self._today)

    def refuses(self) -> bool:
        """Count an attempt and say whether it came too soon after the last."""
        now = time.monotonic()
        if self._last is not None and now - self._last < IDENTIFY_WINDOW:
            return True
        self._last = now
        self._today.append(now)
        return self.remaining() < 0
