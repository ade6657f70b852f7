"""What a document names of the code: paths, names, commands, links and quotations, and which of them there are not."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

from bot.cli import _parser
from dialogs.method.entries import KINDS
from tests.docs.rooms import FOLDERS, ROOT

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md")
CODE = (*FOLDERS, "tests")
MADE = ("settings.toml", "data", ".venv")
"""Paths that come to be only when the bot is set up or runs."""
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_ENDS = r"\.(?:py|md|ya?ml|toml|sql|po|svg|png|js|css|lock)"
_PATH = re.compile(rf"\.?[A-Za-z_][\w.-]*(?:/[\w.*-]+)+/?|\.?[A-Za-z_][\w.-]*/|[\w*.-]*\w{_ENDS}|NOTICE|Makefile")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")


def documents() -> list[Path]:
    return sorted(path for pattern in DOCUMENTS for path in ROOT.glob(pattern))


def wrong(text: str, file: Path, *, strict: bool = False) -> list[str]:
    """What the text of a document names and there is not. With `strict`, a single word in backticks must be one that
    stands in the code."""
    text = "\n".join(
        line for line in text.splitlines() if "`TRIVSELSBOT_" not in line
    )  # settings have a test of theirs
    found: list[str] = []
    for kind, body in _FENCE.findall(text):
        found += _in_fence(kind, body)
    prose = _FENCE.sub("", text)
    for span in (" ".join(span.split()) for span in _SPAN.findall(prose)):
        found += _commands(span)
        found += [word for word in _words(span) if not _is_there(word)]
        if strict and re.fullmatch(r"\w+", span) and span not in _known_words():
            found.append(span)
    return found + [target for target in _LINK.findall(prose) if not _leads_somewhere(target, file)]


def wrong_paths(text: str) -> list[str]:
    """Paths in plain text that there are not."""
    words = (word.strip(".,;:()") for word in text.split())
    return [word for word in words if "/" in word and _PATH.fullmatch(word) and not _exists(word)]


def _in_fence(kind: str, body: str) -> list[str]:
    match kind:
        case "sh":
            lines = [line.partition("#")[0] for line in body.splitlines()]
            return [one for line in lines for one in (*_commands(line), *(w for w in _words(line) if not _is_there(w)))]
        case "python":
            return [] if any(body in text for text in _sources()) else [body]
        case "tree":
            return [word for word in body.split() if "/" in word and not _exists(word)]
    return []


def _words(span: str) -> Iterator[str]:
    for word in span.split():
        bare = word.strip(",;:…()\"'").removesuffix("()")
        yield bare.partition("=")[2] if re.match(r"[A-Z_]+=", bare) else bare


def _is_there(word: str) -> bool:
    """Whether what looks like a path or a name of the code is one; anything else is."""
    path, _, name = word.partition("::")
    if name:
        return _exists(path) and name in _names(ROOT / path)
    if _PATH.fullmatch(word):
        return _exists(word)
    return not _DOTTED.fullmatch(word) or _is_name(word) or _is_of_a_dialog(word)


def _is_of_a_dialog(word: str) -> bool:
    """Whether it is what a dialog can be about, or where a list comes from."""
    first, _, kind = word.partition(".")
    return first in ("entry", "entries") and kind in KINDS


def _exists(path: str) -> bool:
    if path.partition("/")[0] in MADE or any(ROOT.glob(path.rstrip("/"))):
        return True
    return "/" not in path and any(True for folder in CODE for _ in (ROOT / folder).rglob(path))


def _is_name(dotted: str) -> bool:
    """Whether a dotted name is of a module or class here, by its last part or whole, or of a library."""
    first, _, rest = dotted.partition(".")
    whole = ROOT.joinpath(*dotted.split("."))
    if whole.is_dir() or whole.with_suffix(".py").is_file():
        return True
    for path in _files():
        if (path.stem == first and rest in _names(path)) or dotted in _names(path):
            return True
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if dotted.startswith(f"{module}.") and dotted.removeprefix(f"{module}.") in _names(path):
            return True
    try:
        return first not in CODE and bool(resolve_name(dotted))
    except (ImportError, AttributeError):
        return False


def _commands(span: str) -> Iterator[str]:
    targets = set(re.findall(r"^([\w.-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for target in re.findall(r"\bmake (\.?[\w/-]+)", span):
        if target not in targets and not target.startswith(".venv"):
            yield f"make {target}"
    commands = re.findall(r"^    (\w+) {2,}\w", _parser().format_help(), re.MULTILINE)
    for command, second in re.findall(r"\btrivselsbot ([a-z]+)(?: ([a-z]+))?", span):
        if command not in commands or (command in ("dialogs", "invite") and second and not _takes(command, second)):
            yield f"trivselsbot {command} {second}".rstrip()
    for module in re.findall(r"\bpython -m ([\w.]+)", span):
        if not _is_name(module):
            yield module


_WANT_MORE = {("dialogs", "play"), ("dialogs", "preview")}


def _takes(command: str, second: str) -> bool:
    """Whether a command has such a part; some want a word after it."""
    try:
        _parser().parse_args([command, second, *(["x"] if (command, second) in _WANT_MORE else [])])
    except SystemExit:
        return False
    return True


def _leads_somewhere(target: str, file: Path) -> bool:
    if target.startswith("https://"):
        return True
    path, _, heading = target.partition("#")
    to = (file.parent / path) if path else file
    if not to.exists():
        return False
    heads = re.findall(r"^#+ (.+)$", to.read_text("utf-8"), re.MULTILINE) if heading else []
    return not heading or heading in {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}


@functools.cache
def _files() -> list[Path]:
    return sorted(path for folder in CODE for path in (ROOT / folder).rglob("*.py"))


@functools.cache
def _sources() -> list[str]:
    return [path.read_text("utf-8") for path in _files()]


@functools.cache
def _known_words() -> set[str]:
    others = [ROOT / "pyproject.toml", ROOT / "Makefile", *(ROOT / "dialogs").rglob("*.yaml")]
    return set(re.findall(r"\w+", "\n".join((*_sources(), *(path.read_text("utf-8") for path in others)))))


@functools.cache
def _names(path: Path) -> set[str]:
    """What a file of code names: `function`, `NAME`, `Class`, `Class.method`, `Class.attribute`."""
    return set(_named(ast.parse(path.read_text("utf-8")).body)) if path.suffix == ".py" and path.is_file() else set()


def _named(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name
            case ast.ClassDef():
                yield node.name
                own = (each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute) and _is_self(each))
                yield from (f"{node.name}.{name}" for name in (*_named(node.body), *own))
            case ast.Assign():
                yield from (name.id for one in node.targets for name in ast.walk(one) if isinstance(name, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def _is_self(node: ast.Attribute) -> bool:
    """Whether it sets something of an object's own."""
    return isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id == "self"
