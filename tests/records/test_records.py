"""Records: what staff write about a borger for their colleagues, read as sheets, never among the borger's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.copies import export
from bot.config import read_settings
from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError
from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone, da
from tests.review_stage import asks_who_has_seen, opened

AIM = """
id: aim
title: {da: Nyt mål}
purpose: answers
topic: wishes
shelf: plans
steps:
  - {id: what, kind: say, text: {da: Hvad er målet?}, makes: {entry: goal}}
"""
CHECK = """
id: check
title: {da: Tjek af mål}
pictogram: "📐"
purpose: record
readers: team
about: entry.goal
steps:
  - {id: clear, kind: say, text: {da: Hvad bliver anderledes?}, name: {da: Anderledes}}
  - id: wanted
    kind: choice
    text: {da: "Vil {about} det selv?"}
    name: {da: Vil selv}
    options: [{id: yes_, label: {da: Ja}, pictogram: "✅"}, {id: no_, label: {da: Nej}, pictogram: "✋"}]
  - {id: next, kind: say, text: {da: Hvad gør vi nu?}, makes: {task: {due: 3d}}}
"""
NIGHT = """
id: night
title: {da: Nattens notat}
pictogram: "🌙"
purpose: record
readers: house
steps:
  - {id: words, kind: say, text: {da: Hvad skal de andre vide?}, name: {da: Til de andre}}
"""
GOALS = """
id: all_aims
title: {da: Alle mål}
purpose: record
readers: house
lists: {goals: {from: entries.goal}}
steps:
  - id: each_goal
    kind: each
    over: goals
    steps: [{id: how, kind: say, text: {da: "Hvordan går det med {item}?"}}]
"""
WROTE = "Hun står selv op"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, AIM, CHECK, NIGHT, GOALS) as house:
        await opens_shelf(house.alma, "My goals and plans", "Nyt mål")
        await house.alma.says("Stå tidligt op")
        await house.alma.taps("Done")
        yield house


async def checks(house: House) -> Phone:
    """Mette writes a check of Alma's goal."""
    mette = await opened(house, "Write what you noticed", "Tjek af mål")
    await mette.says(WROTE)
    await mette.taps("Done", "Ja")
    await mette.says("Vi ringer til hende klokken 8")
    await mette.taps("Done")
    return mette


async def records(phone: Phone) -> None:
    await phone.presses("Borgere")
    await phone.taps("Alma", da("Staff's records: {count}", count=1))


async def test_a_record_about_a_goal_is_a_dated_sheet_for_the_team(own: House) -> None:
    mette = await checks(own)
    mette.sees("I show it to the contact persons.")
    mette.sees("The borger can ask to see it.")
    await mette.taps("Done")
    mette.turns_page()
    await records(mette)
    mette.sees("Tjek af mål: Stå tidligt op")
    mette.sees("{name}, {when}. Not the borger's words.", name="Mette", when=own.local("2026-11-23 12.00").date())
    mette.sees(f"Anderledes: »{WROTE}«")
    mette.sees("Vil selv: Ja")
    await own.contacts(own.alma, own.mette, own.jonas)
    await records(own.jonas)
    own.jonas.sees(WROTE)
    own.jonas.sees_not("Stå tidligt op")
    await own.contacts(own.alma, own.mette)
    own.jonas.turns_page()
    await own.jonas.presses("Borgere")
    assert not own.jonas.has_button(da("Staff's records: {count}", count=1))


async def test_a_goal_in_a_list_is_named_only_to_whom_the_borger_shares_it_with(own: House) -> None:
    mette = await opened(own, "Write what you noticed", "Alle mål")
    await mette.says(WROTE)
    await mette.taps("Done", "Done")
    mette.turns_page()
    await records(mette)
    mette.sees("Stå tidligt op")
    await records(own.jonas)
    own.jonas.sees(f"Hvordan går det med –?: »{WROTE}«")
    own.jonas.sees_not("Stå tidligt op")


def test_a_task_of_a_record_does_not_carry_what_a_goal_is_called() -> None:
    called = CHECK.replace("{due: 3d}", '{due: 3d, called: {da: "{entry}: {said}"}}')
    said = "{entry} is the borger's to share, and a record is not; take it out of the task's name"
    with pytest.raises(DialogError, match=f"15: step 'next', field 'makes.task.called': {said}"):
        read_dialog("check.yaml", called)


async def test_it_is_in_none_of_what_the_borger_says_or_shares(own: House, tmp_path: Path) -> None:
    mette = await checks(own)
    mette.turns_page()
    await own.at("2026-11-23 18.00")
    await opened(own, "Answers")
    mette.sees_not(WROTE)
    await opened(own, "Curves")
    mette.sees_not("Tjek af mål")
    own.alma.turns_page()
    await own.alma.presses("More")
    own.alma.sees_not("Tjek af mål", WROTE)
    file = await export(read_settings(own.settings), "Alma", tmp_path / "copy", own.clock.now())
    copy = file.read_text("utf-8")
    assert da("{title} (written by {name})", title="Tjek af mål: Stå tidligt op", name="Mette") in copy
    assert WROTE in copy


async def test_the_borger_sees_who_has_read_what_was_written(own: House) -> None:
    await checks(own)
    await records(own.mette)
    await asks_who_has_seen(own.alma)
    own.alma.sees(da("what staff have written about you"))
    own.alma.sees_not(WROTE)


async def test_what_staff_give_themselves_to_do_is_theirs_and_not_told(own: House) -> None:
    mette = await checks(own)
    own.alma.turns_page()
    await mette.presses("Follow-up")
    await mette.taps(da("Done: {note}", note="Vi ringer til hende"))
    own.alma.sees_not("Vi ringer til hende")


async def test_what_is_for_the_house_all_staff_may_read(own: House) -> None:
    mette = await opened(own, "Write what you noticed", "Nattens notat")
    await mette.says("Hun sov roligt")
    await mette.taps("Done", "Done")
    await records(own.jonas)
    own.jonas.sees("Hun sov roligt")
    await own.lis.presses("Borgere")
    await own.lis.taps("Alma")
    own.lis.sees_not("Hun sov roligt")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("readers: team\n", ""), "a record is for its author, the team"),
        (("readers: team", "readers: team\ntopic: wishes"), "a record has readers: instead"),
        (("readers: team", "readers: team\nvoices: [borger]"), "only staff write records"),
        (("readers: team", "readers: team\nshelf: me"), "staff find records on the borger's page"),
        (("purpose: record", "purpose: answers\ntopic: wishes"), "belong to a record"),
    ],
)
def test_what_makes_no_sense_in_a_record_is_refused(changed: tuple[str, str], said: str) -> None:
    with pytest.raises(DialogError, match=said):
        read_dialog("check.yaml", CHECK.replace(*changed))
