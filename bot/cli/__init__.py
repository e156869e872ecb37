"""The `steward` command; other packages add commands under the group `steward.commands`."""

from collections.abc import Callable
from importlib.metadata import entry_points

import typer

from bot.cli.check import check
from bot.cli.doctor import doctor
from bot.cli.run import run
from bot.cli.scan import scan
from bot.cli.schema import schema


def build() -> typer.Typer:
    """Collect the house's own commands and those that installed packages offer."""
    app = typer.Typer(
        name="steward",
        help="A self-hosted bot that does what a good community manager does.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    own = (run, check, schema, doctor, scan)
    for command in own:
        app.command()(command)
    taken = {command.__name__ for command in own}
    for offer in entry_points(group="steward.commands"):
        if offer.name not in taken:
            add(app, offer.name, offer.load())
    return app


def add(app: typer.Typer, name: str, offered: Callable[..., object] | typer.Typer) -> None:
    """Add a command, or a group of commands, that a package offers."""
    if isinstance(offered, typer.Typer):
        app.add_typer(offered, name=name)
    else:
        app.command(name)(offered)
