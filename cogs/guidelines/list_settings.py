"""Lists under a name, for several guidelines: the sections `lists` and `allow`."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, RootModel, model_validator

from bot.settings.model import Section
from bot.settings.problems import Unsuitable
from bot.settings.types import Duration
from bot.texts import N_
from cogs.guidelines.detector_settings import ListLanguage
from cogs.guidelines.looked_for import Term, file_name, https_address


def _not_too_often(every: timedelta) -> timedelta:
    if every < timedelta(minutes=10):
        raise Unsuitable(N_("Whoever keeps the list is asked every ten minutes at the most."))
    return every


class WordList(Section):
    """Words and phrases, or domains from elsewhere, under one name for several guidelines."""

    terms: tuple[Term, ...] = Field(
        default=(), description="The words and phrases.", examples=[["crypto giveaway"]]
    )
    language: ListLanguage | None = Field(
        default=None, description="The language of the words, where they have one."
    )
    url: Annotated[str, AfterValidator(https_address)] | None = Field(
        default=None,
        description="Where a list of domains is kept: one on each line, a hosts file, or ||d^.",
        examples=["https://lists.example/phishing.txt"],
    )
    file: Annotated[str, AfterValidator(file_name)] | None = Field(
        default=None,
        description="The name of such a list beside guidelines.yml.",
        examples=["phishing.txt"],
    )
    refresh: Annotated[Duration, AfterValidator(_not_too_often)] | None = Field(
        default=None,
        description="How often the list is looked for anew; every six hours without it.",
        examples=["6h"],
    )

    @property
    def source(self) -> str:
        """Where its domains come from, empty for a list of words."""
        return self.url or self.file or ""

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if sum(map(bool, (self.terms, self.url, self.file))) != 1:
            raise Unsuitable(N_("Write terms for a list of words, url or file for one of domains."))
        return self


class Lists(RootModel[dict[str, WordList]]):
    """Lists of your own, by name."""

    model_config = ConfigDict(frozen=True, strict=True)
    root: dict[str, WordList] = Field(default={}, description="The lists, by name.")


class Allow(RootModel[tuple[Term, ...]]):
    """Words and phrases that are never flagged, whatever a guideline says."""

    model_config = ConfigDict(frozen=True, strict=True)
    root: tuple[Term, ...] = Field(default=(), description="The words and phrases.")
