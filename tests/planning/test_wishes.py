"""Wishes corrected, edited, shared and kept to oneself: staff have before them what the borger has said last."""

from __future__ import annotations

from datetime import date

from dialogs.text import TextValue
from storage import sessions
from tests.house import House
from tests.people.test_leaving import ERASE
from tests.planning.test_proposals import LINE, WEDNESDAY, local, opens, planned, states, wishes
from tests.reader_stage import chooses

# Corrected


async def test_a_wish_corrected_at_the_receipt_is_the_same_wish(house: House) -> None:
    await wishes(house)
    await house.alma.taps("Change")
    await house.alma.taps_data(*house.alma.button("Exercise"))
    await house.alma.taps("Friday")
    assert await states(house) == [("exercise", "waiting")]
    house.mette.sees(LINE, title="🏃 " + house.mette.say("Exercise"), when=local(12, 4, 14))


async def test_a_wish_taken_out_is_withdrawn_and_one_put_in_waits(house: House) -> None:
    await wishes(house)
    await house.alma.taps("Change", "Wishes", "Exercise", "Shopping", "Done", "Monday", "In the morning", "Just me")
    assert sorted(await states(house)) == [("exercise", "withdrawn"), ("shopping", "waiting")]
    house.mette.sees(house.mette.say("Shopping"))
    await house.mette.taps("Say yes")
    assert [activity.plan.title for activity in await planned(house)] == [house.alma.say("Shopping")]


async def test_a_wish_changed_after_the_yes_waits_anew(house: House) -> None:
    await wishes(house)
    await house.mette.taps("Say yes")
    await house.alma.taps("Change")
    await house.alma.taps_data(*house.alma.button("Exercise"))
    await house.alma.taps("Friday")
    assert await states(house) == [("exercise", "confirmed"), ("exercise", "waiting")]
    await house.mette.taps("Say yes")
    (activity,) = await planned(house)
    assert activity.changes[WEDNESDAY.date()].day == date(2026, 12, 4), "moved, not there twice"
    told: dict[str, TextValue] = {"title": house.alma.say("Exercise"), "when": local(12, 4, 14)}
    house.alma.sees("{name} says yes: {title}, {when}.", name="Mette", **told)


async def test_own_words_that_are_edited_are_read_as_they_are_now(house: House) -> None:
    await opens(house, house.alma, "look_ahead")
    await house.alma.taps("Skip")
    sent = await house.alma.says("Jeg vil se søen")
    await house.alma.taps("Done")
    await house.alma.edits(sent, "Jeg vil se havet")
    house.mette.sees("Jeg vil se havet")
    house.mette.sees_not("søen")


# Shared


async def test_while_nobody_may_read_it_the_borger_hears_how_somebody_could(house: House) -> None:
    await house.shares(house.alma, house.mette, "trivsel")
    await wishes(house)
    house.alma.sees("Nobody else may read it yet.")
    assert house.alma.has_button("Choose who may read it") and not house.alma.has_button("Share")
    assert house.mette.shown == []
    await opens(house, house.mette, "wishes")
    house.mette.reads("No wishes wait for an answer.")


async def test_shared_later_it_is_told_then(house: House) -> None:
    await house.shares(house.alma, house.mette, "trivsel")
    await wishes(house)
    alma = house.alma
    await chooses(alma, "Mette", "Everything")
    house.mette.sees(house.mette.say("Exercise"))


async def test_kept_to_oneself_it_goes_from_the_screen(house: House) -> None:
    await wishes(house)
    await house.alma.taps("Don't share")
    house.mette.sees_not(house.mette.say("Exercise"))
    house.mette.sees("No wishes wait for an answer.")


async def test_old_buttons_do_nothing_for_who_may_not_read_it_any_more(house: House) -> None:
    await wishes(house)
    yes = house.mette.button("Say yes")
    await house.alma.taps("Don't share")
    await house.mette.taps_data(*yes)
    await house.jonas.taps_data(*yes)
    await house.lis.taps_data(*yes)
    await house.alma.taps_data(*yes)
    assert await planned(house) == []
    assert await states(house) == [("exercise", "waiting")]
    await house.alma.taps("Share")
    await house.contacts(house.alma, house.jonas)
    await house.mette.taps_data(*yes)
    assert await planned(house) == []


async def test_its_message_belongs_to_the_borger_and_goes_with_them(house: House) -> None:
    await wishes(house)
    (message,) = house.mette.shown
    await house.alma.says("/stop")
    await house.alma.taps(*ERASE, "Yes, erase everything")
    await house.passes(hours=24, minutes=1)
    assert message.message_id not in [each.message_id for each in house.mette.person.messages]
    house.mette.sees_not(house.mette.say("Exercise"))


async def test_my_week_leads_to_what_is_wished_for_and_back_into_it(house: House) -> None:
    alma, who = house.alma, await house.known(house.alma)
    await alma.presses("My week")
    await alma.taps("Next week", "A wish", "Exercise", "Done")
    begun = await house.service.db.read(sessions.open_session, who.id, "look_ahead")
    await alma.presses("My week")
    await alma.taps("Next week", "A wish")
    alma.sees("{item}: which day?", item=alma.say("Exercise"))
    now = await house.service.db.read(sessions.open_session, who.id, "look_ahead")
    assert begun and now and now.id == begun.id, "no second one was begun"
