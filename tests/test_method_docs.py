"""What `docs/methods.md` says of the files of methods: its example is one, and every field there is stands in it."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from dialogs.engine.session import End, Item
from dialogs.fields import Model
from dialogs.method import entries, lists, model, papers, rhythm, shelves, sort, steps, tasks
from dialogs.method.library import read_dialog
from dialogs.scoring import Score
from tests.transcripts import Phone

PAGE = (Path(__file__).parent.parent / "docs" / "methods.md").read_text("utf-8")
EXAMPLE = dedent("   " + re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0].lstrip())


def every_part() -> set[type[Model]]:
    """All that a file is made of."""
    rooms = (entries, lists, model, papers, rhythm, shelves, sort, steps, tasks)
    found = {each for room in rooms for each in vars(room).values() if isinstance(each, type)}
    return {each for each in found if issubclass(each, Model)} | {Score}


def _item(listed: lists.Listed) -> Item:
    return Item(listed.id, listed.label.id, listed.pictogram)


def test_the_example_is_a_method_and_can_be_gone_through() -> None:
    dialog = read_dialog("evening.yaml", EXAMPLE)
    things = {name: tuple(_item(each) for each in source.items) for name, source in dialog.lists.items()}
    phone = Phone(dialog, lists=things).taps("🙂", "👍", "🤝")
    phone.says("Musik").taps("Done", "✋")
    assert phone.finished().end is End.DONE
    assert [(answer.step, answer.item, answer.score) for answer in phone.kept][1:3] == [
        ("done", "teeth", 2), ("done", "clothes", 1),
    ]  # fmt: skip


def test_every_field_is_told_of() -> None:
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    told = set(re.findall(r"\b[a-z_]+\b", " ".join(re.findall(r"`([^`]+)`", prose))))
    fields = {info.alias or name for part in every_part() for name, info in part.model_fields.items()}
    assert fields - told - {"id", "topic_name", "shared_as"} == set()
