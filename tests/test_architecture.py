"""The rules of the house hold, and each would notice being broken."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests import house_rules

ROOT = Path(__file__).parents[1]

Rule = Callable[[Path], Iterable[str]]
RULES: tuple[Rule, ...] = (
    house_rules.drawers,
    house_rules.hidden_folders,
    house_rules.ignores_without_reason,
    house_rules.import_circles,
    house_rules.long_modules,
    house_rules.module_state,
    house_rules.odd_features,
    house_rules.reads_of_the_clock,
)
FEATURE = {f"cogs/choir/{name}": "" for name in ("__init__.py", "cog.py", "settings.py")}
WELL_BEHAVED = {
    "bot/__init__.py": "",
    "bot/clock.py": "from datetime import UTC, datetime\nnow = datetime.now(UTC)\n",
    "cogs/__init__.py": "",
    "cogs/choir/policy.py": "LIMIT = 3\nNAMES = {'a': 1}\n__all__ = ['LIMIT']\n",
    "sandbox/__init__.py": "x = 1  # type: ignore[misc]  # the library has no types for this\n",
    "demo/__init__.py": "",
    "demo/stage.py": "from demo import play\n",
    "tests/test_choir.py": "import os  # noqa: F401 - imported for what it does at import\n",
    **FEATURE,
}
READS = "import datetime\ndef f():\n    return datetime.datetime.now()\n"
BOTH = "import discord\nimport sqlalchemy as sa\n"
BOTH_FOR_TYPES = "import discord\nfrom sqlalchemy.ext.asyncio import AsyncConnection\n"


def build(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(ROOT)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_well_behaved_tree_is_left_in_peace(rule: Rule, tmp_path: Path) -> None:
    tree = {**WELL_BEHAVED, "cogs/choir/greetings.py": BOTH_FOR_TYPES}
    assert list(rule(build(tmp_path, tree))) == []


@pytest.mark.parametrize(
    ("rule", "name", "text"),
    [
        (house_rules.reads_of_the_clock, "bot/a.py", READS),
        (house_rules.reads_of_the_clock, "cogs/choir/a.py", "import time\nt = time.time()\n"),
        (house_rules.reads_of_the_clock, "bot/a.py", "import discord\ndiscord.utils.utcnow()\n"),
        (house_rules.reads_of_the_clock, "bot/a.py", "from datetime import date\ndate.today()\n"),
        (house_rules.drawers, "bot/utils.py", ""),
        (house_rules.drawers, "cogs/choir/text_helpers.py", ""),
        (house_rules.drawers, "sandbox/common/__init__.py", ""),
        (house_rules.long_modules, "bot/a.py", "x = 1\n" * 351),
        (house_rules.module_state, "bot/a.py", "CACHE = {}\n"),
        (house_rules.module_state, "bot/a.py", "known = [1, 2]\n"),
        (house_rules.module_state, "bot/a.py", "BY_ID = {1: 2}\ndef f():\n    BY_ID[2] = 3\n"),
        (house_rules.module_state, "bot/a.py", "IDS = {1}\ndef f():\n    IDS.add(3)\n"),
        (house_rules.module_state, "bot/a.py", "seen: set[int] = set()\n"),
        (house_rules.module_state, "bot/a.py", "from collections import deque\nD = deque()\n"),
        (house_rules.module_state, "bot/a.py", "N = 0\ndef f():\n    global N\n    N += 1\n"),
        (house_rules.odd_features, "cogs/choir/store.py", BOTH),
        (house_rules.odd_features, "cogs/band/cog.py", ""),
        (house_rules.odd_features, "cogs/choir/notes.txt", ""),
        (house_rules.odd_features, "cogs/choir/assets/picture.png", ""),
        (house_rules.ignores_without_reason, "bot/a.py", "import os  # noqa\n"),
        (house_rules.ignores_without_reason, "bot/a.py", "import os  # noqa: F401\n"),
        (house_rules.ignores_without_reason, "bot/a.py", "x = 1  # type: ignore\n"),
        (house_rules.ignores_without_reason, "bot/a.py", "x = 1  # type: ignore[misc]\n"),
        (house_rules.import_circles, "demo/play.py", "if READS:\n    import demo.stage\n"),
        (house_rules.import_circles, "demo/play.py", "from demo.stage import Stage\n"),
        (house_rules.hidden_folders, "bot/cellar/wine.py", ""),
    ],
)
def test_a_planted_violation_is_found(rule: Rule, name: str, text: str, tmp_path: Path) -> None:
    tree = build(tmp_path, {**WELL_BEHAVED, name: text})
    assert [found for found in rule(tree) if name.partition("/")[0] in found]


def test_a_long_module_may_say_why(tmp_path: Path) -> None:
    text = '"""A table."""\n# Long: one line for each of Discord\'s codes.\n' + "x = 1\n" * 400
    assert list(house_rules.long_modules(build(tmp_path, {"bot/codes.py": text}))) == []


def test_everybody_imports_only_what_they_may_know() -> None:
    assert house_rules.broken_contracts(ROOT) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bot/a.py", "import cogs\n"),
        ("bot/a.py", "import sandbox\n"),
        ("sandbox/a.py", "import bot\n"),
        ("sandbox/wire.py", "import sandbox.world\n"),
        ("cogs/choir/cog.py", "from cogs.band import cog\n"),
        ("cogs/choir/policy.py", "import discord\n"),
        ("cogs/choir/policy.py", "import asyncio\n"),
        ("cogs/choir/store.py", "import discord\n"),
        ("cogs/choir/cog.py", "import sqlalchemy\n"),
        ("cogs/choir/cog.py", "import sandbox\n"),
    ],
)
def test_a_forbidden_import_is_found(name: str, text: str, tmp_path: Path) -> None:
    rooms = ("__init__", "cog", "policy", "render", "settings", "store", "views")
    house = ("client", "core", "effects", "times")
    outbox = ("__init__", "budget_store", "policy", "store")
    tree = {
        "pyproject.toml": (ROOT / "pyproject.toml").read_text(),
        **{f"{package}/__init__.py": "" for package in ("bot", "cogs", "sandbox", "demo")},
        **{f"sandbox/{room.stem}.py": "" for room in (ROOT / "sandbox").iterdir()},
        **{f"bot/{room}.py": "" for room in house},
        **{f"bot/outbox/{room}.py": "" for room in outbox},
        "bot/catch_up/__init__.py": "",
        "bot/catch_up/store.py": "",
        **{f"cogs/{feature}/{room}.py": "" for feature in ("choir", "band") for room in rooms},
    }
    assert house_rules.broken_contracts(build(tmp_path / "sound", tree)) == ""
    broken = house_rules.broken_contracts(build(tmp_path / "broken", {**tree, name: text}))
    assert "BROKEN" in broken, broken
