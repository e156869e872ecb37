"""`steward check` tells what is allowed and yet hardly meant, and is content with it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import add
from bot.cli.check import check

JUMP = """\
version: 1
ladder:
  steps:
    1: remind
    2: ban
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guidelines.yml").write_text(JUMP)
    return tmp_path


def test_a_note_has_its_place_and_does_not_fail() -> None:
    app = typer.Typer()
    app.command()(check)
    result = CliRunner().invoke(app, ["guidelines.yml"])
    assert result.exit_code == 0, result.output
    first, second, third = result.stdout.splitlines()
    assert first == "Note: guidelines.yml:5:8  ladder.steps.2"
    assert "jumps to" in second
    assert third.startswith("guidelines.yml is fine")


def test_scripts_find_notes_apart_from_problems() -> None:
    app = typer.Typer()
    app.command()(check)
    answer = json.loads(CliRunner().invoke(app, ["guidelines.yml", "--json"]).stdout)
    assert answer["ok"] is True
    assert answer["problems"] == []
    assert [note["line"] for note in answer["notes"]] == [5]


def test_a_package_may_offer_a_command_or_a_group_of_them() -> None:
    app, group = typer.Typer(), typer.Typer()

    @group.callback()
    def sing_(): ...

    @group.command()
    def along():
        typer.echo("la la la")

    add(app, "sing", group)
    add(app, "hum", lambda: typer.echo("mmm"))
    assert "la la la" in CliRunner().invoke(app, ["sing", "along"]).stdout
    assert "mmm" in CliRunner().invoke(app, ["hum"]).stdout
