"""Channels and roles as people name them in guidelines.yml."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.settings.problems import N_, Phrase, Unsuitable
from bot.settings.written import WrittenValue

CHANNEL_KINDS = ("text", "forum", "voice", "stage", "announcement", "category")
_ID = re.compile(r"(?:<(?:#|@&)(\d{15,20})>|(\d{15,20}))", re.ASCII)
_KIND = re.compile(rf"(.*\S)\s*\(({'|'.join(CHANNEL_KINDS)})\)", re.DOTALL)
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class ChannelRef(WrittenValue):
    """A channel by id or by name; `kind` is what to create when there is none."""

    written_as: ClassVar[str] = N_("a channel (its name in quotes, or its id)")
    examples: ClassVar[tuple[str, ...]] = ("#welcome", "#questions (forum)", "123456789012345678")
    numbers: ClassVar[bool] = True

    id: int | None = None
    name: str = ""
    kind: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "#welcome", "welcome", "#questions (forum)", "<#123…>" or an id."""
        written = text.strip()
        if (number := _id_in(written)) is not None:
            return cls(id=number)
        kind = None
        if (match := _KIND.fullmatch(written)) is not None:
            written, kind = match[1], match[2]
        return cls(name=_name(written.removeprefix("#"), Phrase(N_("channel"))), kind=kind)

    def __str__(self) -> str:
        """Print it in the form that `parse` reads."""
        if self.id is not None:
            return str(self.id)
        return f"#{self.name} ({self.kind})" if self.kind else f"#{self.name}"

    def matches(self, channel_id: int, name: str) -> bool:
        """Whether this means the channel; spaces and dashes, large and small are the same."""
        if self.id is not None:
            return self.id == channel_id
        return _folded(self.name) == _folded(name)


@dataclass(frozen=True, slots=True)
class RoleRef(WrittenValue):
    """A role by id or by name."""

    written_as: ClassVar[str] = N_("a role (its name or its id)")
    examples: ClassVar[tuple[str, ...]] = ("Moderators", "123456789012345678")
    numbers: ClassVar[bool] = True

    id: int | None = None
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "Moderators", "@Moderators", "<@&123…>" or an id."""
        written = text.strip()
        if (number := _id_in(written)) is not None:
            return cls(id=number)
        if written.lstrip("@").casefold() in {"everyone", "here"}:
            raise Unsuitable(
                N_("{name} is everybody, not a role to name here."), name=f'"{written}"'
            )
        return cls(name=_name(written.removeprefix("@"), Phrase(N_("role"))))

    def __str__(self) -> str:
        """Print it in the form that `parse` reads."""
        return str(self.id) if self.id is not None else f"@{self.name}"

    def matches(self, role_id: int, name: str) -> bool:
        """Whether this means the role; large and small letters are the same."""
        if self.id is not None:
            return self.id == role_id
        return self.name.casefold() == name.strip().casefold()


def _id_in(text: str) -> int | None:
    match = _ID.fullmatch(text)
    return int(match[1] or match[2]) if match else None


def _name(text: str, what: str) -> str:
    name = text.strip()
    if not name:
        raise Unsuitable(N_("The name of the {what} is empty."), what=what)
    if len(name) > _LONGEST_NAME:
        raise Unsuitable(
            N_("The name of a {what} has at most {longest} characters on Discord."),
            what=what,
            longest=_LONGEST_NAME,
        )
    return name


def _folded(name: str) -> str:
    return "-".join(name.casefold().replace("-", " ").split())
