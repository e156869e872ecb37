"""How the command line tells people what is wrong: in a sentence, with exit status 1."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.db import DatabaseProblem
from bot.features import FeatureProblem
from bot.settings import SettingsInvalid
from bot.starting import StartProblem
from bot.web import WebProblem

TOLD = (StartProblem, DatabaseProblem, FeatureProblem, SettingsInvalid, WebProblem)


@contextmanager
def told() -> Iterator[None]:
    """Print what a person can mend and exit with status 1; let real bugs show themselves."""
    try:
        yield
    except TOLD as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - this is the command line's answer
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
