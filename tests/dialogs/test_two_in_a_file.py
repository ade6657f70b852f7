"""Several dialogs in one file: what belongs together stands together, and each error has its line in the whole file."""

from __future__ import annotations

from pathlib import Path

from dialogs.method.library import read_files

ASKS = """\
# What I want.
id: aim
title: {da: Nyt mål}
purpose: answers
topic: wishes
steps:
  - {id: what, kind: say, text: {da: Hvad er målet?}, makes: {entry: goal}}
"""
RATES = """\
id: aim_near
title: {da: Mine mål}
purpose: answers
topic: wishes
about: entry.goal
steps:
  - {id: near, kind: rating, scale: amount, text: {da: "{entry}: hvor tæt på?"}}
"""


def told(folder: Path, body: str) -> list[str]:
    (folder / "aim.yaml").write_text(body, "utf-8")
    return [str(problem) for file in read_files(folder) for problem in file.problems]


def test_each_is_a_dialog_of_its_own(tmp_path: Path) -> None:
    assert told(tmp_path, f"---\n{ASKS}---\n{RATES}---\n# nothing\n") == []
    files = read_files(tmp_path)
    assert [(file.name, file.id, file.dialog.id if file.dialog else "") for file in files] == [
        ("aim.yaml", "aim", "aim"), ("aim.yaml", "aim_near", "aim_near")
    ]  # fmt: skip


def test_an_error_in_the_second_has_its_line_in_the_whole_file(tmp_path: Path) -> None:
    kind = "aim.yaml:15: step 'near', field 'kind': there is no kind 'rate'; there are"
    (line,) = told(tmp_path, f"{ASKS}---\n{RATES.replace('kind: rating', 'kind: rate')}")
    assert line.startswith(kind)
    (line,) = told(tmp_path, f"{ASKS}---\n{RATES.replace('{entry}: hvor tæt på?', '{entry}: hvor')[:-3]}")
    assert line.startswith("aim.yaml:16: not YAML")


def test_the_second_is_called_as_the_file_and_more(tmp_path: Path) -> None:
    (line,) = told(tmp_path, f"{ASKS}---\n{RATES.replace('aim_near', 'near')}")
    assert (
        line
        == "aim.yaml:9: field 'id': is 'near', and stands in aim.yaml after another dialog; call it aim_ and a word"
    )
    (line,) = told(tmp_path, f"{ASKS}---\n{ASKS}")
    assert line.startswith("aim.yaml:10: field 'id': is 'aim', and stands in aim.yaml after another dialog")


def test_an_id_that_another_file_has_is_told(tmp_path: Path) -> None:
    (tmp_path / "aim_near.yaml").write_text(RATES, "utf-8")
    assert told(tmp_path, f"{ASKS}---\n{RATES}") == [
        "aim_near.yaml: 'aim_near' is the id of aim.yaml too; one of them needs another name"
    ]


def test_a_photo_of_the_second_is_looked_for(tmp_path: Path) -> None:
    listed = RATES.replace("steps:\n", "lists: {x: {items: [{id: a, label: {da: A}, photo: door.jpg}]}}\nsteps:\n")
    (line,) = told(tmp_path, f"{ASKS}---\n{listed}")
    assert line.startswith("aim.yaml:14: ") and "there is no door.jpg in the folder" in line
