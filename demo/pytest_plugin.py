"""Fixtures for testing features: `stage`, the real bot in a town over real sockets.

Put `pytest_plugins = ["demo.pytest_plugin"]` in a conftest.py; `sandbox` and `town` come along.
Override `guidelines` or `features` where a test needs others.
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


@pytest.fixture
def features() -> Sequence[FeaturePackage]:
    """Return the features that run: by default all that are installed."""
    return discover()


@pytest_asyncio.fixture
async def stage(
    town: Town, tmp_path: Path, guidelines: str, features: Sequence[FeaturePackage]
) -> AsyncIterator[Stage]:
    """Run the bot in the town: it is ready, and virtual time waits for it."""
    settings = tmp_path / "guidelines.yml"
    settings.write_text(guidelines, encoding="utf-8")
    async with steward_in(town, tmp_path, settings=settings, packages=features) as running:
        yield running
