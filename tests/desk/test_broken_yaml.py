"""What looks right to whoever wrote it and is not: times, quotes, signs, and files that are passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import FEATURES
from bot.desk.dialog_flaws import rules_of
from bot.desk.feature import Features
from bot.desk.house_dialogs import choose
from dialogs.method.library import read_files
from tests.broken_stage import TEXTS, problems, rows
from tests.desk.test_broken_files import GOOD
from tests.transcripts import LIBRARY

BROKEN = r"""
window: 2d => window: 2d⏎nudge_after: 2d
  6: field 'nudge_after': is not before the time to answer is over (2d), so it would never come; make it shorter than
  window, or take it out

window: 2d => window: 90m⏎nudge_after: 2h
  6: field 'nudge_after': is not before the time to answer is over (90m), so it would never come; make it shorter than
  window, or take it out

window: 2d => window: 2d⏎nudge_after: 0m
  6: field 'nudge_after': is at once, and nothing would be asked once more; write how long after, or take it out

window: 2d => window: 0h
  5: field 'window': is no time at all, and nobody could answer; write how long an answer may take

{da: "Hvad så du?", en: "What did you see?"} => "C:\Users"
  19: not YAML: a \ between " and " stands for another sign; put the text between ' and ' in place of " and "

da: "Hvad så du?", en => da: “Hvad så du?”, en
  19: step 'more', field 'text.da': has curly quotes (“ ”), which are letters to YAML; write " in their place, before
  the text and after it

da: "Hvad så du?", en => da: “Haven: hvad så du?”, en
  19: not YAML: has curly quotes (“ ”), which are letters to YAML; write " in their place, before the text and after it

{da: "Hvad så du?", en: "What did you see?"} => ‘Hvad så du?’
  19: step 'more', field 'text': has curly quotes (“ ”), which are letters to YAML; write " in their place, before the
  text and after it

{da: "Hvad så du?", en: "What did you see?"} => - Hvad så du?
  19: not YAML: a - and a space where none can be; begin it on a line of its own

{da: "Hvad så du?", en: "What did you see?"} => |Hvad så du?
  19: not YAML: after | or > comes a new line; write the text below it, indented

{da: "Hvad så du?", en: "What did you see?"} => 2026-02-31
  19: not YAML: there is no day 2026-02-31; correct it, or put the whole text between " and "
"""


@pytest.mark.parametrize(("old", "new", "told"), rows(BROKEN))
def test_it_is_told_by_its_name(tmp_path: Path, old: str, new: str, told: str) -> None:
    body = new.join(GOOD.rsplit(old, 1))
    assert problems(tmp_path, body, "havetur.yaml") == [f"havetur.yaml:{told}"]


def test_files_that_are_none_are_named(tmp_path: Path) -> None:
    (tmp_path / "mad.yml").write_text(GOOD, "utf-8")
    (tmp_path / "tur.yaml").mkdir()
    assert problems(tmp_path, GOOD, "havetur.yaml") == [
        "tur.yaml: cannot be read (Is a directory); let the bot read it",
        "mad.yml: ends in .yml, and is not read; call it mad.yaml",
    ]


def test_quotes_inside_a_text_are_the_writers_own(tmp_path: Path) -> None:
    said = GOOD.replace('"Hvad så du?"', "Du sagde “det grønne”. Hvad så du?").replace("da: Haven", 'da: "“Haven”"')
    assert problems(tmp_path, said, "havetur.yaml") == []


def test_a_file_that_is_passed_over_because_of_how_its_name_ends_is_told(tmp_path: Path) -> None:
    for name in ("aften.yaml.txt", "Tur.YAML", "havetur.yaml.txt", "mine noter.txt", ".aften.yaml.swp", "aften.yaml~"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    assert problems(tmp_path, GOOD, "havetur.yaml") == [
        "Tur.YAML: ends in .YAML, and is not read; call it Tur.yaml",
        "aften.yaml.txt: ends in .yaml.txt, and is not read; call it aften.yaml",
        "havetur.yaml.txt: advice: is not read, and havetur.yaml is; take one of them away",
    ]


def test_at_the_start_it_is_left_out_or_goes_on_as_it_was_and_the_leader_hears_of_it(tmp_path: Path) -> None:
    (tmp_path / "havetur.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "topics.yaml").write_text("- {id: garden, name: {da: Haven, en: Garden}}", "utf-8")
    rules = rules_of(Features(FEATURES), TEXTS, "da")
    good = choose(LIBRARY, read_files(tmp_path), {}, rules, tmp_path)
    assert "havetur" in good.dialogs and not good.instead
    (tmp_path / "havetur.yaml").rename(tmp_path / "havetur.yaml.txt")
    after = choose(LIBRARY, read_files(tmp_path), good.good, rules, tmp_path)
    assert after.instead == {"havetur.yaml.txt": "last"} and "havetur" in after.dialogs
    assert [problem.mild for problem in after.problems] == [False]
    assert choose(LIBRARY, read_files(tmp_path), {}, rules, tmp_path).instead == {"havetur.yaml.txt": "none"}
