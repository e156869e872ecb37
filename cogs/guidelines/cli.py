"""`steward guidelines …`: prove the guidelines without Discord."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.problems import told
from bot.cli.scan import rows_of
from bot.features import discover
from bot.messages.event import Content
from bot.settings.assembly import build_document_model
from bot.settings.deployment import read_deployment
from bot.settings.diff import changes_between
from bot.settings.document import Document
from bot.settings.load import at_their_places, read_document, read_text
from bot.settings.problems import Problem, Unsuitable, closest
from bot.texts.service import Texts
from cogs.guidelines import render_plan
from cogs.guidelines.agreement import Agreement, agreement_of
from cogs.guidelines.back_test import Sample, back_test
from cogs.guidelines.checks import Failure, doubts, failures, told_as, unknown_lists
from cogs.guidelines.plan import plan_of
from cogs.guidelines.presets import about, presets
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


@app.command()
def start(
    preset: Annotated[
        str | None, typer.Argument(help="What to start from; without it you see what there is.")
    ] = None,
    *,
    to: Annotated[Path, typer.Option(help="The file to write.")] = Path("guidelines.yml"),
) -> None:
    """Begin with guidelines for a community like yours; a file that is there is left alone."""
    known = presets()
    if preset is None:
        width = max(map(len, known))
        sys.stdout.writelines(f"{name:<{width}}  {about(path)}\n" for name, path in known.items())
        return
    if preset not in known:
        near = closest(preset, known)
        hint = f'Did you mean "{near}"?' if near else f"There are: {', '.join(known)}."
        sys.stderr.write(f'There is no preset called "{preset}". {hint}\n')
        raise SystemExit(1)
    try:
        with to.open("xb") as file:
            file.write(known[preset].read_bytes())
    except FileExistsError:
        sys.stderr.write(
            f"{to} is there already and stays as it is. Name another file with --to, and copy "
            "from it what you like.\n"
        )
        raise SystemExit(1) from None
    except OSError as problem:
        sys.stderr.write(f"{to} cannot be written: {problem.strerror}.\n")
        raise SystemExit(1) from None
    sys.stdout.write(f"{to} is written. Change what you like, then run: steward check {to}\n")


@app.command("plan")
def plan_(
    new: Annotated[Path, typer.Argument(help="The file that would count.")],
    *,
    messages: Annotated[
        list[Path] | None,
        typer.Option(help="Messages to try both files on: JSON lines with text, or plain lines."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(help="The file that counts now; GUIDELINES of the environment without it."),
    ] = None,
) -> None:
    """Say what a new file would change, which tests fail, and what it would flag."""
    with told():
        old = against or read_deployment().guidelines
        before, text = _read(read_text(old), old.name), read_text(new)
        after = _read(text, new.name)
        samples = [sample for file in messages or () for sample in _samples(file)]
    was, now = agreement_of(before), agreement_of(after)
    plan = plan_of(changes_between(before, after), was.guidelines, now.guidelines)
    failed = list(failures(now))
    problems = at_their_places((told_as(each) for each in failed), text, new.name)
    t = Texts.load(["cogs.guidelines"]).in_("en")
    lines = render_plan.plan_lines(t, plan, was.guidelines, now.guidelines, str)
    sys.stdout.writelines(f"{line}\n" for line in lines or ["The guidelines stay as they are."])
    for note in at_their_places(doubts(after), text, new.name):
        sys.stderr.write(f"Note: {note.where}  {note.message()}\n")
    if failed:
        sys.stdout.write(report(now, failed, problems))
    if messages:
        tested = back_test(was, now, samples, plan.renamed)
        titles = {one.id: one.id for one in (*was.guidelines, *now.guidelines)}
        sys.stdout.write(render_plan.back_test_line(t, tested) + "\n")
        for line in render_plan.findings(t, tested, titles, is_markdown=False):
            sys.stdout.write(f"{line}\n")
    if failed:
        raise SystemExit(1)


def _samples(file: Path) -> Iterator[Sample]:
    """Read messages; what is no message is told, and left out."""
    try:
        with file.open("rb") as lines:
            for row in rows_of(lines):
                if isinstance(row, str):
                    sys.stderr.write(f"{file.name}:{row}\n")
                else:
                    name = f"{file.name}:{row['id']}"
                    yield Sample(name=name, content=Content(text=row["text"]))
    except OSError as problem:
        sys.stderr.write(f"{file}: {problem.strerror}.\n")
        raise SystemExit(1) from None


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
