"""How the day went: asked of what stood in it, and read by staff with the name of what it was."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.app import build_runner
from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.text import T
from dialogs.time.activity import Activity, Change, HappeningState
from dialogs.time.repeat import Repeat
from storage import activities, answers
from storage.activities import StoredActivity
from tests.house import ZONE, House

TODAY = date(2026, 11, 23)
WENT = "{item}: did it happen?"


async def plans(house: House, title: str, hour: int, *, day: date = TODAY, minutes: int = 60) -> StoredActivity:
    """Something in Alma's day."""
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    plan = Activity(title, Repeat(day), time(hour), ZONE, minutes=minutes, pictogram="🏊")
    (made,) = await house.service.db.write(
        activities.add_activity, (alma.id,), "activity", plan, mette.id, house.clock.now()
    )
    found = await house.service.db.write(activities.activity_by_id, made)
    assert found is not None
    return found


async def changes(house: House, activity: StoredActivity, change: Change) -> None:
    await house.service.db.write(
        activities.set_change, activity, activity.plan.repeat.start, change, 0, house.clock.now()
    )


async def looks_back(house: House) -> None:
    who = await house.known(house.alma)
    await house.service.db.write(
        lambda tx: build_runner().go(Desk(house.service.house, tx, house.clock.now()), "look_back", Start(who, who))
    )
    await house.passes(seconds=1)


async def asked_about(house: House) -> list[str]:
    """The titles asked about, one after the other."""
    await looks_back(house)
    found: list[str] = []
    while house.alma.shown and house.alma.has_button("Yes"):
        text = house.alma.card.text or house.alma.card.caption
        found.append(text.partition(":")[0].removeprefix("<b>").strip())
        await house.alma.taps("Not today")
    return found


async def test_what_has_begun_today_is_asked_about_in_order(house: House) -> None:
    for title, hour in (("Svømning", 11), ("Morgenmad", 8), ("Aftentur", 19)):
        await plans(house, title, hour)
    await plans(house, "I går", 10, day=date(2026, 11, 22))
    assert await asked_about(house) == ["Morgenmad", "Svømning"]


@pytest.mark.parametrize("state", [HappeningState.CANCELLED, HappeningState.DECLINED])
async def test_what_was_called_off_or_declined_is_not(house: House, state: HappeningState) -> None:
    await plans(house, "Morgenmad", 8)
    await changes(house, await plans(house, "Svømning", 11), Change(state))
    assert await asked_about(house) == ["Morgenmad"]


async def test_what_was_moved_here_is_and_what_was_moved_away_is_not(house: House) -> None:
    here = await plans(house, "Svømning", 11, day=date(2026, 11, 27))
    await changes(house, here, Change(HappeningState.MOVED, TODAY, time(9)))
    away = await plans(house, "Tur", 10)
    await changes(house, away, Change(HappeningState.MOVED, date(2026, 11, 25), time(9)))
    assert await asked_about(house) == ["Svømning"]


async def test_a_mere_reminder_is_not(house: House) -> None:
    await plans(house, "Ring til Bo", 11, minutes=0)
    await looks_back(house)
    assert not any(message.buttons for message in house.alma.shown)


async def test_staff_read_what_each_answer_is_about(house: House) -> None:
    await plans(house, "Svømning", 9)
    await plans(house, "Gåtur", 11)
    await looks_back(house)
    house.alma.sees(WENT, item="Svømning")
    await house.alma.taps("Yes, with help", "Well", "I was reminded", "Rather another day")
    await house.mette.opens_news()
    went, how = (T("{item} · {question}", item="Svømning", question=T(name)) for name in ("How it went", "How it was"))
    house.mette.sees("{question}: {answer}", question=went, answer=T("Yes, with help"))
    house.mette.sees("{question}: {answer} ({score})", question=how, answer=T("Well"), score=7.5)
    walk = T("{item} · {question}", item="Gåtur", question=T("How it went"))
    house.mette.sees("{question}: {answer}", question=walk, answer=T("Rather another day"))
    assert house.mette.screen.index("Svømning") < house.mette.screen.index("Gåtur")


async def test_what_was_not_answered_is_named_beside_what_was(house: House) -> None:
    await plans(house, "Svømning", 9)
    await plans(house, "Gåtur", 11)
    await looks_back(house)
    await house.alma.taps("Rather another day", "Won't say")
    await house.mette.opens_news()
    walk = T("{item} · {question}", item="Gåtur", question=T("How it went"))
    house.mette.sees("Not answered: {list}", list=(T("{question} ({why})", question=walk, why=T("Won't say")),))


async def test_attendance_is_kept_by_occurrence(house: House) -> None:
    activity = await plans(house, "Svømning", 9)
    await looks_back(house)
    await house.alma.taps("Yes", "Okay")
    kept = await house.service.db.read(answers.own_answers, (await house.known(house.alma)).id)
    item = f"a{activity.id}_20261123"
    assert [(answer.step, answer.item) for answer in kept] == [("went", item), ("how", item)]
    assert kept[0].choices == ("did_it",)
