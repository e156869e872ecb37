"""Rate limits as Discord announces them: buckets of routes, one limit over all, and the ban.

Time is real, not the town's: clients wait for real seconds. Discord publishes no numbers; these
are as commonly seen.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

GLOBAL_LIMIT: Final = 50
IDENTIFY_WINDOW: Final = 5.0
MOST_IDENTIFIES: Final = 1000
DAY: Final = 86400.0
INVALID_LIMIT: Final = 10_000
INVALID_WINDOW: Final = 600.0
MOST_RENAMES: Final = 2
RENAME_WINDOW: Final = 600.0
_DEFAULT: Final = (10, 5.0)
_MESSAGES: Final = "/channels/{channel_id}/messages"
_REACTIONS: Final = _MESSAGES + "/{message_id}/reactions/{emoji}"
_LIMITS: Final[dict[tuple[str, str], tuple[int, float]]] = {
    ("POST", _MESSAGES): (5, 5.0),
    ("PATCH", _MESSAGES + "/{message_id}"): (5, 5.0),
    ("DELETE", _MESSAGES + "/{message_id}"): (5, 1.0),
    ("POST", _MESSAGES + "/bulk-delete"): (1, 1.0),
    ("PUT", _REACTIONS + "/@me"): (1, 0.25),
    ("DELETE", _REACTIONS + "/@me"): (1, 0.25),
    ("DELETE", _REACTIONS + "/{user_id}"): (1, 0.25),
    ("POST", "/channels/{channel_id}/typing"): (5, 5.0),
    ("PATCH", "/guilds/{guild_id}/members/{user_id}"): (10, 10.0),
    ("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"): (10, 10.0),
    ("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"): (10, 10.0),
    ("POST", "/webhooks/{webhook_id}/{token}"): (5, 2.0),
}


@dataclass(slots=True)
class Verdict:
    """What a bucket says to one request: allowed or not, and the headers that tell why."""

    allowed: bool
    headers: dict[str, str]
    retry_after: float = 0.0
    everywhere: bool = False
    shared: bool = False
    """Whether the limit is the resource's: such refusals do not count towards the ban."""


@dataclass(slots=True)
class _Bucket:
    limit: int
    window: float
    remaining: int
    resets_at: float


class RateLimiter:
    """Counts the requests of the one bot."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._recent: deque[float] = deque()
        self._invalid: deque[float] = deque()
        self._renames: dict[str, deque[float]] = {}

    def check(self, method: str, route: str, major: str) -> Verdict:
        """Count a request to a route under its major parameter (a channel, guild or webhook)."""
        now = time.monotonic()
        if (wait := self._global_wait(now)) > 0:
            headers = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            return Verdict(
                allowed=False,
                headers=headers | {"Retry-After": f"{wait:.3f}"},
                retry_after=wait,
                everywhere=True,
            )
        limit, window = _LIMITS.get((method, route), _DEFAULT)
        name = blake2b(f"{method} {route}".encode(), digest_size=16).hexdigest()
        bucket = self._buckets.get((name, major))
        if bucket is None or now >= bucket.resets_at:
            bucket = _Bucket(limit, window, limit, now + window)
            self._buckets[name, major] = bucket
        left = bucket.resets_at - now
        headers = {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": name,
        }
        if bucket.remaining == 0:
            headers |= {"X-RateLimit-Remaining": "0", "X-RateLimit-Scope": "user"}
            return Verdict(
                allowed=False, headers=headers | {"Retry-After": f"{left:.3f}"}, retry_after=left
            )
        bucket.remaining -= 1
        return Verdict(
            allowed=True, headers=headers | {"X-RateLimit-Remaining": str(bucket.remaining)}
        )

    def sub_check(self, method: str, route: str, major: str, body: object) -> Verdict | None:
        """Count what is limited within a bucket; return the refusal of one too many.

        These limits are announced by no header; they are the channel's, not the bot's ("shared").
        """
        if (method, route) != ("PATCH", "/channels/{channel_id}") or not isinstance(body, dict):
            return None
        if not {"name", "topic"} & body.keys():
            return None
        now, recent = time.monotonic(), self._renames.setdefault(major, deque())
        while recent and recent[0] <= now - RENAME_WINDOW:
            recent.popleft()
        if len(recent) < MOST_RENAMES:
            recent.append(now)
            return None
        wait = recent[0] + RENAME_WINDOW - now
        headers = {"X-RateLimit-Scope": "shared", "Retry-After": f"{wait:.3f}"}
        return Verdict(allowed=False, headers=headers, retry_after=wait, shared=True)

    def _global_wait(self, now: float) -> float:
        """Count against the 50 requests a second over all routes; return how long to wait."""
        while self._recent and self._recent[0] <= now - 1.0:
            self._recent.popleft()
        if len(self._recent) >= GLOBAL_LIMIT:
            return self._recent[0] + 1.0 - now
        self._recent.append(now)
        return 0.0

    def note_invalid(self) -> None:
        """Count an answer of 401, 403 or 429; 10,000 of them in ten minutes lead to the ban."""
        self._invalid.append(time.monotonic())

    @property
    def banned(self) -> bool:
        """Whether Cloudflare lets nothing through any more."""
        now = time.monotonic()
        while self._invalid and self._invalid[0] <= now - INVALID_WINDOW:
            self._invalid.popleft()
        return len(self._invalid) >= INVALID_LIMIT


class SessionStarts:
    """How often the bot may identify: 1000 times a day, each group of shards once in 5 seconds.

    Shards of the same remainder by `max_concurrency` are a group.
    """

    def __init__(self, *, shards: int = 1, max_concurrency: int = 1) -> None:
        self.shards = shards
        self.max_concurrency = max_concurrency
        self._last: dict[int, float] = {}
        self._today: deque[float] = deque()

    def remaining(self) -> int:
        """Return how many are left today; less than none once there was one too many."""
        now = time.monotonic()
        while self._today and self._today[0] <= now - DAY:
            self._today.popleft()
        return MOST_IDENTIFIES - len(self._today)

    def resets_in_milliseconds(self) -> int:
        """Return when the first of today's starts no longer counts."""
        oldest = self._today[0] if self._today else time.monotonic()
        return int((oldest + DAY - time.monotonic()) * 1000)

    def count(self) -> None:
        """Count an attempt."""
        self._today.append(time.monotonic())

    def too_soon(self, shard: int) -> bool:
        """Say whether the shard's group has identified within the last 5 seconds."""
        group, now = shard % self.max_concurrency, time.monotonic()
        if now - self._last.get(group, -IDENTIFY_WINDOW) < IDENTIFY_WINDOW:
            return True
        self._last[group] = now
        return False

    def begin_anew(self) -> None:
        """Forget what was counted, as if all that time had passed."""
        self._today.clear()
        self._last.clear()
