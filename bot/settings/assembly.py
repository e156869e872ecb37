"""Joining what the features declare into the model of the whole file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, Field, ValidationError, create_model, model_validator

from bot.features import Feature
from bot.settings.document import Document, Features
from bot.settings.model import FeatureSettings
from bot.settings.problems import Unsuitable


def build_document_model(features: Iterable[Feature]) -> type[Document]:
    """Join what the features declare into the model of the whole file."""
    chosen = sorted(features, key=lambda feature: feature.name)
    named: dict[str, Any] = {
        feature.name: _field(feature.settings, _absent(feature.settings), feature.summary)
        for feature in chosen
    }
    everything = create_model("Features", __base__=Features, __doc__=Features.__doc__, **named)
    sections: dict[str, Any] = {
        name: _field(model, _default(model), _first_line(model))
        for feature in chosen
        for name, model in feature.sections.items()
    }
    features_field = Field(
        default_factory=everything, description=Document.model_fields["features"].description
    )
    return create_model(
        "Document",
        __base__=Document,
        __doc__=Document.__doc__,
        __validators__={"_no_mistakes": _no_mistakes(chosen)},
        features=(everything, features_field),
        **sections,
    )


def doubts_about(document: Document, features: Iterable[Feature]) -> Iterator[Unsuitable]:
    """Find what is allowed and yet hardly meant; `at` leads from the top of the file."""
    for feature in features:
        if feature.doubts is not None:
            yield from feature.doubts(document)


def _no_mistakes(features: Sequence[Feature]) -> Any:  # noqa: ANN401 - pydantic's own kind
    """Let features refuse what only shows when all sections are looked at together."""

    def check(document: Document) -> Document:
        reviews = [feature.mistakes for feature in features if feature.mistakes is not None]
        Unsuitable.raise_all([found for review in reviews for found in review(document)])
        return document

    return model_validator(mode="after")(check)


def _field(model: type[BaseModel], absent: Callable[[], Any], description: str) -> tuple[Any, Any]:
    return model | None, Field(default_factory=absent, description=description)


def _absent(settings: type[FeatureSettings]) -> Callable[[], FeatureSettings | None]:
    """Return what stands for a feature that the file does not name."""

    def make() -> FeatureSettings | None:
        try:
            return settings(enabled=settings.on_by_default)
        except ValidationError:
            return None

    return make


def _default(model: type[BaseModel]) -> Callable[[], BaseModel | None]:
    def make() -> BaseModel | None:
        try:
            return model()
        except ValidationError:
            return None

    return make


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]
