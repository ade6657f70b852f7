"""A borger leaves with everything erased, or moves out: done a day later, with a way back and a copy until then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.books import traces
from tests.house import House
from tests.people.test_access import ends
from tests.people.test_clearing import clears
from tests.people.test_joining import NO, YES, link_on
from tests.people.test_leaving import (
    ERASE,
    ERASED,
    KEEP,
    LAST_WORD,
    leaves_and_opens_a_new_link,
    leaves_for_a_link,
    with_an_answer,
)
from tests.people.test_phones import link_for_alma
from tests.phone import Phone

pytestmark = pytest.mark.long

LEAVES = "{name} leaves. I erase all about {name} {when}. Write in the journal before what you must keep."
WAITS = "{name} leaves. I cannot write to {name} now. I erase nothing before {name} has been told."
STAYS = "{name} does not leave. I erase nothing."


async def erases(alma: Phone) -> None:
    await alma.says("/stop")
    await alma.taps(*ERASE, "Yes, erase everything")


async def moves_out(house: House) -> None:
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma")
    if house.mette.has_button("Settings"):  # who does not take part has no page
        await house.mette.taps("Settings")
    await house.mette.taps("Moving out", "Yes, tomorrow")


async def test_there_is_a_day_to_undo_it_and_staff_are_reminded_of_their_records(house: House) -> None:
    alma, when = await with_an_answer(house), house.clock.now().astimezone(house.service.house.zone)
    await erases(alma)
    when = when.replace(day=when.day + 1)
    alma.reads("I erase all about you {when}.", when=when)
    alma.reads("Those who may read your answers still can.")
    for one in (house.mette, house.lis):
        one.sees(LEAVES, name="Alma", when=when)
    await house.passes(hours=23)
    assert await traces(house.service.db, "Jeg savner min hund")
    await house.passes(hours=1, minutes=1)
    assert alma.texts == [alma.say(LAST_WORD)] and not alma.keys
    house.mette.sees(ERASED, name="Alma")
    house.lis.sees(ERASED, name="Alma")
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund", str(alma.chat_id))


async def test_undone_all_is_as_it_was(house: House) -> None:
    alma = await with_an_answer(house)
    await erases(alma)
    await alma.presses("More")
    await alma.taps("I stay")
    alma.sees("I erase nothing. All is as it was.")
    house.mette.sees(STAYS, name="Alma")
    house.lis.sees(STAYS, name="Alma")
    await house.passes(hours=30)
    assert await traces(house.service.db, "Jeg savner min hund") and len(alma.keys) == 4


async def test_a_copy_comes_here_only_on_an_informed_yes(house: House) -> None:
    alma = await with_an_answer(house)
    await erases(alma)
    await alma.taps("A copy here")
    alma.reads("Telegram gets the copy too. Others at your phone can read it.")
    alma.turns_page()
    await alma.taps_data(*_no(alma))
    alma.sees_not("»Jeg savner min hund«")
    await alma.taps("A copy here", "Yes, send it here")
    assert any("Jeg savner min hund" in text and "Alma" in text for text in alma.texts)
    assert alma.has_button("I stay"), "the way back is still there"
    await house.passes(hours=25)
    assert any("Jeg savner min hund" in text for text in alma.texts), "the copy is hers"
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund")


def _no(alma: Phone) -> tuple[int, str]:
    page, alma._page = alma._page, 0
    try:
        return alma.button("No thanks")
    finally:
        alma._page = page


async def test_asked_for_again_the_leader_hears_of_it_once(house: House) -> None:
    alma = await with_an_answer(house)
    await erases(alma)
    for _ in range(4):
        await alma.taps("A copy from the staff")
    assert len([text for text in house.lis.texts if "papir" in text]) == 1


async def test_a_copy_on_paper_is_the_leaders_to_see_to(house: House) -> None:
    alma = await with_an_answer(house)
    await erases(alma)
    await alma.taps("A copy from the staff")
    alma.sees("The leader knows now that you want a copy.")
    assert "papir" in house.lis.last and "Alma" in house.lis.last
    house.lis.sees_not("hund")


async def test_moving_out_is_begun_by_staff_and_the_borger_is_told_by_whom(house: House) -> None:
    alma = await with_an_answer(house)
    await moves_out(house)
    alma.reads("{name} has written that you move out.", name="Mette")
    await alma.taps("I stay")
    house.mette.sees(STAYS, name="Alma")
    await moves_out(house)
    house.mette.turns_page()
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Moving out", "Undo")
    alma.sees("I erase nothing. All is as it was.")
    await house.passes(hours=30)
    assert await traces(house.service.db, "Jeg savner min hund")


async def looks_at_it(phone: Phone) -> None:
    phone.turns_page()
    await phone.presses("Borgere")
    await phone.taps("Alma", *(("Settings",) if phone.name == "Mette" else ()), "Moving out")


async def test_what_she_wants_herself_nobody_else_can_undo(house: House) -> None:
    alma, mette = await with_an_answer(house), house.mette
    await erases(alma)
    await looks_at_it(mette)
    mette.reads("{name} wants that. Nobody else can undo it.", name="Alma")
    assert not mette.has_button("Undo")
    await mette.taps("OK")
    await house.passes(hours=25)
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund")


async def test_what_mette_began_is_hers_or_almas_to_undo_until_she_works_here_no_more(house: House) -> None:
    lis, mette = house.lis, house.mette
    await moves_out(house)
    await looks_at_it(lis)
    lis.reads("{by} began it. {by} and {name} can undo it.", by="Mette", name="Alma")
    assert not lis.has_button("Undo")
    await ends(house, mette)
    await looks_at_it(lis)
    await lis.taps("Undo")
    house.alma.sees("I erase nothing. All is as it was.")


async def test_what_alma_wants_too_is_hers_alone_to_undo(house: House) -> None:
    alma, mette = house.alma, house.mette
    await moves_out(house)
    await looks_at_it(mette)
    old = mette.button("Undo")
    await erases(alma)
    await mette.taps_data(*old)
    alma.sees_not("I erase nothing. All is as it was.")
    assert alma.say("{name} has written that you move out.", name="Mette") not in alma.last
    assert alma.has_button("I stay")


async def test_on_its_way_it_is_not_begun_anew_from_an_older_card(house: House) -> None:
    alma, mette, when = house.alma, house.mette, house.clock.now().astimezone(house.service.house.zone)
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Moving out")
    old = mette.button("Yes, tomorrow")
    await erases(alma)
    await house.passes(hours=20)
    await mette.taps_data(*old)
    mette.sees("I erase all about {name} {when}.", name="Alma", when=when.replace(day=when.day + 1))
    await house.passes(hours=4, minutes=5)
    assert not await traces(house.service.db, "Alma")


async def test_leaving_with_the_answers_kept_all_hear_that_they_are(house: House) -> None:
    alma = await with_an_answer(house)
    await moves_out(house)
    await alma.says("/stop")
    await alma.taps(*KEEP, "Yes, leave")
    for one in (house.mette, house.lis):
        one.sees("I do not erase anything about {name}. The answers are kept.", name="Alma")
    await house.passes(hours=30)
    assert await traces(house.service.db, "Jeg savner min hund")


async def test_who_has_left_and_is_invited_again_is_not_erased(house: House) -> None:
    alma, mette = await with_an_answer(house), house.mette
    await alma.says("/stop")
    await alma.taps(*KEEP, "Yes, leave")
    await moves_out(house)
    mette.turns_page()
    await mette.presses("Borgere")
    await mette.taps("Alma", "New link")
    for one in (mette, house.lis):
        one.sees("{name} may take part again. I erase nothing.", name="Alma")
    await alma.starts(link_on(mette))
    await alma.taps(*YES)
    await house.passes(hours=30)
    assert await traces(house.service.db, "Jeg savner min hund") and len(alma.keys) == 4


@pytest.mark.parametrize("asked", ["while she thinks", "before she opens the link"])
async def test_a_yes_undoes_what_was_begun_meanwhile(house: House, asked: str) -> None:
    alma, mette = await with_an_answer(house), house.mette
    await leaves_and_opens_a_new_link(house) if asked == "while she thinks" else await leaves_for_a_link(house)
    code = link_on(mette)
    await moves_out(house)
    if asked != "while she thinks":
        await alma.starts(code)
    await alma.taps(*YES)
    mette.sees("{name} may take part again. I erase nothing.", name="Alma")
    await house.passes(hours=30)
    assert await traces(house.service.db, "Jeg savner min hund") and len(alma.keys) == 4


async def test_a_no_to_coming_back_keeps_the_answers_as_she_reads(house: House) -> None:
    alma, mette = await with_an_answer(house), house.mette
    await leaves_and_opens_a_new_link(house)
    await moves_out(house)
    await alma.taps(*NO)
    alma.reads("That is all right. Your answers are kept as before.")
    mette.sees("I do not erase anything about {name}. The answers are kept.", name="Alma")
    await house.passes(hours=30)
    assert await traces(house.service.db, "Jeg savner min hund")


async def test_while_her_phone_is_cut_off_it_waits_for_the_new_one(house: House) -> None:
    lis, new = house.lis, house.phone(51, "Alma")
    code = await link_for_alma(house, lis, "It is lost or stolen: close it now")
    await moves_out(house)
    for one in (lis, house.mette):
        one.sees(WAITS, name="Alma")
    await house.passes(hours=30)
    assert len([text for text in lis.texts if text == lis.say(WAITS, name="Alma")]) == 1
    await new.starts(code)
    new.reads("{name} has written that you move out.", name="Mette")
    due = (house.clock.now() + timedelta(hours=24)).astimezone(house.service.house.zone)
    lis.sees("I erase all about {name} {when}.", name="Alma", when=due)
    await house.passes(hours=23)
    await new.taps("I stay")
    lis.sees(STAYS, name="Alma")
    await house.passes(hours=30)
    assert len(new.keys) == 4


async def test_who_cannot_be_reached_is_not_erased_before_it_has_come(house: House) -> None:
    alma = await with_an_answer(house)
    await alma.blocks()
    await moves_out(house)
    house.lis.sees(WAITS, name="Alma")
    await house.passes(hours=50)
    await alma.unblocks()
    await house.passes(minutes=1)
    alma.reads("{name} has written that you move out.", name="Mette")
    assert alma.has_button("I stay")
    await house.passes(hours=25)
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund")


async def test_at_night_nothing_rings_and_the_day_counts_from_the_morning(house: House) -> None:
    alma, mette = await with_an_answer(house), house.mette
    await house.at("2026-11-23 23.30")
    alma.turns_page()
    await moves_out(house)
    assert not alma.shown
    await looks_at_it(mette)
    await mette.taps("Undo")
    assert all(message.silent for message in alma.shown)
    mette.turns_page()
    await moves_out(house)
    await house.at("2026-11-24 23.45")
    assert alma.has_button("I stay"), "it came in the morning"
    assert await traces(house.service.db, "Jeg savner min hund")


async def test_a_cleared_screen_leads_back_to_it(house: House) -> None:
    alma = await with_an_answer(house)
    await erases(alma)
    await clears(alma)
    await alma.taps("Show what waits")
    await alma.taps("I stay")
    house.mette.sees(STAYS, name="Alma")


async def test_who_moves_out_is_gone_a_day_later(house: House) -> None:
    alma = await with_an_answer(house)
    await moves_out(house)
    await house.passes(hours=25)
    alma.reads(LAST_WORD)
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund")
