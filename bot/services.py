"""What features do for one another, as small protocols that the providing feature registers."""

from collections.abc import Callable
from typing import Protocol, TypeVar, cast

T = TypeVar("T")
# `type[T]` would admit only classes that can be instantiated, which a protocol cannot.
Offer = Callable[..., T]


class GuidelinesSummary(Protocol):
    """The community's guidelines in a few words, for people who have just arrived."""

    def summary(self, guild_id: int, language: str) -> str:
        """Return at most 120 words of plain Markdown, empty when there are no guidelines."""
        ...


class ComingUp(Protocol):
    """What takes place soon, for people who want to join in."""

    async def coming_up(self, guild_id: int, member_id: int) -> list[str]:
        """Return lines of Markdown that this member may see, soonest first."""
        ...


class Services:
    """A register of providers; callers go on without one where no feature provides it."""

    def __init__(self) -> None:
        self._providers: dict[Offer[object], object] = {}

    def provide(self, protocol: Offer[object], provider: object) -> None:
        """Offer `provider`, which keeps to `protocol`, to whoever asks; the latest offer stands."""
        self._providers[protocol] = provider

    def withdraw(self, protocol: Offer[object]) -> None:
        """Take the offer back; harmless when there was none."""
        self._providers.pop(protocol, None)

    def get(self, protocol: Offer[T]) -> T | None:
        """Return the provider of `protocol`, or None when no feature provides it."""
        return cast("T | None", self._providers.get(protocol))
