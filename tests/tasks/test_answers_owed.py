"""What staff owe an answer to because it was picked among cards: asked of whom by when, as the receipt says truly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError
from dialogs.text import TextValue
from tests.phone import da
from tests.review_stage import opened
from tests.say_stage import house_using, opens
from tests.views.test_views import looks, sketch

ASKS = "I ask {names} to answer you by {day}: {what}."
WHAT = "Rengøring og Tid for mig selv"


async def test_cards_to_do_something_about_are_owed_an_answer_once_they_are_shared(tmp_path: Path) -> None:
    async with house_using(tmp_path, "mat") as house:
        alma, mette = house.alma, house.mette
        known: dict[str, TextValue] = {"names": "Mette", "day": date(2026, 11, 30), "what": WHAT}
        await opens(alma, "How I am", "Lay cards", "Go on", "Everyday life", "Good")
        await alma.taps("Good", "Good", "Bad", "Good", "Don't know", "Bad", "No thanks", "It is right")
        await alma.taps("Cleaning", "Time for myself", "Getting up")
        alma.reads("No more can be picked. Tap one to take it away.")
        await alma.taps("Done")
        await alma.says("At det er min egen støvsuger.")
        await alma.taps("Done", "No thanks")
        alma.reads(da("If you share it, I ask {names} to answer you by {day}: {what}.", **known))
        await opened(house, "Follow-up")
        mette.sees("No open follow-ups.")
        await alma.taps("Share")
        alma.reads(da(ASKS, **known))
        await opened(house, "Follow-up")
        mette.sees("Would like to talk about: {what}", what="Rengøring")
        await mette.taps(da("Answer: {what}", what="Rengøring"))
        await mette.says("Vi prøver din egen støvsuger på lørdag.")
        alma.sees("{name} answers you, {what}: »{answer}«", name="Mette", what="Rengøring",
                  answer="Vi prøver din egen støvsuger på lørdag.")  # fmt: skip
        await alma.taps("Don't share")
        alma.sees(da("So I ask nobody about: {what}.", what=WHAT))
        alma.sees_not(da(ASKS, **known))


REPLY = """
id: reply
title: {da: Svar}
purpose: reply
steps:
  - {id: law, kind: say, optional: true, text: {da: "Hvad er lov?"}, name: {da: Loven}}
"""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (REPLY, "no own words that are always asked for"),
        (REPLY.replace("optional: true, ", "") + "  - {id: more, kind: say, text: {da: Mere?}}\n", "under its name"),
    ],
)
def test_a_reply_that_says_nothing_is_refused(body: str, said: str) -> None:
    with pytest.raises(DialogError, match=said):
        read_dialog("reply.yaml", body)


LAW, FIRST = "Din værge hjælper med banken.", "Vi laver en ugepose med penge."


async def test_who_decides_is_answered_in_parts_and_both_views_stand_beside_each_other(tmp_path: Path) -> None:
    async with house_using(tmp_path, "who_decides") as house:
        alma, mette = house.alma, house.mette
        await opens(alma, "My life", "Who decides?", "Go on", "Others decide", "Yes", *["I decide"] * 6)
        await alma.taps("Share", "Pick one to talk about", "My bank account")
        await mette.presses("Borgere")
        await mette.taps("Alma", "Write what you noticed", "Who decides?", "Go on", *["Together with others", "No"] * 7)
        await looks(house)
        await mette.taps("Older")
        voices, _, rows = sketch(mette.card).partition("heads=")[2].partition("bands=")
        assert "label='Eget svar, 23.11.2026'" in voices and "label='Mette, 23.11.2026'" in voices
        assert "columns=((), (Tile(pictogram='💳👌'" in rows and "columns=((Tile(pictogram='💳🔄'" in rows
        await opened(house, "Follow-up")
        await mette.taps("Svar: Min bankkonto")
        await mette.says(LAW)
        await mette.taps("Skip")
        await mette.says(FIRST)
        await mette.taps("mandag den 30. november")
        alma.sees(f"Lov eller myndighed: {LAW}\nFørste forsøg: {FIRST}\nHvornår: mandag den 30. november")
        await opens(alma, "How I am", "My pictures")
        assert "label='Mette, 23.11.2026'" in sketch(alma.card)
