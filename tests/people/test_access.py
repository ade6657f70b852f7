"""The access of somebody who works here ends: they reach nothing by anything that was in their chat, others take over
what was theirs, and everybody concerned is told."""

from __future__ import annotations

from pathlib import Path

from dialogs.permissions import Role
from tests.books import books
from tests.house import METTE, House, open_house
from tests.people.test_joining import link_on
from tests.phone import Phone
from tests.reader_stage import lets
from tests.review_stage import will_do
from tests.reviewing.test_summaries import answers
from tests.talking.test_agreed_alerts import agrees
from tests.talking.test_agreed_alerts import answers as moods

CLOSED = "Hello. This is a closed chat for a house. Ask the staff for a link."
ENDED = "Your access to {house} has ended. I have taken away what I could here. Is that wrong? Ask a leader."


SCREENS = (
    ("News", "Alma", "I follow up", "In my own words"),
    ("Borgere", "Alma", "Answers", "⬅ Alma", "Export", "⬅ Alma", "Settings", "Methods"),
    ("Plan", "🕒"),
    ("Follow-up",),
    ("More", "New borger"),
)
"""Keys, and what is tapped after each."""


async def chosen_from_staff(lis: Phone, name: str) -> None:
    """Goes to one of those who work here: Huset, Medarbejdere, the name."""
    lis.turns_page()
    await lis.presses("The house")
    staff = next(label for label in lis.labels if lis.say("Staff") in label)
    await lis.taps(staff, name)


async def at_page(phone: Phone) -> None:
    """Opens Alma's page."""
    phone.turns_page()
    await phone.presses("Borgere")
    await phone.taps("Alma")


async def ends(house: House, phone: Phone) -> None:
    await chosen_from_staff(house.lis, phone.name)
    await house.lis.taps("End access", "Yes, end it now")


async def test_a_leader_reads_back_who_takes_over_before_it_counts(house: House) -> None:
    lis, mette = house.lis, house.mette
    await chosen_from_staff(lis, "Mette")
    lis.reads("{name} is contact person of {names}.", name="Mette", names=("Alma",))
    await lis.taps("End access")
    lis.reads("{name} then reaches nothing here, at once.", name="Mette")
    lis.reads("{what}: nobody yet", what="Alma")
    await lis.taps("No, as it was")
    await mette.opens_news()
    mette.reads("Nothing new.")


async def test_a_successor_is_chosen_and_everybody_is_told(house: House) -> None:
    lis, mette, jonas, alma = house.lis, house.mette, house.jonas, house.alma
    await answers(alma, "Jeg savner min hund")
    await mette.opens_news()
    await mette.taps("I follow up")
    await will_do(mette, "Jeg kommer forbi i morgen")
    alma.turns_page()
    await chosen_from_staff(lis, "Mette")
    await lis.taps("End access", lis.say("{what}: nobody yet", what="Alma"), "Jonas")
    lis.reads("{what}: {name}", what="Alma", name="Jonas")
    lis.reads("{what}: {name}", what=lis.say("{name}, {what}", name="Alma", what=lis.say("a follow-up")), name="Jonas")
    lis.sees_not("Jeg kommer forbi", "hund")
    await lis.taps("Yes, end it now")
    lis.reads("{name} has no access any more. All whom it concerns are told.", name="Mette")
    mette.reads(ENDED, house="Botilbuddet")
    jonas.sees("You are contact person of {name} now. {name} chooses what you may read.", name="Alma")
    jonas.sees("You take over something for {borger} from {name}. See »Follow-up«.", borger="Alma", name="Mette")
    alma.sees("{name} is not your contact person any more.", name="Mette")
    alma.reads("{name} is your contact person now.", name="Jonas")
    alma.reads("I show {name} nothing before you have chosen.", name="Jonas")
    assert not any("✓" in label for label in alma.labels), "nothing is ticked"
    await at_page(jonas)
    jonas.sees_not("hund")
    await jonas.presses("Follow-up")
    jonas.sees("Jeg kommer forbi i morgen")
    await alma.taps("Everything")
    await at_page(jonas)
    await jonas.taps("Answers")
    jonas.sees("hund")


async def test_without_a_successor_the_borger_stands_among_those_without(house: House) -> None:
    lis, alma = house.lis, house.alma
    await ends(house, house.mette)
    alma.reads("You have no contact person just now.")
    alma.reads("You can tap »Talk to someone« as before.")
    await lis.presses("The house")
    assert any(f"{lis.say('Without a contact person')} · 1" in label for label in lis.labels)
    await alma.presses("Talk to someone")
    house.jonas.sees("{name} would like to talk with someone.", name="Alma")


async def test_who_left_reaches_nothing_by_anything_in_their_chat(house: House) -> None:
    """Every button, key, link and open card that ever was in the chat, half-done ones and a file on its way too."""
    mette, alma, ever = house.mette, house.alma, set[tuple[int, str]]()

    def keeps() -> None:
        rows = ((m.message_id, row) for m in mette.person.messages if m.from_bot for row in m.buttons)
        ever.update((number, button.data) for number, row in rows for button in row if button.data)

    await answers(alma, "Jeg savner min hund")
    for key, *buttons in SCREENS:
        await mette.presses(key)
        keeps()
        for button in buttons:
            await mette.taps(button)
            keeps()
    await alma.presses("Talk to someone")
    mette.sees("{name} would like to talk with someone.", name="Alma")
    keeps()
    assert len(ever) > 40
    keys = mette.keys
    assert len(keys) == 5
    await ends(house, mette)
    assert len([m for m in mette.person.messages if m.from_bot]) == 1, "all else was taken out of the chat"
    mette.reads(ENDED, house="Botilbuddet")
    assert not mette.keys
    before = await books(house.service.db, without=("inbox", "outbox"))
    others = [phone.texts for phone in (alma, house.jonas, house.lis)]
    for message_id, data in sorted(ever):
        await mette.taps_data(message_id, data)
    for words in (*keys, "/settings", "/privacy", "Jeg kommer i morgen"):
        await mette.says(words)
    await mette.speaks()
    assert await books(house.service.db, without=("inbox", "outbox")) == before
    assert [phone.texts for phone in (alma, house.jonas, house.lis)] == others
    mette.sees_not("hund", "Alma", "Nothing new.")
    mette.sees(CLOSED)


async def test_a_file_that_was_asked_for_does_not_come_afterwards(house: House) -> None:
    mette = house.mette
    await answers(house.alma, "Jeg savner min hund")
    await at_page(mette)
    await mette.taps("Export")
    at, data = mette.button("CSV")
    mette.person.taps_data(at, data)
    await ends(house, mette)
    assert not [m for m in mette.person.messages if m.file and m.file.kind == "document"]


async def test_links_they_had_made_bring_nobody_in(house: House) -> None:
    mette, lis = house.mette, house.lis
    await mette.presses("More")
    await mette.taps("New borger")
    await mette.says("Ida Opdigtet")
    await mette.taps("Dansk", "Both", "Faces", "Five", "Mette", "Done", "16.00")
    code = link_on(mette)
    await ends(house, mette)
    lis.sees("Links that {name} had made do not work any more.", name="Mette")
    await mette.starts(code)
    mette.reads("This link does not work any more. Ask the staff for a new one.")


async def test_a_promise_to_come_is_taken_up_by_others(house: House) -> None:
    mette, alma, jonas = house.mette, house.alma, house.jonas
    await alma.presses("Talk to someone")
    await mette.taps("I am coming now")
    await ends(house, mette)
    alma.sees("{name} cannot after all. I ask others.", name="Mette")
    jonas.sees("{name} would like to talk with someone.", name="Alma")


async def test_everybody_told_before_is_asked_anew_of_what_was_promised(house: House) -> None:
    alma, mette, jonas, lis = house.alma, house.mette, house.jonas, house.lis
    await alma.presses("Talk to someone")
    await house.passes(minutes=21)  # now Mette, Jonas and Lis have been told
    await mette.taps("I am coming now")
    await ends(house, mette)
    alma.sees("{name} cannot after all. I ask others.", name="Mette")
    alma.sees("Nobody has answered yet.")
    assert jonas.can_tap("I am coming now")
    await house.passes(minutes=11)
    assert lis.can_tap("I am coming now")
    await jonas.taps("I am coming now")
    alma.reads("{name} is coming now.", name="Jonas")


async def test_the_other_contact_person_is_asked_and_reads_of_no_answer(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    await alma.presses("Talk to someone")
    await mette.taps("I am coming now")
    await ends(house, mette)
    jonas.sees_not("Mette har svaret")
    assert jonas.can_tap("I am coming now")


async def test_an_alert_they_had_taken_goes_to_the_next_it_names(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    await house.shares(alma, jonas, "trivsel")
    await agrees(house, "Mette", "Jonas")
    await moods(house, "Badly")
    await house.passes(minutes=11)
    await mette.taps("I take it", "I am coming now")
    await ends(house, mette)
    alma.sees("{name} cannot after all. I ask others.", name="Mette")
    await jonas.taps("I take it", "I am coming now")
    alma.reads("{name} is coming now.", name="Jonas")


async def test_what_was_answered_in_words_stays_answered(house: House) -> None:
    mette, alma = house.mette, house.alma
    await alma.presses("Talk to someone")
    await mette.taps("I write …")
    await mette.says("Vi ses til kaffe")
    await ends(house, mette)
    alma.sees("Vi ses til kaffe")
    alma.sees_not(alma.say("{name} cannot after all. I ask others.", name="Mette"))


async def test_whom_a_borger_had_chosen_reads_nothing_and_the_borger_is_told(house: House) -> None:
    await lets(house, house.alma, house.jonas, "notes")
    house.alma.turns_page()
    await ends(house, house.jonas)
    house.alma.reads("I show {name} nothing any more.", name="Jonas")
    house.alma.turns_page()
    await house.alma.presses("More")
    await house.alma.taps("Settings", "Who may read")
    house.alma.sees_not("Jonas")


async def test_leaders_end_each_others_access_and_never_their_own(house: House) -> None:
    lis = house.lis
    await chosen_from_staff(lis, "Lis")
    lis.reads("{name} is leader.", name="Lis")
    assert not lis.has_button("End access")
    ruth = await house.joins(21, "Ruth", Role.LEADER)
    await chosen_from_staff(ruth, "Lis")
    await ruth.taps("End access", "Yes, end it now")
    lis.reads(ENDED, house="Botilbuddet")
    await lis.says("hej")
    lis.sees_not("The house")
    await chosen_from_staff(ruth, "Ruth")
    assert not ruth.has_button("End access"), "the last one stays"


async def test_who_comes_back_gets_a_new_link_and_nothing_of_before(house: House) -> None:
    lis, mette = house.lis, house.mette
    await answers(house.alma, "Jeg savner min hund")
    await ends(house, mette)
    await chosen_from_staff(lis, "Mette")
    day = house.clock.now().astimezone(house.service.house.zone).date()
    lis.reads("{name} has had no access since {day}.", name="Mette", day=day)
    await lis.taps("New link")
    await mette.starts(link_on(lis))
    mette.reads("Welcome, {name}. You are {role} in {house}.", name="Mette", role=mette.say("staff"),
                house="Botilbuddet")  # fmt: skip
    await house.contacts(house.alma, mette)
    await mette.opens_news()
    mette.sees_not("hund")


async def test_duty_and_summaries_end(house: House) -> None:
    await ends(house, house.mette)
    house.mette.turns_page()
    await answers(house.alma)
    await house.at("2026-11-25 19.00")
    assert house.mette.texts == []


async def test_a_name_goes_when_all_that_was_kept_of_the_time_is_gone(tmp_path: Path) -> None:
    async with open_house(tmp_path, keep_months="1") as house:
        await ends(house, house.jonas)
        await house.jumps("2027-01-05 12.00")
        await house.service.upkeep.forget()
        held = await books(house.service.db)
        assert not [row for row in held["person"] if "Jonas" in row] and [r for r in held["person"] if "Mette" in r]
        assert METTE in [value for row in held["person"] for value in row]


async def test_what_was_read_back_and_is_so_no_more_is_read_back_again(house: House) -> None:
    lis, ruth = house.lis, await house.joins(21, "Ruth", Role.LEADER)
    await chosen_from_staff(lis, "Mette")
    await lis.taps("End access", lis.say("{what}: nobody yet", what="Alma"), "Jonas")
    await chosen_from_staff(ruth, "Jonas")
    await ruth.taps("End access", "Yes, end it now")
    await lis.taps("Yes, end it now")
    lis.sees("{what}: nobody yet", what="Alma")
    assert house.mette.keys, "nothing has ended yet"
    await lis.taps("Yes, end it now")
    assert not house.mette.keys
