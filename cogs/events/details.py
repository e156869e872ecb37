"""What a gathering is: all that people decide about it besides its times."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Self

from bot.texts import N_
from bot.texts.phrase import Phrase

Kind = Literal["voice", "stage", "external"]

LONGEST_TITLE = 100
LONGEST_DESCRIPTION = 1000
LONGEST_LOCATION = 100
LONGEST_NOTES = 300
LONGEST_MINUTES = 7 * 24 * 60
MOST_SEATS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """A gathering in the words of its organisers.

    In a voice or stage channel (`channel_id`), or elsewhere: `location` says where, or is a link.
    `notes` say what people with other languages or senses need to know. Without a `capacity`
    everybody fits in. The seats of `hand_picked` ones are given by the organisers alone.
    With a `role_id`, only people who have that role may come.
    """

    title: str
    description: str = ""
    notes: str = ""
    kind: Kind = "external"
    channel_id: int | None = None
    location: str = ""
    minutes: int = 60
    capacity: int | None = None
    hand_picked: bool = False
    role_id: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as the store keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what the store kept."""
        return cls(**stored)

    def admits(self, role_ids: Collection[int]) -> bool:
        """Tell whether somebody with these roles may come."""
        return self.role_id is None or self.role_id in role_ids

    def changed_by(self, changes: Mapping[str, Any]) -> Self:
        """Return it with what one occurrence has otherwise."""
        return replace(self, **changes) if changes else self

    def differences(self, other: "Details") -> dict[str, Any]:
        """Return what `other` has otherwise, as `changed_by` takes it."""
        mine = self.to_json()
        return {name: value for name, value in other.to_json().items() if value != mine[name]}

    def problems(self) -> Iterator[Phrase]:
        """Say what stands in the way of announcing it."""
        if not self.title.strip():
            yield Phrase(N_("It needs a title."))
        texts = (
            (self.title, LONGEST_TITLE, N_("The title")),
            (self.description, LONGEST_DESCRIPTION, N_("The description")),
            (self.location, LONGEST_LOCATION, N_("The place")),
            (self.notes, LONGEST_NOTES, N_("The note")),
        )
        for text, longest, name in texts:
            if len(text) > longest:
                yield Phrase(
                    N_("{what} has {length} characters; at most {longest} fit."),
                    what=Phrase(name), length=len(text), longest=longest,
                )  # fmt: skip
        if self.kind == "external" and not self.location.strip():
            yield Phrase(
                N_("Where does it take place? Choose a voice channel, or write a place or a link.")
            )
        if not 0 < self.minutes <= LONGEST_MINUTES:
            yield Phrase(N_("It should last from one minute to seven days."))
        if self.capacity is not None and not 1 <= self.capacity <= MOST_SEATS:
            yield Phrase(
                N_("Write a number of seats from 1 to {most}, or leave it empty for everybody."),
                most=MOST_SEATS,
            )
        if self.hand_picked and self.capacity is None:
            yield Phrase(N_("How many seats are there to be given? Write a number."))
