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


def plan(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["plan", *arguments])


def test_a_plan_tells_what_changes_and_what_would_be_flagged(place: Path) -> None:
    before = TEXT.replace(", apple pie", "") + "features: {guidelines: {}}\n"
    (place / "guidelines.yml").write_text(before)
    (place / "new.yml").write_text(before.replace("[rhubarb]", "[rhubarb, fern]"))
    (place / "said.jsonl").write_text('{"id": "m7", "text": "a fern"}\nrhubarb\n{"x": 1}\n')
    result = plan("new.yml", "--messages", "said.jsonl")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "- **Plants** (`plants`)",
        "  - looks for: words (terms): added fern",
        "2 messages looked at: would newly flag 1, no longer 0; 1 as before.",
        "- newly flagged, **plants**, said.jsonl:m7: a »fern«",
    ]
    assert 'said.jsonl:3: there is no "text"' in result.stderr


def test_a_plan_whose_tests_fail_says_which_and_scripts_see_it(place: Path) -> None:
    (place / "old.yml").write_text(TEXT)
    (place / "new.yml").write_text(TEXT.replace("Plants", "Herbs"))
    result = plan("new.yml", "--against", "old.yml")
    assert result.exit_code == 1
    assert "title: Plants → Herbs" in result.stdout
    assert "new.yml:6:30  'apple pie'" in result.stdout


def test_a_plan_without_changes_says_so(place: Path) -> None:
    (place / "guidelines.yml").write_text(TEXT.replace(", apple pie", ""))
    result = plan("guidelines.yml")
    assert (result.exit_code, result.stdout) == (0, "The guidelines stay as they are.\n")


@pytest.mark.parametrize("arguments", [["nowhere.yml"], ["new.yml", "--messages", "nowhere"]])
def test_a_plan_without_its_files_is_told_without_a_traceback(
    place: Path, arguments: list[str]
) -> None:
    for name in ("guidelines.yml", "new.yml"):
        (place / name).write_text(TEXT)
    result = plan(*arguments)
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "Traceback" not in result.output
