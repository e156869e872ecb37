"""`steward check`: everything that is wrong with the settings, before the bot meets it."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.problems import told
from bot.features import FeaturePackage, discover
from bot.settings.assembly import build_document_model, doubts_about
from bot.settings.deployment import Deployment, read_deployment
from bot.settings.document import Document
from bot.settings.load import at_their_places, read_document, read_text
from bot.settings.problems import Problem, SettingsInvalid


def check(
    path: Annotated[
        Path | None,
        typer.Argument(help="The file to check; GUIDELINES of the environment without one."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")] = False,
) -> None:
    """Check the settings and the environment, and say everything that is wrong at once."""
    with told():
        packages = discover()
    deployment, problems = _environment()
    file = path or (deployment.guidelines if deployment else Path("guidelines.yml"))
    document, more, notes = _settings(file, packages)
    problems += more
    found = _found(file, document, deployment, packages) if document and not problems else ""
    _print(found, problems, notes, as_json=as_json)
    if problems:
        raise SystemExit(1)


def _environment() -> tuple[Deployment | None, list[Problem]]:
    try:
        return read_deployment(), []
    except SettingsInvalid as invalid:
        return None, list(invalid.problems)


def _settings(
    file: Path, packages: tuple[FeaturePackage, ...]
) -> tuple[Document | None, list[Problem], list[Problem]]:
    """Return the settings, what is wrong with them, and what in them is hardly meant."""
    features = [package.feature for package in packages]
    try:
        text = read_text(file)
        document = read_document(text, build_document_model(features), file.name)
    except SettingsInvalid as invalid:
        return None, list(invalid.problems), []
    return document, [], at_their_places(doubts_about(document, features), text, file.name)


def _found(
    file: Path,
    document: Document,
    deployment: Deployment | None,
    packages: tuple[FeaturePackage, ...],
) -> str:
    """Say in one line what the files hold."""
    community = document.community
    names = [package.feature.name for package in packages]
    active = [name for name in names if (own := document.feature(name)) and own.enabled]
    has_token = deployment is not None and deployment.discord_token is not None
    return (
        f"{file.name} is fine: {community.name} ({community.language}, {community.timezone}), "
        f"{len(active)} of {len(names)} features on{': ' if active else ''}{', '.join(active)}; "
        f"DISCORD_TOKEN is {'set' if has_token else 'not set yet'}."
    )


def _print(found: str, problems: list[Problem], notes: list[Problem], *, as_json: bool) -> None:
    if as_json:
        answer = {
            "ok": not problems,
            "found": found,
            "problems": [_plain(one) for one in problems],
            "notes": [_plain(one) for one in notes],
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
        return
    for note in notes:
        sys.stdout.write(f"Note: {_heading(note)}\n    {note.message()}\n")
    if not problems:
        sys.stdout.write(f"{found}\n")
        return
    for problem in problems:
        sys.stderr.write(f"{_heading(problem)}\n    {problem.message()}\n")
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    sys.stderr.write(f"{count} found.\n")


def _heading(problem: Problem) -> str:
    return f"{problem.where}  {problem.field}".rstrip()


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "source": problem.source,
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "message": problem.message(),
        "allowed": list(problem.allowed),
        "suggestion": problem.suggestion,
    }
