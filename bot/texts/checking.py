"""What is wrong with the catalogues: missing, fuzzy and obsolete texts, changed placeholders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import Formatter

from babel.messages import Catalog, Message

from bot.texts.catalogues import CatalogueProblem, categories, read_catalogue, strings
from bot.texts.extraction import Package, extract
from bot.texts.languages import LANGUAGES, SOURCE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for a translator or an author to put right."""

    package: str
    language: str
    kind: str
    text: str
    detail: str = ""

    def __str__(self) -> str:
        """Return the finding as one line."""
        line = f"{self.package}/{self.language}: {self.kind}: {self.text!r}"
        return f"{line} ({self.detail})" if self.detail else line


def check(package: Package) -> list[Finding]:
    """Return everything that is wrong with the catalogues of one package."""
    template = extract(package)
    findings = [
        Finding(package.name, SOURCE, "unreadable", text, problem)
        for text, problem in _english_problems(template)
    ]
    for language in LANGUAGES:
        if language != SOURCE:
            findings += _check_language(package, language, template)
    return findings


def conflicts(packages: Iterable[Package]) -> list[Finding]:
    """Return texts that two packages translate differently: only the first is ever shown."""
    findings = []
    for language in LANGUAGES:
        first: dict[str, tuple[str, object]] = {}
        for package in packages:
            path = package.catalogue(language)
            if not path.is_file():
                continue
            for message in read_catalogue(path, language):
                if not message.id or message.fuzzy or not any(strings(message)):
                    continue
                english = _english(message)[0]
                owner, wording = first.setdefault(english, (package.name, message.string))
                if wording != message.string:
                    findings.append(
                        Finding(
                            package.name, language, "conflict", english, f"{owner} has {wording!r}"
                        )
                    )
    return findings


def placeholders(text: str) -> frozenset[str]:
    """Return the names between braces. Raises ValueError for braces that do not match.

    A format or an attribute inside of the braces is part of the name, so that a translation
    cannot reach into a value.
    """
    fields = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            fields.add(
                name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            )
    return frozenset(fields)


def _english_problems(template: Catalog) -> Iterator[tuple[str, str]]:
    for message in template:
        for text in _english(message):
            try:
                odd = [name for name in placeholders(text) if not name.isidentifier()]
            except ValueError as error:
                yield text, str(error)
                continue
            if odd:
                yield text, f"placeholders are plain names, not {', '.join(map(repr, odd))}"


def _check_language(package: Package, language: str, template: Catalog) -> Iterator[Finding]:
    path = package.catalogue(language)
    try:
        catalogue = read_catalogue(path, language) if path.is_file() else Catalog(locale=language)
    except CatalogueProblem as error:
        yield Finding(package.name, language, "unreadable", path.name, str(error))
        return
    for wanted in template:
        if not wanted.id:
            continue
        text = _english(wanted)[0]
        message = catalogue.get(wanted.id)
        if message is None or not _finished(message, language):
            yield Finding(package.name, language, "missing", text)
        elif message.fuzzy:
            yield Finding(package.name, language, "fuzzy", text)
        elif problem := _slip(wanted, message, language):
            yield Finding(package.name, language, "slip", text, problem)
    for message in catalogue:
        if message.id and template.get(message.id) is None:
            yield Finding(package.name, language, "obsolete", _english(message)[0])


def _finished(message: Message, language: str) -> bool:
    """Tell whether all is translated; "many" (round millions) may be left to read like "other"."""
    if isinstance(message.id, str):
        return bool(message.string)
    forms = dict(zip(categories(language), strings(message), strict=False))
    return all(wording or name == "many" for name, wording in forms.items())


def _slip(wanted: Message, message: Message, language: str) -> str:
    """Say what a translation gets wrong, empty when it is fine."""
    english = _english(wanted)
    needed, allowed = placeholders(english[-1]), placeholders("".join(english))
    for number, wording in enumerate(strings(message)):
        if not wording:
            continue
        try:
            used = placeholders(wording)
        except ValueError as error:
            return f"{wording!r}: {error}"
        # The form for one thing may say it in words: "un mensaje".
        one = len(english) > 1 and categories(language)[number] == "one"
        lost = needed - used - ({"n"} if one else frozenset())
        if lost or used - allowed:
            names = ", ".join(sorted(f"{{{name}}}" for name in lost | (used - allowed)))
            return f"{wording!r} differs in {names}"
        if wording.strip() != wording and english[0].strip() == english[0]:
            return f"{wording!r} begins or ends with a space"
    return ""


def _english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)
