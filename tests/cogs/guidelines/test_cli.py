"""`steward guidelines test`, as people and scripts meet it."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cogs.guidelines.cli import app

TEXT = """\
version: 1
guidelines:
  - id: plants
    title: Plants
    detect: [words: {terms: [rhubarb]}]
    must_flag: [rhubarb pie, apple pie]
    must_pass: [good morning]
  - id: for-people
    title: For people
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GUIDELINES", raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["test", *arguments])


def test_what_does_not_hold_is_shown_with_its_line(place: Path) -> None:
    (place / "guidelines.yml").write_text(TEXT)
    result = run()
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "FAILED  plants      2 must flag, 1 must pass",
        "        guidelines.yml:6:30  'apple pie'",
        '            "plants" must flag this, and does not.',
        "-       for-people  for people alone",
        "2 of 3 tests hold in 2 guidelines.",
    ]


def test_scripts_see_success(place: Path) -> None:
    (place / "mine.yml").write_text(TEXT.replace(", apple pie", ""))
    result = run("mine.yml")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "2 of 2 tests hold in 2 guidelines."


def test_other_mistakes_and_missing_files_are_told_without_a_traceback(place: Path) -> None:
    (place / "guidelines.yml").write_text(TEXT.replace("rhubarb]", "rhubarb], lst: x"))
    for result in (run(), run("nowhere.yml")):
        assert result.exit_code == 1
        assert "Traceback" not in result.output
        assert result.stderr
