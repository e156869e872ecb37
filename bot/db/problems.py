"""What goes wrong with a database, in one sentence for the operator."""

import sqlite3

import sqlalchemy as sa


class DatabaseProblem(Exception):
    """The database cannot be used; the message says why and what to do, and holds no secret."""


class DatabaseTooNew(DatabaseProblem):
    """The database was last changed by a newer version."""


_SQLITE_REASONS = {
    sqlite3.SQLITE_READONLY: "{db} is read-only. Give the user that runs Steward the right to "
    "write this file and its folder.",
    sqlite3.SQLITE_PERM: "{db} may not be opened. Give the user that runs Steward the right to "
    "read and write this file and its folder.",
    sqlite3.SQLITE_AUTH: "{db} may not be changed. Give the user that runs Steward the right to "
    "write this file.",
    sqlite3.SQLITE_BUSY: "{db} is locked by another program. Close what has it open, such as a "
    "database browser or a backup, and try again.",
    sqlite3.SQLITE_LOCKED: "{db} is locked by another program. Close what has it open and try "
    "again.",
    sqlite3.SQLITE_FULL: "The disk is full: {db} cannot grow, and the last change was not made. "
    "Free some space.",
    sqlite3.SQLITE_NOTADB: "{db} is not a SQLite database. Correct DATABASE_URL, or move the file "
    "away so that a new one is created.",
    sqlite3.SQLITE_CORRUPT: "{db} is damaged. Stop Steward and restore the newest backup.",
    sqlite3.SQLITE_CANTOPEN: "{db} cannot be opened. Check that its folder exists and that the "
    "user that runs Steward may write there.",
    sqlite3.SQLITE_IOERR: "{db} cannot be read or written: the disk reports an error. Check the "
    "disk and its free space.",
    sqlite3.SQLITE_TOOBIG: "A value is too big to be stored in {db}.",
}

_POSTGRESQL_REASONS = {
    "28": "The server of {db} refuses this user or password. Check both in DATABASE_URL.",
    "3D": "{db} does not exist. Create it, for instance with createdb, or correct DATABASE_URL.",
    "25006": "{db} is read-only at present. Connect to the primary server.",
    "42501": "This user may not do what Steward needs in {db}. Make it the owner of the database.",
    "53100": "The disk of {db} is full, and the last change was not made. Free some space.",
    "53300": "The server of {db} has no connection left. Raise max_connections or close others.",
    "57P": "The server of {db} is starting, stopping or was restarted. Steward tries again.",
    "08": "The connection to {db} was lost. Check that the server runs and can be reached.",
}

_UNREACHABLE = (
    "The server of {db} cannot be reached. Check that it runs, and host and port in DATABASE_URL."
)


def explain(error: BaseException, shown: str) -> DatabaseProblem | None:
    """Put a driver's error in words for people; None when it is a fault of the program.

    `shown` names the database without a secret.
    """
    reason = _reason(error)
    return DatabaseProblem(reason.format(db=shown)) if reason else None


def _reason(error: BaseException) -> str | None:
    if isinstance(error, sa.exc.TimeoutError):
        return "{db} is too busy: no connection became free in time. Try again."
    cause: BaseException | None = error
    while cause is not None:
        # SQLite's extended codes keep the plain one in the low byte.
        code = getattr(cause, "sqlite_errorcode", None)
        if code is not None:
            return _SQLITE_REASONS.get(code & 0xFF)
        state = getattr(cause, "sqlstate", None)
        if state:
            return next(
                (text for key, text in _POSTGRESQL_REASONS.items() if str(state).startswith(key)),
                None,
            )
        if isinstance(cause, OSError):
            return _UNREACHABLE
        cause = getattr(cause, "orig", None) or cause.__cause__
    if isinstance(error, sa.exc.DBAPIError) and error.connection_invalidated:
        return _POSTGRESQL_REASONS["08"]
    return None
