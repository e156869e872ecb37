"""What the section `features.welcome` takes, and what it refuses with a clear word."""

import json

import jsonschema_rs
import pytest

from bot.features import FeaturePackage
from bot.settings import SettingsInvalid, read_document
from bot.settings.assembly import build_document_model
from bot.settings.schema import schema_of
from cogs.welcome import FEATURE

MODEL = build_document_model([FeaturePackage(FEATURE, "cogs.welcome").feature])


def read(body: str):
    indented = "".join(f"    {line}\n" for line in body.strip().splitlines())
    return read_document(f"version: 1\nfeatures:\n  welcome:\n{indented}", MODEL).feature("welcome")


def problems(body: str) -> list[str]:
    with pytest.raises(SettingsInvalid) as refused:
        read(body)
    return [str(problem) for problem in refused.value.problems]


def test_a_channel_is_all_it_takes():
    welcome = read('channel: "#welcome"')
    assert welcome.enabled
    assert str(welcome.channel) == "#welcome"
    assert welcome.quiet_delay.total_seconds() == 300


def test_a_channel_is_needed_when_the_feature_is_on():
    (problem,) = problems("quiet_delay: 5m")
    assert "features.welcome" in problem
    assert "Name the channel where newcomers are greeted" in problem


def test_no_channel_is_needed_when_the_feature_is_off():
    assert not read("enabled: false").enabled


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ("quiet_delay: 61m", "quiet_delay", "60 minutes"),
        ('greeting: "Hi {membr}"', "greeting", "{member}"),
        ('greeting: "Hi {members}"', "greeting", "{members}"),
        ('batch: "Hi {member}"', "batch", "{member}"),
        (f'greeting: "{"x" * 2001}"', "greeting", "2001"),
        (f'greeting: "{"{name}" * 40}"', "greeting", "longest names"),
        ("when_leaving: burn", "when_leaving", "delete"),
        ("raid: {joins: 1}", "raid.joins", "2"),
        ("raid: {within: 10m, calm: 5m}", "raid.calm", "at least"),
        ("steps: [guidelines]", "steps", "4 to 6"),
        ("steps: [ask, ask, guide, roles]", "steps", "twice"),
        ("steps: [ask, guide, roles, {id: x}]", "steps", "text"),
        ("steps: [ask, guide, roles, dance]", "steps", "introduce"),
        (f'guidelines_summary: "{"word " * 121}"', "guidelines_summary", "121 words"),
        ("greeter_role: Greeters", "greeter_role", "greeters_role"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_field_and_the_way_out(line, field, said):
    found = problems(f'channel: "#welcome"\n{line}')
    assert any(f"features.welcome.{field}" in problem and said in problem for problem in found), (
        found
    )


def test_every_mistake_is_told_at_once():
    found = problems('greeting: "Hi {x}"\nquiet_delay: 2h\nbatch: "{y}"')
    assert len(found) == 3


def test_a_text_may_be_written_in_several_languages():
    welcome = read('channel: "#welcome"\ngreeting: {en: "Hi {member}", es: "Hola, {member}"}')
    assert welcome.greeting.in_("es") == "Hola, {member}"


def test_a_checklist_mixes_the_bots_steps_with_own_ones():
    welcome = read(
        'channel: "#welcome"\nsteps: [guidelines, look_around, ask, {id: tools, text: Get tools}]'
    )
    assert [step.name for step in welcome.steps] == ["guidelines", "look_around", "ask", "tools"]


@pytest.mark.parametrize(
    ("step", "is_valid"),
    [
        ("guidelines", True),
        ({"kind": "guidelines"}, True),
        ({"id": "tools", "text": "Get the tools."}, True),
        ("gidelines", False),
        ("own", False),
        ({"kind": "dance"}, False),
    ],
)
def test_editors_and_the_bot_agree_on_how_a_step_is_written(step, is_valid):
    steps = [step, "look_around", "introduce", "ask"]
    data = {"version": 1, "features": {"welcome": {"channel": "#welcome", "steps": steps}}}
    assert jsonschema_rs.is_valid(schema_of(MODEL), data) is is_valid
    if is_valid:
        assert read_document(json.dumps(data), MODEL).feature("welcome").steps
    else:
        with pytest.raises(SettingsInvalid, match="step"):
            read_document(json.dumps(data), MODEL)
