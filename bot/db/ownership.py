"""One process per SQLite file: a lock that the kernel releases when its holder dies."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from bot.db.problems import DatabaseProblem


class FileOwnership:
    """Holds `<database>.lock` for as long as the database is open.

    The lock lies on a file of its own, because closing any handle of the database file itself
    would drop SQLite's own locks on it.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._path = database.with_name(database.name + ".lock")
        self._handle: int | None = None

    def take(self) -> None:
        """Become the owner; DatabaseProblem names the process that is already."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            os.close(handle)
            raise self._problem(error, holder) from None
        # The number is for people; a full disk is told where it matters.
        with suppress(OSError):
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        self._handle = handle

    def release(self) -> None:
        """Let others in. The file stays: removing it would race with a newcomer."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _problem(self, error: OSError, holder: str) -> DatabaseProblem:
        if not isinstance(error, BlockingIOError | PermissionError):
            return DatabaseProblem(
                f"{self._database} cannot be locked ({error.strerror}). Put it on a local disk: "
                f"on a network share it could be damaged."
            )
        return DatabaseProblem(
            f"{self._database} is in use by another Steward (process {holder or 'unknown'}). "
            f"Stop that one first, or give this one a database of its own."
        )


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        # Beyond the text, so that others can read who holds it.
        os.lseek(handle, 1024, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
