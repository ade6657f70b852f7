"""A method over the people a borger knows: contact persons, and all who work there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError
from tests.broken_stage import problems
from tests.house import open_house
from tests.methods.test_methods import opens_shelf
from tests.review_stage import opened

KNOWN = """
id: known
title: {da: Mine folk}
pictogram: "👥"
purpose: answers
topic: trivsel
shelf: life
lists:
  close: {from: people.contacts}
  work: {from: people.staff}
steps:
  - id: each_close
    kind: each
    over: close
    steps: [{id: good, kind: say, text: {da: "Hvad kan du lide ved {item}?"}, name: {da: Godt}}]
  - {id: whom, kind: choice, text: {da: Hvem vil du tale med?}, name: {da: Vil tale med}, options_from: work}
"""


async def test_they_are_asked_about_and_offered_by_name_also_to_who_reads_pictures_only(tmp_path: Path) -> None:
    async with open_house(tmp_path, KNOWN) as own:
        alma = own.alma
        await own.shares(alma, own.mette, "trivsel")
        await opens_shelf(alma, "My life", "Mine folk")
        alma.reads("Hvad kan du lide ved Mette?")
        await alma.says("Hun griner")
        await alma.taps("Done")
        assert [label for label in alma.labels if "Jonas" in label or "Mette" in label]
        await alma.taps("Jonas")
        mette = await opened(own, "Answers")
        mette.sees("Vil tale med: Jonas")
        mette.sees("Mette · Godt: »Hun griner«")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("people.friends", "the house has no list 'people.friends'; there are activities.own, answers.dialog.step, "),
        ("people", "the house has no list 'people'; there are "),
        ("people.contact", "the house has no list 'people.contact'; did you mean 'people.contacts'?"),
    ],
)
def test_a_list_that_does_not_exist_is_told_with_those_that_do(source: str, told: str, tmp_path: Path) -> None:
    found = problems(tmp_path, KNOWN.replace("people.staff", source), "known.yaml")
    (line,) = [one for one in found if "has no list" in one]
    assert line.startswith(f"known.yaml:10: field 'lists.work.from': {told}"), line


def test_nobody_is_given_a_number() -> None:
    rated = KNOWN.replace("kind: say, text", "kind: rating, scale: amount, text")
    with pytest.raises(DialogError) as refused:
        read_dialog("known.yaml", rated)
    assert "step 'each_close'/'good': gives a number to a person" in re.sub(r"\s+", " ", str(refused.value))
