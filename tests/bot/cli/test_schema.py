"""`steward schema`, and the pages that are made with it."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
import typer
from typer.testing import CliRunner

from bot.cli.schema import schema
from bot.settings.yaml_source import read_yaml

HOUSE = Path(__file__).parents[3]


def printed(*arguments: str) -> str:
    app = typer.Typer()
    app.command()(schema)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    ("file", "arguments"),
    [("data/guidelines.schema.json", []), ("docs/configuration.md", ["--markdown"])],
)
def test_the_committed_page_is_what_the_models_say(file: str, arguments: list[str]) -> None:
    assert (HOUSE / file).read_text("utf-8") == printed(*arguments), "run `make reference`"


def test_the_schema_is_valid_and_accepts_the_file_of_the_house() -> None:
    described = json.loads(printed())
    jsonschema_rs.meta.validate(described)
    text = (HOUSE / "guidelines.yml").read_text("utf-8")
    read, _ = read_yaml(text, "guidelines.yml")
    jsonschema_rs.validate(described, read.data)
