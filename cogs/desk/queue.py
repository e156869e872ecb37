"""What somebody wants to see of the queue, small enough to stand in the id of a button. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Self

Which = Literal["waiting", "open", "claimed", "mine", "decided"]
STATES: Mapping[Which, tuple[str, ...]] = {
    "waiting": ("open", "claimed"),
    "open": ("open",),
    "claimed": ("claimed",),
    "mine": ("claimed",),
    "decided": ("decided", "reviewed"),
}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
ID = r"desk:queue:[wocmd]:[a-z0-9-]{0,40}(:[0-9a-z]{1,13}){3}:[<>][0-9a-z]{1,13}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A part of the queue; what is empty or 0 does not matter.

    `moderator_id` has it or has decided it. `edge` is the item before or after which to go on.
    """

    which: Which = "waiting"
    guideline: str = ""
    member_id: int = 0
    moderator_id: int = 0
    older_than: timedelta = timedelta()
    backwards: bool = False
    edge: int = 0

    @property
    def custom_id(self) -> str:
        """Write it down in at most 100 characters."""
        minutes = int(self.older_than / timedelta(minutes=1))
        numbers = ":".join(_short(one) for one in (self.member_id, self.moderator_id, minutes))
        way = "<" if self.backwards else ">"
        start = f"desk:queue:{self.which[0]}:{self.guideline}:{numbers}"
        return f"{start}:{way}{_short(self.edge)}"

    @classmethod
    def read(cls, custom_id: str) -> Self:
        """Read what `custom_id` has written."""
        if re.fullmatch(ID, custom_id) is None:
            raise ValueError(f"no part of the queue: {custom_id!r}")
        _, _, letter, guideline, member, moderator, minutes, edge = custom_id.split(":")
        return cls(
            which=next(one for one in STATES if one[0] == letter),
            guideline=guideline,
            member_id=int(member, 36),
            moderator_id=int(moderator, 36),
            older_than=timedelta(minutes=int(minutes, 36)),
            backwards=edge[0] == "<",
            edge=int(edge[1:], 36),
        )


def _short(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits or "0"
