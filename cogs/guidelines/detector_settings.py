"""What a guideline may look for: the settings of each detector, under `detect:`.

A package adds a detector as `bot.detectors` says.
"""

from typing import Annotated, Any, ClassVar, Literal, Self, cast

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    create_model,
    model_serializer,
    model_validator,
)
from pydantic import ValidationError as Incomplete
from pydantic_core import CoreSchema, core_schema

from bot.detectors import DetectorSettings, offered
from bot.settings.model import Section
from bot.settings.problems import Unsuitable, shown
from bot.texts import N_
from cogs.guidelines.conduct_settings import (
    Copied,
    CrossPosted,
    NewAccount,
    Raid,
    Rate,
    Repeated,
)
from cogs.guidelines.form_settings import Caps, Emoji, Newlines, Spoilers, Zalgo
from cogs.guidelines.looked_for import Expression, Host, Term

ListLanguage = Literal["en", "es", "it", "ca", "vi", "de", "fr", "pt"]
View = Literal["exact", "folded", "squeezed", "despaced", "skeleton"]
VIEWS: tuple[View, ...] = ("exact", "folded", "squeezed", "despaced", "skeleton")
Severity = Literal["low", "medium", "high"]
ReadsLike = Literal["hate", "harassment", "profanity", "spam", "phishing"]


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
    deny_lists: tuple[str, ...] = Field(
        default=(),
        description="Lists of unwelcome domains (lists, with url or file).",
        examples=[["phishing"]],
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
        flagging = (self.deny, self.deny_lists, self.look_alikes, self.shorteners, self.masked)
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


BUILT_IN: tuple[type[DetectorSettings], ...] = (
    Words, Pattern, Links, Invites, Mentions, Everyone, Caps, Zalgo, Emoji, Newlines, Spoilers,
    Attachments, Repeated, CrossPosted, Copied, Rate, Raid, NewAccount, Learned,
)  # fmt: skip


class _NameAlone:
    """Annotation of a detector: its name alone stands for all its defaults."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Take a group with one name, or the name."""
        model = cast("type[DetectorChoice]", source)
        name = core_schema.no_info_after_validator_function(
            lambda kind: model(**{kind: None}),
            core_schema.literal_schema([*model.model_fields]),
        )
        return core_schema.union_schema([handler(source), name])


class DetectorChoice(Section):
    """What to look for: the name of one detector, with its settings."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        names = self.model_fields_set
        if len(names) != 1:
            raise Unsuitable(
                N_("Name one detector in each entry, such as words: {{list: profanity}}."),
                allowed=tuple(type(self).model_fields),
            )
        try:
            _ = self.settings
        except Incomplete:
            raise Unsuitable(
                N_("Say what {name} is to look for."), name=shown(next(iter(names)))
            ) from None
        return self

    @model_serializer
    def written(self) -> dict[str, Any]:
        """Give back the chosen detector alone, with what is said of it."""
        settings = self.settings
        return {settings.kind: settings.model_dump(mode="json", exclude_defaults=True)}

    def __eq__(self, other: object) -> bool:
        """Equal when they look for the same, however it is written."""
        return isinstance(other, DetectorChoice) and self.settings == other.settings

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((self.settings.kind, self.settings))

    @property
    def settings(self) -> DetectorSettings:
        """The chosen detector's settings."""
        (name,) = self.model_fields_set
        chosen = getattr(self, name)
        return cast(DetectorSettings, KINDS[name]() if chosen is None else chosen)


KINDS: dict[str, type[DetectorSettings]] = {
    model.kind: model
    for model in (*BUILT_IN, *(offer.settings for offer in offered({one.kind for one in BUILT_IN})))
}
AnyDetector = create_model(
    "Detector",
    __base__=DetectorChoice,
    __doc__=DetectorChoice.__doc__,
    **cast(
        "dict[str, Any]",
        {
            name: (model | None, Field(default=None, description=(model.__doc__ or "").strip()))
            for name, model in KINDS.items()
        },
    ),
)
Detector = Annotated[AnyDetector, _NameAlone()]
