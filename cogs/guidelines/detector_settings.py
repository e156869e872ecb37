"""What a guideline may look for: the settings of each detector, under `detect:`.

A package adds a detector under the entry point `steward.detectors`: a `DetectorOffer`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import entry_points
from typing import Any, ClassVar, Literal, Self, cast

from pydantic import Field, model_validator

from bot.settings.model import Section
from bot.settings.problems import Unsuitable
from bot.settings.types import Duration
from bot.texts import N_
from cogs.guidelines.looked_for import Expression, Host, Term

ENTRY_POINTS = "steward.detectors"
ListLanguage = Literal["en", "es", "it", "ca", "vi", "de", "fr", "pt"]
View = Literal["exact", "folded", "squeezed", "despaced", "skeleton"]
VIEWS: tuple[View, ...] = ("exact", "folded", "squeezed", "despaced", "skeleton")
Severity = Literal["low", "medium", "high"]
ReadsLike = Literal["hate", "harassment", "profanity", "spam", "phishing"]


class DetectorSettings(Section):
    """Base of what a detector can be told; `kind` is its name under `detect:`."""

    kind: ClassVar[str]


class Words(DetectorSettings):
    """Words and phrases, also disguised."""

    kind: ClassVar[str] = "words"

    list: str | None = Field(
        default=None,
        description="A list that comes with Steward (profanity, slurs) or one of yours (lists).",
        examples=["slurs"],
    )
    terms: tuple[Term, ...] = Field(
        default=(), description="Words and phrases of your own.", examples=[["crypto giveaway"]]
    )
    languages: tuple[ListLanguage, ...] = Field(
        default=(),
        description="Which languages of the list; without it all of them.",
        examples=[["en", "es"]],
    )
    at_least: Severity = Field(
        default="low", description="Leave out words of the list that are milder than this."
    )
    match: Literal["word", "prefix", "substring"] = Field(
        default="word",
        description="Whole words, their beginnings (idiot finds idiots), or anywhere in a word.",
    )
    views: tuple[View, ...] = Field(
        default=VIEWS,
        min_length=1,
        description="How far disguise is seen through, from as written to the shape of letters.",
        examples=[["exact", "folded"]],
    )

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if self.list is None and not self.terms:
            raise Unsuitable(N_("Name a list or terms to look for, such as list: profanity."))
        return self


class Pattern(DetectorSettings):
    """A regular expression in the language of RE2, which never stalls."""

    kind: ClassVar[str] = "pattern"

    re2: Expression = Field(
        description="The expression. Small and large letters are the same.",
        examples=["free\\s+(nitro|robux)"],
    )


class Links(DetectorSettings):
    """Links to where nobody should be sent."""

    kind: ClassVar[str] = "links"

    deny: tuple[Host, ...] = Field(
        default=(),
        description="Domains that are not welcome, with all below them.",
        examples=[["casino.example"]],
    )
    allow: tuple[Host, ...] = Field(
        default=(),
        description="Domains that are always fine, with all below them.",
        examples=[["docs.python.org"]],
    )
    look_alikes: tuple[Host, ...] = Field(
        default=(),
        description="Domains that scammers imitate: what only looks like them is flagged.",
        examples=[["discord.com", "steamcommunity.com"]],
    )
    shorteners: bool = Field(
        default=False, description="Flag short links that hide where they lead."
    )
    masked: bool = Field(
        default=False, description="Flag links whose text names another domain than they lead to."
    )
    ip_hosts: bool = Field(default=False, description="Flag links to bare IP addresses.")
    punycode: bool = Field(
        default=False, description="Flag domains in foreign letters that could imitate others."
    )

    @model_validator(mode="after")
    def _flags_something(self) -> Self:
        flagging = (self.deny, self.look_alikes, self.shorteners, self.masked)
        if not any((*flagging, self.ip_hosts, self.punycode)):
            raise Unsuitable(
                N_("Nothing would be flagged. Name what is not welcome, such as deny.")
            )
        return self


class Invites(DetectorSettings):
    """Invites to other servers."""

    kind: ClassVar[str] = "invites"

    allow: tuple[str, ...] = Field(
        default=("own",),
        description="Invites that are fine: `own`, the code of an invite, or a server's id.",
        examples=[["own", "python"]],
    )


class Mentions(DetectorSettings):
    """Many people or roles mentioned in one message."""

    kind: ClassVar[str] = "mentions"

    at_least: int = Field(default=6, ge=1, le=100, description="So many different mentions.")


class Everyone(DetectorSettings):
    """Attempts to mention everyone or here."""

    kind: ClassVar[str] = "everyone"


class Caps(DetectorSettings):
    """Shouting in capital letters."""

    kind: ClassVar[str] = "caps"

    share: float = Field(
        default=0.8, ge=0.3, le=1.0, description="So much of the letters are capitals."
    )
    letters: int = Field(
        default=20, ge=5, le=4000, description="Messages with fewer letters than this are fine."
    )


class Zalgo(DetectorSettings):
    """Letters with heaps of marks that run over the lines around them."""

    kind: ClassVar[str] = "zalgo"


class Emoji(DetectorSettings):
    """Walls of emoji."""

    kind: ClassVar[str] = "emoji"

    at_least: int = Field(default=15, ge=1, le=200, description="So many emoji in one message.")


class Newlines(DetectorSettings):
    """Messages that fill the screen with lines."""

    kind: ClassVar[str] = "newlines"

    at_least: int = Field(default=30, ge=2, le=2000, description="So many line breaks.")


class Spoilers(DetectorSettings):
    """Messages made of many spoilers."""

    kind: ClassVar[str] = "spoilers"

    at_least: int = Field(default=10, ge=1, le=500, description="So many spoilers in one message.")


class Attachments(DetectorSettings):
    """Files by their type or name."""

    kind: ClassVar[str] = "attachments"

    types: tuple[str, ...] = Field(
        default=(),
        description="Types of files, or the first half of them.",
        examples=[["application/x-msdownload", "video"]],
    )
    names: tuple[str, ...] = Field(
        default=(),
        description="Names of files; * stands for anything.",
        examples=[["*.exe", "*.scr"]],
    )

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not self.types and not self.names:
            raise Unsuitable(N_('Name types or names of files, such as names: ["*.exe"].'))
        return self


class Repeated(DetectorSettings):
    """The same message by the same person, again and again."""

    kind: ClassVar[str] = "repeated"

    messages: int = Field(default=4, ge=2, le=50, description="The same text so often …")
    within: Duration = Field(
        default=timedelta(seconds=30), description="… within this time.", examples=["30s"]
    )
    across_channels: bool = Field(
        default=True, description="Whether copies in other channels count as well."
    )


class Rate(DetectorSettings):
    """One person writing faster than others can read."""

    kind: ClassVar[str] = "rate"

    messages: int = Field(default=8, ge=2, le=100, description="So many messages …")
    within: Duration = Field(
        default=timedelta(seconds=10), description="… within this time.", examples=["10s"]
    )


class NewAccount(DetectorSettings):
    """Messages of accounts that were made a short time ago."""

    kind: ClassVar[str] = "new_account"

    younger_than: Duration = Field(
        default=timedelta(days=1), description="The age of the account.", examples=["1d"]
    )


class Learned(DetectorSettings):
    """What a small trained model takes for hostile or fraudulent; it only ever proposes."""

    kind: ClassVar[str] = "learned"

    reads_like: ReadsLike = Field(
        description="What the model was trained to see: hate against groups, attacks on people, "
        "swearing in disguise, advertising and fraud, or names of domains that are traps.",
        examples=["harassment"],
    )
    at_least: float | None = Field(
        default=None,
        gt=0.5,
        lt=1.0,
        description="How sure the model must be; without it the point at which false alarms were "
        "rare when it was tried.",
        examples=[0.97],
    )


@dataclass(frozen=True, slots=True)
class DetectorOffer:
    """A detector of another package: its settings, and what makes it from them."""

    settings: type[DetectorSettings]
    detector: Any


BUILT_IN: tuple[type[DetectorSettings], ...] = (
    Words, Pattern, Links, Invites, Mentions, Everyone, Caps, Zalgo, Emoji, Newlines, Spoilers,
    Attachments, Repeated, Rate, NewAccount, Learned,
)  # fmt: skip


def offers() -> Iterator[DetectorOffer]:
    """Find the detectors that installed packages bring."""
    for entry in entry_points(group=ENTRY_POINTS):
        yield cast(DetectorOffer, entry.load())
