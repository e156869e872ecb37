"""Documents with guidelines, as tests read them."""

from bot.settings import SettingsInvalid, read_document
from bot.settings.assembly import build_document_model
from bot.settings.document import Document
from cogs.guidelines import FEATURE

MODEL = build_document_model([FEATURE])


def read(text: str) -> Document:
    return read_document(f"version: 1\n{text}", MODEL)


def refused(text: str) -> list[str]:
    """Return what is wrong with a text, without its place."""
    try:
        read(text)
    except SettingsInvalid as invalid:
        return [f"{problem.field}: {problem.message()}" for problem in invalid.problems]
    return []


def one(*lines: str) -> str:
    """Return a document with one guideline that has these lines."""
    added = "".join(f"    {line}\n" for line in lines)
    return f"guidelines:\n  - id: one\n    title: One\n{added}"
