"""What the tests need that Python's own lock file cannot hold: installed once, outside the project.

hikari has an environment of its own because it asks for older libraries than the bot runs on.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "steward-tests"
PATIENCE = 200.0
may_install = pytest.mark.timeout(300)
"""For tests that may be the first to come, or wait for those that are."""


def node_modules() -> Path:
    """Return the folder with the packages of package-lock.json; skip where there can be none."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("no node and npm: install them with `apt-get install nodejs npm`")
    return installed("node", HERE / "package-lock.json", _npm) / "node_modules"


def hikari_python() -> Path:
    """Return the interpreter that knows hikari; skip where it cannot be installed."""
    return installed("hikari", HERE / "hikari.txt", _pip) / "bin" / "python"


def installed(name: str, lock: Path, install: Callable[[Path], None]) -> Path:
    """Return the folder that a lock file is installed in: once for all workers and all runs."""
    digest = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = CACHE / f"{name}-{digest}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{folder.name}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            try:
                install(folder)
            except (subprocess.SubprocessError, OSError):
                pytest.skip(f"no {name} packages: installing {lock.name} needs the network, once")
            (folder / "complete").touch()
    return folder


def _npm(folder: Path) -> None:
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    quick = ("--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0")
    _run("npm", "ci", *quick, "--prefix", str(folder))


def _pip(folder: Path) -> None:
    _run(sys.executable, "-m", "venv", str(folder))
    quick = ("--quiet", "--disable-pip-version-check", "--retries=0", "--require-hashes")
    pip = (str(folder / "bin" / "python"), "-m", "pip", "install")
    _run(*pip, *quick, "-r", str(HERE / "hikari.txt"))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
