"""What editors and people are told about guidelines.yml."""

import json

import jsonschema_rs
import pytest
from ruamel.yaml import YAML

from bot.settings.load import read_document
from bot.settings.problems import SettingsInvalid
from bot.settings.reference import reference_of
from bot.settings.schema import schema_of, schema_text
from tests.bot.settings.example_features import Model

VALID = """
version: 1
community: {language: es, timezone: Europe/Madrid, staff: [Moderators, 123456789012345678]}
features:
  greeting:
    channel: 123456789012345678
    delay: 10m
    text: {en: Hi, es: Hola}
    steps: [{title: x}]
  digest: {channel: "#team", at: Mon 09:00}
  export:
"""


def test_the_schema_is_valid_for_its_draft() -> None:
    schema = json.loads(schema_text(Model))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        (VALID, True),
        ("community: {staff: {managers: [A]}}", True),
        ("comunity: {}", False),
        ("features: {greeting: {mode: loud}}", False),
        ("features: {greeting: {chanel: x}}", False),
        ("features: {digest: {}}", False),
        ("features: {greeting: {steps: [{minutes: 1}]}}", False),
        ("features: {greeting: {text: {xx: a}}}", False),
        ("community: {language: xx}", False),
    ],
)
def test_editors_and_the_bot_agree(text: str, is_valid: bool) -> None:
    data = YAML(typ="safe", pure=True).load(text)
    assert jsonschema_rs.is_valid(schema_of(Model), data) is is_valid
    try:
        read_document(text, Model)
        accepted = True
    except SettingsInvalid:
        accepted = False
    assert accepted is is_valid


def test_defaults_are_shown_as_people_write_them() -> None:
    greeting = schema_of(Model)["$defs"]["GreetingSettings"]["properties"]
    assert greeting["delay"]["default"] == "5m"
    assert greeting["text"]["default"] == "Welcome {member}!"
    assert greeting["text"]["x-placeholders"] == ["greeter", "member"]


def test_the_reference_names_every_variable_and_setting() -> None:
    page = reference_of(Model)
    for words in (
        "| `DISCORD_TOKEN` |  |",
        "## `community`",
        "| `timezone` | a time zone | `UTC` |",
        "## `features.greeting`",
        "| `delay` | a length of time | `5m` | How long to wait.",
        "| `steps[].minutes` | a whole number from 1 to 10 | `3` | How long. |",
        "| `mode` | `shadow`, `propose` | `shadow` | How bold. |",
        "| `channel` | a channel (its name in quotes, or its id) | needed | Where.",
        "## `extra`",
    ):
        assert words in page
