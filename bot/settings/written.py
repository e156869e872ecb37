"""How a value that people write as text becomes an object, and text again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from bot.settings.problems import N_, Phrase, Unsuitable, shown

WRITTEN_AS = "x-written-as"
"""In the JSON Schema: what the text stands for, in words."""


@dataclass(frozen=True, slots=True)
class Written:
    """Annotation of a setting that `read` turns from text into a value of type `kind`.

    `read` raises ValueError (better: Unsuitable) on nonsense; `write` gives back what it reads.
    A plain number reaches it as text; `numbers` tells editors that one is right (an id).
    """

    kind: type
    read: Callable[[str], object]
    write: Callable[[Any], str]
    description: str
    examples: tuple[str, ...]
    numbers: bool = False

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate by `read`, serialise by `write`."""
        return core_schema.no_info_plain_validator_function(
            self._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(
                self.write, return_schema=core_schema.str_schema()
            ),
        )

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the text to editors."""
        kinds: str | list[str] = ["string", "integer"] if self.numbers else "string"
        return {
            "type": kinds,
            "description": self.description,
            "examples": list(self.examples),
            WRITTEN_AS: self.description,
        }

    def _validate(self, value: object) -> object:
        if isinstance(value, self.kind):
            return value
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return self.read(str(value))
        raise Unsuitable(
            N_('Write {description}, such as "{example}", not {value}.'),
            description=Phrase(self.description),
            example=self.examples[0],
            value=shown(value),
        )


class WrittenValue:
    """Base of values that are themselves written as text: `parse` reads what `str` prints."""

    __slots__ = ()
    written_as: ClassVar[str]
    examples: ClassVar[tuple[str, ...]]
    numbers: ClassVar[bool] = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text; Unsuitable says what was not understood."""
        raise NotImplementedError

    @classmethod
    def _written(cls) -> Written:
        return Written(cls, cls.parse, str, cls.written_as, cls.examples, cls.numbers)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate by `parse`, serialise by `str`."""
        return cls._written().__get_pydantic_core_schema__(source, handler)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the text to editors."""
        return cls._written().__get_pydantic_json_schema__(schema, handler)
