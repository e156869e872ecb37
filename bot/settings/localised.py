"""Texts that a community writes in one language, or in several."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from bot.settings.problems import N_, Unsuitable, closest, shown
from bot.settings.written import WRITTEN_AS

LANGUAGES: Final = ("en", "es", "it", "ca", "vi")
_NAMES: Final = MappingProxyType(
    {
        "english": "en",
        "spanish": "es",
        "español": "es",
        "castellano": "es",
        "italian": "it",
        "italiano": "it",
        "catalan": "ca",
        "català": "ca",
        "vietnamese": "vi",
        "tiếng việt": "vi",
    }
)
BRACES: Final = N_(
    'This is read as a group of settings. Put quotes around a text with braces: "{{…}}".'
)
_WRITE: Final = N_('Write a text here, or one text for each language, such as "en: …" and "es: …".')


def check_language(value: object) -> object:
    """Refuse what is not one of the languages, guessing which one was meant."""
    if isinstance(value, str) and value in LANGUAGES:
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    base = word.replace("_", "-").partition("-")[0]
    near = closest(word, _NAMES)
    guess = base if base in LANGUAGES else (_NAMES[near] if near else None)
    raise Unsuitable(
        N_("{value} is not one of the languages: {languages}."),
        value=shown(value),
        languages="en (English), es (Spanish), it (Italian), ca (Catalan), vi (Vietnamese)",
        suggestion=guess,
    )


LanguageCode = Annotated[Literal["en", "es", "it", "ca", "vi"], BeforeValidator(check_language)]


class LocalisedText:
    """A text in one or more languages; a text without a language is for every reader."""

    __slots__ = ("_by_language",)

    def __init__(self, texts: str | Mapping[str, str]) -> None:
        """Keep `texts` as written; Unsuitable when a language or a text is none."""
        if isinstance(texts, str):
            texts = {"": _text(texts)}
        elif not isinstance(texts, Mapping) or not texts:
            raise Unsuitable(_WRITE)
        elif all(text is None for text in texts.values()):
            raise Unsuitable(BRACES)
        else:
            _check_each(texts.items(), _check_language_and_text)
        self._by_language: Mapping[str, str] = MappingProxyType(texts)

    def in_(self, language: str, fallback: str = "en") -> str:
        """Return the text for a reader of `language`, else of `fallback`, else the first one."""
        texts = self._by_language
        for code in (language, fallback, ""):
            if code in texts:
                return texts[code]
        return next(iter(texts.values()))

    @property
    def by_language(self) -> Mapping[str, str]:
        """Every text by its language, which is empty for a text that names none."""
        return self._by_language

    def checked(self, check: Callable[[str], None]) -> "LocalisedText":
        """Run `check` on each text; everything it refuses is reported at its language."""
        _check_each(self._by_language.items(), lambda _, text: check(text))
        return self

    def written(self) -> str | dict[str, str]:
        """Give it back as it stands in the file."""
        return self._by_language.get("") or dict(self._by_language)

    def __eq__(self, other: object) -> bool:
        """Equal when every text is."""
        return isinstance(other, LocalisedText) and self.written() == other.written()

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(tuple(sorted(self._by_language.items())))

    def __repr__(self) -> str:
        """Show what was written."""
        return f"LocalisedText({self.written()!r})"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read a text, or a map of texts by language."""
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls(value),
            serialization=core_schema.plain_serializer_function_ser_schema(cls.written),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe both ways of writing it to editors."""
        text = {"type": "string", "minLength": 1}
        by_language = {
            "type": "object",
            "properties": dict.fromkeys(LANGUAGES, text),
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"anyOf": [text, by_language], WRITTEN_AS: "a text, or one for each language"}


def _check_each(texts: Iterable[tuple[str, Any]], check: Callable[[str, Any], None]) -> None:
    """Run `check` on every language and its text, and report all that it refuses, each there."""
    found = []
    for language, text in texts:
        try:
            check(language, text)
        except Unsuitable as problem:
            for each in (problem, *problem.also):
                each.at = (language,) if language else ()
                found.append(each)
    Unsuitable.raise_all(found)


def _check_language_and_text(language: str, text: object) -> None:
    check_language(language)
    _text(text)


def _text(text: object) -> str:
    if not isinstance(text, str):
        raise Unsuitable(N_("Write a text here, not {value}."), value=shown(text))
    if not text.strip():
        raise Unsuitable(N_("This text is empty."))
    return text
