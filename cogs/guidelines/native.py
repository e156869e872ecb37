"""Guidelines as Discord's own AutoMod can look for what goes against them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar, cast

from bot.core import Core
from bot.detectors import DetectorSettings
from bot.services import NativeGuideline
from bot.texts.phrase import Phrase
from cogs.guidelines.agreement import Agreement, agreement_of, word_lists
from cogs.guidelines.detection.vocabulary import list_terms
from cogs.guidelines.detection.wordlists import SEVERITIES, Boundary, Term, WordLists
from cogs.guidelines.detector_settings import Everyone, Invites, Links, Mentions, Pattern, Words
from cogs.guidelines.native_patterns import (
    INVITES,
    INVITING,
    denied,
    fits,
    goes_further,
    of_domains,
)
from cogs.guidelines.settings import Guideline, Scope

STARS: Mapping[Boundary, str] = {
    "word": "{}",
    "prefix": "{}*",
    "suffix": "*{}",
    "substring": "*{}*",
}
EVERYBODY = ("*@everyone", "*@here")
NATIVE = frozenset({Words.kind, Pattern.kind, Mentions.kind, Everyone.kind})

D = TypeVar("D", bound=DetectorSettings)


class Native:
    """What AutoMod is told of the guidelines of each guild; nothing where they are off."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def of(self, guild_id: int, language: str) -> Sequence[NativeGuideline]:
        """Return the guidelines in force that look for something, in their order."""
        document = self._core.settings.of(guild_id)
        agreement, fallback = agreement_of(document), document.community.language
        version = self._core.settings.version(guild_id)
        return [
            native(one, agreement, title=one.title.in_(language, fallback), version=version)
            for one in agreement.guidelines
            if agreement.is_enforced and one.detect
        ]


def native(
    guideline: Guideline, agreement: Agreement, *, title: str = "", version: int = 0
) -> NativeGuideline:
    """Return what AutoMod can do for a guideline."""
    lists, exempt = word_lists(agreement.lists), guideline.exempt or Scope()
    allowed = (*(Term.parse(one, "low", None) for one in agreement.allow), *lists.allowed)
    return NativeGuideline(
        id=guideline.id,
        title=title.strip(),
        severity=guideline.severity,
        step=str(guideline.step),
        acts=guideline.acts,
        version=version,
        keywords=tuple(_keywords(guideline, lists)),
        patterns=[*_patterns(guideline)],
        mentions=min((one.at_least for one in _detectors(guideline, Mentions)), default=0),
        allowed=[*map(_starred, allowed), *_allowed_invites(guideline)],
        exempt_roles=exempt.roles,
        exempt_channels=exempt.channels,
        beyond=tuple(_beyond(guideline)),
        unfit=_unfit(guideline),
    )


def _keywords(guideline: Guideline, lists: WordLists) -> Iterator[str]:
    for words in _detectors(guideline, Words):
        yield from (_starred(Term(text, words.match)) for text in words.terms)
    listed = [term for words in _detectors(guideline, Words) for term in list_terms(words, lists)]
    listed.sort(key=lambda term: SEVERITIES.index(term.severity), reverse=True)
    yield from map(_starred, listed)
    if any(_detectors(guideline, Everyone)):
        yield from EVERYBODY


def _patterns(guideline: Guideline) -> Iterator[str]:
    yield from (one.re2 for one in _detectors(guideline, Pattern))
    yield from of_domains([host for one in _detectors(guideline, Links) for host in denied(one)])
    if any(map(fits, _detectors(guideline, Invites))):
        yield INVITES


def _allowed_invites(guideline: Guideline) -> Iterator[str]:
    for invites in filter(fits, _detectors(guideline, Invites)):
        yield from (form.format(code) for code in invites.allow for form in INVITING)


def _starred(term: Term) -> str:
    return STARS[term.boundary].format(term.text)


def _beyond(guideline: Guideline) -> Iterator[Phrase]:
    kinds = dict.fromkeys(one.kind for one in guideline.detectors if not _is_native(one))
    if kinds:
        yield Phrase("Only the bot itself looks for this: {kinds}.", kinds=", ".join(kinds))
    if any(goes_further(one) and denied(one) for one in _detectors(guideline, Links)):
        yield Phrase("Of links, AutoMod finds the domains under {setting} alone.", setting="`deny`")


def _unfit(guideline: Guideline) -> Phrase | None:
    exempt = guideline.exempt or Scope()
    if guideline.mode == "shadow":
        return Phrase("It is only being tried out (mode: shadow).")
    if guideline.only is not None:
        return Phrase("It looks at some places or people alone (only), which AutoMod cannot.")
    if exempt.younger_than is not None or exempt.older_than is not None:
        return Phrase("It spares members by how long they are there, which AutoMod cannot.")
    if not any(map(_is_native, guideline.detectors)):
        return Phrase("It looks for nothing that AutoMod could find.")
    return None


def _is_native(detector: DetectorSettings) -> bool:
    if detector.kind == Links.kind:
        return bool(denied(cast("Links", detector)))
    if detector.kind == Invites.kind:
        return fits(cast("Invites", detector))
    return detector.kind in NATIVE


def _detectors(guideline: Guideline, kind: type[D]) -> Iterator[D]:
    # By name: after the feature was loaded anew, documents keep former classes.
    return (cast("D", one) for one in guideline.detectors if one.kind == kind.kind)
