"""The JSON Schema of guidelines.yml, by which editors complete and check while one types."""

import json
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pydantic.json_schema import GenerateJsonSchema

from bot.settings.document import Document
from bot.settings.durations import format_duration
from bot.settings.localised import LocalisedText
from bot.settings.written import WrittenValue
from bot.times import DailyWindow, WeeklyHours, WeeklyTimes

_WRITTEN = (WrittenValue, ZoneInfo, WeeklyTimes, WeeklyHours, DailyWindow)
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(model: type[Document]) -> dict[str, Any]:
    """Describe the file in JSON Schema, draft 2020-12."""
    described = model.model_json_schema(mode="validation", schema_generator=_ForEditors)
    described.pop("title", None)
    described.pop("description", None)
    return {
        "$schema": DRAFT,
        "title": "guidelines.yml",
        "description": "The settings of a community that Steward looks after.",
        **described,
    }


def schema_text(model: type[Document]) -> str:
    """Return the schema as it is committed, ending in a newline."""
    return json.dumps(schema_of(model), indent=2, ensure_ascii=False) + "\n"


class _ForEditors(GenerateJsonSchema):
    """Writes defaults as people write them, and leaves out titles that only repeat the name."""

    def field_title_should_be_set(self, _schema: object) -> bool:
        """Never: the description says more."""
        return False

    def encode_default(self, dft: Any) -> Any:  # noqa: ANN401 - a default may be anything
        """Write durations, times, zones, channels and texts in the form of the file."""
        if isinstance(dft, timedelta):
            return format_duration(dft)
        if isinstance(dft, LocalisedText):
            return dft.written()
        if isinstance(dft, _WRITTEN):
            return str(dft)
        if isinstance(dft, tuple | list | set | frozenset):
            return [self.encode_default(each) for each in dft]
        if isinstance(dft, dict):
            return {str(name): self.encode_default(each) for name, each in dft.items()}
        return super().encode_default(dft)
