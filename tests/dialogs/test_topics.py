"""Topics stand in one file: every dialog that keeps answers names one of them, and a house adds or renames some."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.dialog_check import check_dialogs
from bot.config import Settings
from dialogs.method.library import load_library
from dialogs.method.problems import DialogError
from dialogs.method.topics import names, shared_names
from tests.dialogs.test_library import GARDEN, OWN
from tests.transcripts import LIBRARY


def topics_of(folder: Path, written: str, *, dialog: str = OWN) -> dict[str, str]:
    """What a borger is asked about in a house with these topics and this dialog, in order."""
    (folder / "topics.yaml").write_text(written, "utf-8")
    (folder / "havetur.yaml").write_text(dialog, "utf-8")
    shared = shared_names(load_library(folder).topics)
    return {id_: text.languages.get("da", text.id) for id_, text in shared.items()}


def test_the_topics_of_before_are_there_and_only_those_that_a_dialog_has() -> None:
    there = {dialog.topic for dialog in LIBRARY.values() if dialog.topic}
    before = [name for name in LIBRARY.topics if name in ("trivsel", "week", "wishes", "fit", "notes", "observation")]
    assert before == ["trivsel", "week", "wishes", "fit", "notes", "observation"]
    assert set(LIBRARY.topics) == there
    assert names(LIBRARY.topics)["trivsel"].id == "How are you"
    assert shared_names(LIBRARY.topics)["trivsel"].id == "How I am"
    assert shared_names(LIBRARY.topics)["notes"].id == "My notes"


def test_a_house_adds_topics_after_the_shipped_ones(tmp_path: Path) -> None:
    assert set(topics_of(tmp_path, GARDEN)) == {*LIBRARY.topics, "garden"}


def test_a_house_gives_a_topic_another_name_where_it_stands(tmp_path: Path) -> None:
    renamed = GARDEN + "- {id: week, name: {da: Ugen, en: The week}, shared_as: {da: Ugens gang, en: My days}}\n"
    found = topics_of(tmp_path, renamed)
    assert [name for name in found if name in LIBRARY.topics] == list(LIBRARY.topics) and "garden" in found
    assert (found["week"], found["garden"]) == ("Ugens gang", "Haven")


def test_a_dialog_may_have_one_of_the_shipped_topics_that_had_none(tmp_path: Path) -> None:
    assert "life" in topics_of(tmp_path, "[]", dialog=OWN.replace("topic: garden", "topic: life"))


def test_a_dialog_whose_topic_is_in_no_file_is_refused_with_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "havetur.yaml").write_text(OWN, "utf-8")
    with pytest.raises(DialogError) as error:
        load_library(tmp_path)
    assert str(error.value) == (
        "havetur.yaml:5: field 'topic': there is no topic 'garden'; write trivsel or week or wishes or goals or life or"
        " fit or notes or observation, or put - {id: garden, name: …} into topics.yaml"
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("- {id: garden}", "topics.yaml:1: topic 1, field 'name': is missing; each topic has an id and a name"),
        ("- {id: a, name: A}\n- {id: B, name: B}", "topics.yaml:2: topic 2, field 'id': is no id; it has small"),
        (
            "- {id: a, name: A, colour: red}",
            "topics.yaml:1: topic 1, field 'colour': there is no such field here;",
        ),
        ("- {id: a, name: A}\n- {id: a, name: B}", "topics.yaml: two topics have the id 'a'; give one of them another"),
        ("garden: The garden", "topics.yaml:1: must hold a list; begin each topic with - and its id"),
        ("", "topics.yaml:1: must hold a list; begin each topic with - and its id"),
        ("- [", "topics.yaml:2: not YAML: "),
    ],
)
def test_a_topics_file_that_is_wrong_says_where_and_blames_no_method(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "topics.yaml").write_text(written, "utf-8")
    (tmp_path / "havetur.yaml").write_text(OWN, "utf-8")
    with pytest.raises(DialogError) as error:
        load_library(tmp_path)
    assert str(error.value).startswith(told) and "\n" not in str(error.value)


def test_a_topic_without_its_text_or_picture_is_told_by_the_check(tmp_path: Path) -> None:
    (tmp_path / "dialogs").mkdir()
    written = "- {id: garden, name: {en: Garden}, pictogram: '?'}\n"
    topics_of(tmp_path / "dialogs", written)
    with pytest.raises(DialogError) as error:
        check_dialogs(Settings(data_dir=str(tmp_path)))
    lines = str(error.value).splitlines()
    assert "topics.yaml: topic 'garden', field 'name': has no words in da; write {da: …}" in lines
    assert "topics.yaml: topic 'garden', field 'pictogram': there is no pictogram for '?'; take another emoji" in lines
