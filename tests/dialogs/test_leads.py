"""What a receipt leads to: one thing of what was answered, picked for staff to answer."""

from __future__ import annotations

import re

import pytest

from dialogs.engine import leads
from dialogs.engine.session import Held, Item
from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError
from tests.transcripts import Phone, own_dialog, written

LEADS_TO = """
id: decides
title: {da: Hvem bestemmer?, en: Who decides?}
pictogram: "🔑"
purpose: answers
topic: life
lists:
  areas:
    items:
      - {id: money, label: {da: Mine penge, en: My money}, pictogram: "💰"}
      - {id: food, label: {da: Min mad, en: My food}, pictogram: "🍽️"}
steps:
  - id: each_area
    kind: each
    over: areas
    steps:
      - id: who
        kind: choice
        text: {da: "{item}: hvem bestemmer?", en: "{item}: who decides?"}
        name: {da: Hvem, en: Who}
        options:
          - {id: me, label: {da: Jeg gør, en: I do}, pictogram: "🙋"}
          - {id: others, label: {da: Andre gør, en: Others do}, pictogram: "👥"}
      - id: otherwise
        kind: say
        text: {da: Skal det være anderledes?, en: Should it be otherwise?}
        name: {da: Anderledes, en: Otherwise}
leads_to:
  task: {text: {da: Hvad vil du tale om?, en: What do you want to talk about?}, due: 5d, of: [who]}
"""
AREAS = {"areas": (Item("money", "Mine penge", "💰"), Item("food", "Min mad", "🍽️"))}
KNOWN = {"readers": "Mette", "owes": "Mette", "owed_by": "mandag"}
PICK, ASKS = "Pick one to talk about", "I ask Mette to answer by mandag."


def answered(facts: dict[str, str] = KNOWN) -> Phone:
    """Everything is answered, and the receipt stands there."""
    phone = Phone(read_dialog("decides.yaml", LEADS_TO), facts=facts, lists=AREAS)
    phone.taps("others", "No thanks", "me")
    return phone.says("Nej").taps("Done")


def test_one_thing_is_picked_and_another_in_its_place() -> None:
    phone = answered().taps(PICK)
    assert phone.question == "Hvad vil du tale om?"
    assert phone.choices() == ["Mine penge", "Min mad", "Back"], "own words are none of what can be picked"
    phone.taps("Mine penge").sees("You would like to talk about: Mine penge.", ASKS)
    assert phone.got(Held) and phone.session.picked == ("who", "money")
    phone.taps(PICK, "Min mad").sees("You would like to talk about: Min mad.")
    phone.taps(PICK, "Min mad", "Back")
    assert phone.session.picked is None and ASKS not in map(written, phone.card.lines)


def test_what_nobody_may_read_is_not_offered() -> None:
    for phone in (answered({}), answered({"readers": "Mette"}), answered().taps("Don't share")):
        assert not phone.has(PICK)


def test_what_is_held_back_is_not_offered_and_is_no_more_asked_about() -> None:
    phone = answered().taps(PICK, "Mine penge", "Change", "Some of it is only for me", "Mine penge · Hvem", "Done")
    assert leads.standing(phone.dialog, phone.session) is None
    phone.taps(PICK)
    assert phone.choices() == ["Min mad", "Back"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("of: [who]", "of: [nobody]"), "'nobody' is no step that asks; there are who, otherwise"),
        (("due: 5d", "due: 40d"), "must be 1d to 28d"),
        (("purpose: answers", "purpose: form"), "it needs purpose: answers"),
    ],
)
def test_what_could_never_work_is_refused(changed: tuple[str, str], said: str) -> None:
    with pytest.raises(DialogError, match=re.escape(said)):
        read_dialog("decides.yaml", LEADS_TO.replace(*changed))


@pytest.mark.parametrize(
    ("makes", "said"),
    [
        ("{entry: goal}", "is made of own words"),
        ("{task: {any_of: [none]}}", "there is no option 'none'; there are a, b"),
        ("{}", "makes nothing; name an entry, a task or both"),
    ],
)
def test_a_choice_makes_what_it_can(makes: str, said: str) -> None:
    with pytest.raises(DialogError, match=re.escape(said)):
        own_dialog(
            f"{{id: x, kind: choice, text: A, options: [{{id: a, label: A}}, {{id: b, label: B}}], makes: {makes}}}"
        )
