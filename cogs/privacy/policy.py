"""What members are told is kept, and what stays: pure selections from what features declare."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.features import Feature, PersonalData


@dataclass(frozen=True, slots=True)
class Section:
    """What one feature keeps; the core has neither name nor summary."""

    name: str
    summary: str
    kept: Sequence[PersonalData]


def what_is_kept(
    core: Sequence[PersonalData], features: Iterable[Feature], in_use: Collection[str]
) -> list[Section]:
    """Return what is kept on a server: the core's first, then that of each feature in use."""
    theirs = (
        Section(feature.name, feature.summary, feature.personal_data)
        for feature in features
        if feature.name in in_use and feature.personal_data
    )
    return [Section("", "", core), *theirs]


def what_stays(features: Iterable[Feature]) -> list[str]:
    """Return what is left after an erasure, in the words of the features, each once.

    Features that are switched off count too: they may have kept something while they were on.
    """
    words = (data.stays for feature in features for data in feature.personal_data)
    return list(dict.fromkeys(filter(None, words)))
