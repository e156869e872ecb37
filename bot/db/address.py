"""Reading DATABASE_URL, and saying clearly what is wrong with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import sqlalchemy as sa

from bot.db.problems import DatabaseProblem

Dialect = Literal["sqlite", "postgresql"]

_EXAMPLES = (
    "Write DATABASE_URL as sqlite:///data/steward.sqlite3 "
    "or postgresql://user:password@host:5432/database."
)
_IN_MEMORY = {"", ":memory:"}
_POSTGRESQL = {"postgresql", "postgres", "postgresql+asyncpg"}
_SQLITE = {"sqlite", "sqlite+aiosqlite"}
_POSTGRESQL_OPTIONS = {"host", "port", "ssl", "sslmode"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the data is; printing it shows no password."""

    dialect: Dialect
    shown: str
    """How messages name the database."""
    path: Path | None = None
    """The file of SQLite; None for a temporary one."""
    server: sa.URL | None = None
    """What PostgreSQL is reached by."""


def read_address(url: str) -> Address:
    """Understand a URL from the environment. DatabaseProblem says how to write it."""
    scheme = url.partition(":")[0].strip().lower() if "://" in url else ""
    if scheme in _SQLITE:
        return _sqlite(url)
    if scheme in _POSTGRESQL:
        return _postgresql(url)
    if not scheme:
        raise DatabaseProblem(f"DATABASE_URL is not a URL. {_EXAMPLES}")
    raise DatabaseProblem(f'Steward cannot store its data in "{scheme}". {_EXAMPLES}')


def _sqlite(url: str) -> Address:
    rest = url.strip().partition("://")[2]
    if rest in _IN_MEMORY or rest.removeprefix("/") in _IN_MEMORY:
        return Address("sqlite", "a temporary database")
    if not rest.startswith("/"):
        raise DatabaseProblem(
            f'In "{url}" a slash is missing: write sqlite:///{rest} for a file relative to the '
            f"working directory, or sqlite:////{rest} from the root."
        )
    if "?" in rest:
        raise DatabaseProblem(f'Options after "?" are not used with SQLite. {_EXAMPLES}')
    path = Path(rest[1:]).expanduser()
    return Address("sqlite", str(path), path=path)


def _postgresql(url: str) -> Address:
    try:
        parsed = sa.make_url(url.strip()).set(drivername="postgresql+asyncpg")
        _ = urlsplit(url).port
    except (sa.exc.ArgumentError, ValueError):
        # The library's message would quote the URL with its password.
        raise DatabaseProblem(
            f"DATABASE_URL cannot be read; special characters in the password are written in "
            f"percent form, such as %40 for @. {_EXAMPLES}"
        ) from None
    if not parsed.database:
        raise DatabaseProblem(f"DATABASE_URL names no database. {_EXAMPLES}")
    unknown = sorted(set(parsed.query) - _POSTGRESQL_OPTIONS)
    if unknown:
        known = ", ".join(sorted(_POSTGRESQL_OPTIONS))
        raise DatabaseProblem(
            f'DATABASE_URL has an option "{unknown[0]}" that Steward does not know; '
            f"leave it away. Known options: {known}."
        )
    mode = parsed.query.get("sslmode")
    if mode is not None:
        # asyncpg calls libpq's option "ssl".
        parsed = parsed.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    host = parsed.host or parsed.query.get("host") or "localhost"
    return Address("postgresql", f"{parsed.database} on {host}", server=parsed)
