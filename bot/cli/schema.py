"""`steward schema`: what guidelines.yml may say, for editors and for people."""

import sys
from typing import Annotated

import typer

from bot.cli.problems import told
from bot.features import discover
from bot.settings.assembly import build_document_model
from bot.settings.reference import reference_of
from bot.settings.schema import schema_text


def schema(
    *,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the reference page for people instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of guidelines.yml, by which editors complete and check."""
    with told():
        model = build_document_model(package.feature for package in discover())
    sys.stdout.write(reference_of(model) if markdown else schema_text(model))
