"""Lists made of what a borger has answered before: what they chose, said and laid, as far as one may read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.dialog_trial import PROFILES
from dialogs.engine import trial
from dialogs.method.library import read_dialog
from storage import answers
from tests.house import House, open_house
from tests.methods.test_entries import AIM, plans_shelf, sets
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone
from tests.reader_stage import chooses
from tests.review_stage import looks, opened

pytestmark = pytest.mark.long

FITS = "It is right"
SIGNS = """
id: signs
title: {da: Mine tegn}
pictogram: "🌱"
purpose: answers
topic: wishes
voices: [borger, staff]
steps:
  - {id: likes, kind: several, text: {da: Hvad kan du lide?}, name: {da: Kan lide},
     options: [{id: wood, label: {da: Skoven}}, {id: sea, label: {da: Havet}}, {id: town, label: {da: Byen}}]}
  - {id: words, kind: say, text: {da: Hvad gør godt?}, name: {da: Godt}}
  - id: people
    kind: each
    one_more: {most: 2, text: {da: Hvem er vigtig?}, name: {da: Vigtig}}
    steps: [{id: near, kind: choice, text: {da: "{item}: er I tætte?"}, name: {da: Tæt},
             options: [{id: yes_, label: {da: Ja}}, {id: no_, label: {da: Nej}}]}]
  - id: cards
    kind: sort
    text: {da: "Hvor hører {item} til?"}
    heads: [{id: home, label: {da: Hjemme}, pictogram: "🏠"}, {id: out, label: {da: Ude}, pictogram: "🌳"}]
    cards: [{id: cat, label: {da: Kat}, pictogram: "🐈"}, {id: bus, label: {da: Bus}, pictogram: "🚌"}]
    blanks: 1
"""
WEEK = """
id: weekly
title: {da: Ugens tegn}
pictogram: "📅"
purpose: answers
topic: trivsel
voices: [borger, staff]
lists:
  likes: {from: answers.signs.likes}
  words: {from: answers.signs.words}
  people: {from: answers.signs.people}
  home: {from: answers.signs.cards.under.home}
steps:
  - id: one
    kind: each
    over: likes
    steps: [{id: did, kind: choice, text: {da: "{item}: var du der?"}, name: {da: Var der},
             options: [{id: yes_, label: {da: Ja}}, {id: no_, label: {da: Nej}}]}]
  - id: two
    kind: each
    over: words
    steps: [{id: got, kind: rating, scale: amount, text: {da: "{item}: hvor meget?"}}]
  - {id: three, kind: choice, options_from: people, text: {da: Hvem så du?}, name: {da: Så}}
  - {id: four, kind: sort, cards_from: home, text: {da: "{item}: hvor nu?"},
     heads: [{id: a, label: {da: Her}, pictogram: "🏠"}, {id: b, label: {da: Der}, pictogram: "🌳"}]}
  - {id: last, kind: say, text: {da: Vil du sige mere?}, name: {da: Mere}}
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, SIGNS, WEEK) as house:
        yield house


async def life(phone: Phone, *taps: str) -> None:
    await opens_shelf(phone, "My life", *taps)


async def says_all(alma: Phone) -> None:
    await life(alma, "Mine tegn", "Skoven", "Byen", "Done")
    await alma.says("Kaffe\nEn tur")
    await alma.taps("Done")
    await alma.says("Bo")
    await alma.taps("Done", "Ja", "No thanks", "Hjemme", "Ude")
    await alma.says("Hund")
    await alma.taps("Done", "Hjemme", FITS)


async def test_what_was_chosen_said_named_and_laid_is_gone_through(own: House) -> None:
    alma = own.alma
    await life(alma, "Ugens tegn")
    alma.reads("Vil du sige mere?")  # there is nothing yet
    await alma.taps("Close")
    await says_all(alma)
    await life(alma, "Ugens tegn")
    alma.sees("Skoven: var du der?")
    await alma.taps("Ja")
    alma.sees("Byen: var du der?")
    await alma.taps("Nej")
    alma.sees("Kaffe: hvor meget?")
    await alma.taps("Some")
    alma.sees("En tur: hvor meget?")
    await alma.taps("A lot")
    alma.sees("Hvem så du?")
    await alma.taps("Bo")
    alma.sees("Kat: hvor nu?")
    await alma.taps("Her")
    alma.sees("Hund: hvor nu?")
    await alma.taps("Der", FITS, "No thanks")
    wood, town, coffee, walk, cat, dog = await named(own, "weekly")
    assert (wood, town, cat) == ("wood", "town", "cat") and walk == f"{coffee}_1" and dog.startswith("w")


async def named(house: House, dialog_id: str) -> list[str]:
    """The things that were answered about in a dialog."""
    alma = await house.known(house.alma)
    said = await house.service.db.read(answers.own_answers, alma.id, dialog_id=dialog_id)
    return [each.item for each in said if each.item]


async def test_who_may_not_read_where_a_thing_was_named_sees_nothing_of_it(own: House) -> None:
    alma, mette = own.alma, own.mette
    await own.shares(alma, mette, "trivsel")
    await says_all(alma)
    await life(alma, "Ugens tegn", "Ja", "Nej", "Some", "Some", "Bo", "Her", "Der", FITS)
    await alma.says("Alt er godt")
    await alma.taps("Done")
    await opened(own, "Answers")
    mette.sees("Alt er godt")
    mette.sees_not("Skoven", "Kaffe", "Bo", "Hund", "Kat")
    await opened(own, "Write what you noticed", "Ugens tegn")
    mette.reads("Vil du sige mere?")
    await mette.taps("No thanks", "Done")
    await own.shares(alma, mette, "trivsel", "wishes")
    await opened(own, "Answers")
    mette.sees("Skoven")
    mette.sees("Hund")
    await opened(own, "Write what you noticed", "Ugens tegn")
    mette.reads("Skoven: var du der?")
    await chooses(alma, "Mette")
    mette.sees_not("Skoven", "Hund")


async def test_that_staff_read_it_in_the_questions_is_among_what_the_borger_sees(own: House) -> None:
    await own.shares(own.alma, own.mette, "trivsel")
    await says_all(own.alma)
    mette = await opened(own, "Write what you noticed", "Ugens tegn")
    mette.reads("Vil du sige mere?")
    assert "answers" not in await looks(own), "they have read nothing"
    await mette.taps("No thanks", "Done")
    await own.shares(own.alma, mette, "trivsel", "wishes")
    await opened(own, "Write what you noticed", "Ugens tegn")
    mette.reads("Skoven: var du der?")
    assert (await looks(own)).count("answers") == 1


async def test_the_last_that_the_borger_said_counts_and_what_is_skipped_is_nothing(own: House) -> None:
    alma = own.alma
    await says_all(alma)
    await own.shares(alma, own.mette, "wishes")
    mette = await opened(own, "Write what you noticed", "Mine tegn", "Havet", "Done", "No thanks")
    await mette.taps("No thanks", "Hjemme", "Hjemme", "No thanks", FITS, "Done")
    await life(alma, "Ugens tegn")
    alma.reads("Skoven: var du der?")
    await alma.taps("Close")
    await life(alma, "Mine tegn", "Havet", "Done", "No thanks", "No thanks", "Ude", "Ude", "No thanks", FITS)
    await life(alma, "Ugens tegn")
    alma.reads("Havet: var du der?")
    await alma.taps("Nej")
    alma.reads("Vil du sige mere?")


STEP = """
id: step
title: {da: Mit næste skridt}
pictogram: "👣"
purpose: answers
topic: wishes
shelf: plans
about: entry.goal
steps:
  - {id: what, kind: say, text: {da: "{entry}: hvad gør du nu?"}, name: {da: Skridt}}
"""
DONE = """
id: done
title: {da: Gik det?}
pictogram: "✅"
purpose: answers
topic: wishes
shelf: plans
about: entry.goal
lists: {steps: {from: answers.step.what}}
steps:
  - id: each_step
    kind: each
    over: steps
    steps: [{id: went, kind: choice, text: {da: "{item}: gik det?"},
             options: [{id: yes_, label: {da: Ja}}, {id: no_, label: {da: Nej}}]}]
  - {id: more, kind: say, text: {da: "{entry}: mere?"}}
"""


async def test_what_is_about_a_goal_keeps_to_what_was_said_about_it(tmp_path: Path) -> None:
    async with open_house(tmp_path, AIM, STEP, DONE) as house:
        alma = house.alma
        await sets(alma, "Gøre rent")
        await sets(alma, "Løbe")
        await plans_shelf(alma, "Mit næste skridt", "Gøre rent")
        await alma.says("Købe sæbe")
        await alma.taps("Done")
        await plans_shelf(alma, "Gik det?", "Løbe")
        alma.reads("Løbe: mere?")
        await alma.taps("Close")
        await plans_shelf(alma, "Gik det?", "Gøre rent")
        alma.reads("Købe sæbe: gik det?")


def test_such_a_list_is_tried_with_invented_things() -> None:
    weekly = read_dialog("weekly.yaml", WEEK)
    session = trial.begun(weekly, PROFILES["faces"], lambda text: text.id)
    assert [len(session.lists[name]) for name in weekly.lists] == [3, 3, 3, 3]


@pytest.mark.parametrize("way", ["Write what you noticed", "Answer together"])
async def test_a_receipt_that_names_what_was_answered_before_goes_once_it_may_not_be_read(own: House, way: str) -> None:
    alma, mette = own.alma, own.mette
    await says_all(alma)
    await own.shares(alma, mette, "trivsel", "wishes")
    await opened(own, way, "Ugens tegn")
    await mette.taps("Ja", "Nej", "Some", "Some", "Bo", "Her", "Der", FITS, "No thanks")
    assert mette.has_button("Change")
    await chooses(alma, "Mette")
    assert not mette.has_button("Change"), "what names them, as words or on a picture, has gone"
    mette.sees_not("Skoven", "Hund")
