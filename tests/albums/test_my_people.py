"""A borger's own people: named with a photo, reminded of, kept as an album, changed and put away."""

from __future__ import annotations

import re
from datetime import date, time

from storage import activities
from tests.goals_stage import uses
from tests.house import House
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone
from tests.pictures.test_week import PNG
from tests.review_stage import opened
from tests.views.test_views import sketch

NEW, ALBUM, CHANGES = "One more of my people", "My people", "Change something about my people"


async def names(alma: Phone, *words: str) -> None:
    """Alma names somebody with a photo and these words, to be called and visited every week."""
    await opens_shelf(alma, "My life", NEW)
    await alma.sends_photo(PNG)
    for each in words:
        await alma.says(each)
    await alma.taps("Done", "Call", "Visit each other", "Done", "Every week", "The phone or the computer")


async def reminders(house: House) -> list[tuple[str, time, str, int]]:
    alma = await house.known(house.alma)
    found = await house.service.db.read(activities.activities_of, alma.id)
    return [(a.plan.title, a.plan.at, a.plan.repeat.unit, a.plan.repeat.every) for a in found if a.kind == "own"]


async def test_a_person_has_a_photo_a_rhythm_and_a_reminder_and_can_be_changed(house: House) -> None:
    alma = house.alma
    await uses(house, "my_people", "my_people_change", topics=("life",))
    await names(alma, "Mor")
    await alma.taps("Yes", alma.say("{when}", when=date(2026, 11, 24)), alma.say("{when}", when=time(17)))
    alma.sees("I remind you of {what}: {when}. After that {days}.", what="Tid til Mor",
              when=house.local("2026-11-24 17.00"), days=alma.say("Tue"))  # fmt: skip
    assert await reminders(house) == [("Tid til Mor", time(17), "weeks", 1)]
    await house.at("2026-11-24 17.00")
    alma.sees("Tid til Mor")

    await opens_shelf(alma, "My life")
    assert await alma.finds(ALBUM) and not await alma.finds(NEW) and not await alma.finds(CHANGES), (
        "one way to all of it"
    )
    await opens_shelf(alma, "My life", ALBUM)
    assert alma.has_button(NEW)
    assert re.search(r"label='Mor', [^)]*photo=\d", sketch(alma.card))
    await alma.taps("Mor")
    drawn = sketch(alma.card)
    assert "label='Kontakt: Ringe og Besøge hinanden'" in drawn and "label='Hvor tit: Hver uge'" in drawn
    assert "Jeg minder dig om det: hver tirsdag kl. 17" in drawn
    await alma.taps(CHANGES, "How often", "Every month", "Yes")
    await alma.taps(alma.say("{when}", when=date(2026, 11, 25)), alma.say("{when}", when=time(19)))
    assert await reminders(house) == [("Tid til Mor", time(19), "months", 1)], "in place of the one before"
    await opens_shelf(alma, "My life", ALBUM, "Mor", CHANGES, "How often", "Every week", "No")
    alma.sees("I do not remind you of {what} any more.", what="Tid til Mor")
    assert await reminders(house) == []

    mette = house.mette
    await mette.presses("Follow-up")
    mette.sees("Hjælp til at have kontakt med nogen: Telefonen eller …")
    mette = await opened(house, "Answers", "My life")
    mette.sees("Mor")


async def test_a_reminder_follows_what_is_corrected_and_goes_with_whom_it_is_about(house: House) -> None:
    alma = house.alma
    await uses(house, "my_people", "my_people_change")
    await names(alma, "Bo")
    await alma.taps("Yes", alma.say("{when}", when=date(2026, 11, 24)), alma.say("{when}", when=time(17)))
    await alma.taps("Change", "What time", alma.say("{when}", when=time(10)))
    assert await reminders(house) == [("Tid til Bo", time(10), "weeks", 1)]
    await alma.presses("More")
    await alma.taps("My week", "Remind me", "My reminders", "Tid til Bo", "Remove")
    await alma.presses("More")
    assert await reminders(house) == []
    await opens_shelf(alma, "My life", ALBUM, "Bo", CHANGES, "The help", "I can do it myself")
    assert await reminders(house) == [], "what the borger took out stays out"
    await opens_shelf(alma, "My life", ALBUM, "Bo", CHANGES, "How often", "Every week", "Yes")
    await alma.taps(alma.say("{when}", when=date(2026, 11, 25)), alma.say("{when}", when=time(19)))
    assert len(await reminders(house)) == 1
    await opens_shelf(alma, "My life", ALBUM, "Bo", CHANGES, "Not among my people now")
    assert await reminders(house) == []
    await alma.presses("More")
    await alma.taps("My life")
    alma.sees_not(alma.say(ALBUM))
