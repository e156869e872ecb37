"""What a community has agreed on, out of the sections of its document, compiled for detection."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from bot.settings.document import Document
from cogs.guidelines.detection import Engine, WordLists
from cogs.guidelines.detector_settings import Links
from cogs.guidelines.settings import (
    Allow,
    Guideline,
    Guidelines,
    Lists,
    WordList,
)

# Guilds with the same guidelines share an engine; this many different ones are kept.
ENGINES_KEPT = 256


@dataclass(frozen=True, slots=True)
class Agreement:
    """The sections of a document that belong to the guidelines; what is not written is empty."""

    guidelines: tuple[Guideline, ...]
    lists: Mapping[str, WordList]
    allow: tuple[str, ...]
    is_enforced: bool
    """Whether the feature is on, so that anything is looked for."""

    @property
    def engine(self) -> Engine:
        """What finds matches; compiled at the first time of asking, which takes its time."""
        return _compile(self.guidelines, tuple(sorted(self.lists.items())), self.allow)

    @property
    def domain_lists(self) -> Mapping[str, WordList]:
        """The lists of domains that guidelines look for, by name."""
        named = {
            name
            for one in self.guidelines
            for settings in one.detectors
            if settings.kind == Links.kind
            for name in cast("Links", settings).deny_lists
        }
        return {name: one for name, one in self.lists.items() if name in named and one.source}

    def find(self, guideline_id: str) -> Guideline | None:
        """Return a guideline by its id."""
        return next((one for one in self.guidelines if one.id == guideline_id), None)


def agreement_of(document: Document) -> Agreement:
    """Take out of a document what members have agreed on."""
    # By name and not by class: after the feature was loaded anew, documents keep former classes.
    guidelines = cast("Guidelines | None", document.section("guidelines"))
    lists = cast("Lists | None", document.section("lists"))
    allow = cast("Allow | None", document.section("allow"))
    settings = document.feature("guidelines")
    return Agreement(
        guidelines=guidelines.root if guidelines is not None else (),
        lists=lists.root if lists is not None else {},
        allow=allow.root if allow is not None else (),
        is_enforced=settings is not None and settings.enabled,
    )


@lru_cache(maxsize=ENGINES_KEPT)
def _compile(
    guidelines: tuple[Guideline, ...],
    lists: tuple[tuple[str, WordList], ...],
    allow: tuple[str, ...],
) -> Engine:
    return Engine.compile(guidelines, word_lists(dict(lists)), allow)


def word_lists(own: Mapping[str, WordList]) -> WordLists:
    """Return the lists that come with Steward and those of the community."""
    return WordLists.shipped().with_own({name: one for name, one in own.items() if one.terms})


def list_names(own: Mapping[str, WordList]) -> tuple[str, ...]:
    """Return the names of lists that a guideline may look for."""
    return word_lists(own).names
