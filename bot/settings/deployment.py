"""How and where the bot runs: from the environment, or from a file called .env."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.db import DatabaseProblem
from bot.db.address import read_address
from bot.settings.problems import N_, Problem, SettingsInvalid, Unsuitable
from bot.settings.sentences import Sentence, sentence_about

ENV_FILE = ".env"


class Deployment(BaseSettings):
    """What the operator decides; secrets never leave it in print."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    discord_token: SecretStr | None = Field(
        default=None, description="The bot's token from Discord's Developer Portal. Keep it secret."
    )
    database_url: str = Field(
        default="sqlite:///data/steward.sqlite3",
        repr=False,
        description="Where the data is kept: SQLite in a file, or PostgreSQL.",
        examples=["sqlite:///data/steward.sqlite3", "postgresql://user:password@host/database"],
    )
    guidelines: Path = Field(
        default=Path("guidelines.yml"), description="The settings of the community."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="From which level on lines are logged."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="Lines for people, or one JSON object a line."
    )
    host: str = Field(
        default="127.0.0.1",
        description="The address on which health and metrics are served; 0.0.0.0 opens it to all.",
    )
    port: int = Field(
        default=8421, ge=0, le=65_535, description="Its port; 0 lets the system choose one."
    )
    backup_dir: Path = Field(
        default=Path("data/backups"), description="Where copies go before a migration."
    )
    dm_per_minute: int = Field(
        default=10, ge=1, le=60, description="How many private messages the bot sends in a minute."
    )
    dm_per_hour: int = Field(
        default=50, ge=1, le=1000, description="How many private messages the bot sends in an hour."
    )
    dry_run: bool = Field(
        default=False, description="Decide and record everything, send nothing to Discord."
    )

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, level: object) -> object:
        return level.strip().upper() if isinstance(level, str) else level

    @field_validator("discord_token")
    @classmethod
    def _plausible(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None:
            return None
        bare = token.get_secret_value().strip()
        if bare.lower().startswith("bot "):
            raise Unsuitable(N_('Leave out the word "Bot": only the token itself belongs here.'))
        if any(letter.isspace() for letter in bare):
            raise Unsuitable(N_("There are spaces in the token. Copy it again, on one line."))
        return SecretStr(bare)

    @field_validator("database_url")
    @classmethod
    def _understood(cls, url: str) -> str:
        try:
            read_address(url)
        except DatabaseProblem as problem:
            raise Unsuitable("{reason}", reason=str(problem)) from None
        return url


def read_deployment(env_file: Path | None = Path(ENV_FILE)) -> Deployment:
    """Read the environment; SettingsInvalid names every variable that cannot be used."""
    try:
        return Deployment(_env_file=env_file)
    except ValidationError as error:
        lines = _lines_of(env_file)
        problems = [_problem(details, lines) for details in error.errors(include_url=False)]
    except (OSError, UnicodeDecodeError):
        sentence = N_("{file} cannot be read. Check its permissions, and save it as UTF-8.")
        problems = [Problem(str(env_file), sentence, {"file": str(env_file)})]
    raise SettingsInvalid(problems)


def _problem(details: Any, lines: dict[str, int]) -> Problem:  # noqa: ANN401 - pydantic's own type is a TypedDict
    name = str(details["loc"][0]).upper()
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, Unsuitable):
        said = Sentence(cause.msgid, cause.values, cause.allowed, cause.suggestion)
    else:
        said = sentence_about({**details, "input": os.environ.get(name, details["input"])})
    in_file = name not in {key.upper() for key in os.environ} and name in lines
    source, line = (ENV_FILE, lines[name]) if in_file else ("environment", None)
    msgid, values, allowed, suggestion = said
    return Problem(source, msgid, values, line, None, name, allowed, suggestion)


def _lines_of(env_file: Path | None) -> dict[str, int]:
    """Find where .env sets what."""
    return dict(_assignments(env_file)) if env_file and env_file.is_file() else {}


def _assignments(env_file: Path) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(env_file.read_text("utf-8").splitlines(), 1):
        name, equals, _ = line.strip().removeprefix("export ").partition("=")
        if equals:
            yield name.strip().upper(), number
