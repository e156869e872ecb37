"""The migrations of one feature: where they are and what they are called."""

import importlib.util
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_FILE = re.compile(r"(\d{4})_\w+\.py")


@dataclass(frozen=True)
class MigrationSet:
    """The migrations of one feature: `<package>/migrations/0001_….py`, `0002_….py`, and so on.

    The file `0001_….py` holds the revision "<name>_0001".
    """

    name: str
    package: str

    @property
    def version_table(self) -> str:
        """Where the database keeps the revision of this set."""
        return f"schema_{self.name}"

    @cached_property
    def folder(self) -> Path:
        """Where the scripts are."""
        spec = importlib.util.find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise ValueError(f"migration set {self.name}: there is no package {self.package}")
        return Path(spec.submodule_search_locations[0], "migrations")

    @cached_property
    def revisions(self) -> tuple[str, ...]:
        """All revisions by number, read off the file names. ValueError: one is missing or twice."""
        found = sorted(
            match[1] for path in self.folder.glob("*.py") if (match := _FILE.fullmatch(path.name))
        )
        if found != [f"{number:04}" for number in range(1, len(found) + 1)]:
            raise ValueError(
                f"migration set {self.name}: files are numbered {', '.join(found)}, "
                f"but each number from 0001 on is needed once"
            )
        return tuple(f"{self.name}_{number}" for number in found)
