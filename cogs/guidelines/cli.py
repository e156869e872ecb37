"""`steward guidelines …`: prove the guidelines without Discord."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.problems import told
from bot.features import discover
from bot.settings.deployment import read_deployment
from bot.settings.document import Document, build_document_model
from bot.settings.load import at_their_places, read_document, read_text
from bot.settings.problems import Problem, Unsuitable
from cogs.guidelines.agreement import Agreement, agreement_of
from cogs.guidelines.checks import Failure, failures, told_as, unknown_lists
from cogs.guidelines.settings import Guideline

app = typer.Typer(
    help="Work on the guidelines without Discord.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def guidelines() -> None:
    """Work on the guidelines without Discord."""


@app.command("test")
def prove(
    path: Annotated[
        Path | None,
        typer.Argument(help="The file to test; GUIDELINES of the environment without one."),
    ] = None,
) -> None:
    """Run must_flag and must_pass of every guideline, and say which do not hold."""
    with told():
        file = path or read_deployment().guidelines
        text = read_text(file)
        agreement = agreement_of(_read(text, file.name))
    failed = list(failures(agreement))
    problems = at_their_places((told_as(each) for each in failed), text, file.name)
    sys.stdout.write(report(agreement, failed, problems))
    if failed:
        raise SystemExit(1)


def report(agreement: Agreement, failed: Sequence[Failure], problems: Sequence[Problem]) -> str:
    """Return a line for each guideline, what does not hold below it, and the sum."""
    width = max((len(one.id) for one in agreement.guidelines), default=0)
    lines: list[str] = []
    for guideline in agreement.guidelines:
        mine = [
            (failure, problem)
            for failure, problem in zip(failed, problems, strict=True)
            if failure.guideline is guideline
        ]
        lines.append(
            f"{_verdict(guideline, len(mine)):<6}  {guideline.id:<{width}}  {_counted(guideline)}"
        )
        for failure, problem in mine:
            lines.append(f"        {problem.where}  {failure.text!r}")
            lines.append(f"            {problem.message()}")
    tests = sum(len(one.must_flag) + len(one.must_pass) for one in agreement.guidelines)
    held = tests - len(failed)
    lines.append(f"{held} of {tests} tests hold in {len(agreement.guidelines)} guidelines.")
    return "\n".join(lines) + "\n"


def _read(text: str, name: str) -> Document:
    """Read the file as the bot does, but for the tests themselves."""
    features = [
        replace(package.feature, mistakes=_lists_exist)
        if package.feature.name == "guidelines"
        else package.feature
        for package in discover()
    ]
    return read_document(text, build_document_model(features), name)


def _lists_exist(document: Document) -> Sequence[Unsuitable]:
    return list(unknown_lists(agreement_of(document)))


def _verdict(guideline: Guideline, failed: int) -> str:
    if failed:
        return "FAILED"
    return "ok" if guideline.must_flag or guideline.must_pass else "-"


def _counted(guideline: Guideline) -> str:
    if not guideline.detect:
        return "for people alone"
    if not guideline.must_flag and not guideline.must_pass:
        return "no tests: add must_flag and must_pass"
    return f"{len(guideline.must_flag)} must flag, {len(guideline.must_pass)} must pass"
