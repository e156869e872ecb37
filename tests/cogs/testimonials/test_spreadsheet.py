"""Exported tables in a real spreadsheet: nothing in a cell is run as a formula."""

import csv
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from cogs.testimonials import exports
from cogs.testimonials.exports import Quote

OFFICE = shutil.which("soffice")
PATIENCE = 100
# Commas, quotes, UTF-8, from the first line, and formulas are run as a person would have them.
AS_TYPED = "CSV:44,34,76,1,,0,false,true,false,false,0,0,true"
NASTY = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "\t=1+1",
    " =1+1",
    "\uff1d1+1",
    '=HYPERLINK("https://evil.example";"click")',
    "=cmd|' /C calc'!A0",
    "kind words\n=1+1",
    '"=1+1"',
)

pytestmark = pytest.mark.skipif(
    OFFICE is None,
    reason="no LibreOffice: install it with `apt-get install libreoffice-calc`",
)


async def the_quotes():
    for number, text in enumerate(NASTY, 1):
        yield Quote(
            number=number,
            text=text,
            name=text,
            affiliation=text,
            picture="",
            tags=(text,),
            scopes=("website",),
            until=None,
            agreed_on=date(2026, 11, 2),
        )


def opened(folder: Path, *files: Path) -> list[str]:
    """Let LibreOffice read tables; returns each as the text of its own format."""
    command = [
        str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", "fods", f"--infilter={AS_TYPED}", "--outdir", str(folder / "out"),
        *map(str, files),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [(folder / "out" / f"{file.stem}.fods").read_text() for file in files]


@pytest.mark.timeout(PATIENCE + 20)
async def test_a_spreadsheet_runs_nothing_of_an_exported_table(tmp_path):
    exported, raw = tmp_path / "exported.csv", tmp_path / "raw.csv"
    with exported.open("w", encoding="utf-8", newline="") as file:
        await exports.write(the_quotes(), file, "csv", title="", language="en")
    with raw.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([text] for text in NASTY)
    ours, theirs = opened(tmp_path, exported, raw)
    assert "table:formula" in theirs, "the same cells are run where they are not made harmless"
    assert "table:formula" not in ours
    cells = re.findall(r"<table:table-row [^>]*>(?:(?!</table:table-row>).)*", ours, re.DOTALL)
    assert len([row for row in cells if "<text:p>website" in row]) == len(NASTY)
