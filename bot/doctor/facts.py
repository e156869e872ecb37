"""What the doctor looks at, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from bot.features import Feature
from bot.settings.problems import Problem


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel and what the bot may do in it, in discord.py's names of permissions.

    `webhooks` is None where the bot has not looked or may not look.
    """

    id: int
    name: str
    kind: str
    permissions: frozenset[str]
    webhooks: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role; the higher its position, the more it stands above."""

    id: int
    name: str
    position: int
    managed: bool = False


@dataclass(frozen=True, slots=True)
class Guild:
    """A server as the bot sees it.

    `locale` is the server's own language on Discord; `is_community` is what Discord calls one.
    """

    id: int
    name: str
    permissions: frozenset[str]
    top_role: Role
    channels: tuple[Channel, ...] = ()
    roles: tuple[Role, ...] = ()
    locale: str = "en-US"
    is_community: bool = True


@dataclass(frozen=True, slots=True)
class Active:
    """A feature that is switched on in this guild, with its settings here."""

    feature: Feature
    settings: BaseModel


@dataclass(frozen=True, slots=True)
class Waiting:
    """Effects that cannot take place until somebody changes something on the server."""

    kind: str
    code: str
    detail: str
    count: int


@dataclass(frozen=True, slots=True)
class Intents:
    """What the bot asks Discord to send, and which of the privileged ones the portal allows.

    `approved` is None when Discord was not asked.
    """

    asked: frozenset[str]
    approved: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Commands:
    """Top-level commands that the bot offers, and those that Discord knows (None: not asked)."""

    offered: frozenset[str]
    known: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything about one guild that findings follow from."""

    guild: Guild
    active: tuple[Active, ...]
    community: BaseModel
    sections: Mapping[str, BaseModel] = field(default_factory=dict)
    language: str
    zone: str
    settings_problems: tuple[Problem, ...] = ()
    intents: Intents
    commands: Commands
    waiting: tuple[Waiting, ...] = ()
