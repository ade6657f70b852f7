"""Who stands in for a contact person reads in those days what the borger lets them: they are asked, by pictures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from storage import away, lent, people, sharing
from storage.away import Away
from tests.house import TOPICS, House
from tests.people.test_access import ends
from tests.people.test_time_off import LAST, takes_days_off
from tests.reader_stage import lets, picks
from tests.review_stage import will_do
from tests.reviewing.test_summaries import answers
from tests.storage.test_house import NOW, opened
from tests.storage.test_migrations import MIGRATIONS, up_to

SAID = "Jeg savner min hund"
MAY = "May {reader} read what you share, meanwhile?"


async def test_with_a_yes_the_deputy_gets_the_news_and_the_follow_ups_until_the_days_are_over(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await answers(alma, SAID)
    await mette.opens_news()
    await mette.taps("I follow up")
    await will_do(mette, "Jeg kommer i morgen", 1)
    await takes_days_off(mette, "Jonas")
    await jonas.opens_news()
    jonas.sees_not("Alma:", SAID)
    alma.reads(MAY, reader="Jonas")
    await alma.taps("Yes, meanwhile")
    jonas.sees("{name} lets you read what {staff} may read, until {day}. See »News«.", name="Alma", staff="Mette",
               day=LAST)  # fmt: skip
    jonas.turns_page()
    await house.at("2026-11-23 18.00")
    jonas.reads(f"Alma: {jonas.say('own words')}")
    await jonas.taps("Alma")
    jonas.sees(SAID)
    await house.at("2026-11-24 09.05")
    jonas.sees("Something for {name} is to be done today. See »Follow-up«.", name="Alma")
    await house.at("2026-12-07 23.59")
    jonas.turns_page()
    await answers(alma, "Godnat")
    await jonas.opens_news()
    jonas.sees("Godnat")
    await house.at("2026-12-08 00.01")
    jonas.sees_not("Godnat")
    await alma.presses("More")
    await alma.taps("Settings", "Who may read")
    assert not any("Jonas" in label for label in alma.labels), "nothing is left of it"


async def test_with_a_no_or_no_answer_nobody_reads(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await answers(alma, SAID)
    await takes_days_off(house.mette, "Jonas")
    await alma.taps("No")
    await house.at("2026-11-23 18.30")
    await jonas.opens_news()
    jonas.sees_not("Alma:", SAID)


@pytest.mark.parametrize("everybody", [False, True])
async def test_who_may_read_already_is_not_asked_about(house: House, everybody: bool) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, None if everybody else jonas, "trivsel", "notes")
    await takes_days_off(house.mette, "Jonas")
    alma.sees("{name} answers.", name="Jonas")
    alma.sees_not(alma.say(MAY, reader="Jonas"))


async def test_who_shares_nothing_is_not_asked(house: House) -> None:
    alma = house.alma
    who, mette = await house.known(alma), await house.known(house.mette)
    for topic in TOPICS:
        await house.service.db.write(sharing.set_grant, who.id, mette.id, topic, False, house.clock.now())
    await takes_days_off(house.mette, "Jonas")
    alma.sees_not(alma.say(MAY, reader="Jonas"))


async def test_it_is_asked_in_pictures(house: House) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading=Reading.PICTURES))
    await takes_days_off(house.mette, "Jonas")
    assert alma.card.photo
    assert [label for label in alma.labels if label in ("✅", "✋")] == ["✅", "✋"]


async def test_back_early_it_ends_at_once(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await answers(alma, SAID)
    await takes_days_off(mette, "Jonas")
    await alma.taps("Yes, meanwhile")
    await jonas.opens_news()
    jonas.sees(SAID)
    await mette.presses("More")
    await mette.taps("Time off", "Back again")
    jonas.sees_not(SAID)


async def test_a_card_that_was_left_goes_with_the_days(house: House) -> None:
    alma = house.alma
    await takes_days_off(house.mette, "Jonas", last="24.11")
    tap = alma.button("Yes, meanwhile")
    await house.at("2026-11-25 00.01")
    assert not alma.can_tap("Yes, meanwhile")
    await alma.taps_data(*tap)
    await answers(alma, SAID)
    await house.jonas.opens_news()
    house.jonas.sees_not(SAID)


async def test_a_deputy_who_leaves_takes_it_with_them_and_another_is_asked_about(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.joins(21, "Ruth", Role.STAFF)
    await takes_days_off(mette, "Jonas")
    await alma.taps("Yes, meanwhile")
    alma.turns_page()
    await ends(house, house.jonas)
    await takes_days_off(mette, "Ruth")
    alma.reads(MAY, reader="Ruth")
    assert not any("Jonas" in label for label in alma.labels)


async def test_what_the_borger_has_said_of_them_since_stands(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await takes_days_off(house.mette, "Jonas")
    await alma.taps("Yes, meanwhile")
    await alma.presses("More")
    await alma.taps("Settings", "Who may read")
    await picks(alma, "Jonas", "Everything")
    await house.at("2026-12-08 00.01")
    await answers(alma, SAID)
    await jonas.opens_news()
    jonas.sees(SAID)


async def test_nothing_is_lent_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = next(number for number, sql in MIGRATIONS if "CREATE TABLE lent" in sql)
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < number])
    async with opened(tmp_path) as db:
        alma, mette, jonas = [
            (await db.write(people.add_person, role, name, NOW, profile=ReadingProfile(), state="active"))
            for role, name in ((Role.BORGER, "Alma"), (Role.STAFF, "Mette"), (Role.STAFF, "Jonas"))
        ]
        await db.write(away.set_away, Away(mette, date(2026, 1, 1), date(2026, 1, 9), jonas))
        await db.write(sharing.set_grant, alma, jonas, "trivsel", True, NOW, chosen=True)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.write(lent.end, mette, NOW) == []
        assert await db.read(lent.read_by, alma, jonas) == {"trivsel"}
        await db.write(lent.lend, alma, mette, jonas, {"notes"}, NOW)
        assert await db.write(lent.end, mette, NOW) == [alma]
        assert await db.read(lent.read_by, alma, jonas) == {"trivsel"}
