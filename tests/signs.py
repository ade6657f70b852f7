"""Every sign a borger sees, with all it stands beside: in dialogs, and in code."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.app import build_runner
from bot.telegram.buttons import KEYBOARDS
from dialogs.method.model import Dialog
from dialogs.method.sort import Sort
from dialogs.method.steps import Choice, Each, Several
from dialogs.permissions import Role
from dialogs.text import T
from dialogs.words.visible import cut
from locales.texts import load_texts
from tests.roles_table import WHO
from tests.test_texts import only_staff_read
from tests.transcripts import LIBRARY

ROOT = Path(__file__).parent.parent
LONGEST = 40
"""Letters of what stands beside a sign: of a whole sentence, the beginning."""
SIGN = re.compile("[\u2139\u2190-\u2bff\u20e3\U0001f000-\U0001faff]")
STAFF_PARTS = re.compile(
    r"^bot/(simulator|pictures|commands|telegram/buttons|house|leading|schedule/(never|watchdog))"
    r"|^bot/(desk/(page_parts|numbers)|papers/page_part|guides/(page|edit)_part|circle/my_card|records/page_part|views/page_part|rights/page)"
    r"|^bot/people/(access|guardians|time_off|contacts|links|staff_help)|^bot/planning/(?!plan_telling|proposals)"
    r"|^bot/reviewing/(?!my_curve|followups|feature)|^bot/talking/duty|^bot/tasks/staff_side|^bot/methods/(offers|planned)"
)
"""Code of which the buttons and lists are seen by staff alone; what is told to borgere is found there too."""


def found() -> Mapping[str, set[str]]:
    """The Danish of all that stands beside each sign."""
    say, signs = load_texts()["da"].say, defaultdict[str, set[str]](set)
    for sign, label in (*_of_dialogs(), *_of_code(), *_of_keys()):
        if sign:
            signs[plain(sign)].add(cut(say(T(label)).replace("\n", " "), LONGEST))
    return signs


def plain(sign: str) -> str:
    """A sign without what only says in which style it is drawn."""
    return sign.replace("\ufe0f", "")


def borgers_own(dialog: Dialog) -> bool:
    """Whether a borger has a dialog's cards before them: as theirs to open, or as what they answer."""
    if dialog.id in WHO:
        return "s" in WHO[dialog.id]["alma"]
    return dialog.keeps and "borger" in dialog.voices


def _of_dialogs() -> Iterator[tuple[str, str]]:
    for dialog in LIBRARY.values():
        if not borgers_own(dialog):
            continue
        yield dialog.pictogram, dialog.own_title.id
        for outer in dialog.steps:
            for step in outer.steps if isinstance(outer, Each) else (outer,):
                yield getattr(step, "pictogram", ""), (getattr(step, "name", None) or step.text).plain().id
                heads = step.heads if isinstance(step, Sort) else ()
                options = step.options if isinstance(step, Choice | Several) else heads
                yield from ((each.pictogram, each.label.plain().id) for each in options)
        yield from ((each.pictogram, each.name.plain().id) for each in dialog.sections)
        for source in dialog.lists.values():
            yield from ((item.pictogram, item.label.plain().id) for item in source.items or ())
    for topic in LIBRARY.topics.values():
        yield topic.pictogram, (topic.shared_as or topic.name).plain().id


def _of_keys() -> Iterator[tuple[str, str]]:
    yield from ((key.sign, key.word.id) for row in KEYBOARDS[Role.BORGER] for key in row)
    for screen in build_runner().features.screens.values():
        if screen.shelf:
            yield screen.shelf.pictogram, screen.shelf.label.id


@cache
def _of_code() -> tuple[tuple[str, str], ...]:
    """Signs that stand in one call or pair with a text: buttons, cards, tiles, lists, what is told."""
    pairs: list[tuple[str, str]] = []
    for file in sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "dialogs").rglob("*.py")]):
        place = file.relative_to(ROOT).as_posix()
        theirs = bool(STAFF_PARTS.search(place)) or only_staff_read(place)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            told = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tell"
            if theirs and not told:
                continue
            pairs += _pairs(node)
    return tuple(pairs)


def _pairs(node: ast.AST) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Call(args=args, keywords=named):
            parts = [*args, *(each.value for each in named)]
        case ast.Tuple(elts=parts):
            pass
        case _:
            return
    written = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    signs = [each for each in written if len(each) < 12 and SIGN.search(each) and not re.search("[a-z]", each)]
    texts = [words for part in parts if (words := _text(part))]
    if len(signs) == 1 and texts:
        yield signs[0], texts[0]


def _text(part: ast.expr, depth: int = 2) -> str:
    """The id of a text, also where it is said at once."""
    if not isinstance(part, ast.Call) or not part.args or not depth:
        return ""
    if isinstance(part.func, ast.Name) and part.func.id == "T":
        first = part.args[0]
        return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    return _text(part.args[0], depth - 1)
