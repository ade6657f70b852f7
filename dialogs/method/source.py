"""The YAML of a dialog file: its values, with the line on which each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import yaml

from dialogs.method.problems import DialogError, Flaw, Place, Problem

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe one in C is five times as fast, which every start and every test is glad of."""

_BACKSLASH = 'a \\ between " and " stands for another sign; put the text between \' and \' in place of " and "'
_CURLY = "“”„‟‘’‚‛"
"""Quotes that a word processor makes, and that are letters like any other to YAML."""
_BEGINS_CURLY = re.compile(rf"[:,\[{{-] *[{_CURLY}]")
_CURLY_SAID = 'has curly quotes (“ ”), which are letters to YAML; write " in their place, before the text and after it'
_QUOTED = 'put the whole text between " and "'
_COLUMN = "lines that belong together begin in the same column"
_SYNTAX = {
    "mapping values are not allowed": f"a : where none can be; a text with a : in it needs quotes, and {_COLUMN}",
    "found character that cannot start": f"a text cannot begin with this sign; {_QUOTED}",
    "found a tab character": "a line begins with a tab; begin it with spaces",
    "did not find expected key": f"this line does not go on from what is before it; {_COLUMN}, or {_QUOTED}",
    "did not find expected '-'": f"this line does not go on from the list before it; {_COLUMN}",
    "could not find expected ':'": "after a field's name come a : and a space, here or in the line before",
    "found unexpected end of stream": "a text that begins with a quote here has no end; close it with the same quote",
    "did not find expected ','": "a { or a [ is not closed, or a comma is missing; a text with : or { needs quotes",
    "did not find expected node": "a ] or a } stands where something else must be; take it out",
    "found undefined alias": f"a text cannot begin with *; {_QUOTED}",
    "found unknown escape character": _BACKSLASH,
    "did not find expected hexdecimal number": _BACKSLASH,
    "found invalid Unicode": _BACKSLASH,
    "expected escape sequence": _BACKSLASH,
    "block sequence entries are not allowed": "a - and a space where none can be; begin it on a line of its own",
    "mapping keys are not allowed": f"a text cannot begin with ?; {_QUOTED}",
    "did not find expected comment or line break": "after | or > comes a new line; write the text below it, indented",
    "could not determine a constructor": f"a text cannot begin with !; {_QUOTED}",
}
"""What YAML's reader complains of, and what mostly is behind it."""


class Source:
    """What a file says.

    Raises:
        DialogError: if it is not YAML, or a field stands twice in one place.
    """

    def __init__(self, name: str, body: str) -> None:
        self.name = name
        self.values: object = None
        self._top: yaml.Node | None = None
        try:
            loader = _LOADER(body)
            try:
                self._top = loader.get_single_node()
                self.values = loader.construct_document(self._top) if self._top else None
            finally:
                loader.dispose()
        except (yaml.YAMLError, ValueError, RecursionError) as error:  # a day such as 2026-02-31 is a ValueError
            raise DialogError([self._not_yaml(error, body)]) from None
        for told in (_curly, _twice):
            if found := [self.problem(flaw) for flaw in told(self._top, ())]:
                raise DialogError(found)

    def _not_yaml(self, error: Exception, body: str) -> Problem:
        if isinstance(error, yaml.reader.ReaderError):
            line = body[: body.find(chr(error.character))].count("\n") + 1
            return Problem(self.name, line, "", "not YAML: a sign that cannot be seen stands here; write the line anew")
        if not isinstance(error, yaml.MarkedYAMLError):
            no_day = next((node for node in _scalars(self._top) if _is_no_day(node)), None)
            if no_day:
                said = f"there is no day {no_day.value}; correct it, or {_QUOTED}"
                return Problem(self.name, no_day.start_mark.line + 1, "", f"not YAML: {said}")
            return Problem(self.name, 0, "", f"not YAML: {' '.join(str(error).split())}")
        unclosed = error.context == "while scanning a quoted scalar"
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        said = error.problem or ""
        words = next((meant for begin, meant in _SYNTAX.items() if said.startswith(begin)), said)
        if "directive" in (error.context or ""):
            words = f"a line cannot begin with %; {_QUOTED}"
        marks = [each.line for each in (mark, error.context_mark) if each]
        for number, text in enumerate(body.splitlines()):
            if marks and min(marks) - 1 <= number <= max(marks) and _BEGINS_CURLY.search(text):
                return Problem(self.name, number + 1, "", f"not YAML: {_CURLY_SAID}")
        return Problem(self.name, mark.line + 1 if mark else 0, "", f"not YAML: {words}")

    def problem(self, flaw: Flaw) -> Problem:
        """The flaw as whoever writes the file reads it."""
        return Problem(self.name, self.line(flaw.place), self.called(flaw.place), flaw.words, flaw.mild)

    def line(self, place: Place) -> int:
        """The line of a place, from 1: that of its name where it has one, the last one where it has several. Of what
        is not there, the line of where it would have to be."""
        node, line = self._top, 1
        for part in place:
            found = _child(node, part)
            if found is None:
                break
            key, node = found
            line = key.start_mark.line + 1
        return line

    def written(self, place: Place) -> str:
        """A single value as it stands in the file, before YAML makes a number or a yes of it; empty if it is none."""
        node = self._top
        for part in place:
            found = _child(node, part)
            if found is None:
                return ""
            node = found[1]
        return str(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def called(self, place: Place) -> str:
        """ "step 'mood', field 'scale'"."""
        named: dict[str, list[str]] = {}
        fields: list[str] = []
        node = self._top
        over = ""
        for part in place:
            found = _child(node, part)
            node = found[1] if found else None
            if isinstance(part, str):
                fields.append(part)
            elif over in _NOUNS:
                id_ = _child(node, "id")
                given = isinstance(id_[1], yaml.ScalarNode) and id_[1].value if id_ else ""
                named.setdefault(_NOUNS[over], []).append(f"'{given}'" if given else str(part + 1))
                fields.clear()
            over = part if isinstance(part, str) else ""
        words = [f"{noun} {'/'.join(ids)}" for noun, ids in named.items()]
        return ", ".join([*words, f"field '{'.'.join(fields)}'"] if fields else words)


_NOUNS = {"steps": "step", "options": "option", "scores": "score", "items": "item", "scale": "level", "heads": "head",
          "cards": "card", "sections": "section"}  # fmt: skip
"""What the entries of a list are called."""


def _child(node: yaml.Node | None, part: int | str) -> tuple[yaml.Node, yaml.Node] | None:
    """What a place is called by, and what stands there."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in reversed(node.value) if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _twice(node: yaml.Node | None, place: Place) -> Iterator[Flaw]:
    """Fields that stand twice, of which YAML would keep the last without a word."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in seen and name != "<<":
                line = key.start_mark.line + 1
                yield Flaw((*place, name), f"stands in line {seen[name]} and in line {line}; take one of them out")
            else:
                seen[name] = key.start_mark.line + 1
                yield from _twice(value, (*place, name))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _twice(value, (*place, index))


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """All single values of a file."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.CollectionNode):
        for each in node.value:
            for part in each if isinstance(each, tuple) else (each,):
                yield from _scalars(part)


def _is_no_day(node: yaml.ScalarNode) -> bool:
    """Whether YAML takes a value for a day that there is not."""
    if not node.tag.endswith(":timestamp"):
        return False
    try:
        date.fromisoformat(node.value[:10])
    except ValueError:
        return True
    return False


def _curly(node: yaml.Node | None, place: Place) -> Iterator[Flaw]:
    """Texts that stand between curly quotes and no others: the quotes would be shown, and what is between them is cut
    at a comma."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from (
                [Flaw((*place, str(key.value)), _CURLY_SAID)]
                if _is_curly(key)
                else _curly(value, (*place, str(key.value)))
            )
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _curly(value, (*place, index))
    elif node and _is_curly(node):
        yield Flaw(place, _CURLY_SAID)


def _is_curly(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and str(node.value)[:1] in tuple(_CURLY)
