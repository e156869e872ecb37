"""What a feature declares about itself, and how features are found.

The manifest is read before login: intents must be known when the client is built, tables before
the first event, and the mistakes in the settings of all features are told at once.
"""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel
    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.settings.document import Document, FeatureSettings
    from bot.settings.problems import Unsuitable

BUILT_IN = "cogs"
ENTRY_POINTS = "steward.features"

ExportMember = Callable[["AsyncConnection", int, int], Awaitable[dict[str, Any]]]
ForgetMember = Callable[["AsyncConnection", int, int], Awaitable[None]]
Review = Callable[["Document"], Iterable["Unsuitable"]]


async def nothing_kept(_tx: "AsyncConnection", _guild_id: int, _user_id: int) -> dict[str, Any]:
    """Return what a feature keeps about somebody that keeps nothing about anybody."""
    return {}


async def nothing_to_forget(_tx: "AsyncConnection", _guild_id: int, _user_id: int) -> None:
    """Forget nothing, as nothing is kept."""


class FeatureProblem(Exception):
    """A feature package that cannot be used, with the reason for the operator."""


@dataclass(frozen=True, slots=True)
class PermissionNeed:
    """A Discord permission that a feature cannot do its work without.

    `permission` is discord.py's name. `setting` names the channel setting of the feature that it
    applies to ("community.…" one of the community's), None for the whole guild.
    """

    permission: str
    why: str
    setting: str | None = None


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a table keeps about people, in words for the people concerned.

    `stays` says what is left of it, and why, once somebody has had their data erased: empty when
    nothing is.
    """

    table: str
    what: str
    why: str
    kept: str
    stays: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """The manifest of a feature: all that the house must know before the feature runs.

    `intents` are discord.py's flag names; `degrades` says for each privileged one what is lost
    without it. `export_member` and `forget_member` take a connection, a guild id and a user id.
    `sections` are top-level keys of guidelines.yml that the feature owns beside its settings.
    `effects` ends, by the kind of effect, the sentence "The bot cannot …".
    `mistakes` and `doubts` look at a whole document: at what it is refused for, and at what is
    allowed and yet hardly meant; their `at` leads from the top of the file.
    """

    name: str
    summary: str
    settings: type["FeatureSettings"]
    intents: frozenset[str]
    export_member: ExportMember = nothing_kept
    forget_member: ForgetMember = nothing_to_forget
    permissions: tuple[PermissionNeed, ...] = ()
    tables: tuple["Table", ...] = ()
    personal_data: tuple[PersonalData, ...] = ()
    degrades: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, type["BaseModel"]] = field(default_factory=dict)
    effects: Mapping[str, str] = field(default_factory=dict)
    mistakes: Review | None = None
    doubts: Review | None = None


@dataclass(frozen=True, slots=True)
class FeaturePackage:
    """A feature and the package that holds it (an extension in discord.py's sense)."""

    feature: Feature
    module: str


def discover() -> tuple[FeaturePackage, ...]:
    """Find the features of the house and those that installed packages offer, by name.

    Raises FeatureProblem when a package has no manifest or two features share a name.
    """
    packages: dict[str, FeaturePackage] = {}
    for module in _modules():
        package = FeaturePackage(_manifest(module), module)
        name = package.feature.name
        if name in packages:
            raise FeatureProblem(
                f"Two packages offer a feature called {name!r}: "
                f"{packages[name].module} and {module}. Uninstall one of them."
            )
        packages[name] = package
    return tuple(packages[name] for name in sorted(packages))


def intents_of(features: Iterable[Feature]) -> frozenset[str]:
    """Return the union of what the features ask Discord to send."""
    return frozenset({"guilds"}).union(*(feature.intents for feature in features))


def _modules() -> Iterator[str]:
    house = importlib.import_module(BUILT_IN)
    for found in pkgutil.iter_modules(house.__path__):
        if found.ispkg:
            yield f"{BUILT_IN}.{found.name}"
    for offer in entry_points(group=ENTRY_POINTS):
        yield offer.value


def _manifest(module: str) -> Feature:
    try:
        feature = getattr(importlib.import_module(module), "FEATURE", None)
    except ImportError as error:
        raise FeatureProblem(f"The feature package {module} cannot be imported: {error}") from error
    if not isinstance(feature, Feature):
        raise FeatureProblem(f"The feature package {module} has no FEATURE manifest.")
    return feature
