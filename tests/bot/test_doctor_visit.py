"""`steward doctor` beside a running bot: it looks, tells, and changes nothing."""

import io
import json
from pathlib import Path

import pytest
from pydantic import SecretStr
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import build
from bot.cli.doctor import has_errors, in_json, print_tables
from bot.doctor.visit import Visit, visit_all
from bot.settings import Deployment
from bot.starting import StartProblem
from sandbox import LoopbackConnector, Sandbox
from sandbox.town import Town
from tests.steward import SETTINGS, Running

BROKEN = SETTINGS + 'features:\n  welcome:\n    channel: "#welcom"\n'


async def visit(sandbox: Sandbox, deployment: Deployment, **options) -> list[Visit]:
    return await visit_all(deployment, connect=lambda: LoopbackConnector(sandbox.url), **options)


def printed(visits: list[Visit]) -> str:
    out = io.StringIO()
    print_tables(visits, Console(file=out, width=1000))
    return out.getvalue()


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_a_running_bot_in_order_is_told_so_and_left_alone(
    steward: Running, town: Town, sandbox: Sandbox
):
    before = steward.core.db.path.read_bytes()
    visits = await visit(sandbox, steward.deployment)
    assert printed(visits) == "Riverside Makers: everything is in order.\n"
    assert not has_errors(visits)
    assert steward.core.db.path.read_bytes() == before
    page = await town["Ana"].command("setup")
    assert "step 1" in page.text, "presses still reach the bot that is running"


async def test_the_settings_that_a_server_has_saved_are_the_ones_examined(
    steward: Running, town: Town, sandbox: Sandbox
):
    change = {
        ("features", "welcome", "enabled"): True,
        ("features", "welcome", "channel"): "#welcom",
    }
    await steward.core.settings.change(town.guild.id, change, town["Ana"].id, "a slip")
    visits = await visit(sandbox, steward.deployment)
    assert has_errors(visits)
    assert "There is no channel #welcom" in printed(visits)
    assert "Did you mean #welcome?" in printed(visits)


async def test_it_looks_without_a_database_as_well(
    idle_steward: Running, town: Town, sandbox: Sandbox
):
    idle_steward.write_settings(BROKEN)
    visits = await visit(sandbox, idle_steward.deployment)
    codes = {finding.code for finding in visits[0].findings}
    assert "channel_unknown" in codes
    assert "commands_missing" in codes, "this bot has never published its commands"
    assert "steward.sqlite3" not in files_in(idle_steward.folder)


async def test_scripts_read_the_same(idle_steward: Running, town: Town, sandbox: Sandbox):
    idle_steward.write_settings(BROKEN)
    answer = json.loads(in_json(await visit(sandbox, idle_steward.deployment)))
    assert answer["ok"] is False
    (guild,) = answer["guilds"]
    assert (guild["id"], guild["name"]) == (str(town.guild.id), "Riverside Makers")
    assert {"severity", "code", "what", "fix"} <= set(guild["findings"][0])


async def test_one_server_can_be_asked_for_and_an_unknown_one_is_told(
    idle_steward: Running, town: Town, sandbox: Sandbox
):
    visits = await visit(sandbox, idle_steward.deployment, only=town.guild.id)
    assert [one.guild_id for one in visits] == [town.guild.id]
    with pytest.raises(StartProblem, match=r"no server with the id 5\. It is on: Riverside"):
        await visit(sandbox, idle_steward.deployment, only=5)


async def test_a_wrong_token_is_told(idle_steward: Running, town: Town, sandbox: Sandbox):
    wrong = {"discord_token": SecretStr("MTA.wrong.token")}
    with pytest.raises(StartProblem, match="refuses the token"):
        await visit(sandbox, idle_steward.deployment.model_copy(update=wrong))


async def test_without_a_token_it_says_where_to_get_one(idle_steward: Running, sandbox: Sandbox):
    bare = idle_steward.deployment.model_copy(update={"discord_token": None})
    with pytest.raises(StartProblem, match="DISCORD_TOKEN"):
        await visit(sandbox, bare)


async def test_intents_that_the_portal_has_not_approved_are_told_with_what_is_lost(
    idle_steward: Running, town: Town, sandbox: Sandbox
):
    idle_steward.write_settings(SETTINGS + 'features:\n  welcome:\n    channel: "#welcome"\n')
    sandbox.world.application.privileged_intents = 0
    visits = await visit(sandbox, idle_steward.deployment)
    assert "Server Members Intent" in printed(visits)
    assert "Nobody is greeted when they join" in printed(visits)


def test_the_command_line_ends_with_status_1_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    ended = CliRunner().invoke(build(), ["doctor", "--json"])
    assert ended.exit_code == 1
    assert "DISCORD_TOKEN" in ended.output
