"""A YAML file as data, with the place of every setting in it.

Values come out as JSON knows them, with keys as text. An alias is counted before it is copied, so
that anchors which multiply cannot fill the memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.settings.problems import N_, Problem, SettingsInvalid, find_tokens, without_tokens
from bot.settings.yaml_scalars import check_characters, read_scalar
from bot.settings.yaml_syntax import LARGEST, explain_syntax

MOST_NODES = 200_000
DEEPEST = 60
_COMMENT = re.compile(r"\s*#[^\s#]\S*")
_MERGE = "tag:yaml.org,2002:merge"

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a setting stands: its key (in a list: the item), and its value, counted from 1."""

    line: int
    column: int
    value_line: int
    value_column: int


@dataclass(frozen=True, slots=True)
class YamlSource:
    """What a file says, and where."""

    name: str
    text: str
    data: Any
    places: dict[Path, Place] = field(repr=False)

    def follow(self, location: Path) -> tuple[Path, Path]:
        """Split a validator's location into what the file has of it and what it lacks.

        Steps that stand for branches of the model rather than for keys are passed over.
        """
        found: Path = ()
        missing: Path = ()
        for step in location:
            here = (*found, step)
            if here in self.places:
                found, missing = here, ()
            else:
                missing = (*missing, step)
        return found, missing


def read_yaml(text: str, name: str) -> tuple[YamlSource, list[Problem]]:
    """Read a file; the problems are those that leave the rest of it readable.

    SettingsInvalid is raised for what cannot be read at all.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise SettingsInvalid(
            [Problem(name, N_("The file has more than {largest} bytes."), {"largest": LARGEST})]
        )
    secrets = list(_tokens(text, name))
    try:
        root = _compose(text)
    except MaxDepthExceededError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise SettingsInvalid([*secrets, Problem(name, _TOO_DEEP, line=line)]) from None
    except YAMLError as error:
        raise SettingsInvalid([*secrets, *explain_syntax(error, text, name)]) from None
    if root is None or (isinstance(root, ScalarNode) and not root.value):
        raise SettingsInvalid([*secrets, Problem(name, _EMPTY)])
    reader = _Reader(name, text)
    try:
        data = reader.read(root, ())
    except _TooMuchError as error:
        raise SettingsInvalid([*secrets, error.problem]) from None
    return YamlSource(name, text, data, reader.places), secrets + reader.problems


def _compose(text: str) -> Node | None:
    yaml = YAML(typ="rt", pure=True)
    yaml.max_depth = DEEPEST
    # A name given twice is no mistake in YAML; the warning would print parts of the file.
    yaml.composer.warn_double_anchors = False
    root: Node | None = yaml.compose(text)
    return root


_EMPTY = N_('The file is empty. Begin with "version: 1" and a section "community:".')
_TOO_DEEP = N_("The settings are nested too deeply to be meant. Check brackets and indentation.")
_TOO_MANY = N_(
    "There are more than {most} values up to here. If aliases (*) multiply them, write them out."
)
_TOKEN_FOUND = N_(
    "There is a bot token in this file, and whoever has it controls the bot. Remove it here, "
    "reset it on the Developer Portal of Discord (Bot, Reset Token), and put the new one into "
    "the environment as DISCORD_TOKEN."
)


class _TooMuchError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _tokens(text: str, name: str) -> Iterator[Problem]:
    for start in find_tokens(text):
        line_start = text.rfind("\n", 0, start) + 1
        yield Problem(
            name, _TOKEN_FOUND, line=text.count("\n", 0, start) + 1, column=start - line_start + 1
        )


class _Reader:
    """Walks the nodes of one file."""

    def __init__(self, name: str, text: str) -> None:
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self._name = name
        self._lines = text.splitlines()
        self._count = 0

    def read(self, node: Node, path: Path) -> Any:  # noqa: ANN401 - JSON has no narrower type
        """Return the data below `node`, noting places and problems."""
        self._count += 1
        if self._count > MOST_NODES:
            raise _TooMuchError(self._problem(_TOO_MANY, node, most=MOST_NODES))
        if len(path) > DEEPEST:
            raise _TooMuchError(self._problem(_TOO_DEEP, node))
        self._place(path, node, node)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self._item(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        own: dict[str, Node] = {}
        merged: list[tuple[Node, Node]] = []
        for key, value in node.value:
            if key.tag == _MERGE:
                merged += self._merged(value)
            elif (refusal := _refusal(key)) is not None:
                self._report(refusal, key, path)
            elif key.value in own:
                self._twice(key, own[key.value], path)
            else:
                own[key.value] = key
                values[key.value] = self._entry(key, value, (*path, key.value))
        for key, value in merged:
            if _refusal(key) is None and key.value not in values:
                values[key.value] = self._entry(key, value, (*path, key.value))
        return values

    def _entry(self, key: Node, value: Node, path: Path) -> Any:  # noqa: ANN401 - as in `read`
        data = self.read(value, path)
        self._place(path, key, value)
        if data is None:
            self._lost_comment(key.end_mark.line, key.end_mark.column + 1, value, path)
        return data

    def _item(self, node: Node, path: Path) -> Any:  # noqa: ANN401 - as in `read`
        data = self.read(node, path)
        if data is None:
            line = min(node.start_mark.line, len(self._lines) - 1)
            dash = self._lines[line].find("- ")
            self._lost_comment(line, dash + 1, node, path)
        return data

    def _lost_comment(self, line: int, column: int, value: Node, path: Path) -> None:
        """Report "channel: #welcome", which YAML takes for a comment behind nothing."""
        rest = self._lines[line][column:] if line < len(self._lines) else ""
        if value.value or (match := _COMMENT.match(rest)) is None:
            return
        self._report(
            N_("Put quotes around {text}. Without quotes, YAML takes # for a comment."),
            value,
            path,
            at=(line + 1, column + len(match[0]) - len(match[0].lstrip()) + 1),
            text=f'"{match[0].strip()}"',
        )

    def _merged(self, node: Node) -> list[tuple[Node, Node]]:
        """Return what "<<" brings in; what is no group of settings brings nothing."""
        groups = node.value if isinstance(node, SequenceNode) else [node]
        return [pair for group in groups if isinstance(group, MappingNode) for pair in group.value]

    def _scalar(self, node: Node, path: Path) -> object:
        try:
            return read_scalar(node)
        except ValueError as error:
            self._report(str(error), node, path)
            return None

    def _twice(self, key: Node, first: Node, path: Path) -> None:
        line = first.start_mark.line + 1
        sentence = N_("{key} stands here twice, first in line {first}. Keep one of the two.")
        self._report(sentence, key, (*path, key.value), key=f'"{key.value}"', first=line)

    def _place(self, path: Path, key: Node, value: Node) -> None:
        start, inner = key.start_mark, value.start_mark
        self.places[path] = Place(
            start.line + 1, start.column + 1, inner.line + 1, inner.column + 1
        )

    def _report(
        self,
        sentence: str,
        node: Node,
        path: Path,
        at: tuple[int, int] | None = None,
        **values: object,
    ) -> None:
        self.problems.append(self._problem(sentence, node, path, at, **values))

    def _problem(
        self,
        sentence: str,
        node: Node,
        path: Path = (),
        at: tuple[int, int] | None = None,
        **values: object,
    ) -> Problem:
        line, column = at or (node.start_mark.line + 1, node.start_mark.column + 1)
        return Problem(self._name, sentence, values, line, column, dotted(path))


def _refusal(key: Node) -> str | None:
    """Say why a node cannot be the name of a setting, None when it can."""
    if not isinstance(key, ScalarNode):
        return N_("The name of a setting must be plain text.")
    try:
        check_characters(key.value)
    except ValueError as error:
        return str(error)
    return None


def dotted(path: Path) -> str:
    """Write a path as people read it: "features.welcome.steps[2].title"."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return without_tokens("".join(parts).removeprefix("."))
