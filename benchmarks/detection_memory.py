"""`python -m benchmarks.detection_memory same|different COUNT`: the guidelines of many guilds."""

import json
import sys
from typing import Any

from benchmarks.memory import resident
from cogs.guidelines.agreement import Agreement
from cogs.guidelines.settings import Guidelines


def agreement(number: int) -> Agreement:
    """Write the guidelines of a guild: the lists, with words and patterns of its own."""
    detect: list[Any] = [
        {"words": {"list": "profanity", "at_least": "medium"}},
        {"words": {"list": "slurs", "at_least": "medium"}},
        {"words": {"terms": [f"unwelcome{number}x{n}" for n in range(20)]}},
        *({"pattern": {"re2": rf"\bbuy\s+thing{number}x{n}\b"}} for n in range(3)),
        {"links": {"look_alikes": ["discord.com"], "shorteners": True}},
    ]
    written = [{"id": "all", "title": "All", "detect": detect}]
    guidelines = Guidelines.model_validate(written, strict=False).root
    return Agreement(guidelines, {}, (), is_enforced=True)


def main(kind: str, guilds: int) -> None:
    """Compile what guilds agreed on, keep it, and tell how much memory that took."""
    kept = [agreement(0).engine]
    before = resident()
    kept += [agreement(n if kind == "different" else 0).engine for n in range(1, guilds)]
    print(json.dumps({"grown": resident() - before, "kept": len(kept)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
