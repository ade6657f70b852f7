"""A week of three borgere and a contact person, as lively as weeks are: keys pressed on the way, a call, a wish."""

from __future__ import annotations

from datetime import date, time, timedelta

from dialogs.permissions import Role
from dialogs.time.activity import Activity
from dialogs.time.repeat import EVERY_DAY, Repeat, weekly
from dialogs.time.schedule import Plan
from storage import activities, schedules
from tests.house import PLAN, TOPICS, ZONE, House
from tests.phone import Phone
from tests.planning_stage import saved
from tests.review_stage import will_do

FIRST_DAY = date(2026, 11, 24)
A_DAY = ("Gåtur", "🚶", time(10, 30)), ("Svømning", "🏊", time(14)), ("Lave mad", "🍳", time(17, 30))
REPLIES = ("OK", "", "Not today")
"""What is tapped on a day's reminders; nothing on the second."""
WORDS = ("Min nabo larmer om natten", "", "Jeg fik garn i byen", "", "Jeg sov dårligt", "", "Det var en god uge")

WISH = "Jeg vil gerne i Tivoli"


async def moves_in(house: House) -> list[Phone]:
    """Alma, Bent and Carla: asked in the morning and in the evening, and reminded of three things a day."""
    bent = await house.joins(21, "Bent", Role.BORGER, plan=PLAN)
    carla = await house.joins(22, "Carla", Role.BORGER, plan=PLAN)
    borgere = [house.alma, bent, carla]
    for phone in borgere:
        await house.contacts(phone, house.mette)
        await house.shares(phone, house.mette, *TOPICS)
        await house.plans(phone, Plan(weekly(EVERY_DAY), time(9), ZONE, timedelta(hours=4)))
        who, now = await house.known(phone), house.clock.now()
        evening = Plan(weekly(EVERY_DAY), time(19, 30), ZONE, timedelta(hours=4))
        await house.service.db.write(schedules.set_schedule, who.id, "check_in", evening, now, dialog_id="look_back")
        for title, sign, at in A_DAY:
            plan = Activity(title, Repeat(FIRST_DAY, "weeks", days=EVERY_DAY), at, ZONE, minutes=60, pictogram=sign,
                            place="Huset", company="Jonas", leads=("before30",))  # fmt: skip
            await house.service.db.write(activities.add_activity, (who.id,), "activity", plan, who.id, now)
    return borgere


async def lives(house: House, days: int = 7) -> list[Phone]:
    """Lives so many days from Tuesday on. Returns: the phones of the borgere."""
    borgere = await moves_in(house)
    for ahead in range(days):
        await _one_day(house, borgere, FIRST_DAY + timedelta(days=ahead), ahead)
    return borgere


async def _one_day(house: House, borgere: list[Phone], day: date, ahead: int) -> None:
    async def at(clock: str) -> None:
        await house.at(f"{day} {clock}")
        await house.service.upkeep.clear_chats()
        house.service.sender.wake()
        await house.quiet()

    await at("08.30")
    for phone in borgere:
        await phone.presses("My week")
    await house.mette.opens_news()
    await at("09.05")
    for phone in borgere:
        await _answers(phone, WORDS[ahead % 7])
    await at("10.01")
    await _replies(borgere, REPLIES[0])
    await _looks_around(house, borgere[0], ahead)
    await at("12.00")
    await _works(house, day, ahead)
    await at("13.31")
    await _replies(borgere, REPLIES[1])
    if ahead % 7 == 2:
        await borgere[0].presses("Talk to someone")
        await house.mette.taps("I am coming now")
    if ahead % 7 == 4:
        await borgere[0].says(WISH)
        await borgere[0].taps("As a wish", "Done")
    await at("17.01")
    await _replies(borgere, REPLIES[2])
    await at("18.30")
    await _follows_up(house.mette, borgere[ahead % 3].name)
    await at("19.35")
    for phone in borgere:
        while phone.can_tap("Yes, with help"):
            await phone.taps("Yes, with help")
    await at("21.00")
    await borgere[0].presses("My week")
    await borgere[0].presses("Answer now")
    await at("21.45")


async def _answers(phone: Phone, words: str) -> None:
    await phone.taps("Well", "Okay", "Some", "Nobody", "Food")
    if words:
        await phone.says(words)
        await phone.taps("Done")
    else:
        await phone.taps("No thanks")


async def _replies(borgere: list[Phone], reply: str) -> None:
    for phone in borgere:
        if reply:
            await phone.taps(reply)
        if reply == "Not today":
            await phone.taps(reply)


async def _looks_around(house: House, phone: Phone, ahead: int) -> None:
    """Menus are opened by keys, each a little further than the last."""
    await phone.presses("More")
    await phone.taps("How I am", "My curve")
    await phone.presses("More")
    await phone.taps("Settings", "Who has read")
    await phone.presses("More")
    if ahead % 3 == 0:
        await phone.starts()
        await phone.says("/help")
        await house.mette.says("hov, forkert sted")


async def _works(house: House, day: date, ahead: int) -> None:
    mette = house.mette
    for name in ("Alma", "Bent", "Carla"):
        await mette.presses("Borgere")
        await mette.taps(name, "Answers")
    await mette.presses("Follow-up")
    await mette.presses("Plan")
    if ahead % 2 == 0:
        mette.turns_page()
        await saved(mette, "Bent", day=f"{day + timedelta(days=2):%d.%m.%Y}", at="15")
    await mette.presses("More")
    if ahead % 3 == 1:
        await mette.says("/help")


async def _follows_up(mette: Phone, name: str) -> None:
    """The evening's news are read, and one is followed up."""
    listed = next(m for m in reversed(mette.shown) if m.text.startswith(mette.say("News")))
    opens = [b.data for row in listed.buttons for b in row if b.data and b.data.endswith(":open")]
    for opening in opens:
        await mette.taps_data(listed.message_id, opening)
    of_them = next(m for m in reversed(mette.shown) if m.buttons and (m.text or m.caption).startswith(name))
    for label in ("Seen", "I follow up"):
        data = next(b.data for row in of_them.buttons for b in row if b.text.endswith(mette.say(label)))
        await mette.taps_data(of_them.message_id, data or "")
    await will_do(mette, f"Jeg taler med {name} i morgen.", day=1)
    await mette.presses("Follow-up")
