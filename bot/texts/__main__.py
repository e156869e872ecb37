"""`python -m bot.texts`: the catalogues for those who maintain them."""

from pathlib import Path
from typing import Annotated

import typer

from bot.texts.catalogues import CatalogueProblem
from bot.texts.checking import check as findings_of
from bot.texts.checking import conflicts
from bot.texts.extraction import Package, packages_in, render_template
from bot.texts.extraction import extract as template_of
from bot.texts.extraction import update as bring_up_to_date

app = typer.Typer(help="Texts and their translations.", no_args_is_help=True)

Names = Annotated[
    list[str] | None, typer.Argument(help='Packages such as "cogs.welcome"; all when left out.')
]
Root = Annotated[Path, typer.Option(help="The folder that holds `bot` and `cogs`.")]
HERE = Path(__file__).resolve().parents[2]


@app.command()
def extract(names: Names = None, root: Root = HERE) -> None:
    """Print the texts of the packages as a template for translators."""
    for package in _chosen(names, root):
        typer.echo(f"# {package.name}\n{render_template(template_of(package))}")


@app.command()
def update(names: Names = None, root: Root = HERE) -> None:
    """Bring the catalogues up to date with the code and keep all translations."""
    try:
        changed = [path for package in _chosen(names, root) for path in bring_up_to_date(package)]
    except CatalogueProblem as problem:
        raise typer.BadParameter(str(problem)) from problem
    for path in changed:
        typer.echo(f"updated {path.relative_to(root)}")
    typer.echo(f"{len(changed)} catalogues changed")


@app.command()
def check(names: Names = None, root: Root = HERE) -> None:
    """List what is missing, fuzzy, obsolete or wrong; exit status 1 when there is anything."""
    packages = _chosen(names, root)
    findings = [finding for package in packages for finding in findings_of(package)]
    if not any(finding.kind == "unreadable" for finding in findings):
        findings += conflicts(packages)
    for finding in findings:
        typer.echo(str(finding))
    if findings:
        typer.echo(f"{len(findings)} findings", err=True)
        raise typer.Exit(1)
    typer.echo(f"{len(packages)} packages, every text in every language")


def _chosen(names: list[str] | None, root: Path) -> list[Package]:
    packages = packages_in(root)
    known = {package.name: package for package in packages}
    if unknown := [name for name in names or () if name not in known]:
        raise typer.BadParameter(f"no package {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[name] for name in names] if names else packages


if __name__ == "__main__":
    app(prog_name="python -m bot.texts")
