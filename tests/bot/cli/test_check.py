"""`steward check`, as people and scripts meet it."""

import json
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.check import check
from bot.settings.deployment import Deployment

HOUSE = Path(__file__).parents[3]
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, and an environment that says nothing."""
    for name in Deployment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(check)
    return CliRunner().invoke(app, arguments)


def test_the_file_of_the_house_is_in_order() -> None:
    result = run(str(HOUSE / "guidelines.yml"))
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("guidelines.yml is fine: Riverside Makers (en, Europe/Madrid)")
    assert result.stdout.count("\n") == 1


def test_every_mistake_is_told_with_file_line_and_column(place: Path) -> None:
    (place / "guidelines.yml").write_text(
        "comunity: {}\ncommunity:\n  language: english\n  staff:\n    - #mods\n"
    )
    (place / ".env").write_text("PORT=many\n")
    result = run()
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[::2] == [
        ".env:1  PORT",
        "guidelines.yml:1:1  comunity",
        "guidelines.yml:3:13  community.language",
        "guidelines.yml:5:7  community.staff[0]",
        "4 problems found.",
    ]
    assert 'Did you mean "community"?' in result.stderr
    assert "Traceback" not in result.stderr


def test_scripts_get_json(place: Path) -> None:
    (place / "guidelines.yml").write_text("comunity: {}\n")
    result = run("--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["ok"] is False
    assert answer["problems"][0] == {
        "source": "guidelines.yml",
        "line": 1,
        "column": 1,
        "field": "comunity",
        "message": 'There is no setting called "comunity" here. Did you mean "community"?',
        "allowed": answer["problems"][0]["allowed"],
        "suggestion": "community",
    }
    (place / "guidelines.yml").write_text("version: 1\n")
    answer = json.loads(run("--json").stdout)
    assert answer["ok"] is True
    assert answer["problems"] == []
    assert "is fine" in answer["found"]


def test_the_environment_names_the_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "ours.yml").write_text("version: 1\n")
    monkeypatch.setenv("GUIDELINES", "ours.yml")
    assert run().stdout.startswith("ours.yml is fine")


@pytest.mark.parametrize("name", ["nothing.yml", "."])
def test_a_file_that_is_not_there_is_one_problem(name: str) -> None:
    result = run(name)
    assert result.exit_code == 1
    assert result.stderr.endswith("1 problem found.\n")


def test_secrets_are_not_printed(place: Path) -> None:
    (place / "guidelines.yml").write_text(f"community: {{name: {TOKEN}, language: {TOKEN}}}\n")
    (place / ".env").write_text(f"DISCORD_TOKEN='Bot {TOKEN}'\n")
    for arguments in ([], ["--json"]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert TOKEN[:12] not in result.output
