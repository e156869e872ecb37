"""What texts mean, in numbers, by a model of sentences that is too large to go with a bot.

The Universal Sentence Encoder in its small form (Apache-2.0), as npm's packages of Energetic AI
bring it. Only training needs it, and with it npm and node.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PLACE = Path(__file__).parents[2] / ".training"
"""Keeps the packages, and the numbers of texts that were read before."""
NUMBERS = 512
_PACKAGES = tuple(
    f"@energetic-ai/{name}@0.2.0" for name in ("core", "embeddings", "model-embeddings-en")
)
_SCRIPT = Path(__file__).with_suffix(".mjs")


def meanings(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return a row of numbers for each text; 12 ms a text, and nothing the second time."""
    said = json.dumps(texts).encode()
    kept = PLACE / f"{hashlib.sha256(said).hexdigest()[:16]}.numbers"
    if not kept.exists():
        PLACE.mkdir(exist_ok=True)
        _run("npm", "install", "--no-save", "--ignore-scripts", *_PACKAGES)
        written = kept.with_suffix(".part")
        _run("node", _SCRIPT, written, said=said)
        written.rename(kept)
    # Rounded, so that another processor's last digits do not count.
    return np.fromfile(kept, dtype=np.float32).reshape(-1, NUMBERS).round(3).astype(np.float64)


def _run(program: str, *arguments: str | Path, said: bytes | None = None) -> None:
    found = shutil.which(program)
    if found is None:
        sys.exit(f"{program} is not installed; training on what texts mean needs it.")
    command = [found, *arguments]
    subprocess.run(command, input=said, cwd=PLACE, check=True)  # noqa: S603 - named above
