"""Wishes: said as they are, answered in one of three ways, kept in an album that the borger alone changes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from bot.commands.copies import export
from bot.config import read_settings
from storage import method_use
from tests.house import House
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone, da
from tests.pictures.test_week import PNG
from tests.reader_stage import chooses
from tests.review_stage import opened
from tests.views.test_views import sketch

SEA = "Jeg vil se havet."
TITLE = "Jeg vil se havet"
STEP = "Vi ser på toget sammen"


async def wishes(house: House, words: str = SEA) -> None:
    await album(house.alma)
    if house.alma.can_tap("A new wish"):
        await house.alma.taps("A new wish")
    await house.alma.says(words)
    await house.alma.taps("Done")


async def album(alma: Phone, *taps: str) -> None:
    alma.turns_page()
    await opens_shelf(alma, "My life", "My wishes", *taps)


async def answers(staff: Phone, *taps: str) -> None:
    await staff.presses("Follow-up")
    await staff.taps(da("Answer: {what}", what=TITLE), *taps)


async def test_yes_is_a_first_step_with_who_and_when_and_comes_true(house: House, tmp_path: Path) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    for reader in (mette, jonas):
        await house.shares(alma, reader, "wishes")
    await wishes(house)
    await album(alma, "One wish at a time", "Do something with it", "Another picture", "A trip")
    await album(alma)
    assert re.search(rf"pictogram='🚌💭', label='{TITLE}: Nyt'", sketch(alma.card))
    await answers(mette, "Yes, with a first step")
    await mette.says(STEP)
    await mette.taps(da("{when}", when=date(2026, 12, 7)), da("{name}, whom I ask", name="Jonas"))
    alma.sees("Svar på dit ønske: Ja, med et første skridt")
    alma.sees(f"Første skridt: {STEP}")
    jonas.sees("{name} asks if you take this on for {borger}: »{what}«. See »Follow-up«.",
               name="Mette", borger="Alma", what=STEP)  # fmt: skip
    await album(alma, "One wish at a time")
    alma.sees(SEA.rstrip("."))
    assert re.search(rf"label='Første skridt, fra personalet: {STEP}'.*Ingen har taget", sketch(alma.card))
    await jonas.presses("Follow-up")
    await jonas.taps(da("I take it on: {what}", what=STEP))
    alma.sees("{name} takes it on: {what}", name="Jonas", what=STEP)
    await album(alma, "One wish at a time")
    assert "Jonas gør det senest mandag den 7. december." in sketch(alma.card)
    await alma.taps("Do something with it", "It came true")
    assert "label='Det gik i opfyldelse'" in sketch(alma.card)
    mette.sees("{name} says that a wish came true: {title}", name="Alma", title=TITLE)
    await jonas.presses("Follow-up")
    jonas.reads("No open follow-ups.")
    file = await export(read_settings(house.settings), "Alma", tmp_path / "copy", house.clock.now())
    said = da("{name} answers your wish, {title}: »{reason}«", name="Mette", title=TITLE, reason=STEP)
    assert said in file.read_text("utf-8")


async def test_something_smaller_counts_only_with_a_yes_and_a_no_asks_anew(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "wishes")
    await wishes(house)
    await answers(mette, "Something smaller first")
    await mette.says("En dag ved fjorden")
    alma.sees("{title}: do you say yes to it?", title="En dag ved fjorden")
    await alma.taps("No")
    mette.sees("{name} says no to: {title}", name="Alma", title="En dag ved fjorden")
    await album(alma)
    assert "fjorden" not in sketch(alma.card)
    await answers(mette, "Something smaller first")
    await mette.says("En time ved søen")
    await alma.taps("Yes")
    mette.sees("{name} says yes to: {title}", name="Alma", title="En time ved søen")
    await album(alma)
    drawn = sketch(alma.card)
    assert "label='En time ved søen: Første skridt er i gang'" in drawn
    assert f"label='{TITLE}: Første skridt er i gang'" in drawn, "the wish itself stays as it was said"
    await mette.presses("Follow-up")
    await mette.taps(da("Done: {note}", note="En time ved søen"))
    alma.sees("{name} has done it: »{note}«", name="Mette", note="En time ved søen")


async def test_who_may_not_read_a_wish_any_more_is_neither_asked_nor_kept_with_it(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    for reader in (mette, jonas):
        await house.shares(alma, reader, "wishes")
    await wishes(house)
    await answers(mette, "Yes, with a first step")
    await mette.says(STEP)
    await mette.taps(da("{when}", when=date(2026, 12, 7)))
    asks = mette.button(da("{name}, whom I ask", name="Jonas"))
    await chooses(alma, "Jonas")
    await mette.taps_data(*asks)
    jonas.sees_not(STEP)
    await opened(house, "Read and see", "Wishes", "One wish at a time", "Plan something from it")
    await chooses(alma, "Mette")
    mette.sees_not(TITLE)


async def test_why_not_now_comes_up_again_on_its_day(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "wishes")
    await wishes(house)
    await album(alma)
    stands = alma.card.message_id
    await answers(mette, "Not now")
    await mette.says("Bussen kører først til foråret.")
    await mette.taps(da("{when}", when=date(2026, 12, 7)))
    assert f"label='{TITLE}: Ikke lige nu'" in sketch(next(each for each in alma.shown if each.message_id == stands))
    await album(alma, "One wish at a time")
    assert "Mette ser på det igen mandag den 7. december." in sketch(alma.card)
    await mette.presses("Follow-up")
    mette.reads("No open follow-ups.")
    await house.at("2026-12-07 09.00")
    await mette.presses("Follow-up")
    mette.sees(TITLE)
    await album(alma, "One wish at a time", "Do something with it", "Put it away")
    await mette.presses("Follow-up")
    mette.reads("No open follow-ups.")
    await album(alma, "One wish at a time", "Do something with it", "Bring it out again")
    assert "label='Ikke lige nu'" in sketch(alma.card)


async def test_staff_who_may_read_them_leaf_through_them_and_plan_from_one(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "wishes")
    await album(alma)
    await alma.sends_photo(PNG)
    await alma.taps("Done")
    await wishes(house)
    await opened(house, "Read and see", "Wishes")
    assert TITLE in mette.card.text + mette.screen and "photo=" in sketch(mette.card)
    await mette.taps("One wish at a time", "Plan something from it")
    await mette.says("Toget til Skagen")
    await mette.taps(da("{when}", when=date(2026, 11, 24)), "10.00")
    alma.sees("Mette har planlagt noget ud fra dit ønske: Toget til Skagen")
    await album(alma)
    assert f"label='{TITLE}: I min plan'" in sketch(alma.card)
    await opened(house, "Read and see", "Wishes", "One wish at a time", "Older", "What was sent")
    assert any(message.file and message.file.content == PNG for message in mette.shown)
    await chooses(alma, "Mette")
    assert not any(message.file and message.file.content == PNG for message in mette.shown), "it goes with the sharing"


async def test_old_wishes_come_up_again_and_what_has_changed_is_a_new_one_beside_them(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "wishes")
    for words in ("Spille guitar", SEA, "En hund", "Se min bror"):
        await wishes(house, words)
    who = await house.known(alma)
    await house.service.db.write(method_use.set_used, who.id, "wish_again", True, who.id, house.clock.now())
    await opens_shelf(alma, "My life", "Are my wishes still so?")
    alma.sees("{item}: is it still so?", item="Spille guitar")
    await alma.taps("Yes")
    await alma.taps("I wish something else now")
    await alma.says("Bo ved havet")
    await alma.taps("Done", "Put it away")
    await album(alma)
    drawn = sketch(alma.card)
    for said in ("Bo ved havet: Nyt", f"{TITLE}: Nyt", "En hund: Lagt væk af mig", "Spille guitar: Nyt"):
        assert f"label='{said}'" in drawn
    await mette.presses("Follow-up")
    assert mette.can_tap(da("Answer: {what}", what="Bo ved havet"))
    assert not mette.can_tap(da("Answer: {what}", what="En hund")), "nothing is owed for what is put away"
