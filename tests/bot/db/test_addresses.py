"""DATABASE_URL as people write it."""

from pathlib import Path

import pytest

from bot.db import Database, DatabaseProblem
from bot.db.address import read_address

SECRET = "hunter2"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///data/steward.sqlite3", Path("data/steward.sqlite3")),
        ("sqlite:////var/lib/steward.sqlite3", Path("/var/lib/steward.sqlite3")),
        ("sqlite+aiosqlite:///a folder/100%.db", Path("a folder/100%.db")),
        ("sqlite:///~/steward.db", Path.home() / "steward.db"),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
    ],
)
def test_a_sqlite_address_names_a_file_or_nothing(url: str, path: Path | None):
    address = read_address(url)
    assert (address.dialect, address.path) == ("sqlite", path)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_a_postgresql_address_is_reached_through_asyncpg(scheme: str):
    address = read_address(f"{scheme}://ada:{SECRET}@db.example:5433/steward?sslmode=require")
    assert address.dialect == "postgresql"
    assert address.server is not None
    assert address.server.drivername == "postgresql+asyncpg"
    assert address.server.password == SECRET
    assert dict(address.server.query) == {"ssl": "require"}
    assert address.shown == "steward on db.example"
    assert SECRET not in repr(address)


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("", "not a URL"),
        ("steward.sqlite3", "not a URL"),
        ("sqlite://steward.sqlite3", "write sqlite:///steward.sqlite3"),
        ("sqlite:///steward.sqlite3?mode=ro", "Options"),
        (f"mysql://ada:{SECRET}@db.example/steward", '"mysql"'),
        (f"postgresql://ada:{SECRET}@db.example", "names no database"),
        (f"postgresql://ada:{SECRET}@db.example:port/steward", "cannot be read"),
        (f"postgresql://ada:{SECRET}@db.example/steward?channel=x", '"channel"'),
        (f"postgresql://ada:{SECRET}@[::1/steward", "cannot be read"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_an_example_and_no_password(
    url: str, hint: str
):
    with pytest.raises(DatabaseProblem) as caught:
        Database(url)
    message = str(caught.value)
    assert hint in message
    assert "sqlite:///" in message or "Known options" in message
    assert SECRET not in message
    assert SECRET not in str(caught.value.__cause__ or "")
