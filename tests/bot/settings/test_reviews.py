"""What features say about a whole document: mistakes that refuse it, and doubts that do not."""

from collections.abc import Iterator

import pytest
from pydantic import ConfigDict, Field, RootModel

from bot.settings import FeatureSettings, SettingsInvalid, Unsuitable, read_document
from bot.settings.assembly import build_document_model, doubts_about
from bot.settings.document import Document
from bot.settings.load import at_their_places
from tests.bot.settings.example_features import feature


class Songs(RootModel[tuple[str, ...]]):
    """The songs that the choir knows."""

    model_config = ConfigDict(frozen=True, strict=True)
    root: tuple[str, ...] = Field(default=(), description="Their titles.")


class Choir(FeatureSettings):
    """A choir."""

    sings: tuple[str, ...] = Field(default=(), description="What it sings today.")


def unknown_songs(document: Document) -> Iterator[Unsuitable]:
    known = document.section("songs").root  # type: ignore[union-attr]  # it has a default
    for number, song in enumerate(document.feature("choir").sings):  # type: ignore[union-attr]  # it has one as well
        if song not in known:
            at = ("features", "choir", "sings", number)
            yield Unsuitable("Nobody knows {song}.", song=song, at=at)


def too_few(document: Document) -> Iterator[Unsuitable]:
    if len(document.section("songs").root) < 3:  # type: ignore[union-attr]  # it has a default
        yield Unsuitable("A short evening.", at=("songs", 7))


CHOIR = feature("choir", Choir, sections={"songs": Songs}, mistakes=unknown_songs, doubts=too_few)
MODEL = build_document_model([CHOIR])


def test_a_list_may_be_a_section() -> None:
    document = read_document("songs: [Alouette]\n", MODEL)
    assert document.section("songs") == Songs(("Alouette",))
    assert read_document("version: 1\n", MODEL).section("songs") == Songs(())


def test_every_mistake_between_sections_is_told_at_its_place() -> None:
    text = "songs: [Alouette]\nfeatures:\n  choir:\n    sings: [Greensleeves, Alouette, Danny]\n"
    with pytest.raises(SettingsInvalid) as caught:
        read_document(text, MODEL)
    assert [str(one) for one in caught.value.problems] == [
        "guidelines.yml:4:13: features.choir.sings[0]: Nobody knows Greensleeves.",
        "guidelines.yml:4:37: features.choir.sings[2]: Nobody knows Danny.",
    ]


def test_doubts_refuse_nothing_and_stand_as_near_as_the_file_allows() -> None:
    text = "version: 1\nsongs:\n  - Alouette\nfeatures: {choir: }\n"
    document = read_document(text, MODEL)
    (doubt,) = at_their_places(doubts_about(document, [CHOIR]), text)
    assert str(doubt) == "guidelines.yml:3:3: songs: A short evening."
