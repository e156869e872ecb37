"""Small packages that are installed for one test, with real entry points."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]


def install(
    folder: Path, files: Mapping[str, str], offers: Mapping[str, Mapping[str, str]]
) -> None:
    """Put modules into a folder as pip would, with what they offer by group and name."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    metadata = folder / "extra-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: extra\nVersion: 1.0\n")
    groups = [
        "\n".join([f"[{group}]", *(f"{name} = {place}" for name, place in named.items())])
        for group, named in offers.items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(groups))


def run(folder: Path, *arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run Python with the packages of a folder installed."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])},
        input=given,
        capture_output=True,
        timeout=110,
        check=False,
    )
