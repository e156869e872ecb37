"""Guidelines that come with Steward, for communities to start from."""

from pathlib import Path

_HERE = Path(__file__).parent
# Beside the package where it is installed, in data/ where it is worked on.
_PLACES = (_HERE / "presets", _HERE.parents[1] / "data" / "presets")


def presets() -> dict[str, Path]:
    """Return the files by their names."""
    found = (path for place in _PLACES for path in sorted(place.glob("*.yml")))
    return {path.stem: path for path in found}


def about(preset: Path) -> str:
    """Return what a preset says of itself: the first sentence of its opening comment."""
    lines = preset.read_text("utf-8").splitlines()
    opening = lines[: next((n for n, line in enumerate(lines) if not line.startswith("#")), None)]
    text = " ".join(line.lstrip("# ") for line in opening)
    return text.partition(". ")[0].rstrip(".") + "."
