"""A house's own file in the place of a form that the app reads: what is told when it lacks what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_stage import problems, rows

FORM = """\
id: summary_time
title: {da: Min opsamling, en: My summary}
purpose: form
steps:
  - id: at
    kind: when
    what: time
    text: {da: "Hvornår?", en: "When?"}
    offers: ["07:00", "15:00"]
  - id: days
    kind: several
    text: {da: "Hvilke dage?", en: "Which days?"}
    options:
      - {id: mon, value: 1, label: Monday}
      - {id: tue, value: 2, label: Tuesday}
"""
"""A file of a house in the place of a shipped form, whose answers the app reads."""

FORM_BROKEN = """
- id: at => - id: when
  4: field 'steps': the app reads a step 'at' here, and there is none; add {id: at, kind: when, what: time}

what: time⏎    text: {da: "Hvornår?", en: "When?"}⏎    offers: ["07:00", => what: date⏎    text: Time⏎    offers: [] #
  7: step 'at', field 'what': is date, and the app reads a time here

kind: several => kind: choice
  11: step 'days', field 'kind': is choice, and the app reads several here

what: time => what: time⏎    optional: true
  8: step 'at', field 'optional': the app needs an answer here; take it out

    kind: several =>     kind: several⏎    only_if: {step: at}⏎    optional: true
  13: step 'days', field 'optional': the app needs an answer here; take it out

value: 2, =>
  15: step 'days', option 'tue': the app reads what it stands for; write value: 1 or 2 or 3 or 4 or 5 or 6 or 7

value: 2, => value: 8,
  15: step 'days', option 'tue', field 'value': the app reads what it stands for; write value: 1 or 2 or 3 or 4
  or 5 or 6 or 7

{id: tue, value: 2, => {id: tue, value: 2, score: 1,
  15: step 'days', option 'tue', field 'score': belongs to an option of a choice, not of a several; take it out

"Hvilke dage?" => "Hvilke dage, {name}?"
  12: step 'days', field 'text.da': nobody fills {name}; there are {about}
"""


@pytest.mark.parametrize(("old", "new", "told"), rows(FORM_BROKEN))
def test_a_file_in_the_place_of_a_form_must_have_what_the_app_reads(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert FORM.count(old) >= 1, old
    body = new.join(FORM.rsplit(old, 1))
    assert problems(tmp_path, body, "summary_time.yaml") == [f"summary_time.yaml:{told}"]


def test_what_is_broken_above_is_good_as_it_is(tmp_path: Path) -> None:
    assert problems(tmp_path, FORM, "summary_time.yaml") == []
