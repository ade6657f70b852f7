"""What somebody gets wrong who lets a method go through what was answered before, and the one line that tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_stage import problems, rows

LISTS = """\
id: havetur
title: {da: Haven, en: The garden}
purpose: answers
topic: garden
lists:
  before: {from: answers.mat.mat.under.good}
steps:
  - id: each_one
    kind: each
    over: before
    steps: [{id: how, kind: rating, scale: amount, text: {da: "Hvor meget {item}?", en: "How much {item}?"}}]
  - {id: own, kind: several, text: {da: Hvad nu?, en: What now?}, options_from: before}
"""
EARLIER = """
answers.mat.mat.under.good => answers.matt.mat
  6: field 'lists.before.from': there is no dialog 'matt'; did you mean 'mat'?

answers.mat.mat.under.good => answers.havetur.cats
  6: field 'lists.before.from': 'havetur' has no step 'cats'; things are answered at: own

answers.mat.mat.under.good => answers.mat.mat
  6: field 'lists.before.from': 'mat' is a sort; write .under. and one of its heads after it: good, between, not_good

answers.mat.mat.under.good => answers.mat.mat.under.bad
  6: field 'lists.before.from': 'mat' has no head 'bad'; it has good, between, not_good

answers.mat.mat.under.good => answers.mat.theme.under.good
  6: field 'lists.before.from': 'theme' is no sort, and nothing lies under a head there; take .under.good out

answers.mat.mat.under.good => answers.trivsel.mood
  6: field 'lists.before.from': 'mood' is a step of kind rating, where no thing is answered; things are answered at:
  company, best, words

answers.mat.mat.under.good => answers.together.which
  6: field 'lists.before.from': 'together' is a form, which keeps no answers of the borger's; name one that does

answers.mat.mat.under.good => answers.observation.company
  6: field 'lists.before.from': 'observation' is answered by staff alone, and a list is what the borger said; name
  another dialog

answers.mat.mat.under.good => answers.havetur.each_one
  6: field 'lists.before.from': 'each_one' has no one_more, so no things of one's own; things are answered at: own

answers.mat.mat.under.good => answers.mat.mat.below
  6: field 'lists.before.from': 'answers.mat.mat.below' is no list of the house's; write occurrences, a name with a dot
  such as entries.goal, or answers. with a dialog and a step of it
"""


@pytest.mark.parametrize(("old", "new", "told"), rows(EARLIER))
def test_a_list_of_answers_that_nobody_could_give_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert problems(tmp_path, LISTS.replace(old, new), "havetur.yaml") == [f"havetur.yaml:{told}"]


def test_a_list_of_answers_is_good_and_people_are_given_no_number_by_way_of_one(tmp_path: Path) -> None:
    assert problems(tmp_path, LISTS, "havetur.yaml") == []
    people = LISTS.replace("id: havetur", "id: kender").replace("answers.mat.mat.under.good", "people.contacts")
    (tmp_path / "kender.yaml").write_text(people.replace("kind: rating, scale: amount", "kind: say"), "utf-8")
    own = LISTS.replace("answers.mat.mat.under.good", "answers.kender.own")
    said = "gives a number to a person; ask with own words, or options without score"
    assert problems(tmp_path, own, "havetur.yaml") == [f"havetur.yaml:11: step 'each_one'/'how': {said}"]
    (tmp_path / "kender.yaml").write_text("id: kender\nsteps: [", "utf-8")
    assert not any("havetur" in line for line in problems(tmp_path, own, "havetur.yaml")), "nobody knows its steps"
