"""From the text of guidelines.yml to settings, or to everything that is wrong with it."""

import json
from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.settings.explain import explain, located
from bot.settings.problems import N_, Problem, SettingsInvalid, Unsuitable, shown
from bot.settings.yaml_source import read_yaml
from bot.settings.yaml_syntax import LARGEST, decode

M = TypeVar("M", bound=BaseModel)
_NOT_SETTINGS = N_('Write settings here (name: value), beginning with "version: 1", not {value}.')


def read_document(text: str, model: type[M], source: str = "guidelines.yml") -> M:
    """Read and validate settings; SettingsInvalid holds every mistake at once."""
    read, problems = read_yaml(text, source)
    if not isinstance(read.data, dict):
        told = Problem(source, _NOT_SETTINGS, {"value": shown(read.data)}, 1, 1)
        raise SettingsInvalid([*problems, told])
    _switch_on(read.data)
    try:
        document = model.model_validate_json(json.dumps(read.data))
    except ValidationError as error:
        known = {problem.field for problem in problems if problem.field}
        found = explain(error, model, read)
        problems += [problem for problem in found if problem.field not in known]
        raise SettingsInvalid(problems) from None
    if problems:
        raise SettingsInvalid(problems)
    return document


def at_their_places(
    found: Iterable[Unsuitable], text: str, source: str = "guidelines.yml"
) -> list[Problem]:
    """Say where in a valid text the findings about it stand."""
    read, _ = read_yaml(text, source)
    return [located(each, read) for each in found]


def _switch_on(data: dict[str, Any]) -> None:
    """Take "welcome:" with nothing behind it for the feature with all its defaults."""
    features = data.get("features")
    if isinstance(features, dict):
        features.update({name: {} for name, settings in features.items() if settings is None})


def read_text(path: FilePath) -> str:
    """Read a file of settings; SettingsInvalid says why it cannot be read."""
    name = path.name
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise _unreadable(name, N_("There is no such file: {path}."), path) from None
    except IsADirectoryError:
        raise _unreadable(name, N_("This is a folder, not a file: {path}."), path) from None
    except PermissionError:
        told = N_("This file may not be read: {path}. Change its permissions.")
        raise _unreadable(name, told, path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        told = N_("{path} cannot be read: {reason}.")
        raise _unreadable(name, told, path, reason=reason) from None
    text = decode(raw, name)
    if isinstance(text, Problem):
        raise SettingsInvalid([text])
    return text


def _unreadable(name: str, sentence: str, path: FilePath, **values: object) -> SettingsInvalid:
    return SettingsInvalid([Problem(name, sentence, {"path": str(path), **values})])
