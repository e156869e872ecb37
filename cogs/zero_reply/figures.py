"""How fast posts are answered; those without an answer wait for ever. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil


@dataclass(frozen=True, slots=True)
class Figures:
    """How many posts were answered, by whom, and how soon; None stands for never."""

    posts: int
    answered: int
    by_members: int
    median: timedelta | None
    p90: timedelta | None

    @property
    def share_by_members(self) -> float | None:
        """The part of the answers that members gave, not staff."""
        return self.by_members / self.answered if self.answered else None


def figures(waits: Sequence[timedelta], *, unanswered: int, by_members: int) -> Figures:
    """Sum up the waits of what was answered; a quantile among the unanswered is None."""
    met, posts = sorted(waits), len(waits) + unanswered
    return Figures(
        posts=posts,
        answered=len(met),
        by_members=by_members,
        median=_quantile(met, posts, 0.5),
        p90=_quantile(met, posts, 0.9),
    )


def _quantile(met: Sequence[timedelta], posts: int, share: float) -> timedelta | None:
    """Return the smallest wait that this share of all posts does not exceed."""
    rank = max(ceil(share * posts), 1)
    return met[rank - 1] if rank <= len(met) else None
