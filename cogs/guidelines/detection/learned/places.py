"""Where the files that come with the learned detector lie."""

from pathlib import Path

_HERE = Path(__file__).parent
PLACES = (_HERE.parents[1] / "weights", _HERE.parents[3] / "data" / "learned")


def place() -> Path:
    """Return the folder of an installed package, or that of a working copy."""
    return next(place for place in PLACES if place.is_dir())
