"""The prompts that come with the bot, in every language."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from cogs.prompts.policy import Prompt

SHIPPED = "shipped:"


@cache
def shipped(language: str) -> Sequence[Prompt]:
    """Return the prompts for a language, in English where there is none."""
    entries = json.loads(files(__name__).joinpath("prompts.json").read_text(encoding="utf-8"))
    return tuple(
        Prompt(f"{SHIPPED}{one['id']}", one.get(language) or one["en"], tuple(one["tags"]))
        for one in entries
    )
