"""Feeds detection with what a coverage-guided fuzzer makes up: needs `pip install atheris`.

python scripts/fuzz_detection.py -max_total_time=120
"""

import sys
from pathlib import Path

import atheris

HOUSE = Path(__file__).parents[1]
sys.path.insert(0, str(HOUSE))

with atheris.instrument_imports(include=["cogs.guidelines.detection"]):
    from bot.features import discover
    from bot.messages.event import Content
    from bot.settings.assembly import build_document_model
    from bot.settings.load import read_document, read_text
    from cogs.guidelines.agreement import agreement_of

STRICT = HOUSE / "data" / "presets" / "strict.yml"
MODEL = build_document_model(package.feature for package in discover())
ENGINE = agreement_of(read_document(read_text(STRICT), MODEL, STRICT.name)).engine


def one(data: bytes) -> None:
    """Look at one text, and at the places that are said to match."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicode(4000)
    for match in ENGINE.examine(Content(text=text, forwarded=(text[:50],))):
        if not 0 <= match.start <= match.end <= len(text):
            raise AssertionError(match)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
