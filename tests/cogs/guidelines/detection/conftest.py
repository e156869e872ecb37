from collections.abc import Callable
from typing import Any

import pytest

from bot.messages.event import Content
from cogs.guidelines.detection import NOWHERE, Context, Engine, Match, WordLists
from cogs.guidelines.settings import Guidelines

Finder = Callable[..., list[Match]]


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
