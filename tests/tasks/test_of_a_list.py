"""What was chosen from a list makes a task and stands on a record, and is named only to who may read where it was
named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import open_house
from tests.methods.test_earlier import SIGNS, life, says_all
from tests.methods.test_entries import AIM, sets
from tests.phone import da
from tests.review_stage import opened

pytestmark = pytest.mark.long

WANTS = """
id: wants
title: {da: Det vil jeg}
pictogram: "🌙"
purpose: answers
topic: trivsel
lists: {things: {items: [{id: a, label: {da: Alfa}, pictogram: "🅰️"}, {id: b, label: {da: Beta}}]}}
steps:
  - {id: what, kind: choice, text: {da: Hvad vil du?}, options_from: things, makes: {task: {owner: staff, due: 7d}}}
"""
NOTE = """
id: note_of
title: {da: Ark}
pictogram: "📄"
purpose: record
readers: team
lists:
  things: {items: [{id: a, label: {da: Alfa}}, {id: b, label: {da: Beta}}]}
  likes: {from: answers.signs.likes}
  goals: {from: entries.goal}
steps:
  - {id: what, kind: choice, text: {da: Hvad?}, name: {da: Hvad}, options_from: things, makes: {task: {due: 3d}}}
  - {id: like, kind: several, text: {da: Hvilket?}, name: {da: Hvilket}, options_from: likes,
     makes: {task: {due: 3d, called: {da: "Tag med til {said}"}}}}
  - {id: goal, kind: choice, text: {da: Hvilket mål?}, name: {da: Mål}, options_from: goals, makes: {task: {due: 3d}}}
"""


async def test_what_was_chosen_from_a_list_is_to_be_done(tmp_path: Path) -> None:
    async with open_house(tmp_path, WANTS) as own:
        await own.shares(own.alma, own.mette, "trivsel")
        await life(own.alma, "Det vil jeg", "Alfa")
        await opened(own, "Follow-up")
        own.mette.sees("Alfa")
        own.mette.sees_not("Beta")


async def test_a_record_names_what_was_chosen_to_who_may_read_where_it_was_named(tmp_path: Path) -> None:
    async with open_house(tmp_path, SIGNS, AIM, NOTE) as own:
        alma, mette, jonas = own.alma, own.mette, own.jonas
        await own.contacts(alma, mette, jonas)
        await own.shares(alma, mette, "trivsel", "wishes")
        await says_all(alma)
        await sets(alma, "Gøre rent")
        await opened(own, "Write what you noticed", "Ark", "Alfa", "Skoven", "Done", "Gøre rent", "Done")
        tasks = {mette: ("Alfa", "Tag med til Skoven", "Gøre rent"), jonas: ("Alfa",)}
        told = {mette: ("Hvad: Alfa", "Hvilket: Skoven", "Mål: Gøre rent"), jonas: ("Hvilket: –", "Mål: –")}
        for phone in (mette, jonas):
            for way, words in (("Follow-up", tasks), (da("Staff's records: {count}", count=1), told)):
                phone.turns_page()
                await phone.presses("Borgere")
                await phone.taps("Alma", way)
                for said in words[phone]:
                    phone.sees(said)
                if phone is jonas:
                    phone.sees_not("Skoven", "Gøre rent")
