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
        "- newly flagged, plants, said.jsonl:m7: a »fern«",
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
    assert "Note: guidelines.yml:3:3  Nothing is looked for yet" in result.stderr


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


def start(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["start", *arguments])


def test_the_presets_are_listed_with_what_they_are_for() -> None:
    result = start()
    assert result.exit_code == 0
    assert "open-source  Guidelines for an open source project." in result.stdout.splitlines()
    assert len(result.stdout.splitlines()) >= 5


def test_a_community_starts_from_a_preset_that_is_in_order_as_it_is(place: Path) -> None:
    result = start("university")
    assert result.exit_code == 0
    assert "steward check guidelines.yml" in result.stdout
    assert run().exit_code == 0


def test_a_file_that_is_there_is_never_written_over(place: Path) -> None:
    (place / "guidelines.yml").write_text("mine")
    result = start("gaming")
    assert (result.exit_code, (place / "guidelines.yml").read_text()) == (1, "mine")
    assert "--to" in result.stderr
    assert start("gaming", "--to", "new.yml").exit_code == 0
    assert start("gaming", "--to", "nowhere/new.yml").exit_code == 1


def test_a_preset_that_does_not_exist_is_told_with_the_one_that_was_meant() -> None:
    result = start("opensource")
    assert result.exit_code == 1
    assert 'Did you mean "open-source"?' in result.stderr
    assert "There are: gaming" in start("xyz").stderr
