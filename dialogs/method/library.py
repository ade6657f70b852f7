"""Reads dialogs: those shipped here and a house's own, with errors that name file, line, step and field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from dialogs.method.model import Dialog
from dialogs.method.parts import photos
from dialogs.method.photo_files import no_photo
from dialogs.method.problems import DialogError, Flaw, Problem
from dialogs.method.source import Source
from dialogs.method.topics import TOPICS, Topic, read_topics

_MEANT = re.compile(r"(?P<stem>[^.].*?)\.(yaml|yml)(\.(txt|text|rtf|doc|docx|odt))?", re.IGNORECASE)
"""The names of files that are meant to be a dialog's: some editors put an ending of their own after it."""


@dataclass(frozen=True)
class DialogFile:
    """A dialog of a file as it was read. `name` is the file's as seen from its folder, `body` what it says of this
    dialog with as many lines before it as the file has, and `dialog` None where it has `problems`. `id` is what the
    dialog is called: the first one as the file, each after it as it says."""

    name: str
    body: str = ""
    dialog: Dialog | None = None
    problems: tuple[Problem, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", Path(self.name).stem)


class Library(dict[str, Dialog]):
    """Dialogs by id, with the topics that they have, in the order of their file, among all that are `known`; then the
    papers that are shared by themselves."""

    def __init__(self, dialogs: Mapping[str, Dialog], topics: Mapping[str, Topic]) -> None:
        super().__init__(dialogs)
        used = {dialog.topic for dialog in dialogs.values()}
        self.known = topics
        self.topics = {id_: topic for id_, topic in topics.items() if id_ in used}
        for each in (dialog for dialog in dialogs.values() if dialog.shared_alone):
            own = Topic(id=each.id, name=each.title, shared_as=each.called, pictogram=each.pictogram)
            self.topics.setdefault(each.id, own)


def load_library(house_folder: Path | None = None) -> Library:
    """All dialogs by id, from the folders' own files and those of their sub-folders. A house's own file of the same id
    replaces the shipped one; in one and the same folder an id may come only once.

    Raises:
        DialogError: naming every problem of every file.
    """
    folders = (shipped_folder(), *((house_folder,) if house_folder else ()))
    topics: dict[str, Topic] = {}
    problems: list[Problem] = []
    for folder in folders:
        try:
            topics |= read_topics(folder)
        except DialogError as error:
            problems += error.problems
    files = [file for folder in folders for file in read_files(folder)]
    # While topics cannot be read, nobody knows which there are: that one line says it.
    lacking = [] if problems else [problem for file in files for problem in without_topic(file, topics)]
    problems += [*(problem for file in files for problem in file.problems), *lacking]
    if problems:
        raise DialogError(problems)
    return Library({file.id: file.dialog for file in files if file.dialog}, topics)


def without_topic(file: DialogFile, topics: Mapping[str, Topic]) -> Sequence[Problem]:
    """That a dialog's topic is in no file of topics, if it is not."""
    topic = file.dialog.topic if file.dialog else None
    if topic is None or topic in topics or (file.dialog and file.dialog.shared_alone):
        return ()
    said = f"there is no topic '{topic}'; write {' or '.join(topics)}, or put - {{id: {topic}, name: …}} into {TOPICS}"
    return (Source(file.name, file.body).problem(Flaw(("topic",), said)),)


def shipped_folder() -> Path:
    """Where the dialogs lie that come with the bot."""
    return Path(str(resources.files("dialogs"))) / "library"


def read_files(folder: Path) -> Sequence[DialogFile]:
    """The dialog files in a folder and its sub-folders; none if it is not there. They come by id and not by sub-folder:
    in this order a person is shown what there is."""
    found: dict[str, DialogFile] = {}
    again: list[DialogFile] = []
    for path in sorted(folder.rglob("*.yaml"), key=lambda file: (file.name, file)):
        if path == folder / TOPICS:
            continue
        for file in _read_file(path.relative_to(folder).as_posix(), path, folder):
            if other := found.get(file.id):
                said = f"'{file.id}' is the id of {other.name} too; one of them needs another name"
                wrong = file.problems or (Problem(file.name, 0, "", said),)
                again.append(DialogFile(file.name, problems=wrong, id=file.id))
            else:
                found[file.id] = file
    again += (left for path in sorted(folder.rglob("*")) if (left := _passed_over(path, folder, found)))
    return (*found.values(), *again)


def _passed_over(path: Path, folder: Path, found: Mapping[str, DialogFile]) -> DialogFile | None:
    """What is said of a file that is meant to be a dialog's by its name, and is not read because of how that ends."""
    meant = _MEANT.fullmatch(path.name)
    if meant is None or path.name.endswith(".yaml"):
        return None
    name, right = path.relative_to(folder).as_posix(), f"{meant['stem']}.yaml"
    said = f"ends in {path.name.removeprefix(meant['stem'])}, and is not read; call it {right}"
    beside = meant["stem"] in found or (path.parent / right).is_file()
    if beside:
        said = f"is not read, and {right} is; take one of them away"
    return DialogFile(name, problems=(Problem(name, 0, "", said, mild=beside),), id=meant["stem"])


def _read_file(name: str, path: Path, folder: Path) -> Sequence[DialogFile]:
    """The dialogs of a file, of which there is mostly one."""
    try:
        parts = _parts(path.read_text("utf-8-sig"))
        return [_read_part(name, body, folder, first=number == 0) for number, body in enumerate(parts)]
    except UnicodeDecodeError:
        return [DialogFile(name, problems=(Problem(name, 0, "", "is not UTF-8 text; save it as UTF-8"),))]
    except OSError as error:
        said = f"cannot be read ({error.strerror}); let the bot read it"
        return [DialogFile(name, problems=(Problem(name, 0, "", said),))]


def _parts(body: str) -> Sequence[str]:
    """What stands between lines of --- in a file, each with the lines before it left empty, so that all stay in their
    places; without such lines all of it."""
    parts: list[str] = []
    lines: list[str] = []
    for number, line in enumerate(body.splitlines(keepends=True)):
        if line.rstrip() == "---":
            parts.append("".join(lines))
            lines = ["\n"] * (number + 1)
        else:
            lines.append(line)
    parts.append("".join(lines))
    filled = [part for part in parts if any(line.strip() and line[0] != "#" for line in part.splitlines())]
    return filled or [body]


def _read_part(name: str, body: str, folder: Path, *, first: bool) -> DialogFile:
    named = re.search(r"^id: *[\"']?(\w+)", body, re.MULTILINE)
    id_ = Path(name).stem if first or named is None else named[1]
    try:
        dialog = read_dialog(name, body, first=first)
    except DialogError as error:
        return DialogFile(name, body, problems=error.problems, id=id_)
    wrong = [Flaw(place, said) for place, photo in photos(dialog) if (said := no_photo(folder / photo))]
    if not wrong:
        return DialogFile(name, body, dialog, id=id_)
    return DialogFile(name, body, problems=tuple(map(Source(name, body).problem, wrong)), id=id_)


def read_dialog(name: str, body: str, *, first: bool = True) -> Dialog:
    """The dialog in the YAML text `body`; `name` is the file's, whose stem must be the dialog's id. One that is not the
    `first` in its file has that and a word for its id.

    Raises:
        DialogError: naming every problem.
    """
    source = Source(name, body)
    raw = source.values
    if not isinstance(raw, dict):
        what = "nothing" if raw is None else "a list" if isinstance(raw, list) else "a single value"
        raise DialogError([source.problem(Flaw((), f"holds {what}, and must hold fields such as id, title and steps"))])
    try:
        dialog = Dialog.model_validate(raw)
    except ValidationError as error:
        from dialogs.method.complaints import flaws  # which most starts never need

        raise DialogError([source.problem(flaw) for flaw in flaws(error, source)]) from None
    if "{helpline}" in body:
        line = body[: body.index("{helpline}")].count("\n") + 1
        said = "{helpline} is no more; write {numbers}, which holds hours and numbers to call"
        raise DialogError([Problem(name, line, "", said)])
    stem = Path(name).stem
    if not first and not dialog.id.startswith(f"{stem}_"):
        said = f"is '{dialog.id}', and stands in {Path(name).name} after another dialog; call it {stem}_ and a word"
        raise DialogError([source.problem(Flaw(("id",), said))])
    if first and dialog.id != stem:
        said = f"is '{dialog.id}', and the file is called {Path(name).name}; call the file {dialog.id}.yaml"
        raise DialogError([source.problem(Flaw(("id",), said))])
    return dialog
