"""Finding the texts in the source of a package, and keeping its catalogues in step."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from bot.texts.catalogues import categories, read_catalogue
from bot.texts.languages import LANGUAGES, SOURCE

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "t": None,
    "n": (1, 2),
    "N_": None,
    "Phrase": None,
    "Refusal": None,
    "Unsuitable": None,
    "Problem": (2,),
}
"""The calls whose first argument is a text for people; `n` counts and takes two."""

WIDTH = 100
_PLURALS = {
    ("other",): "nplurals=1; plural=0;",
    ("one", "many", "other"): (
        "nplurals=3; plural=(n == 1) ? 0 : (n != 0 && n % 1000000 == 0) ? 1 : 2;"
    ),
}
"""The Plural-Forms header by categories, for the editors that translators use."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the house with its own catalogues."""

    name: str
    folder: Path

    def catalogue(self, language: str) -> Path:
        """Return where the catalogue of a language lies, whether or not it exists."""
        return self.folder / "locales" / f"{language}.po"


def packages_in(root: Path) -> list[Package]:
    """Return the core and every feature package below the root of the repository."""
    found = [Package("bot", root / "bot")]
    features = sorted((root / "cogs").iterdir()) if (root / "cogs").is_dir() else []
    found += [
        Package(f"cogs.{folder.name}", folder)
        for folder in features
        if (folder / "__init__.py").is_file()
    ]
    return [package for package in found if package.folder.is_dir()]


def extract(package: Package) -> Catalog:
    """Collect every text of a package, with the files that say it, in the order of the files."""
    template = Catalog(charset="utf-8")
    for path in sorted(package.folder.rglob("*.py")):
        name = path.relative_to(package.folder).as_posix()
        for _, found, comments, _ in extract_from_file(
            "python", path, keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            for text in _readable(found):
                template.add(text, None, [(name, 0)], auto_comments=comments)
    return template


def update(package: Package) -> list[Path]:
    """Bring the catalogues of a package up to date; returns the files that changed.

    Translations are kept. Where only the English wording changed a little, the old translation
    is kept and marked fuzzy; what the code no longer says moves to the end of the file.
    """
    template = extract(package)
    changed = []
    for language in LANGUAGES:
        path = package.catalogue(language)
        if language == SOURCE or not (path.exists() or len(template)):
            continue
        text = render(_updated(path, language, template), language)
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
            changed.append(path)
    return changed


def render(catalogue: Catalog, language: str) -> str:
    """Write a catalogue without dates and line numbers, so that only real changes show."""
    return _header(language) + render_template(catalogue).rstrip("\n") + "\n"


def render_template(template: Catalog) -> str:
    """Write the texts alone, without a header."""
    for message in template:
        # Babel guesses these from braces and per cent signs; our own check knows better.
        message.flags -= {"python-format", "python-brace-format"}
    body = BytesIO()
    write_po(body, template, width=WIDTH, omit_header=True, include_lineno=False)
    return body.getvalue().decode("utf-8")


def _readable(found: str | Iterable[str | None]) -> list[str | tuple[str, str]]:
    """Drop what is no text: a call whose argument is computed elsewhere."""
    if isinstance(found, str):
        return [found] if found else []
    one, many = (*found, None)[:2]
    return [(one, many)] if one and many else []


def _updated(path: Path, language: str, template: Catalog) -> Catalog:
    if path.exists():
        catalogue = read_catalogue(path, language)
    else:
        catalogue = read_po(BytesIO(_header(language).encode("utf-8")), locale=language)
    for message in list(catalogue.obsolete.values()):
        # What the code says again gets its old translation back.
        if message.id in template:
            catalogue[message.id] = message
            catalogue.obsolete.pop(_key(message.id))
    catalogue.update(template)
    return catalogue


def _key(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def _header(language: str) -> str:
    return (
        f"# {LANGUAGES[language]} ({language})\n"
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {_PLURALS[categories(language)]}\\n"\n\n'
    )
