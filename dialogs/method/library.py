"""Reads dialogs: those shipped here and a house's own, with errors that name file, step and field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path

import yaml
from pydantic import ValidationError

from dialogs.method.model import Dialog
from dialogs.text import Text

_KINDS = ("info", "choice", "several", "rating", "say", "when", "each")
"""What pydantic adds to a problem's place: the kind of the step."""


_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe one in C is five times as fast, which every start and every test is glad of."""


class DialogError(Exception):
    """A dialog file that cannot be used. The text says which file, step and field, one problem a line."""


def load_library(house_folder: Path | None = None) -> Mapping[str, Dialog]:
    """All dialogs by id, from the folders' own files and those of their sub-folders. A house's own file of the same id
    replaces the shipped one; in one and the same folder an id may come only once.

    Raises:
        DialogError: naming every problem of every file.
    """
    found: dict[str, Dialog] = {}
    problems: list[str] = []
    shipped = Path(str(resources.files("dialogs"))) / "library"
    for folder in (shipped, house_folder) if house_folder and house_folder.is_dir() else (shipped,):
        first: dict[str, str] = {}
        for name, file in _files(folder):
            if (other := first.setdefault(file.stem, name)) != name:
                problems.append(f"{name}: '{file.stem}' is the id of {other} too; one of them needs another")
            try:
                dialog = read_dialog(name, file.read_text("utf-8"))
            except DialogError as error:
                problems.append(str(error))
            except UnicodeDecodeError:
                problems.append(f"{name}: not UTF-8 text")
            else:
                found[dialog.id] = dialog
    if problems:
        raise DialogError("\n".join(problems))
    return found


def _files(folder: Path) -> Sequence[tuple[str, Path]]:
    """The dialog files in a folder and its sub-folders, each with its name as seen from there. They come by id and not
    by sub-folder: in this order a person is shown what there is."""
    files = sorted(folder.rglob("*.yaml"), key=lambda file: (file.name, file))
    return [(file.relative_to(folder).as_posix(), file) for file in files]


def topics(dialogs: Mapping[str, Dialog]) -> Mapping[str, Text]:
    """The topics of the dialogs that keep answers, by their names."""
    return {d.topic: (d.topic_name or d.title).plain() for d in dialogs.values() if d.topic}


def shared_topics(dialogs: Mapping[str, Dialog]) -> Mapping[str, Text]:
    """What a borger chooses about when they share: the same topics, in the borger's own words."""
    return {d.topic: (d.shared_as or d.topic_name or d.title).plain() for d in dialogs.values() if d.topic}


def read_dialog(name: str, body: str) -> Dialog:
    """The dialog in the YAML text `body`; `name` is the file's, whose stem must be the dialog's id.

    Raises:
        DialogError: naming every problem.
    """
    try:
        raw = yaml.load(body, Loader=_LOADER)
        if not isinstance(raw, dict):
            what = "nothing" if raw is None else "a list" if isinstance(raw, list) else "a single value"
            raise DialogError(f"{name}: holds {what}, and must hold fields such as id, title and steps")
        dialog = Dialog.model_validate(raw)
    except yaml.YAMLError as error:
        raise DialogError(f"{name}: not YAML: {' '.join(str(error).split())}") from None
    except ValidationError as error:
        raise DialogError("\n".join(_problems(name, raw, error))) from None
    if "{helpline}" in body:
        raise DialogError(f"{name}: {{helpline}} is no more; write {{numbers}}, which holds hours and numbers to call")
    if dialog.id != Path(name).stem:
        raise DialogError(f"{name}: the id is '{dialog.id}', and must be the file's name")
    return dialog


def _problems(name: str, raw: object, error: ValidationError) -> Iterable[str]:
    for problem in error.errors():
        place = [part for part in problem["loc"] if part not in _KINDS]
        yield f"{name}: {_place(raw, place)}{problem['msg'].removeprefix('Value error, ')}"


def _place(raw: object, place: list[int | str]) -> str:
    """ "step 'mood', field 'scale': " from where in the file the problem is."""
    steps: list[str] = []
    node = raw
    fields: list[str] = []
    for part in place:
        try:
            node = node[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            node = None
        if isinstance(part, int):
            steps.append(f"'{node['id']}'" if isinstance(node, dict) and "id" in node else str(part + 1))
        else:
            fields.append(str(part))
    part_of, noun = ("scores", "score") if "scores" in place else ("steps", "step")
    words = [f"{noun} {'/'.join(steps)}"] if steps else []
    named = [f for f in fields if f != part_of] or [str(f) for f in place[-1:] if f == part_of]
    words += [f"field '{'.'.join(named)}'"] if named else []
    return ", ".join(words) + ": " if words else ""
