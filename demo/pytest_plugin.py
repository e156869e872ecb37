"""Fixtures for testing features: `stage`, the real bot in a town over real sockets.

Put `pytest_plugins = ["demo.pytest_plugin"]` in a conftest.py; `sandbox` and `town` come along.
Override `guidelines` where a test needs others, and name the features that it is about with
`@pytest.mark.features("welcome")`: it starts sooner, and days pass quicker.
"""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from bot.features import FeaturePackage, discover
from demo.stage import SETTINGS, Stage, steward_in
from sandbox.town import Town

pytest_plugins = ["sandbox.pytest_plugin"]


@pytest.fixture
def guidelines() -> str:
    """Return the text of guidelines.yml: by default that of the demo's town."""
    return SETTINGS.read_text(encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers", "features(*names): the features that run in this test, else all installed ones"
    )


@pytest.fixture
def features(request: pytest.FixtureRequest) -> tuple[FeaturePackage, ...]:
    """Return the features that run: those of the closest marker, else all that are installed."""
    installed = {package.feature.name: package for package in discover()}
    marker = request.node.get_closest_marker("features")
    names = tuple(installed) if marker is None else marker.args
    if unknown := set(names) - set(installed):
        raise pytest.UsageError(f"no such features: {sorted(unknown)}; there are: {[*installed]}")
    return tuple(package for name, package in installed.items() if name in names)


@pytest_asyncio.fixture
async def stage(
    town: Town, tmp_path: Path, guidelines: str, features: Sequence[FeaturePackage]
) -> AsyncIterator[Stage]:
    """Run the bot in the town: it is ready, and virtual time waits for it."""
    settings = tmp_path / "guidelines.yml"
    settings.write_text(guidelines, encoding="utf-8")
    async with steward_in(town, tmp_path, settings=settings, packages=features) as running:
        yield running
