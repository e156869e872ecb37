"""Every sandbox of every test is held to Discord's schemas; the end of the run says how much.

A plugin without a way out: what a bot asks for, what the sandbox answers and what the Gateway
sends either conforms or fails the test. `--sandbox-coverage` lists what no test exercised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from sandbox.server import OBSERVERS
from tests.sandbox import schemas

if TYPE_CHECKING:
    from collections.abc import Generator

    from sandbox import Sandbox
    from sandbox.rest.door import Exchange

_EXERCISED: Final = "sandbox_exercised"
_RECORD: Final = pytest.StashKey["Record"]()


class Conformity:
    """Watches a sandbox: notes what does not conform, and what was exercised."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.faults: list[str] = []
        self.exercised: set[str] = set()
        sandbox.rest.listeners.append(self._on_exchange)
        sandbox.gateway.listeners.append(self._on_event)
        sandbox.world.subscribe(lambda event: self._on_event(event.name, event.data))

    def _on_exchange(self, exchange: Exchange) -> None:
        self.faults += schemas.exchange_faults(exchange)
        operation = schemas.operation_of(exchange.method, exchange.route)
        if operation is not None and 200 <= exchange.status < 300:
            self.exercised.add(operation)

    def _on_event(self, name: str, data: object) -> None:
        self.faults += schemas.event_faults(name, data)
        self.exercised.add(name)


class Record:
    """What was seen in a whole run, and in the test that is under way."""

    def __init__(self) -> None:
        self.watched: list[Conformity] = []
        self.exercised: set[str] = set()

    def watch(self, sandbox: Sandbox) -> None:
        """Hold a sandbox to the schemas from its opening on."""
        self.watched.append(Conformity(sandbox))

    def faults(self) -> list[str]:
        """Return what did not conform since the last time, each complaint once."""
        found = [fault for one in self.watched for fault in one.faults]
        for one in self.watched:
            one.faults = []
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """Keep what was exercised, and let the test's sandboxes go."""
        self.exercised.update(*(one.exercised for one in self.watched))
        self.watched.clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the list of what was not exercised."""
    parser.addoption(
        "--sandbox-coverage",
        action="store_true",
        help="list the operations and events of Discord that no test exercised",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Observe every sandbox that opens from now on."""
    config.stash[_RECORD] = record = Record()
    if schemas.at_hand():
        OBSERVERS.set((record.watch,))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail a test whose sandbox or bot did not conform."""
    yield
    _check(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Look once more when the test's bot has gone."""
    try:
        yield
        _check(item)
    finally:
        item.config.stash[_RECORD].close()


def _check(item: pytest.Item) -> None:
    faults = item.config.stash[_RECORD].faults()
    if faults:
        pytest.fail("does not conform to Discord:\n" + "\n".join(faults), pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a worker of xdist has seen to the one that reports."""
    output: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_EXERCISED] = sorted(session.config.stash[_RECORD].exercised)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: pytest.Session, error: object) -> None:
    """Take what a worker has seen."""
    seen = getattr(node, "workeroutput", {}).get(_EXERCISED, ())
    node.config.stash[_RECORD].exercised.update(seen)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how much of Discord the tests exercised."""
    say = terminalreporter.write_line
    if not schemas.at_hand():
        say(f"Nothing was held to Discord's schemas: {schemas.MISSING}")
        return
    exercised = config.stash[_RECORD].exercised
    operations, events = schemas.operations(), schemas.event_names()
    say(
        f"Discord: {len(exercised & operations)} of {len(operations)} operations, "
        f"{len(exercised & events)} of {len(events)} events exercised, all held to its schemas"
    )
    if config.getoption("--sandbox-coverage"):
        for name in sorted((operations | events) - exercised):
            say(f"  not exercised: {name}")
