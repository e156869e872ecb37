"""What pydantic found in a file, at its place, said to the person who wrote it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.settings.model_paths import names_at, paths_to
from bot.settings.problems import N_, Problem, Unsuitable, closest, shown
from bot.settings.sentences import Sentence, sentence_about
from bot.settings.yaml_source import Path, YamlSource, dotted

_THE_KEY = "[key]"
"""Pydantic's last step when a name in a group is wrong, and not the value behind it."""
_MISSING = N_("{name} is missing here.")
_UNKNOWN = N_("There is no setting called {name} here.")
_ELSEWHERE = N_("There is no setting called {name} here. It belongs under {place}.")
_NO_TOKENS = N_(
    "A token does not belong into this file. Put it into the environment as DISCORD_TOKEN."
)


def explain(
    error: ValidationError, model: type[BaseModel], source: YamlSource
) -> Iterator[Problem]:
    """Turn each finding into problems at their places in the file."""
    explainer = _Explainer(model, source)
    for details in _one_branch_of_each_union(error.errors(include_url=False), source):
        yield from explainer.problems(details)


def located(found: Unsuitable, source: YamlSource) -> Problem:
    """Put a finding about the whole file at the deepest place that the file has of it."""
    path, _ = source.follow(found.at)
    place = source.places[path]
    return Problem(
        source.name,
        found.msgid,
        found.values,
        place.value_line,
        place.value_column,
        dotted(path),
        found.allowed,
        found.suggestion,
    )


@dataclass(frozen=True, slots=True)
class _Explainer:
    """Knows the file and the model that it should follow."""

    model: type[BaseModel]
    source: YamlSource

    def problems(self, details: Mapping[str, Any]) -> Iterator[Problem]:
        location: Path = details["loc"]
        cause = details.get("ctx", {}).get("error")
        found, missing = self.source.follow(location)
        if details["type"] == "missing":
            name = str(missing[-1]) if missing else ""
            sentence = Sentence(_MISSING, {"name": shown(name)})
            yield self._at_key(found, sentence, (*found, name))
        elif details["type"] == "extra_forbidden":
            yield self._at_key(found, self._unknown(found))
        elif isinstance(cause, Unsuitable):
            for each in (cause, *cause.also):
                place, _ = self.source.follow((*location, *each.at))
                said = Sentence(each.msgid, each.values, each.allowed, each.suggestion)
                yield self._at_value(place, said, details["input"])
        elif isinstance(cause, ValueError):
            reason = Sentence("{reason}", {"reason": str(cause)})
            yield self._at_value(found, reason, details["input"])
        elif missing == (_THE_KEY,):
            yield self._at_key(found, sentence_about(details))
        else:
            yield self._at_value(found, sentence_about(details), details["input"])

    def _unknown(self, found: Path) -> Sentence:
        name, above = str(found[-1]), found[:-1]
        values = {"name": shown(name)}
        known = names_at(self.model, above)
        if (near := closest(name, known)) is not None:
            return Sentence(_UNKNOWN, values, known, near)
        if "token" in name.casefold():
            return Sentence(_NO_TOKENS, {})
        places = list(paths_to(self.model, name))
        if len(places) == 1 and (right := places[0][:-1]):
            return Sentence(_ELSEWHERE, {**values, "place": f'"{dotted(right)}"'})
        return Sentence(_UNKNOWN, values, known)

    def _at_key(self, found: Path, sentence: Sentence, field: Path | None = None) -> Problem:
        place = self.source.places[found]
        return self._build(sentence, place.line, place.column, found if field is None else field)

    def _at_value(self, found: Path, sentence: Sentence, value: object) -> Problem:
        if isinstance(value, dict | list) or value is None:
            return self._at_key(found, sentence)
        place = self.source.places[found]
        return self._build(sentence, place.value_line, place.value_column, found)

    def _build(self, sentence: Sentence, line: int, column: int, field: Path) -> Problem:
        msgid, values, allowed, suggestion = sentence
        return Problem(
            self.source.name, msgid, values, line, column, dotted(field), allowed, suggestion
        )


def _one_branch_of_each_union(
    findings: Sequence[Mapping[str, Any]], source: YamlSource
) -> Iterator[Mapping[str, Any]]:
    """Keep what one branch of a union has to say: the branch that got furthest into the file."""
    best: dict[Path, tuple[tuple[int, bool], str]] = {}
    for finding in findings:
        if (branch := _branch(finding, source)) is not None:
            at, name = branch
            depth = len(source.follow(finding["loc"])[0])
            rank = (depth, not finding["type"].endswith("_type"))
            if at not in best or rank > best[at][0]:
                best[at] = (rank, name)
    for finding in findings:
        branch = _branch(finding, source)
        if branch is None or best[branch[0]][1] == branch[1]:
            yield finding


def _branch(finding: Mapping[str, Any], source: YamlSource) -> tuple[Path, str] | None:
    """Return where a union stands and which branch of it the finding comes from.

    The way into a branch shows as a step that the file does not have.
    """
    found: Path = ()
    steps = finding["loc"][:-1] if finding["type"] == "missing" else finding["loc"]
    for step in steps:
        if (*found, step) not in source.places:
            return (found, str(step))
        found = (*found, step)
    return None
