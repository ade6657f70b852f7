"""Dialog files: what a house may write, and what it is told when it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dialogs.method.library import load_library, read_dialog, read_files
from dialogs.method.model import Dialog
from dialogs.method.problems import DialogError
from tests.running import ROOT
from tests.transcripts import LIBRARY, Phone

OWN = """
id: havetur
title: {da: Haven, en: The garden}
purpose: answers
topic: garden
nudge_after: 30m
window: 2d
ending: {da: Tak}
steps:
  - id: how
    kind: choice
    text: {da: "Var du i haven?", en: "Were you in the garden?"}
    name: {da: Have, en: Garden}
    options:
      - {id: yes_, label: {da: Ja, en: "Yes"}, pictogram: "🌳"}
      - {id: no_, label: {da: Nej, en: "No"}}
  - {id: more, kind: say, text: {da: Mere}, only_if: {step: how, any_of: [yes_]}}
"""

GARDEN = "- {id: garden, name: {da: Haven, en: The garden}}\n"


def garden(*changes: tuple[str, str]) -> Dialog:
    body = OWN
    for old, new in changes:
        assert old in body
        body = body.replace(old, new)
    return read_dialog("havetur.yaml", body)


def test_a_house_writes_its_own_words_in_its_languages() -> None:
    phone = Phone(garden())
    assert phone.card.question is not None
    assert phone.card.question.languages == {"da": "Var du i haven?", "en": "Were you in the garden?"}
    phone.taps("Ja").sees("Mere").taps("No thanks")
    assert phone.receipt() == ["Have: Ja", "Skipped"]


def test_a_shipped_text_is_a_message_id() -> None:
    assert (LIBRARY["trivsel"].title.id, LIBRARY["trivsel"].title.languages) == ("How are you", {})


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_a_dialog_kept_in_the_database_reads_back_as_itself(name: str) -> None:
    for dialog in (LIBRARY[name], garden()):
        kept = Dialog.model_validate_json(dialog.model_dump_json())
        assert kept == dialog and kept.version() == dialog.version()


def test_the_version_tells_wordings_apart_and_nothing_else() -> None:
    version = garden().version()
    layout = garden(
        ("purpose: answers\ntopic: garden", "topic: 'garden'   # a remark\npurpose: answers"), ("2d", "48h")
    )
    assert layout.version() == version
    changes = [("Var du", "Har du været"), ("Were", "Was"), ("label: {da: Ja", "label: {da: Jo"), ("🌳", "🌲")]
    assert len({version, *(garden(change).version() for change in changes)}) == len(changes) + 1
    assert len({dialog.version() for dialog in LIBRARY.values()}) == len(LIBRARY)


def test_every_problem_of_a_file_is_told_on_its_own_line() -> None:
    with pytest.raises(DialogError) as error:
        garden(("kind: say", "kind: tell"), ("30m", "soon"), ("id: no_", "id: Nej"))
    assert [str(problem).partition(": ")[0] for problem in error.value.problems] == [
        f"havetur.yaml:{line}" for line in (6, 16, 17)
    ]
    with pytest.raises(DialogError) as error:
        garden(("step: how", "step: who"), ("id: no_", "id: no_, opens: x"), ("topic: garden\n", ""))
    assert len(error.value.problems) == 2, "what has no flaw of its own is looked at as a whole"


def test_an_error_in_a_repeated_block_names_the_step_inside() -> None:
    inner = "{id: people, kind: each, over: people, steps: [{id: ask, kind: say, txt: Hi}]}"
    told = "havetur.yaml:10: step 'people'/'ask', field 'txt': there is no such field here; did you mean 'text'?"
    with pytest.raises(DialogError) as error:
        garden(("steps:\n", f"steps:\n  - {inner}\n"))
    assert str(error.value) == told


def test_a_condition_cannot_look_into_a_repeated_block() -> None:
    inner = "{id: people, kind: each, over: people, steps: [{id: ask, kind: say, text: Hi}]}"
    with pytest.raises(DialogError, match="names 'ask', which is no earlier step here; earlier here are how"):
        garden(("steps:\n", f"steps:\n  - {inner}\n"), ("step: how, any_of: [yes_]", "step: ask"))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "holds nothing, and must hold fields"),
        ("42", "holds a single value"),
        ("- a", "holds a list"),
        ("id: own\ntitle: A\npurpose: menu\nsteps: []", "field 'steps': has nothing in it, and needs at least 1"),
        ("id: own\ntitle: A\npurpose: menu\nsteps: 3", "field 'steps': must be a list: a line with - before each"),
        ("id: own\ntitle: A\npurpose: menu\nsteps: [3]", "step 1: must hold fields"),
        ("id: own\nwhen: 2026-02-31", "not YAML: there is no day 2026-02-31"),
    ],
)
def test_a_file_that_is_no_dialog_is_refused(body: str, told: str) -> None:
    with pytest.raises(DialogError) as error:
        read_dialog("own.yaml", body)
    assert re.match(rf"own\.yaml(:[124])?: {re.escape(told)}", str(error.value)) and "\n" not in str(error.value)


def test_a_place_for_the_helpline_says_what_to_write_instead() -> None:
    with pytest.raises(DialogError, match=r"havetur\.yaml:12: \{helpline\} is no more; write \{numbers\}"):
        garden(("Var du i haven?", "Ring til {helpline}."))


def test_a_house_adds_and_replaces_and_hears_of_every_problem_at_once(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(GARDEN, "utf-8")
    (tmp_path / "havetur.yaml").write_text(OWN, "utf-8")
    (tmp_path / "wish.yaml").write_text(OWN.replace("id: havetur", "id: wish"), "utf-8")
    library = load_library(tmp_path)
    assert set(library) == {*LIBRARY, "havetur"} and library["wish"].topic == "garden"
    (tmp_path / "a.yaml").write_text("id: a", "utf-8")
    (tmp_path / "b.yaml").write_bytes(b"id: \xff")
    (tmp_path / "c.yaml").write_text("id: [", "utf-8")
    with pytest.raises(DialogError) as error:
        load_library(tmp_path)
    lines = str(error.value).splitlines()
    assert {line.split(":")[0] for line in lines} == {"a.yaml", "b.yaml", "c.yaml"}
    assert "b.yaml: is not UTF-8 text; save it as UTF-8" in lines
    assert "a.yaml:1: field 'title': is missing; add title: {da: …}" in lines


def test_a_house_may_sort_its_files_into_folders(tmp_path: Path) -> None:
    (tmp_path / "ude" / "haven").mkdir(parents=True)
    (tmp_path / "topics.yaml").write_text(GARDEN, "utf-8")
    (tmp_path / "ude" / "haven" / "havetur.yaml").write_text(OWN, "utf-8")
    (tmp_path / "ude" / "wish.yaml").write_text(OWN.replace("id: havetur", "id: wish"), "utf-8")
    library = load_library(tmp_path)
    assert set(library) == {*LIBRARY, "havetur"} and library["wish"].topic == "garden"
    (tmp_path / "ude" / "wish.yaml").write_text("id: wish", "utf-8")
    with pytest.raises(DialogError, match=r"^ude/wish\.yaml:1: field 'title': is missing"):
        load_library(tmp_path)


def test_an_id_in_two_folders_is_refused_and_both_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(GARDEN, "utf-8")
    for folder in ("inde", "ude"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "havetur.yaml").write_text(OWN, "utf-8")
    with pytest.raises(DialogError) as error:
        load_library(tmp_path)
    told = "ude/havetur.yaml: 'havetur' is the id of inde/havetur.yaml too; one of them needs another name"
    assert str(error.value) == told


def test_dialogs_come_by_id_in_whatever_folder_they_lie() -> None:
    assert list(LIBRARY) == sorted(LIBRARY)


def test_the_shipped_dialogs_lie_by_kind() -> None:
    kinds = {
        "answers": {"checkins", "methods", "records"},
        "paper": {"methods"},
        "record": {"records"},
        "form": {"forms"},
        "reply": {"forms", "methods"},
        "menu": {"menus"},
        "guide": {"guides"},
    }
    library = ROOT / "dialogs" / "library"
    files = [file for file in library.rglob("*.yaml") if file != library / "topics.yaml"]
    inside = [each for each in read_files(library) if each.dialog]
    assert {each.id for each in inside} == set(LIBRARY) and {each.name for each in inside} == {
        file.relative_to(library).as_posix() for file in files
    }
    for each in inside:
        assert each.name.partition("/")[0] in kinds[LIBRARY[each.id].purpose], each.name


def test_without_a_folder_there_is_the_shipped_library(tmp_path: Path) -> None:
    assert set(load_library(tmp_path / "missing")) == set(LIBRARY) >= {"trivsel", "welcome", "sharing"}


def test_everything_a_menu_opens_is_a_dialog_or_a_known_action() -> None:
    opened = {
        option.opens
        for dialog in LIBRARY.values()
        for step in dialog.steps
        for option in getattr(step, "options", ())
        if option.opens
    }
    assert opened - set(LIBRARY) == {
        "about", "answer_now", "come_by", "forget", "house_methods", "house_records", "house_roles",
        "idea_box", "looks", "my_card", "my_team", "new_link", "no_summary", "plan_for", "talk", "team_for", "week",
    }  # fmt: skip
