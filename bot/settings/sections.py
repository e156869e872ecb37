"""Taking whole sections of the settings over from another text, with the comments in them."""

import re
from collections.abc import Collection

from bot.settings.problems import N_, Problem, SettingsInvalid
from bot.settings.yaml_source import read_yaml

_KEY = re.compile(r"""(?P<quote>["']?)(?P<name>[A-Za-z_][\w-]*)(?P=quote)\s*:(?:\s|$)""")
_ENTANGLED = N_(
    "These sections cannot be taken out of the file alone. Hand in all settings with "
    "/settings upload."
)


def take_over(text: str, other: str, names: Collection[str]) -> str:
    """Return `text` with the sections of these names as they stand in `other`, or without them.

    A comment belongs to the section below it. SettingsInvalid is raised where sections do not
    stand on lines of their own, or lean on one another.
    """
    ours, theirs = _sections(text), _sections(other)
    last = list(ours)[-1]
    if not ours[last].endswith("\n"):
        ours[last] += "\n"
    parts = [theirs.get(name, "") if name in names else part for name, part in ours.items()]
    parts += [part for name, part in theirs.items() if name in names and name not in ours]
    joined = "".join(part if part.endswith("\n") or not part else f"{part}\n" for part in parts)
    _check(joined, text, other, names)
    return joined


def _sections(text: str) -> dict[str, str]:
    """Split a text into its sections; what stands above the first goes by an empty name."""
    parts: dict[str, str] = {"": ""}
    name, waiting = "", ""
    for line in text.splitlines(keepends=True):
        found = _KEY.match(line)
        if found is not None:
            name = found["name"]
            parts[name] = parts.get(name, "") + waiting + line
            waiting = ""
        elif not line.strip() or line.startswith("#"):
            waiting += line
        else:
            parts[name] += waiting + line
            waiting = ""
    parts[name] += waiting
    return parts


def _check(joined: str, text: str, other: str, names: Collection[str]) -> None:
    """Make sure that the new text says what it should, however the old ones were written."""
    try:
        result, ours, theirs = (read_yaml(one, "")[0].data for one in (joined, text, other))
    except SettingsInvalid:
        raise _entangled() from None
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        raise _entangled()
    wanted = {name: value for name, value in ours.items() if name not in names}
    wanted |= {name: value for name, value in theirs.items() if name in names}
    if result != wanted:
        raise _entangled()


def _entangled() -> SettingsInvalid:
    return SettingsInvalid([Problem("guidelines.yml", _ENTANGLED)])
