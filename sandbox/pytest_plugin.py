"""Fixtures for testing a bot against the sandbox: `sandbox` and `town`.

The plugin knows no bot: the bot under test is whatever client the test connects, for instance a
discord.py client with `connector=LoopbackConnector(sandbox.url)`. Change the sandbox of one test
with `@pytest.mark.sandbox(start="2026-03-28T08:00Z", rate_limits=False, frozen=True)`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest
import pytest_asyncio

from sandbox import Sandbox, VirtualClock
from sandbox.town import Town

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator

START: Final = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
"""A Monday morning, after the summer time has ended in Europe and in America."""
_RUNNING: Final = pytest.StashKey[Sandbox]()
_OPTIONS: Final = ("start", "frozen", "rate_limits")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        "sandbox(start=..., frozen=True, rate_limits=True): the sandbox of this test; "
        "start is an instant (ISO 8601 text or datetime), frozen says whether the clock stands",
    )


@pytest_asyncio.fixture
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """Run a sandbox on a port of its own, its clock standing at 2026-11-02 09:00 UTC."""
    options = _options(request.node)
    clock = VirtualClock(
        _instant(options.get("start", START)), frozen=options.get("frozen", True) is True
    )
    limits = options.get("rate_limits", True) is True
    async with Sandbox(clock=clock, rate_limits=limits) as running:
        request.node.stash[_RUNNING] = running
        yield running
        # Tests live as long as the whole run; what they ran in need not.
        del request.node.stash[_RUNNING]


@pytest.fixture
def town(sandbox: Sandbox) -> Town:
    """Riverside Makers in the sandbox: Ana the community manager, Bo a moderator, and the bot."""
    return Town(sandbox)


def _options(node: pytest.Item) -> dict[str, object]:
    """Return the options of the closest marker; a name that is not one is an error."""
    marker = node.get_closest_marker("sandbox")
    if marker is None:
        return {}
    if marker.args or (unknown := set(marker.kwargs) - set(_OPTIONS)):
        said = ", ".join(map(repr, marker.args or sorted(unknown)))
        raise pytest.UsageError(f"@pytest.mark.sandbox({said}); known: {', '.join(_OPTIONS)}")
    return dict(marker.kwargs)


def _instant(start: object) -> datetime:
    moment = datetime.fromisoformat(start) if isinstance(start, str) else start
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise pytest.UsageError(f"start={start!r} is not an instant with an offset")
    return moment


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what was said in town beside every failure."""
    report = yield
    running = item.stash.get(_RUNNING, None)
    if report.when == "call" and report.failed and running is not None:
        report.sections.append(("what was said in town", running.transcript()))
    return report
