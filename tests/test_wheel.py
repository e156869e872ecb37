"""What is installed without the repository: the wheel holds all of Steward, and works by itself."""

import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="only the group `build` has what makes a wheel")

HERE = Path(__file__).parents[1]
PACKAGES = ("bot", "cogs", "sandbox", "demo")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=HERE, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and of this one only the packages that it depends on."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True)
    (place,) = home.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as files:
        files.extractall(place)
    depends_on = "\n".join(site.getsitepackages())
    (place / "dependencies.pth").write_text(depends_on, encoding="utf-8")
    return home / "bin" / "python"


def run(python: Path, folder: Path, *words: str, typed: str = "") -> str:
    done = subprocess.run(
        [python, "-m", "bot", *words], cwd=folder, input=typed, capture_output=True, text=True,
        env={"PATH": "/usr/bin"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_file_of_the_packages_is_in_it(wheel: Path) -> None:
    ours = {
        str(file.relative_to(HERE))
        for package in PACKAGES
        for file in (HERE / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    with zipfile.ZipFile(wheel) as files:
        held = set(files.namelist())
    assert ours <= held
    for folder, inside in (("presets", "*.yml"), ("wordlists", "*/*.txt"), ("learned", "*")):
        shipped = {file.name for file in (HERE / "data" / folder).glob(inside)}
        assert shipped <= {Path(name).name for name in held if "cogs/guidelines/" in name}


def test_a_community_begins_with_it(python: Path, tmp_path: Path) -> None:
    run(python, tmp_path, "guidelines", "start", "strict")
    assert "guidelines.yml is fine" in run(python, tmp_path, "check")
    found = run(python, tmp_path, "scan", typed="what a sh1tty thing to say\nhello there\n")
    assert [line.split(",")[1] for line in found.splitlines()] == [
        ' "flagged": true', ' "flagged": false',
    ]  # fmt: skip
    where = 'import bot, sys; sys.exit("site-packages" not in bot.__file__)'
    subprocess.run([python, "-c", where], cwd=tmp_path, check=True)
