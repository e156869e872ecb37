"""Changing single settings in a text that people wrote, leaving the rest of it as it was."""

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from bot.settings.problems import N_, Problem, SettingsInvalid
from bot.settings.yaml_source import Path

Changes = Mapping[Path, Any]
_HEADING = r"^( *)[^\s#-].*:[ ]*(?:#.*)?\n(?:[ ]*(?:#.*)?\n)*"
_GROUP = re.compile(rf"{_HEADING}(\1 +)[^\s#-]", re.MULTILINE)
_ENTRY = re.compile(rf"{_HEADING}(\1 *)- ", re.MULTILINE)
_UNCHANGEABLE = N_("This file cannot be changed from here ({reason}). Change it by hand.")
STAFF = ("community", "staff")
_NEEDS_QUOTES = ("#", "@", "{", "[", "&", "*", "!", "%", "`")


def edit(text: str, changes: Changes) -> str:
    """Return `text` with the settings at these paths changed; None takes a setting out.

    Comments, order and quotes of everything else stay. SettingsInvalid is raised for a text that
    the parser does not take.
    """
    yaml = _yaml_like(text)
    try:
        root = yaml.load(text)
    except (YAMLError, ValueError, RecursionError) as error:
        # Ours reads dates and endless numbers as text and goes on; ruamel's loader does not.
        reason = str(error).partition("\n")[0]
        raise SettingsInvalid(
            [Problem("guidelines.yml", _UNCHANGEABLE, {"reason": reason})]
        ) from None
    if not isinstance(root, CommentedMap):
        root = CommentedMap()
    for path, value in changes.items():
        if path[:2] == STAFF and len(path) > 2:
            _spell_out_staff(root)
        _change(root, path, value)
    stream = io.StringIO()
    yaml.dump(root, stream)
    return stream.getvalue()


def _yaml_like(text: str) -> YAML:
    """Set a parser up to write as `text` is written."""
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.composer.warn_double_anchors = False
    group, entry = _step_in(_GROUP, text), _step_in(_ENTRY, text)
    offset = 2 if entry is None else entry
    yaml.indent(mapping=group or 2, sequence=offset + 2, offset=offset)
    return yaml


def _step_in(pattern: re.Pattern[str], text: str) -> int | None:
    """Measure by how many spaces the text indents, None when it does not."""
    found = pattern.search(text)
    return len(found[2]) - len(found[1]) if found else None


def _spell_out_staff(root: CommentedMap) -> None:
    """Turn the short form, a plain list of moderators, into the groups that paths speak of."""
    community = root.get(STAFF[0])
    roles = community.get(STAFF[1]) if isinstance(community, CommentedMap) else None
    if isinstance(roles, CommentedSeq):
        community[STAFF[1]] = CommentedMap(moderators=roles)


def _change(root: CommentedMap, path: Path, value: object) -> None:
    *above, last = path
    place: Any = root
    for step in above:
        place = _enter(place, step, create=value is not None, top=place is root)
        if place is None:
            return
    if value is not None:
        _put(place, last, _as_yaml(value), top=place is root)
    elif isinstance(place, CommentedMap):
        place.pop(last, None)
    elif isinstance(place, CommentedSeq) and isinstance(last, int) and last < len(place):
        del place[last]


def _enter(place: Any, step: str | int, *, create: bool, top: bool) -> Any:  # noqa: ANN401 - ruamel's trees are untyped
    """Go one step down; a group of settings that is not there is made when `create` says so."""
    inside = place.get(step) if isinstance(place, CommentedMap) else None
    if isinstance(place, CommentedSeq) and isinstance(step, int) and step < len(place):
        inside = place[step]
    if isinstance(inside, CommentedMap | CommentedSeq):
        return inside
    if not create:
        return None
    inside = CommentedMap()
    _put(place, step, inside, top=top)
    return inside


def _put(place: Any, key: str | int, value: object, *, top: bool) -> None:  # noqa: ANN401 - as in `_enter`
    # New settings of a group go to its front: what follows a group, such as the heading comment of
    # the next one, belongs to the group's own end in ruamel's eyes.
    if isinstance(place, CommentedMap) and key not in place and not top:
        place.insert(0, key, value)
    elif isinstance(place, CommentedSeq) and (not isinstance(key, int) or key >= len(place)):
        place.append(value)
    else:
        place[key] = value


def _as_yaml(value: object) -> object:
    """Turn a value into what ruamel writes well."""
    if isinstance(value, str):
        return _as_text(value)
    if isinstance(value, Mapping):
        return CommentedMap({str(name): _as_yaml(each) for name, each in value.items()})
    if isinstance(value, list | tuple):
        return CommentedSeq([_as_yaml(each) for each in value])
    return value


def _as_text(value: str) -> object:
    """Choose the plainest way of writing a text that is certain to be read back as it is."""
    lines = value.split("\n")
    if len(lines) > 1 and all(
        line and line.isprintable() and line == line.strip() for line in lines
    ):
        return LiteralScalarString(value)
    if not value.isprintable() or value.startswith(_NEEDS_QUOTES):
        return DoubleQuotedScalarString(value)
    return value
