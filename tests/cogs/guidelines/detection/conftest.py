from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.features import discover
from bot.messages.event import Content
from bot.settings.assembly import build_document_model
from bot.settings.load import read_document, read_text
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.detection import NOWHERE, Context, Engine, Match, WordLists
from cogs.guidelines.settings import Guidelines

Finder = Callable[..., list[Match]]
STRICT = Path(__file__).parents[4] / "data" / "presets" / "strict.yml"


@cache
def strict() -> Engine:
    """Compile the preset that looks for everything."""
    model = build_document_model(package.feature for package in discover())
    return agreement_of(read_document(read_text(STRICT), model, STRICT.name)).engine


def compiled(*detect: Any, allow: tuple[str, ...] = (), lists: WordLists | None = None) -> Engine:
    written = [{"id": "rule", "title": "A rule", "detect": list(detect)}]
    guidelines = Guidelines.model_validate(written, strict=False)
    return Engine.compile(tuple(guidelines), lists or WordLists.shipped(), allow)


@pytest.fixture
def find() -> Finder:
    def look(
        text: str | Content,
        *detect: Any,
        context: Context = NOWHERE,
        allow: tuple[str, ...] = (),
    ) -> list[Match]:
        content = Content(text=text) if isinstance(text, str) else text
        return list(compiled(*detect, allow=allow).examine(content, context))

    return look
