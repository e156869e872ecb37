"""A throw-away PostgreSQL for one test run, shared by its workers, gone when the last one is.

Whoever needs it holds a shared lock on a file. A keeper process waits for the exclusive lock, which
the kernel grants when all holders have ended, however they ended; then it stops the server.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "steward"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "32MB",
}


def find_binaries() -> Path | None:
    """The folder with initdb and postgres, the newest version first; None without a server."""
    on_path = shutil.which("pg_ctl")
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(installed, key=lambda path: -float(path.parent.name))
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *newest_first]
    needed = ("initdb", "postgres", "pg_ctl")
    return next((it for it in folders if all((it / name).exists() for name in needed)), None)


@contextmanager
def shared_cluster(binaries: Path, run: Path) -> Iterator[Path]:
    """Yield the folder of the server's socket; `run` is a folder that all workers know."""
    with (run / "postgres.users").open("a") as users:
        with (run / "postgres.start").open("a") as start:
            fcntl.flock(start, fcntl.LOCK_EX)
            socket_note = run / "postgres.socket"
            if not socket_note.exists():
                _start_keeper(binaries, run)
            fcntl.flock(users, fcntl.LOCK_SH)
        yield Path(socket_note.read_text())


def _start_keeper(binaries: Path, run: Path) -> None:
    log = run / "postgres.log"
    with log.open("ab") as output:
        keeper = subprocess.run(
            [sys.executable, __file__, str(binaries), str(run)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            check=False,
        )
    if keeper.returncode != 0:
        raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}")


def _account() -> dict[str, object]:
    """The server refuses to run as root: then use an account that always exists."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def keep(binaries: Path, run: Path) -> None:
    """Start a server, return, and leave a process behind that stops it when nobody needs it."""
    home = Path(tempfile.mkdtemp(prefix="steward-pg-"))
    account = _account()
    if account:
        os.chown(home, account["user"], account["group"])
    data = home / "data"
    pg_ctl = [binaries / "pg_ctl", "-D", data, "-w"]
    try:
        options = ["-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync"]
        initdb = [binaries / "initdb", *options, "-D", data]
        subprocess.run(initdb, check=True, cwd=home, **account)
        settings = _SETTINGS | {"unix_socket_directories": str(home)}
        flags = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        subprocess.run([*pg_ctl, "-o", flags, "start"], check=True, cwd=home, **account)
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    (run / "postgres.socket").write_text(str(home))
    if os.fork() == 0:
        _wait_until_unused(run)
        subprocess.run([*pg_ctl, "-m", "immediate", "stop"], check=False, cwd=home, **account)
        shutil.rmtree(home, ignore_errors=True)


def _wait_until_unused(run: Path) -> None:
    """Return when nobody uses the server and nobody is about to; then its note is gone."""
    while True:
        with (run / "postgres.start").open("a") as start:
            fcntl.flock(start, fcntl.LOCK_EX)
        with (run / "postgres.users").open("a") as users:
            fcntl.flock(users, fcntl.LOCK_EX)
            with (run / "postgres.start").open("a") as start:
                try:
                    fcntl.flock(start, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                (run / "postgres.socket").unlink(missing_ok=True)
                return


if __name__ == "__main__":
    keep(Path(sys.argv[1]), Path(sys.argv[2]))
