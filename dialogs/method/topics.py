"""Topics: what a borger chooses about when they share, in one file that every dialog names its topic from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from dialogs.fields import Identifier, Model, Words, twice
from dialogs.method.problems import DialogError, Problem
from dialogs.method.source import Source
from dialogs.text import Text

TOPICS = "topics.yaml"
"""The file, in the folder of dialogs itself. It is no dialog, and a house's own adds to it."""


class Topic(Model):
    """One topic. `name` is what readers call it; `shared_as` is what the borger is asked whether somebody may read,
    where that name would not say it."""

    id: Identifier
    name: Words
    pictogram: str = "📄"
    shared_as: Words | None = None


_ENTRIES = TypeAdapter(tuple[Topic, ...])
_WORDS = {
    "missing": "is missing; each topic has an id and a name: {da: …, en: …}",
    "string_pattern_mismatch": "is no id; it has small letters a-z, digits and _, and begins with a letter",
    "extra_forbidden": "there is no such field here; there are id, name, pictogram, shared_as",
    "tuple_type": "must hold a list; begin each topic with - and its id",
}
"""What to say to each kind of pydantic's refusals, where its own words would not do."""


def read_topics(folder: Path) -> dict[str, Topic]:
    """The topics of a folder's own file by id, in its order; none if it has none.

    Raises:
        DialogError: naming every problem.
    """
    file = folder / TOPICS
    if not file.exists():
        return {}
    try:
        source = Source(TOPICS, file.read_text("utf-8-sig"))
        topics = _ENTRIES.validate_python(source.values)
    except UnicodeDecodeError:
        raise DialogError([Problem(TOPICS, 0, "", "is not UTF-8 text; save it as UTF-8")]) from None
    except ValidationError as error:
        refused = [(each["loc"], _WORDS.get(each["type"], each["msg"])) for each in error.errors()]
        raise DialogError([_problem(source, place, words) for place, words in refused]) from None
    if same := twice([topic.id for topic in topics]):
        raise DialogError([Problem(TOPICS, 0, "", f"two topics have the id '{same}'; give one of them another")])
    return {topic.id: topic for topic in topics}


def as_json(topics: Mapping[str, Topic]) -> str:
    """Topics to be kept, as `from_json` reads them."""
    return _ENTRIES.dump_json(tuple(topics.values())).decode()


def from_json(body: str | None) -> dict[str, Topic]:
    """The topics that were kept; none if there are none, or this version of the app cannot use them any more."""
    try:
        return {topic.id: topic for topic in _ENTRIES.validate_json(body)} if body else {}
    except ValidationError:
        return {}


def _problem(source: Source, place: tuple[int | str, ...], words: str) -> Problem:
    number, field = (*place, None, None)[:2]
    where = [f"topic {int(number) + 1}"] if number is not None else []
    where += [f"field '{field}'"] if field is not None else []
    return Problem(TOPICS, source.line(place[:2]), ", ".join(where), words)


def names(topics: Mapping[str, Topic]) -> dict[str, Text]:
    """What the topics are called."""
    return {id_: topic.name.plain() for id_, topic in topics.items()}


def shared_names(topics: Mapping[str, Topic]) -> dict[str, Text]:
    """The topics as the borger is asked about them."""
    return {id_: (topic.shared_as or topic.name).plain() for id_, topic in topics.items()}
