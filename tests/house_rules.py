"""The rules of the house as functions over a tree of modules: each yields what breaks it."""

import ast
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

LONGEST = 350
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "lib", "core_utils"}
# What every feature may have, and may have nothing else by the name of.
MUST_HAVE = ("__init__.py", "settings.py", "cog.py")
FOLDERS = {"migrations", "locales", "__pycache__"}

CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("utils", "utcnow"),
}
MAKERS = {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict", "bytearray"}
WRITES = {
    "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove",
    "setdefault", "update",
}  # fmt: skip
REASON = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w,\s-]+\])(?P<after>[^\n]*)"
)
BARE = re.compile(r"#\s*(?:noqa(?!:)|type:\s*ignore(?!\[))")


def modules(root: Path, *packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((root / package).rglob("*.py"))


def broken_contracts(root: Path) -> str:
    """Run the import contracts of root/pyproject.toml; return the report if one is broken."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def import_circles(root: Path) -> Iterator[str]:
    """No module imports what imports it, however long the way round; imports for types count."""
    trees = {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text()
        )
        for path in modules(root, "bot", "cogs", "sandbox", "demo")
    }
    try:
        TopologicalSorter({name: {*_named(tree, trees)} for name, tree in trees.items()}).prepare()
    except CycleError as circle:
        yield " <- ".join(circle.args[1])


def _named(tree: ast.Module, known: Collection[str]) -> Iterator[str]:
    """Yield the modules of the house that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


def reads_of_the_clock(root: Path) -> Iterator[str]:
    """The wall clock is read in bot/clock.py alone."""
    for path in modules(root, "bot", "cogs"):
        if path == root / "bot" / "clock.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
                if (name, node.func.attr) in CLOCKS:
                    yield f"{path}:{node.lineno}: {name}.{node.func.attr}()"


def drawers(root: Path) -> Iterator[str]:
    """No module is called utils, helpers, common or misc."""
    for path in modules(root, "bot", "cogs", "sandbox", "demo"):
        name = path.parent.name if path.name == "__init__.py" else path.stem
        if name in DRAWERS or any(name.endswith(f"_{drawer}") for drawer in DRAWERS):
            yield str(path)


def long_modules(root: Path) -> Iterator[str]:
    """Modules have at most 350 lines, unless a comment "Long: …" near the top says why."""
    for path in modules(root, "bot", "cogs", "sandbox", "demo"):
        lines = path.read_text().splitlines()
        excused = any(re.match(r"#\s*Long: \w+", line) for line in lines[:15])
        if len(lines) > LONGEST and not excused:
            yield f"{path}: {len(lines)} lines"


def module_state(root: Path) -> Iterator[str]:
    """Nothing that changes lives at the level of a module: a constant table is never written to."""
    for path in modules(root, "bot", "cogs", "sandbox", "demo"):
        tree = ast.parse(path.read_text())
        written = set(_written_to(tree))
        for node in tree.body:
            if not isinstance(node, ast.Assign | ast.AnnAssign) or not _can_change(node.value):
                continue
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            name = ast.unparse(target)
            is_table = name.isupper() and not _is_empty(node.value) and name not in written
            if not is_table and name not in {"__all__", "pytest_plugins"}:
                yield f"{path}:{node.lineno}: {name}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Global):
                yield f"{path}:{node.lineno}: global {', '.join(node.names)}"


def _can_change(value: ast.expr | None) -> bool:
    changing = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    return isinstance(value, changing) or (isinstance(value, ast.Call) and _name(value) in MAKERS)


def _is_empty(value: ast.expr | None) -> bool:
    """Whether a collection starts with nothing in it, and so is meant to be filled."""
    match value:
        case ast.List(elts=[]) | ast.Dict(keys=[]) | ast.Call(args=[], keywords=[]):
            return True
        case ast.Call():
            return _name(value) == "defaultdict"
    return False


def _name(call: ast.Call) -> str:
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else ast.unparse(called).split("[")[0]


def _written_to(tree: ast.Module) -> Iterator[str]:
    """Yield what is changed in place: NAME[x] = …, del NAME[x], NAME.append(…)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            yield ast.unparse(node.value)
        elif isinstance(node, ast.AugAssign):
            yield ast.unparse(node.target)
        elif isinstance(node, ast.Attribute) and node.attr in WRITES:
            yield ast.unparse(node.value)


def odd_features(root: Path) -> Iterator[str]:
    """A feature is a package with the files that every feature has, and no folder of another kind.

    A module speaks SQL or Discord, never both; `policy.py` is there, since something is decided.
    """
    for folder in sorted(path for path in (root / "cogs").iterdir() if path.is_dir()):
        if folder.name == "__pycache__":
            continue
        yield from (
            f"{folder}: has no {name}"
            for name in (*MUST_HAVE, "policy.py")
            if not (folder / name).is_file()
        )
        for path in sorted(folder.iterdir()):
            known = path.name in FOLDERS if path.is_dir() else path.suffix == ".py"
            is_room = path.is_dir() and (path / "__init__.py").is_file()
            if not known and not is_room:
                yield f"{path}: belongs to no feature"
        for path in sorted(folder.glob("*.py")):
            imported = set(_imports(ast.parse(path.read_text())))
            if {"discord", "sqlalchemy"} <= imported:
                yield f"{path}: speaks SQL and Discord"


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        # The type of a transaction is what a store is handed; it is no SQL.
        elif (
            isinstance(node, ast.ImportFrom)
            and node.module
            and [alias.name for alias in node.names] != ["AsyncConnection"]
        ):
            yield node.module.partition(".")[0]


def ignores_without_reason(root: Path) -> Iterator[str]:
    """Every noqa and type-ignore names its code, and its reason on the same line."""
    for path in modules(root, "bot", "cogs", "sandbox", "demo", "tests"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if BARE.search(line) and not _is_quoted(line, BARE):
                yield f"{path}:{number}: which rule?"
            for found in REASON.finditer(line):
                words = re.findall(r"[A-Za-z']{2,}", REASON.sub("", found["after"]))
                more = REASON.search(found["after"])
                if len(words) < 2 and more is None and not _is_quoted(line, REASON):
                    yield f"{path}:{number}: why?"


def _is_quoted(line: str, pattern: re.Pattern[str]) -> bool:
    """Whether the comment stands inside a string, as it does in tests of this very rule."""
    found = pattern.search(line)
    return found is not None and line[: found.start()].count('"') % 2 == 1


def hidden_folders(root: Path) -> Iterator[str]:
    """Folders of Python modules are packages, so that no module is left out of the checks."""
    for path in modules(root, "bot", "cogs", "sandbox"):
        is_script = "migrations" in path.parts or "noqa: INP001" in path.read_text()
        if not is_script and not (path.parent / "__init__.py").is_file():
            yield f"{path.parent}: has no __init__.py"
