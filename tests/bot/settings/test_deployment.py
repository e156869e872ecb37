"""The environment and .env."""

from pathlib import Path

import pytest

from bot.settings.deployment import Deployment, read_deployment
from bot.settings.problems import SettingsInvalid

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Deployment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_without_anything_there_are_defaults(env_file: Path) -> None:
    deployment = read_deployment(env_file)
    assert deployment.discord_token is None
    assert (deployment.host, deployment.port) == ("127.0.0.1", 8421)
    assert deployment.guidelines == Path("guidelines.yml")


def test_the_environment_wins_over_the_file(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env_file.write_text(f"PORT=1\nLOG_LEVEL=debug\nDISCORD_TOKEN={TOKEN}\nSOMETHING_ELSE=x\n")
    monkeypatch.setenv("PORT", "2")
    deployment = read_deployment(env_file)
    assert (deployment.port, deployment.log_level) == (2, "DEBUG")
    assert deployment.discord_token is not None
    assert deployment.discord_token.get_secret_value() == TOKEN


def test_an_empty_variable_counts_as_not_set(env_file: Path) -> None:
    env_file.write_text("DISCORD_TOKEN=\nPORT=\n")
    deployment = read_deployment(env_file)
    assert deployment.discord_token is None
    assert deployment.port == 8421


def test_every_variable_that_cannot_be_used_is_named_at_once(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env_file.write_text(
        "# ours\nPORT=99999\nLOG_FORMAT=jsn\nDISCORD_TOKEN='Bot abc'\nDATABASE_URL=mysql://x\n"
    )
    monkeypatch.setenv("DRY_RUN", "perhaps")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(SettingsInvalid) as raised:
        read_deployment(env_file)
    told = {problem.field: problem for problem in raised.value.problems}
    assert (told["PORT"].where, told["PORT"].message()) == (
        ".env:2",
        'This must be at most 65535, not "99999".',
    )
    assert 'Did you mean "json"?' in told["LOG_FORMAT"].message()
    assert told["DRY_RUN"].where == "environment"
    assert "true or false" in told["DRY_RUN"].message()
    assert "Allowed: DEBUG" in told["LOG_LEVEL"].message()
    assert 'Leave out the word "Bot"' in told["DISCORD_TOKEN"].message()
    assert "mysql" in told["DATABASE_URL"].message()
    assert len(told) == 6


@pytest.mark.parametrize("line", [f"DISCORD_TOKEN='{TOKEN} x'", f"DISCORD_TOKEN='Bot {TOKEN}'"])
def test_the_token_is_never_printed(env_file: Path, line: str) -> None:
    env_file.write_text(line)
    with pytest.raises(SettingsInvalid) as raised:
        read_deployment(env_file)
    assert TOKEN[:10] not in str(raised.value)
    env_file.write_text(f"DISCORD_TOKEN={TOKEN}\nDATABASE_URL=postgresql://u:geheim@host/db\n")
    deployment = read_deployment(env_file)
    assert TOKEN[:10] not in repr(deployment)
    assert "geheim" not in repr(deployment)


def test_a_file_that_is_not_text_is_named(env_file: Path) -> None:
    env_file.write_bytes(b"PORT=\xff\xfe")
    with pytest.raises(SettingsInvalid, match="cannot be read"):
        read_deployment(env_file)
