"""What somebody gets wrong who writes their first dialog, and the one line that tells them."""

from __future__ import annotations

import pytest

from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError

GOOD = """\
id: havetur
title: {da: Haven, en: The garden}
purpose: answers
topic: garden
window: 2d
steps:
  - id: how
    kind: choice
    text: {da: "Var du i haven?", en: "Were you in the garden?"}
    options:
      - {id: yes_, label: {da: Ja, en: "Yes"}, pictogram: "🌳"}
      - {id: no_, label: {da: Nej, en: "No"}}
  - id: grew
    kind: rating
    scale: amount
    text: {da: "Hvor meget?", en: "How much?"}
  - id: more
    kind: say
    text: {da: "Hvad så du?", en: "What did you see?"}
    only_if: {step: how, any_of: [yes_]}
"""

BROKEN = """
kind: say => kind: tell
  18: step 'more', field 'kind': there is no kind 'tell'; there are 'info', 'choice', 'several', 'rating', 'say',
  'when', 'each'

text: {da: "Hvad så du => txt: {da: "Hvad så du
  19: step 'more', field 'txt': there is no such field here; did you mean 'text'?

    scale: amount⏎ =>
  13: step 'grew', field 'scale': is missing; add scale: wellbeing (or amount, agreement)

pictogram: "🌳"} => pictogram: "🌳", color: green}
  11: step 'how', option 'yes_', field 'color': there is no such field here; there are id, label, pictogram, opens,
  score, value, essential, ends

id: no_ => id: Nej
  12: step 'how', option 'Nej', field 'id': 'Nej' is no id; an id has small letters a-z, digits and _, begins with a
  letter and has at most 24 signs

id: no_ => id: no
  12: step 'how', option 'no', field 'id': no without quotes is false to YAML; write "no"

en: "No" => en: No
  12: step 'how', option 'no_', field 'label.en': No without quotes is false to YAML; write "No"

id: no_ => id: yes_
  12: step 'how', option 'yes_', field 'id': two options are called 'yes_'; give one another id

- id: more => - id: how
  17: step 'how', field 'id': another step is called 'how' too; give one of them another id

step: how => step: who
  20: step 'more', field 'only_if.step': names 'who', which is no earlier step here; earlier here are how, grew

step: how => step: more
  20: step 'more', field 'only_if.step': names the step itself; earlier here are how, grew

any_of: [yes_] => any_of: [yes]
  20: step 'more', field 'only_if.any_of': yes without quotes is true to YAML; write "yes"

any_of: [yes_] => any_of: [maybe]
  20: step 'more', field 'only_if.any_of': 'how' has no option 'maybe'; it has yes_, no_

any_of: [yes_] => at_least: 5
  20: step 'more', field 'only_if.at_least': 'how' has no score; write any_of: [and ids of its options]

step: how, any_of: [yes_] => step: grew, any_of: [high]
  20: step 'more', field 'only_if.any_of': 'grew' has no option 'high'; it has none; a rating takes at_least and
  at_most

any_of: [yes_] => is: yes_
  20: step 'more', field 'only_if.is': there is no such field here; there are step, any_of, none_of, at_least, at_most

window: 2d => window: 2 days
  5: field 'window': must be a number with m, h or d, such as 8h

window: 2d => window: 48
  5: field 'window': must be a number with m, h or d, such as 8h

topic: garden⏎ =>
  1: field 'topic': is missing; what keeps answers needs a topic, by which the borger shares them

purpose: answers => purpose: check-in
  3: field 'purpose': cannot be 'check-in'; it is 'answers', 'form' or 'menu'

id: havetur => id: tur
  1: field 'id': is 'tur', and must be the file's name

steps: => steps
  7: not YAML: after a field's name come a : and a space, here or in the line before

    kind: say =>   kind: say
  18: not YAML: this line does not go on from the list before it; lines that belong together begin in the same column

    kind: say =>     kind:say
  19: not YAML: after a field's name come a : and a space, here or in the line before

    kind: say => ⇥kind: say
  18: not YAML: a line begins with a tab; begin it with spaces

{da: "Hvad så du?", en: "What did you see?"} => @alle
  19: not YAML: a text cannot begin with this sign; put the whole text between " and "

{da: "Hvad så du?", en: "What did you see?"} => Haven: hvad så du?
  19: not YAML: a : where none can be; a text with a : in it needs quotes, and lines that belong together begin in the
  same column

du?", en: "What => du?, en: "What
  19: not YAML: a { or a [ that was begun before is not closed, or a comma is missing

{da: "Hvad så du?", en: "What did you see?"} => ""
  19: step 'more', field 'text': has no words; write some

{da: "Hvad så du?", en: "What did you see?"} =>
  19: step 'more', field 'text': is empty; write something, or take the line out

{da: "Hvad så du?", en: "What did you see?"} => {name}
  19: step 'more', field 'text': has no words for name; a text that begins with { stands between quotes

{da: "Hvad så du?", en: "What did you see?"} => {da: Hvad, en: }
  19: step 'more', field 'text': has no words for en; write some

{da: "Hvad så du?", en: "What did you see?"} => 12:00
  19: step 'more', field 'text': 12:00 without quotes is a number or a day to YAML; write "12:00"

{da: "Hvad så du?", en: "What did you see?"} => [Hvad]
  19: step 'more', field 'text': must hold fields, each with a name, a : and a space

window: 2d => window: 2d⏎window: 3d
  6: field 'window': stands in line 5 and in line 6; take one of them out

scale: amount => scale: joy
  15: step 'grew', field 'scale': there is no scale 'joy'; there are wellbeing, amount, agreement

kind: say => kind: when⏎    what: time⏎    offers: [12:00]
  20: step 'more', field 'offers': 12:00 without quotes is a number or a day to YAML; write "12:00"

kind: say => kind: when⏎    what: time⏎    offers: ["9.30"]
  20: step 'more', field 'offers': '9.30' is no time; write it such as 09:30

kind: say => kind: when⏎    what: date⏎    offers: [tomorrow]
  20: step 'more', field 'offers': 'tomorrow' is no date; write it such as +1

    kind: say⏎ =>     kind: say⏎    optional: true⏎
  19: step 'more', field 'optional': belongs to a form; where answers are kept, every step can be skipped
"""
"""What is written instead of what, and what is told of it; ⏎ is a new line and ⇥ a tab."""


def rows() -> list[tuple[str, str, str]]:
    """What is changed, to what, and the line that is told."""
    found = []
    for block in BROKEN.strip("\n").split("\n\n"):
        change, *told = block.split("\n")
        old, _, new = change.replace("⏎", "\n").replace("⇥", "\t").partition(" =>")
        found.append((old, new.removeprefix(" "), " ".join(line.strip() for line in told)))
    return found


@pytest.mark.parametrize(("old", "new", "told"), rows())
def test_a_broken_file_gives_one_line_that_says_where_what_and_what_to_do(old: str, new: str, told: str) -> None:
    assert GOOD.count(old) >= 1, old
    with pytest.raises(DialogError) as error:
        read_dialog("havetur.yaml", new.join(GOOD.rsplit(old, 1)))
    assert str(error.value) == f"havetur.yaml:{told}"


def test_what_is_broken_above_is_good_as_it_is() -> None:
    assert read_dialog("havetur.yaml", GOOD).id == "havetur"
    assert len(rows()) >= 30
