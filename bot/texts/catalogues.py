"""Reading gettext catalogues: one .po file per language in the `locales` folder of a package."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel import Locale
from babel.messages import Catalog, Message
from babel.messages.pofile import PoFileError, read_po
from babel.plural import PluralRule

from bot.texts.languages import LANGUAGES, SOURCE

CATEGORIES = ("zero", "one", "two", "few", "many", "other")


class CatalogueProblem(Exception):
    """A catalogue that cannot be read, with the file and the reason."""


@dataclass(slots=True)
class Wordings:
    """The finished translations into one language, by msgid.

    Plurals are kept under their singular, one wording for each of the language's categories.
    """

    single: dict[str, str] = field(default_factory=dict)
    plural: dict[str, Mapping[str, str]] = field(default_factory=dict)


def plural_rule(language: str) -> PluralRule:
    """Return CLDR's rule by which the language picks a plural form."""
    return Locale(language).plural_form


def categories(language: str) -> tuple[str, ...]:
    """Return the plural categories of a language in the order of its msgstr[n] lines."""
    tags = plural_rule(language).tags
    return tuple(name for name in CATEGORIES if name in tags or name == "other")


def load_wordings(packages: Iterable[str]) -> dict[str, Wordings]:
    """Merge the catalogues of these packages per language; the first package's wording stands.

    A package without a `locales` folder, or without one of the languages, is passed over: its
    texts are shown in English. Raises CatalogueProblem for a file that is no catalogue.
    """
    loaded = {language: Wordings() for language in LANGUAGES if language != SOURCE}
    for package in packages:
        for language, wordings in loaded.items():
            found = _wordings_of(package, language)
            wordings.single = found.single | wordings.single
            wordings.plural = found.plural | wordings.plural
    return loaded


def read_catalogue(source: Traversable, language: str) -> Catalog:
    """Read one .po file. Raises CatalogueProblem with the file, the line and the reason."""
    try:
        content = source.read_bytes()
        content.decode("utf-8")
        return read_po(BytesIO(content), locale=language, abort_invalid=True)
    except PoFileError as error:
        message = f"{source}, line {error.lineno + 1}: {error}"
        raise CatalogueProblem(message) from error
    except (ValueError, OSError) as error:
        raise CatalogueProblem(f"{source}: {error}") from error


def strings(message: Message) -> tuple[str, ...]:
    """Return a message's wordings: one, or one for each plural category."""
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


@cache  # a package's texts stay what they are for as long as the process runs
def _wordings_of(package: str, language: str) -> Wordings:
    source = files(package) / "locales" / f"{language}.po"
    wordings = Wordings()
    if source.is_file():
        _take(wordings, read_catalogue(source, language), categories(language))
    return wordings


def _take(wordings: Wordings, catalogue: Catalog, names: tuple[str, ...]) -> None:
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, str):
            if message.string:
                wordings.single[message.id] = str(message.string)
            continue
        forms = dict(zip(names, strings(message), strict=False))
        if forms.get("other"):
            wordings.plural[message.id[0]] = forms
