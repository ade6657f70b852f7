"""What somebody gets wrong who writes their first dialog, and the one line that tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_stage import problems, rows

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
  'when', 'each', 'sort'

text: {da: "Hvad så du => txt: {da: "Hvad så du
  19: step 'more', field 'txt': there is no such field here; did you mean 'text'?

    scale: amount⏎ =>
  13: step 'grew', field 'scale': is missing; add scale: wellbeing (or amount, agreement)

pictogram: "🌳"} => pictogram: "🌳", color: green}
  11: step 'how', option 'yes_', field 'color': there is no such field here; there are id, label, pictogram, photo,
  opens, score, value, essential, ends, says, diploma

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
  3: field 'purpose': cannot be 'check-in'; it is 'answers', 'paper', 'record', 'form', 'reply',
  'menu' or 'guide'

topic: garden => topic: garden⏎voices: [borger, relative]
  5: field 'voices': 'relative' cannot answer: the house knows borgere and staff alone; write borger, and staff can
  answer with them; what is said with help is kept with whom it was

topic: garden => topic: garden⏎voices: [team]
  5: field 'voices': 'team' cannot answer: the house knows borgere and staff alone; write staff; whoever answers is
  kept with their own view, by name

id: havetur => id: tur
  1: field 'id': is 'tur', and the file is called havetur.yaml; call the file tur.yaml

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
  19: not YAML: a { or a [ is not closed, or a comma is missing; a text with : or { needs quotes

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

scale: amount => scale: 5
  15: step 'grew', field 'scale': 5 without quotes is a number or a day to YAML; write "5"

scale: amount => scale: [{label: Monday, pictogram: "🟢"}]
  15: step 'grew', field 'scale': has 1 in it, and needs at least 5

scale: amount => scale: joy
  15: step 'grew', field 'scale': there is no scale 'joy'; there are wellbeing, amount, agreement

kind: say => kind: when⏎    what: time⏎    offers: [12:00]
  20: step 'more', field 'offers': 12:00 without quotes is a number or a day to YAML; write "12:00"

kind: say => kind: when⏎    what: time⏎    offers: ["9.30"]
  20: step 'more', field 'offers': '9.30' is no time; write it such as 09:30

kind: say => kind: when⏎    what: date⏎    offers: [tomorrow]
  20: step 'more', field 'offers': 'tomorrow' is no date; write it such as +1

kind: say => kind: when⏎    what: date⏎    means: again⏎    offers: ["+0", "+1"]
  21: step 'more', field 'offers': +0 is today, and what is to be again is not so today; offer +1 or later

id: no_, => id: no_, opens: nowhere,
  12: step 'how', option 'no_', field 'opens': leads to 'nowhere', and nothing is called that; write the id of a dialog

id: no_, => id: no_, opens: wihs,
  12: step 'how', option 'no_', field 'opens': leads to 'wihs', and nothing is called that; did you mean 'wish'?

kind: say => kind: choice⏎    options_from: dishes
  19: step 'more', field 'options_from': there is no list 'dishes' here; declare it under lists:

  - id: more =>   - {id: dish, kind: each, over: dishes, steps: [{id: eaten, kind: say, text: My notes}]}⏎  - id: more
  17: step 'dish', field 'over': there is no list 'dishes' here; declare it under lists:

any_of: [yes_] => any_of: [yes_], none_of: [yes_]
  20: step 'more', field 'only_if': no answer to 'how' fits this, so it is never asked; change it

step: how, any_of: [yes_] => step: grew, at_least: 11
  20: step 'more', field 'only_if': no answer to 'grew' fits this, so it is never asked; change it

"Var du i haven?" => "Var {navn} i haven?"
  9: step 'how', field 'text.da': nobody fills {navn}; there are {about}, {readers}, {uses}

"Var du i haven?" => "Var {abaut} i haven?"
  9: step 'how', field 'text.da': nobody fills {abaut}; did you mean 'about'?

"Var du i haven?" => "Var du i {item}?"
  9: step 'how', field 'text.da': nobody fills {item}; {item} is filled inside an each alone

"Var du i haven?" => "Var du i {haven?"
  9: step 'how', field 'text.da': has a { or a } that stands alone; take it out, or write a name between them

da: Nej, en: => da: "Nej, {about}", en:
  12: step 'how', option 'no_', field 'label.da': {about} is not filled in here; take it out

{da: "Var du i haven?", en: => {en:
  9: step 'how', field 'text': has no words in da, the house's language; write {da: …}

{da: Haven, en: The garden} => Haven
  2: field 'title': has no words in da, en; write {da: …}

da: Nej, => da: Nej, de: Nein,
  12: step 'how', option 'no_', field 'label.de': 'de' is no language here; there are da, en

da: Nej, => da: "Nej, jeg var ikke ude i vores have i dag",
  12: step 'how', option 'no_', field 'label.da': is too long for a button (»Nej, jeg var ikke ude i vores have i dag«);
  28 letters fit

pictogram: "🌳" => pictogram: tree
  11: step 'how', option 'yes_', field 'pictogram': there is no pictogram for 'tree'; take another emoji

    kind: say⏎ =>     kind: say⏎    optional: true⏎
  19: step 'more', field 'optional': belongs to a form; where answers are kept, every step can be skipped

purpose: answers => purpose: answers⏎view: columns
  4: field 'view': 'columns' needs a choice inside an each, or several choices with the same options

purpose: answers => purpose: answers⏎view: round
  4: field 'view': cannot be 'round'; it is 'columns', 'mat', 'ladder', 'album', 'circle' or 'line'

purpose: answers => purpose: answers⏎view: circle
  4: field 'view': 'circle' needs a choice inside an each, or several choices with the same options

purpose: answers => purpose: answers⏎shelf: haven
  4: field 'shelf': there is no shelf 'haven'; write me, week, life, plans, or one of the house's own: {id: haven,
  name: …, pictogram: …}

pictogram: "🌳" => photo: min have.heic
  11: step 'how', option 'yes_', field 'photo': 'min have.heic' is no name of a photo; it is one such as door.jpg or
  door.png, of letters a-z, digits, - and _, and lies in the folder of the dialogs itself

purpose: answers => purpose: answers⏎view: mat
  4: field 'view': 'mat' needs a sort
"""
"""What is written instead of what, and what is told of it; ⏎ is a new line and ⇥ a tab."""


@pytest.mark.parametrize(("old", "new", "told"), rows(BROKEN))
def test_a_broken_file_gives_one_line_that_says_where_what_and_what_to_do(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert GOOD.count(old) >= 1, old
    body = new.join(GOOD.rsplit(old, 1))
    assert problems(tmp_path, body, "havetur.yaml") == [f"havetur.yaml:{told}"]


def test_what_is_broken_above_is_good_as_it_is(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD, "havetur.yaml") == []
    assert len(rows(BROKEN)) >= 30


def test_what_is_hard_to_read_is_advice_and_no_more(tmp_path: Path) -> None:
    long = "Var du ude i haven i dag sammen med nogen af de andre fra huset?"
    lines = problems(tmp_path, GOOD.replace("Var du i haven?", long), "havetur.yaml")
    said = "has a sentence of 15 words; make two of it (10 are read easily)"
    assert lines == [f"havetur.yaml:9: step 'how', field 'text.da': advice: {said}"]
    lines = problems(
        tmp_path, GOOD.replace(', en: "What did you see?"', "").replace(", en: The garden", ""), "havetur.yaml"
    )
    said = "2 texts are not in en; who reads en sees another language there"
    assert lines == [f"havetur.yaml:2: field 'title': advice: {said}"]
