"""Faults on request: errors, delays and cut connections on chosen routes."""

from __future__ import annotations

import itertools
import random
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sandbox.model import Json


@dataclass(slots=True)
class Fault:
    """One fault: which requests it meets, how often, and what it does to them.

    `route` is a glob on the path after `/api/v10`; `times` None means until it is deleted.
    With a `status` the request has no effect. `drop` closes the socket before or after the
    effect. A 429 without `via` is what Cloudflare sends.
    """

    method: str = "*"
    route: str = "*"
    times: int | None = 1
    status: int | None = None
    code: int = 0
    message: str | None = None
    retry_after: float | None = None
    via: bool = True
    global_: bool = False
    delay: float = 0.0
    drop: Literal["before", "after"] | None = None
    probability: float = 1.0
    seed: int = 0
    id: int = 0
    _dice: random.Random = field(default_factory=random.Random, repr=False)

    def __post_init__(self) -> None:
        # Seeded, so that a run with faults can be repeated.
        self._dice = random.Random(self.seed)  # noqa: S311 - chance of a fault, no secret

    def strikes(self, method: str, path: str) -> bool:
        """Say whether this request is hit, counting it if so."""
        if self.times == 0 or self.method not in {"*", method}:
            return False
        if not fnmatchcase(path, self.route) or self._dice.random() >= self.probability:
            return False
        if self.times is not None:
            self.times -= 1
        return True

    def json(self) -> Json:
        """Return the fault as the control API shows it."""
        shown = asdict(self)
        del shown["_dice"]
        shown["global"] = shown.pop("global_")
        shown["id"] = str(self.id)
        return shown

    def body(self) -> Json:
        """Return the body of the answer that replaces the real one."""
        if self.status == 429:
            return {
                "message": self.message or "You are being rate limited.",
                "retry_after": self.retry_after if self.retry_after is not None else 1.0,
                "global": self.global_,
            }
        return {"message": self.message or f"{self.status}: fault", "code": self.code}


class Faults:
    """The faults in force, in the order they were added; each request meets one at most."""

    def __init__(self) -> None:
        self._faults: dict[int, Fault] = {}
        self._ids = itertools.count(1)

    def add(self, fault: Fault) -> Fault:
        """Put a fault in force."""
        fault.id = next(self._ids)
        self._faults[fault.id] = fault
        return fault

    def in_force(self) -> list[Fault]:
        """Return the faults that can still strike."""
        return [fault for fault in self._faults.values() if fault.times != 0]

    def remove(self, fault_id: int | None = None) -> None:
        """Take one fault back, or all. Raises KeyError for an unknown one."""
        if fault_id is None:
            self._faults.clear()
        else:
            del self._faults[fault_id]

    def striking(self, method: str, path: str) -> Fault | None:
        """Return the fault that hits a request, counting it; `path` comes after `/api/v10`."""
        for fault in self._faults.values():
            if fault.strikes(method, path):
                return fault
        return None
