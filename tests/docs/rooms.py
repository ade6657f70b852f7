"""The rooms of the code and which of them import which, read from every file's syntax tree."""

from __future__ import annotations

import ast
import functools
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("bot", "dialogs", "locales", "storage")
TOP = ("app", "cli", "handler", "routing")
"""Files of `bot/` that stand above rooms; each is shown by itself."""
BESIDE = "bot/*.py"
"""What else lies in `bot/` outside of any room."""

Imports = Mapping[str, set[str]]


@functools.cache
def imports() -> dict[str, set[str]]:
    """By each room those that it imports from."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        room = _room(path)
        if path.name != "__init__.py" and room:
            found[room] |= {other for name in _modules(path) if (other := _room_of(name))} - {room}
    return dict(found)


def needed(imports: Imports) -> dict[str, set[str]]:
    """The imports that do not follow from others: if a room imports one that imports a third, the third is left out.

    Raises:
        ValueError: if rooms import each other, so that none of them is the lowest.
    """
    below: dict[str, set[str]] = {}
    while left := imports.keys() - below.keys():
        ready = [room for room in left if imports[room] <= below.keys()]
        if not ready:
            raise ValueError(f"these import each other: {', '.join(sorted(left))}")
        below |= {room: imports[room].union(*(below[other] for other in imports[room])) for room in ready}
    return {room: {o for o in found if not any(o in below[p] for p in found)} for room, found in imports.items()}


def levels(imports: Imports) -> dict[str, int]:
    """How high each room stands: 0 for what imports nothing, else one more than the highest that it imports."""
    found: dict[str, int] = {}
    while left := imports.keys() - found.keys():
        ready = {room for room in left if imports[room] <= found.keys()}
        found |= {room: max((found[other] + 1 for other in imports[room]), default=0) for room in ready}
    return found


def _room(path: Path) -> str:
    folder, *inside = path.relative_to(ROOT).parts
    if folder != "bot":
        return f"{folder}/"
    if len(inside) > 1:
        return f"bot/{inside[0]}/"
    return f"bot/{inside[0]}" if inside[0].removesuffix(".py") in TOP else BESIDE


def _room_of(module: str) -> str:
    """The room of a module by its dotted name; "" if there is no such module here."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    return _room(path) if module.partition(".")[0] in FOLDERS and path.is_file() else ""


def _modules(path: Path) -> set[str]:
    """What a file imports, wherever in the file; of `from a import b` both `a` and `a.b`, for either may be one."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
