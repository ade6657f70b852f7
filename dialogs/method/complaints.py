"""What the model refuses of a file, in words that say what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from dialogs.method.entries import ACTIVITY, KINDS
from dialogs.method.model import Dialog
from dialogs.method.problems import Flaw, Flawed, Place
from dialogs.method.scales import SCALES
from dialogs.method.source import Source

_ID = "an id has small letters a-z, digits and _, begins with a letter and has at most 24 signs"
_MISSING = {
    "id": f"add one; {_ID}",
    "title": "add title: {da: …}",
    "purpose": "add purpose: answers (or paper, record, form, menu)",
    "steps": "add steps: with at least one",
    "text": "add text: {da: …}, the question",
    "label": "add label: {da: …}",
    "kind": "add kind: choice (or several, rating, say, when, info, each, sort)",
    "scale": f"add scale: {next(iter(SCALES))} (or {', '.join(list(SCALES)[1:])})",
    "what": "add what: time (or date)",
    "offers": 'add offers: ["09:00", "12:00"], or for a date ["+0", "+1"]',
    "step": "add step: and the id of an earlier step",
    "of": "add of: [and the ids of the steps that count]",
    "name": "add name: {da: …}",
}
_FORMS = {
    "about": f"is nothing a dialog can be about; write borger, {ACTIVITY}, house, or entry. and one of"
    f" {', '.join(KINDS)}; for the contact persons there is a record with readers: team",
    "from": "is no list of the house's; write occurrences, a name with a dot such as entries.goal, or answers."
    " with a dialog and a step of it",
    "photo": "is no name of a photo; it is one such as door.jpg or door.png, of letters a-z, digits, - and _,"
    " and lies in the folder of the dialogs itself",
}
"""What must be written in a certain form, and is no id."""
_VOICES = {
    "relative": "borger, and staff can answer with them; what is said with help is kept with whom it was",
    "team": "staff; whoever answers is kept with their own view, by name",
}
"""Who does not answer, and what to write instead."""
_MUST_BE = {"bool": "true or false", "int": "a whole number", "float": "a number"}


@dataclass(frozen=True)
class _Refusal:
    """One of pydantic's errors: its kind, where, what was given, its own words and what they are made of."""

    kind: str
    loc: tuple[int | str, ...]
    given: object
    said: str
    context: Mapping[str, object]


def flaws(error: ValidationError, source: Source) -> Iterator[Flaw]:
    """Each thing the model has refused, at its place in the file."""
    refused = [_Refusal(e["type"], e["loc"], e["input"], e["msg"], e.get("ctx", {})) for e in error.errors()]
    for each in refused:
        if _follows(each, refused):
            continue
        found, place = each.context.get("error"), _place(each, source.values)
        if isinstance(found, Flawed):
            yield from (Flaw((*place, *flaw.place), flaw.words, flaw.mild) for flaw in found.flaws)
        else:
            yield Flaw(place, _words(each, place, source))


def _follows(refused: _Refusal, others: Sequence[_Refusal]) -> bool:
    """Whether it is told by another: a list is short of what was wrong in it, a field missing that is misspelt."""
    at = refused.loc
    if refused.kind == "too_short":
        return any(other.loc[: len(at)] == at and other is not refused for other in others)
    # Where there may be a word or a list, both are refused: what was meant is what was given.
    beside = {other.kind for other in others if other is not refused and other.loc[: len(at) - 1] == at[:-1]}
    if isinstance(refused.given, list) and refused.kind == "string_type" and beside:
        return True
    if not isinstance(refused.given, list) and refused.kind == "tuple_type" and "string_type" in beside:
        return True
    misspelt = [o.loc for o in others if o.kind == "extra_forbidden" and o.loc[:-1] == at[:-1]]
    return refused.kind == "missing" and any(_near(str(loc[-1]), [str(at[-1])]) for loc in misspelt)


def _near(name: str, known: Sequence[str]) -> str:
    """What of the known was probably meant; empty if nothing was."""
    return next(iter(get_close_matches(name, known, 1, 0.7)), "")


def _at(node: object, part: int | str) -> object:
    """What stands in a mapping under a name, or in a list at a place.

    Raises:
        LookupError: if there is no such thing.
    """
    if isinstance(node, dict):
        return node[part]
    if isinstance(node, list) and isinstance(part, int):
        return node[part]
    raise LookupError(part)


def _place(refused: _Refusal, values: object) -> Place:
    """Where in the file: without what pydantic adds to it, the kind of a step and the parts of a text."""
    place: list[int | str] = []
    node = values
    for part in refused.loc:
        try:
            node = _at(node, part)
        except LookupError:
            continue
        place.append(part)
    missing = {"missing": refused.loc[-1:], "union_tag_not_found": ("kind",), "union_tag_invalid": ("kind",)}
    return (*place, *missing.get(refused.kind, ()))


def _words(refused: _Refusal, place: Place, source: Source) -> str:
    given, context = refused.given, refused.context
    match refused.kind:
        case "missing" | "union_tag_not_found":
            return f"is missing; {_MISSING.get(str(place[-1]), 'add it')}"
        case "extra_forbidden":
            return _no_such_field(refused)
        case "invalid_key":
            return f"»{given}« without quotes is read as yes or no, or as a number; write it between quotes"
        case "union_tag_invalid":
            return f"there is no kind {context['tag']!r}; there are {context['expected_tags']}"
        case "literal_error":
            return _none_of_these(given, place, str(context["expected"]), source)
        case "string_type" | "model_type" if not isinstance(given, list | str) and _wants_text(refused):
            return _no_text(place, source)
        case "string_pattern_mismatch":
            return f"'{given}' {_FORMS.get(str(place[-1]), f'is no id; {_ID}')}"
        case "string_too_short":
            return "has nothing in it; write something"
        case "too_short":
            return f"has {context['actual_length'] or 'nothing'} in it, and needs at least {context['min_length']}"
        case "too_long":
            return f"has {context['actual_length']}, and may have at most {context['max_length']}; take some out"
        case "tuple_type":
            return "must be a list: a line with - before each, or [ ] around them"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "must hold fields, each with a name, a : and a space"
    return _told(refused)


def _none_of_these(given: object, place: Place, expected: str, source: Source) -> str:
    if not _is_text(given):
        return _no_text(place, source)
    if "voices" in place and given in _VOICES:
        return f"'{given}' cannot answer: the house knows borgere and staff alone; write {_VOICES[str(given)]}"
    return f"cannot be {given!r}; it is {expected}"


def _told(refused: _Refusal) -> str:
    """The reader's or a check's own words, with what was given."""
    if refused.kind == "value_error":
        return refused.said.removeprefix("Value error, ")
    if kind := next((kind for begin, kind in _MUST_BE.items() if refused.kind.startswith(begin)), ""):
        return f"is {refused.given!r}, and must be {kind}"
    said = refused.said.removeprefix("Input ")
    return f"is {refused.given!r}, and {said[:1].lower()}{said[1:]}"


def _wants_text(refused: _Refusal) -> bool:
    return refused.kind == "string_type" or refused.context.get("class_name") == "_TextModel"


def _is_text(given: object) -> bool:
    return isinstance(given, str)


def _no_text(place: Place, source: Source) -> str:
    """Something stands where words must: mostly what YAML makes of a bare yes, on or 12:00."""
    written = source.written(place)
    value: object = source.values
    for part in place:
        value = _at(value, part)
    if value is None or value == "":
        return "is empty; write something, or take the line out"
    if isinstance(value, dict | list):
        return "must be one word or text, without fields or a list of its own"
    if isinstance(value, bool):
        return f'{written} without quotes is {str(value).lower()} to YAML; write "{written}"'
    if value is not None and not isinstance(value, str):
        return f'{written} without quotes is a number or a day to YAML; write "{written}"'
    return "must be a text"


def _no_such_field(refused: _Refusal) -> str:
    name, known = str(refused.loc[-1]), _fields(refused.loc[:-1])
    near = _near(name, known)
    meant = f"did you mean '{near}'?" if near else f"there are {', '.join(known)}"
    if refused.loc[-1] is True or refused.loc[-1] is False:
        meant = "a bare on, yes, off or no is true or false to YAML"
    return f"there is no such field here; {meant}"


def _fields(loc: tuple[int | str, ...]) -> list[str]:
    """The fields there are where a field is not known."""
    kind: object = Dialog
    for part in loc:
        kind = _inside(kind, part)
    known = _bare(kind)
    if not (isinstance(known, type) and issubclass(known, BaseModel)):
        return []
    return [field.alias or name for name, field in known.model_fields.items()]


def _inside(kind: object, part: int | str) -> object:
    """What stands at a part of a model, a list or a choice of kinds."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        found = (field for name, field in kind.model_fields.items() if part in (name, field.alias))
        return next((field.annotation for field in found), None)
    members = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return next((each for each in members if part in _tags(each)), None)
    return members[-1 if get_origin(kind) is Mapping else 0] if members else None


def _bare(kind: object) -> object:
    """A kind without what is said about it, and without the None that stands for its absence."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        members = [each for each in get_args(kind) if each is not type(None)]
        return _bare(members[0]) if len(members) == 1 else kind
    return kind


def _tags(kind: object) -> tuple[object, ...]:
    """The kinds a step's model is for."""
    field = kind.model_fields.get("kind") if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    return get_args(field.annotation) if field and get_origin(field.annotation) is Literal else ()
