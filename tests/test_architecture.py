"""The layers of the code, and its measures, read from every file's syntax tree."""

from __future__ import annotations

import ast
import functools
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("bot", "dialogs", "locales", "storage")
ALLOWED = {
    "dialogs": {"dialogs", "pydantic", "yaml", "dateutil"},
    "storage": {"storage", "dialogs", "pydantic", "aiosqlite", "sqlcipher3"},
    "locales": {"locales", "dialogs", "babel", "yaml"},
}
NO_OUTSIDE = {"asyncio", "http", "multiprocessing", "socket", "sqlite3", "subprocess", "threading", "urllib"}
"""What of the standard library reaches outside, and so is not for the pure core."""
CLOCK = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
ABOVE = ("app", "cli", "handler", "routing")
"""What puts the rooms together, and so may import all of them."""
ON_TOP = ("commands", "simulator")
"""Rooms that run the whole."""
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that a file says, in the order of `ast.walk`."""
    return nodes_of(path.read_text("utf-8"))


def nodes_of(code: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(code)))


def imported(module: Sequence[ast.AST]) -> set[str]:
    """The top-level packages a file imports, wherever in the file."""
    found: set[str] = set()
    for node in module:
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." if node.level else (node.module or "").partition(".")[0])
    return found


def modules_imported(path: Path, layer: str) -> Iterator[tuple[str, ...]]:
    """The modules of a layer that a file imports, each as its names below the layer."""
    for node in nodes(path):
        named: list[str] = []
        if isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{alias.name}" for alias in node.names] + [str(node.module)]
        elif isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        for module in (name.split(".") for name in named):
            if module[0] == layer and ROOT.joinpath(*module).with_suffix(".py").is_file():
                yield tuple(module[1:])


def rooms_imported(path: Path) -> set[str]:
    """The other rooms of `bot` that a file imports from; what stands above the rooms counts as "above"."""
    found = {
        inside[0] if len(inside) > 1 else "above" if inside[0] in ABOVE else ""
        for inside in modules_imported(path, "bot")
    }
    return found - {path.relative_to(ROOT / "bot").parts[0], ""}


def in_a_circle(imports: Mapping[str, set[str]]) -> list[str]:
    """Which of some rooms import each other, directly or by way of others, or lie above such."""
    left = dict(imports)
    while lowest := {room for room, found in left.items() if not found & left.keys()}:
        left = {room: found for room, found in left.items() if room not in lowest}
    return sorted(left)


def clock_readings(module: Sequence[ast.AST]) -> Iterator[int]:
    """Lines that take the wall clock: `datetime.now`, `date.today`, `time.time` and the like, called or handed on."""
    modules = {"datetime", "date", "time", "dt"}
    for node in module:
        if isinstance(node, ast.Attribute) and node.attr in CLOCK:
            owner = node.value
            last = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            # `datetime.time` and `datetime.date` are types; only `time.time` is a clock.
            if last in modules and not (node.attr == "time" and last != "time"):
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for alias in node.names if alias.name in CLOCK)


def clocks_made(module: Sequence[ast.AST]) -> Iterator[str]:
    """The functions ("" outside of any) that make a `Clock`, or hand on the class for somebody else to make one."""
    types: set[ast.expr | None] = set()
    inside: dict[ast.AST, str] = {}
    for node in module:
        if isinstance(node, ast.arg | ast.AnnAssign):
            types |= set(_expressions(node.annotation))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            types |= set(_expressions(node.returns))
            inside |= {child: node.name for part in node.body for child in ast.walk(part)}
        elif isinstance(node, ast.ClassDef):
            types |= {child for base in node.bases for child in _expressions(base)}
    for node in module:
        named = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if named == "Clock" and node not in types:
            yield inside.get(node, "")


def _expressions(node: ast.expr | None) -> Iterator[ast.expr]:
    return (child for child in (ast.walk(node) if node else ()) if isinstance(child, ast.expr))


def function_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    doc = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    return (node.end_lineno or 0) - node.lineno + 1 - ((doc.end_lineno or 0) - doc.lineno + 1 if doc else 0)


@pytest.mark.parametrize("layer", ALLOWED)
def test_a_layer_imports_only_what_it_may(layer: str) -> None:
    assert files(layer)
    for path in files(layer):
        others = imported(nodes(path)) - set(sys.stdlib_module_names)
        assert others <= ALLOWED[layer], f"{name(path)} imports {sorted(others - ALLOWED[layer])}"


def test_the_core_reaches_nothing_outside() -> None:
    for path in files("dialogs"):
        assert not imported(nodes(path)) & NO_OUTSIDE, name(path)


def test_what_is_shipped_never_imports_the_tests() -> None:
    assert not [name(path) for path in files(*LAYERS) if "tests" in imported(nodes(path))]


def test_only_the_clock_module_reads_the_clock() -> None:
    found = [f"{name(path)}:{line}" for path in files(*LAYERS) for line in clock_readings(nodes(path))]
    assert [place for place in found if not place.startswith("bot/clock.py:")] == []


def test_only_the_entry_points_make_a_clock() -> None:
    """And hands it in everywhere: what makes one in passing cannot be moved by the demo or a test."""
    made = [(name(path), where) for path in files(*LAYERS) for where in clocks_made(nodes(path))]
    assert made == [("bot/cli.py", "main"), ("bot/reviewing/export_process.py", "_work")]


@pytest.mark.parametrize("code", ["def f(c=Clock()): ...", "at = clock.Clock().now()", "make = Clock", "f(Clock)"])
def test_a_clock_made_in_passing_is_found(code: str) -> None:
    assert list(clocks_made(nodes_of(code)))


@pytest.mark.parametrize("code", ["clock: Clock", "def f(c: Clock) -> Clock | None: ...", "class Held(Clock): ..."])
def test_naming_its_type_makes_no_clock(code: str) -> None:
    assert not list(clocks_made(nodes_of(code)))


def test_tests_take_the_time_from_a_clock_too() -> None:
    found = [f"{name(path)}:{line}" for path in files("tests") for line in clock_readings(nodes(path))]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\ndatetime.now(UTC)",
        "import datetime\ndatetime.datetime.now()",
        "import datetime as dt\ndt.date.today()",
        "import time\nf(clock=time.time)",
        "from time import time",
    ],
)
def test_a_reading_of_the_clock_is_found(code: str) -> None:
    assert list(clock_readings(nodes_of(code)))


@pytest.mark.parametrize("code", ["time.monotonic()", "clock.now()", "datetime.time(9)", "local.time()"])
def test_other_things_are_no_reading_of_the_clock(code: str) -> None:
    assert not list(clock_readings(nodes_of(code)))


TABLES = ("tests/storage/", "tests/bench/", "tests/whole/", "tests/fixtures/", "tests/house.py", "tests/books.py")
"""Where tests may look into the tables: those of the storage itself, of whole processes, and the stage's own."""
QUERY = re.compile(r"\bSELECT\b|\bPRAGMA table")


def queries(module: Sequence[ast.AST]) -> Iterator[int]:
    """Lines that hold a query, or hand on what runs one. What only writes, to make a state that is unusual, is none."""
    for node in module:
        text = isinstance(node, ast.Constant) and isinstance(node.value, str) and QUERY.search(node.value)
        runs = isinstance(node, ast.Attribute) and ast.unparse(node) in ("Tx.all", "Tx.one", "tx.all", "tx.one")
        if isinstance(node, ast.expr) and (text or runs):
            yield node.lineno


def test_tests_ask_through_the_bot_and_not_the_tables() -> None:
    """Else by a public function of the storage, or one of tests/books.py."""
    found = {name(path): list(queries(nodes(path))) for path in files("tests") if not name(path).startswith(TABLES)}
    found.pop("tests/test_architecture.py")
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "code", ['house.rows("SELECT 1 FROM answer")', "db.read(Tx.all, f'{x} SELECT name')", "tx.one(QUESTION)"]
)
def test_a_query_is_found(code: str) -> None:
    assert list(queries(nodes_of(code)))


@pytest.mark.parametrize("code", ['db.write(Tx.run, "DELETE FROM outbox")', 'db.read(books.arrived, "selected")'])
def test_other_things_are_no_query(code: str) -> None:
    assert not list(queries(nodes_of(code)))


@pytest.mark.parametrize("lengthy", ["browser", "demo_stage", "page_of_house", "telegram", "trivselsbot"])
def test_what_opens_a_browser_or_runs_whole_processes_is_marked_long(lengthy: str) -> None:
    """Or `make test` would take longer for each of them."""
    using = [p for p in files("tests") if p.name.startswith("test_") and lengthy in used(nodes(p))]
    assert using
    assert [name(p) for p in using if "pytest.mark.long" not in p.read_text("utf-8")] == []


def used(module: Sequence[ast.AST]) -> set[str]:
    """What a file takes from the tests' stages: names imported from them, and fixtures asked for."""
    found: set[str] = set()
    for node in module:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found |= {argument.arg for argument in node.args.args}
    return found


def test_files_are_short() -> None:
    long = {name(p): n for p in files(*LAYERS, "tests") if (n := len(p.read_text("utf-8").splitlines())) > LONGEST_FILE}
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{name(path)}:{node.name}": function_length(node)
        for path in files(*LAYERS, "tests")
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and function_length(node) > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_two_rooms_import_each_other_and_none_what_stands_above_it() -> None:
    imports: dict[str, set[str]] = defaultdict(set)
    for path in files("bot"):
        if len(inside := path.relative_to(ROOT / "bot").parts) > 1:
            imports[inside[0]] |= rooms_imported(path)
    assert {"asking", "desk", "planning", "reviewing", "telegram"} <= imports.keys()
    assert [room for room, found in imports.items() if "above" in found and room not in ON_TOP] == []
    assert in_a_circle({room: found - {"above"} for room, found in imports.items()}) == []


def test_no_two_rooms_of_the_core_import_each_other() -> None:
    """A module that lies in no room counts as one of its own."""
    imports: dict[str, set[str]] = defaultdict(set)
    for path in files("dialogs"):
        room = path.relative_to(ROOT / "dialogs").with_suffix("").parts[0]
        imports[room] |= {inside[0] for inside in modules_imported(path, "dialogs")} - {room}
    assert {"method", "engine", "time", "words", "scoring"} <= imports.keys()
    assert imports["engine"] >= {"method", "time"}
    assert in_a_circle(imports) == []


def test_rooms_that_import_each_other_by_way_of_a_third_are_found() -> None:
    assert in_a_circle({"low": set(), "a": {"b", "low"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c"]


def test_what_talks_to_telegram_knows_no_feature() -> None:
    assert {name(path): found for path in files("bot/telegram") if (found := rooms_imported(path) - {"pictures"})} == {}
