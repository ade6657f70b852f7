"""The dialogs a house runs with: those that are shipped and its own, of which a broken file stops nothing.

A file that is wrong counts as it was when it was last good. Where it never was, the shipped dialog of its id counts, or
there is none. A file that is taken away on purpose is forgotten.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import ValidationError

from bot.config import Settings
from bot.desk.desk import Desk
from bot.desk.dialog_flaws import Rules, flaws, problems_of
from dialogs.method.library import DialogFile, Library, load_library, read_files, without_topic
from dialogs.method.model import Dialog
from dialogs.method.parts import photos
from dialogs.method.problems import DialogError, Problem
from dialogs.method.topics import TOPICS, Topic, as_json, from_json, read_topics
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import house_dialogs, media, people
from storage.database import Database
from storage.outbox import Lane

log = logging.getLogger(__name__)

MOST_TOLD = 10
"""Files named in one message to a leader."""
Instead: TypeAlias = Literal["last", "shipped", "none"]
"""What is used in place of a file that is wrong: its last good version, the shipped dialog, or nothing."""
_INSTEAD: Mapping[Instead, Text] = {
    "last": T("I go on with it as it was before."),
    "shipped": T("I use the one that came with the app."),
    "none": T("I go on without it."),
}


@dataclass(frozen=True)
class Loaded:
    """The dialogs in use by their ids.

    Attributes:
        problems: what is wrong with the house's own files.
        instead: what is used in place of each file that is not, by its name.
        good: what is to be kept as last good, as JSON by id.
        photos: the photos they show, by their files.
    """

    dialogs: Library
    problems: Sequence[Problem] = ()
    instead: Mapping[str, Instead] = field(default_factory=dict)
    good: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, bytes] = field(default_factory=dict)


async def in_use(settings: Settings, db: Database, rules: Rules) -> Loaded:
    """The dialogs that the bot runs with, or would if it started now."""
    shipped, folder = load_library(), settings.folder / "dialogs"
    before = await db.read(house_dialogs.last_good)
    loaded = choose(shipped, read_files(folder), before, rules, folder)
    files = {name: folder / name for dialog in loaded.dialogs.values() for _, name in photos(dialog)}
    return replace(loaded, photos={name: file.read_bytes() for name, file in files.items() if file.is_file()})


def choose(
    shipped: Library, files: Sequence[DialogFile], before: Mapping[str, str], rules: Rules, folder: Path | None = None
) -> Loaded:
    """Takes of each file what can be used, and of the topics in `folder`; `before` is what was last good, as JSON by
    id, the topics' by their file."""
    named, unnamed = _topics(folder, before)
    if not (files or named or unnamed):
        return Loaded(shipped)
    topics = {**shipped.known, **named}
    own = {file.id: file for file in reversed(files)}
    # While topics cannot be read, nobody knows which there are: that one line says it.
    lacking = [] if unnamed else [problem for file in files for problem in without_topic(file, topics)]
    problems = [
        *unnamed,
        *problems_of(files, {**shipped, **{id_: file.dialog for id_, file in own.items()}}, rules),
        *lacking,
    ]
    bad = {problem.file for problem in problems if not problem.mild}
    usable = {
        id_: [each for each in (None if file.name in bad else file.dialog, _read(before.get(id_))) if each]
        for id_, file in sorted(own.items())
    }
    while wrong := _wrong(usable, _all(shipped, usable), rules, topics):
        for id_ in wrong:
            usable[id_].pop(0)
    used = {(file.name, id_) for id_, file in own.items() if usable[id_] and usable[id_][0] is file.dialog}
    left = [file for file in files if (file.name, file.id) not in used]
    instead = {file.name: _instead(usable[file.id], file.id in shipped) for file in left}
    good = {id_: file.dialog.body for id_, file in own.items() if file.dialog and (file.name, id_) in used}
    if unnamed:
        instead[TOPICS] = "last" if named else "none"
    good |= {TOPICS: as_json(named)} if named else {}
    kept = {id_: before[id_] for id_ in own if id_ in before} | good
    return Loaded(Library(_all(shipped, usable), topics), problems, instead, kept)


def _topics(folder: Path | None, before: Mapping[str, str]) -> tuple[Mapping[str, Topic], Sequence[Problem]]:
    """A house's own topics: as its file has them, or was last good, with what is wrong with it."""
    try:
        return (read_topics(folder) if folder else {}), ()
    except DialogError as error:
        return from_json(before.get(TOPICS)), error.problems


def _all(shipped: Mapping[str, Dialog], usable: Mapping[str, Sequence[Dialog]]) -> Mapping[str, Dialog]:
    return {**shipped, **{id_: found[0] for id_, found in usable.items() if found}}


def _wrong(
    usable: Mapping[str, Sequence[Dialog]], dialogs: Mapping[str, Dialog], rules: Rules, topics: Mapping[str, Topic]
) -> Sequence[str]:
    """Those that cannot be used beside the others: what they lead to, or their topic, may be left out."""
    first = {id_: found[0] for id_, found in usable.items() if found}
    return [
        id_
        for id_, each in first.items()
        if (each.topic is not None and each.topic not in topics and not each.shared_alone)
        or any(not flaw.mild for flaw in flaws(each, dialogs, rules))
    ]


def _instead(usable: Sequence[Dialog], is_shipped: bool) -> Instead:
    return "last" if usable else "shipped" if is_shipped else "none"


def _read(body: str | None) -> Dialog | None:
    """A dialog that was good; None if this version of the app cannot use it any more."""
    try:
        return Dialog.model_validate_json(body) if body else None
    except ValidationError:
        return None


def begun(desk: Desk, loaded: Loaded) -> None:
    """Keeps what is good, and tells the leaders of each problem once."""
    if dict(house_dialogs.last_good(desk.tx)) != dict(loaded.good):
        house_dialogs.keep(desk.tx, loaded.good)
    desk.house.photos.update(media.keep_house_photos(desk.tx, loaded.photos))
    hard = [problem for problem in loaded.problems if not problem.mild]
    for problem in hard:
        log.warning("%s", problem)
    told = house_dialogs.told(desk.tx)
    new = [problem for problem in hard if problem.about not in told]
    leaders = [one for one in people.people_of_role(desk.tx, Role.LEADER) if one.can_be_told]
    for leader in leaders if new else ():
        lines = desk.texts(leader).lines(_lines(new, loaded.instead))
        desk.tell(leader, T("{lines}", lines=lines), wait_for_day=True, lane=Lane.SUMMARY)
    if told != {problem.about for problem in hard} and (leaders or not new):
        house_dialogs.note_told(desk.tx, [problem.about for problem in hard])


def _lines(problems: Sequence[Problem], instead: Mapping[str, Instead]) -> list[Text]:
    """The first problem of each file, and what is used in its place."""
    first = {problem.file: problem for problem in reversed(problems)}
    lines: list[Text] = []
    for file, problem in sorted(first.items())[:MOST_TOLD]:
        where = T("{file}, line {line}: there is a mistake.", file=file, line=problem.line)
        head = where if problem.line else T("{file}: there is a mistake.", file=file)
        lines.append(T("{mistake} {instead}", mistake=head, instead=_INSTEAD[instead[file]]))
    return [*lines, T("The command »trivselsbot dialogs check« tells more.")]
