"""A borger's page on the phone of a contact person: its parts, what it never shows, and that it keeps up."""

from __future__ import annotations

import pytest

from bot.telegram.render import LINE_FITS, width
from dialogs.permissions import Role
from dialogs.text import T
from tests.house import PLAN, TOPICS, House
from tests.review_stage import asks_who_has_seen, looked_back, looks, opened, will_do
from tests.reviewing.test_summaries import answers
from tests.simulator_stage import png

pytestmark = pytest.mark.long

NOT_YOURS = "That is not yours to open. Ask a leader, if you need it."


async def test_the_first_side_says_what_there_is_and_what_is_new(house: House) -> None:
    mette = await opened(house)
    mette.reads("{topic}: nothing yet", topic=T("How are you"))
    mette.sees("Nothing new since {when}.", when=house.local("2026-11-16 12.00"))
    assert not mette.has_button("What is new")
    await answers(house.alma, "Jeg savner min hund")
    mette = await opened(house)
    mette.reads("{topic}: {when}, new", topic=T("How are you"), when=house.local("2026-11-23 12.00"))
    mette.sees_not("Jeg savner min hund")
    assert len(mette.shown) == 1, "one card, in the place of the list"
    await mette.taps("What is new")
    mette.sees("»Jeg savner min hund«")
    assert (await opened(house)).has_button("What is new"), "until she says that she has seen it"
    await house.passes(seconds=5)
    await mette.taps("What is new", "Seen")
    assert not (await opened(house)).has_button("What is new")


async def test_the_latest_answers_by_topic(house: House) -> None:
    alma = house.alma
    await answers(alma, "Jeg savner min hund", mood="Badly")
    await alma.presses("More")
    await alma.taps("My life", "My wishes")
    await alma.says("Jeg vil til havet")
    await alma.taps("Done")
    await house.passes(hours=1)
    await answers(alma, mood="Well")
    mette = await opened(house, "Answers")
    mette.sees("»Jeg vil til havet«")
    mette.sees("{question}: {answer} ({score})", question=T("Mood"), answer=T("Well"), score=7.5)
    mette.sees_not("»Jeg savner min hund«")
    await mette.taps("How are you")
    mette.sees("»Jeg savner min hund«")
    mette.sees("{question}: {answer} ({score})", question=T("Mood"), answer=T("Badly"), score=2.5)
    assert len(mette.shown) == 1
    await mette.taps("Alma")
    assert mette.has_button("Read and see")
    assert await looks(house) == ["page", "answers", "answers", "page"]


async def test_no_button_of_a_page_is_cut_off_on_a_phone(house: House) -> None:
    await answers(house.alma)
    for parts in ((), ("Answers",), ("Curves",), ("Curves", "How are you")):
        for row in (await opened(house, *parts)).card.buttons:
            longest = max(width(button.text) for button in row)
            assert len(row) <= next(most for letters, most in LINE_FITS if longest <= letters)


async def test_many_answers_are_leafed_through(house: House) -> None:
    for number in range(16):
        await answers(house.alma, f"Ord nummer {number} " + "og lidt til " * 15)
        await house.passes(minutes=5)
    mette = await opened(house, "Answers", "How are you")
    mette.sees("Ord nummer 15 ")
    mette.sees_not("Ord nummer 1 ")
    assert not mette.has_button("Newer")
    seen = mette.screen
    while mette.has_button("Older"):
        await mette.taps("Older")
        seen += mette.screen
    assert all(f"Ord nummer {number} " in seen for number in range(16)), "none is lost between two sheets"
    mette.sees_not("Ord nummer 15 ")
    await mette.taps("Newer")
    assert mette.has_button("Older")


async def test_voice_and_photos_are_sent(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food")
    await alma.speaks()
    await alma.sends_photo(png(), "min hund")
    await alma.taps("Done")
    mette = await opened(house, "Answers", "Hear and read all")
    assert [m.file.kind for m in mette.shown if m.file] == ["voice", "photo"]
    mette.sees("»min hund«")
    assert "own words" in await looks(house)


async def test_curves_with_exact_values(house: House) -> None:
    for day, mood in ((23, "Well"), (24, "Badly"), (25, "Okay")):
        await house.at(f"2026-11-{day} 16.00")
        await answers(house.alma, mood=mood)
    mette = await opened(house, "Curves", "How are you")
    (sketch,) = [m.file.content.decode("utf-8", "ignore") for m in mette.shown if m.file]
    assert all(f"shown='{value}'" in sketch for value in ("7,5", "2,5", "5"))
    assert sketch.count("ChartPoint(") == 28 * 3
    mette.sees("{question}: {count} answers, {least} to {most}, last {latest}", question=T("Mood"), count=3, least=2.5,
               most=7.5, latest=5.0)  # fmt: skip
    await mette.taps("A year")
    (sketch,) = [m.file.content.decode("utf-8", "ignore") for m in mette.shown if m.file]
    assert sketch.count("ChartPoint(") == 52 * 3
    assert "shown='5'" in sketch, "the mean of the week"
    assert (await looks(house))[-2:] == ["chart trivsel", "chart trivsel"]


async def test_how_activities_went(house: House) -> None:
    await looked_back(house, ("2026-11-16", "did_it"), ("2026-11-18", "with_help"), ("2026-11-20", "not_today"))
    mette = await opened(house, "Attendance")
    mette.sees("Svømning")
    for how in ("did it", "with help", "not today"):
        mette.sees("{how}: {count}", how=T(how), count=1)
    mette.sees("Last: {date}, {how}", date=house.local("2026-11-20 12.00").date(), how=T("not today"))
    mette.sees_not("Nothing is shared with you.")
    mette.sees_not("given with help", "givet med hjælp")
    assert (await looks(house))[-1] == "attendance"


async def test_what_of_it_was_said_with_help_is_told_apart(house: House) -> None:
    await looked_back(house, ("2026-11-16", "did_it"), ("2026-11-18", "did_it"), provenance="helped")
    (await opened(house, "Attendance")).sees("{count} of the answers were given with help.", count=2)


async def test_follow_ups_are_closed_on_the_page(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma)
    await mette.opens_news()
    await mette.taps("I follow up")
    await will_do(mette, "Jeg ringer til vicevært")
    await opened(house, "Follow-up")
    mette.reads("»Jeg ringer til vicevært«")
    await mette.taps(mette.labels[0])
    alma.sees("{name} has done it: »{note}«", name="Mette", note="Jeg ringer til vicevært")
    mette.reads("No open follow-ups.")


async def test_notes_are_staffs_and_stand_apart(house: House) -> None:
    await answers(house.alma)
    mette = await opened(house, "Staff's notes")
    mette.reads("There are no notes yet.")
    await mette.taps("Add a note")
    await mette.says("Virker <træt> & stille")
    assert "Virker <træt> & stille" in mette.shown[0].text, "on the page that is open"
    mette.sees("{name}: notes by staff", name="Alma")
    await mette.taps("Alma")
    mette.sees("Staff's notes: {count}", count=1)
    for part in ("Answers", "How are you"):
        await mette.taps(part)
        mette.sees_not("Virker <træt> & stille")
    house.alma.sees_not("Virker <træt> & stille")


async def test_where_nothing_is_shared_it_says_so_kindly(house: House) -> None:
    await answers(house.alma, "en hemmelighed")
    await house.shares(house.alma, house.mette)
    mette = await opened(house)
    mette.reads("{name} shares nothing with you now. {name} decides that.", name="Alma")
    await mette.taps("Read and see")
    mette.reads("{name} shares nothing with you now. {name} decides that.", name="Alma")
    assert not any(mette.has_button(way) for way in ("Answers", "Curves", "Pictures", "Attendance", "Export"))
    assert await looks(house) == []


async def test_what_is_withdrawn_is_taken_off_every_side(house: House) -> None:
    alma = house.alma
    await answers(alma, "en hemmelighed")
    mette = await opened(house, "Answers")
    mette.sees("»en hemmelighed«")
    await alma.taps("Don't share")
    mette.sees_not("en hemmelighed")
    await alma.taps("Share")
    mette.sees("»en hemmelighed«")
    await mette.taps("Alma", "Curves", "How are you")
    assert any(m.file for m in mette.shown)
    await alma.taps("Don't share")
    assert not any(m.file for m in mette.shown)


async def test_who_is_contact_person_no_more_keeps_nothing_on_the_screen(house: House) -> None:
    await answers(house.alma, "kun til Mette")
    mette = await opened(house, "Answers")
    old = mette.button("Alma")
    await house.lis.presses("Borgere")
    await house.lis.taps("Alma", "Contact persons", "Mette", "Jonas", "Done", "Yes, save it")
    mette.sees_not("kun til Mette")
    await mette.taps_data(*old)
    mette.reads(NOT_YOURS)
    mette.sees_not("kun til Mette")


async def test_a_leader_administers_and_reads_only_as_a_contact_person(house: House) -> None:
    await answers(house.alma, "kun til Mette")
    await house.lis.presses("Borgere")
    await house.lis.taps("Alma")
    assert house.lis.has_button("Methods") and not house.lis.has_button("Answers")
    await house.contacts(house.alma, house.mette, house.lis)
    await house.shares(house.alma, house.lis, "trivsel")
    await house.lis.presses("Borgere")
    await house.lis.taps("Alma")
    assert not house.lis.has_button("Answers"), "answers are for those who work with the borger, whatever their rank"


async def test_somebody_elses_page_is_no_door(house: House) -> None:
    await answers(house.alma, "kun til Mette")
    await opened(house, "Answers")
    alma = await house.known(house.alma)
    for phone in (house.jonas, house.lis, house.alma):
        phone.turns_page()
        for view in ("main", "answers", "chart.trivsel.month", "file.csv", "hear", "news"):
            await phone.taps_data(1, f"1:b{alma.id}:0:{view}")
        assert not any("kun til Mette" in text for text in phone.texts)
        assert not any(m.file for m in phone.shown)
    await asks_who_has_seen(house.alma)
    house.alma.reads("Mette")
    house.alma.sees_not("Jonas", "Lis")


async def test_old_and_strange_buttons_lead_back_to_the_first_side(house: House) -> None:
    mette = await opened(house, "Answers")
    message_id, data = mette.button("Alma")
    begin = data.rpartition(":")[0]
    for choice in ("nonsense", "", "done.x", "file.exe", "done.999999", "chart", "chart.nothing.year", "answers.none"):
        await mette.taps_data(message_id, f"{begin}:{choice}")
        assert mette.shown[0].buttons, choice
    await mette.taps_data(message_id, f"1:b{(await house.known(house.alma)).id}:{2**62}:answers.trivsel")
    assert mette.shown


async def test_a_page_opened_anew_takes_the_old_ones_place(house: House) -> None:
    await answers(house.alma)
    mette = house.mette
    for _ in range(3):
        await mette.presses("Borgere")
        await mette.taps("Alma")
    assert sum(any(mette.say("Read and see") in b.text for row in m.buttons for b in row) for m in mette.shown) == 1


async def test_the_page_leads_to_the_settings(house: House) -> None:
    mette = await opened(house, "Settings", "Methods")
    mette.sees("{about}: which method?", about="Alma")


async def test_pages_of_two_borgere_are_kept_apart(house: House) -> None:
    bo = await house.joins(15, "Bo", Role.BORGER, plan=PLAN)
    await house.contacts(bo, house.mette)
    await house.shares(bo, house.mette, *TOPICS)
    await answers(house.alma, "ord fra Alma")
    await answers(bo, "ord fra Bo")
    mette = await opened(house, "Answers")
    mette.sees_not("ord fra Bo")
    mette.turns_page()
    await mette.presses("Borgere")
    await mette.taps("Bo", "Answers")
    mette.sees("ord fra Bo")
    mette.sees_not("ord fra Alma")
