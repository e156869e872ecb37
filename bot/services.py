"""What features do for one another, as small protocols that the providing feature registers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, cast

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.effects import EffectKey, Message
from bot.messages.event import Content
from bot.texts.phrase import Phrase

if TYPE_CHECKING:
    import discord

    from bot.settings import Proposal
    from bot.settings.types import ChannelRef, RoleRef

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


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineWords:
    """A guideline as people read it, in the language that was asked for."""

    id: str
    title: str
    text: str
    why: str
    severity: Literal["low", "medium", "high"]
    version: int


class Guidelines(Protocol):
    """What the community has agreed on, for those who refer to it or keep to it."""

    def all(self, guild_id: int, language: str) -> Sequence[GuidelineWords]:
        """Return the guidelines in force, in their order."""
        ...

    def objections(self, guild_id: int, text: str, language: str) -> Sequence[str]:
        """Say what goes against the guidelines in a text, for its writer; nothing if it is fine."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeGuideline:
    """What a guideline looks for, as far as Discord's own AutoMod can look for it as well.

    `keywords` and `allowed` are written as AutoMod has them, the gravest first, with `*` for more
    letters; `patterns` in the language of RE2. So many different `mentions` are too many, 0 for
    any number. `beyond` says what is left to the bot, `unfit` why all of it is.
    """

    id: str
    title: str
    severity: Literal["low", "medium", "high"]
    step: str
    acts: bool
    version: int
    keywords: Sequence[str] = ()
    patterns: Sequence[str] = ()
    mentions: int = 0
    allowed: Sequence[str] = ()
    exempt_roles: Sequence["RoleRef"] = ()
    exempt_channels: Sequence["ChannelRef"] = ()
    beyond: Sequence[Phrase] = ()
    unfit: Phrase | None = None


class NativeGuidelines(Protocol):
    """The guidelines for those who let Discord itself look for what goes against them."""

    def of(self, guild_id: int, language: str) -> Sequence[NativeGuideline]:
        """Return the guidelines in force that look for something, in their order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagMatch:
    """What was found in a message; offsets are into the original of `part`."""

    detector: str
    view: str
    part: str
    start: int
    end: int
    excerpt: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlaggedMessage:
    """A message that goes against a guideline, with all that is needed to judge it later.

    `step` is what the guideline proposes ("remind", "timeout 1h"); `acts` says that the guideline
    is trusted to have it done without a person. `excerpt` marks the match with »…«. Names and
    titles of threads come as well, with empty `content`: `message_id` is then the thread's, or
    stands for this name of this person, and `channel_id` is the thread's, or 0. What Discord has
    blocked (`is_blocked`) never stood anywhere, and its `message_id` only tells it from others.
    """

    guild_id: int
    channel_id: int
    message_id: int
    author_id: int
    author_name: str
    author_joined_at: datetime | None
    at: datetime
    late: bool
    content: Content
    guideline: str
    version: int
    severity: Literal["low", "medium", "high"]
    step: str
    acts: bool
    excerpt: str
    matches: Sequence[FlagMatch]
    is_blocked: bool = False


class FlagDesk(Protocol):
    """Where flagged messages are worked; with a desk, guidelines neither tell nor act themselves.

    What staff decide comes back as `FlagSettled`.
    """

    def is_open(self, guild_id: int) -> bool:
        """Tell whether the guild works its flags here."""
        ...

    async def receive(self, tx: AsyncConnection, flagged: FlaggedMessage) -> None:
        """Take a flag in, in the transaction that keeps it; the same flag again changes nothing."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateMessage:
    """Words meant for one member.

    `instead` says what follows when direct messages are closed: a private thread, being shown at
    the next visit, or nothing. `answerable` words invite a reply, which comes back as
    `PrivateReply`. A "notice" tells what the member must learn, such as a decision about them; an
    "invitation" comes to a person at most once in thirty days unless it was `asked_for`, and they
    can stop all of them.
    """

    key: EffectKey
    member_id: int
    message: Message
    instead: Literal["thread", "visit", "nothing"] = "visit"
    answerable: bool = False
    asked_for: bool = False
    purpose: Literal["notice", "invitation"] = "notice"
    expires_at: datetime | None = None


class PrivateWords(Protocol):
    """Writes privately to members, within one budget for the whole bot."""

    def is_on(self, guild_id: int) -> bool:
        """Tell whether the guild wants members to be written to."""
        ...

    async def write(self, tx: AsyncConnection, words: PrivateMessage) -> bool:
        """Plan the words; False when they were planned before. `PrivatelyTold` says how it went."""
        ...


class SettingsDialog(Protocol):
    """Shows what settings would change, and saves them as a version once that is confirmed.

    With `sections`, only these top-level sections are taken over, and all else stays.
    """

    async def offer(
        self,
        interaction: "discord.Interaction[Any]",
        attachment: "discord.Attachment",
        sections: Collection[str] | None = None,
    ) -> None:
        """Offer settings that somebody hands in as a file."""
        ...

    async def offer_version(
        self,
        interaction: "discord.Interaction[Any]",
        version: int,
        sections: Collection[str] | None = None,
    ) -> None:
        """Offer the settings of an earlier version, 0 for the file."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is to be known of settings before they are saved.

    `lines` of Markdown stand for the plain difference of these top-level `sections`; `files` are
    texts by their names, for this reader alone.
    """

    lines: Sequence[str] = ()
    sections: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)


class SettingsReview(Protocol):
    """Tells what settings would do, where the plain difference does not say it."""

    async def review(self, interaction: "discord.Interaction[Any]", proposal: "Proposal") -> Review:
        """Look at settings that would be valid; the interaction is deferred and may be edited."""
        ...


class AnalyticsChoices(Protocol):
    """Who wants to be left out of statistics."""

    def left_out(self, guild_id: int) -> Collection[int]:
        """Return whose doings are no part of the community's figures."""
        ...

    def may_count(self, guild_id: int, member_id: int) -> bool:
        """Tell whether what a member does may be part of the community's figures."""
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
