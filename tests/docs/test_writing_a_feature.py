"""The page for authors of features is built as it stands, found by its entry point, and tested."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "writing-a-feature.md"
FILE = re.compile(
    r"\*\*`(?P<path>[^`]+)`\*\*\n\n```\w+\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)


def write_down(folder: Path) -> None:
    """Write every file that the page shows, and install it as pip would: with its entry points."""
    for found in FILE.finditer(PAGE.read_text("utf-8")):
        file = folder / found["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found["body"], "utf-8")
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    metadata = folder / "steward_kudos-0.1.0.dist-info"
    metadata.mkdir()
    head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (metadata / "METADATA").write_text(head)
    offers = project["entry-points"]["steward.features"].items()
    lines = "\n".join(f"{name} = {module}" for name, module in offers)
    (metadata / "entry_points.txt").write_text(f"[steward.features]\n{lines}\n")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    places = os.pathsep.join([str(folder), str(ROOT)])
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": places},
        check=False,
        capture_output=True,
        text=True,
        timeout=110,
    )


def test_the_feature_of_the_page_is_found_and_passes_its_own_tests(tmp_path: Path) -> None:
    write_down(tmp_path)
    done = run(tmp_path, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 passed" in done.stdout


def test_its_settings_are_checked_with_the_others(tmp_path: Path) -> None:
    write_down(tmp_path)
    settings = tmp_path / "guidelines.yml"
    settings.write_text('version: 1\nfeatures:\n  kudos:\n    channel: "#general"\n    a_day: 0\n')
    done = run(tmp_path, "-m", "bot", "check")
    assert done.returncode != 0
    assert "a_day" in done.stdout + done.stderr


def test_its_code_is_in_the_style_of_the_house(tmp_path: Path) -> None:
    write_down(tmp_path)
    config = ["--config", str(ROOT / "pyproject.toml"), "--select", "E,F,B,I,SIM,RET,UP"]
    done = run(tmp_path, "-m", "ruff", "check", "--no-cache", *config, ".")
    assert done.returncode == 0, done.stdout
