"""One entry under `detect:`: the name of a detector, with its settings or alone."""

from typing import Annotated, Any, cast

from pydantic import Field, GetCoreSchemaHandler, create_model, model_validator
from pydantic import ValidationError as Incomplete
from pydantic_core import CoreSchema, core_schema

from bot.settings.model import Section
from bot.settings.problems import Unsuitable, shown
from bot.texts import N_
from cogs.guidelines.detector_settings import BUILT_IN, DetectorSettings, offers


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
    def _exactly_one(self) -> "DetectorChoice":
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
    model.kind: model for model in (*BUILT_IN, *(offer.settings for offer in offers()))
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
