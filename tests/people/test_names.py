"""What people and things are called: only what can be seen."""

from __future__ import annotations

from bot.people.links import new_code
from dialogs.permissions import Role
from storage import people
from tests.house import House
from tests.people.test_joining import NEW_STAFF, link_on


async def test_a_name_of_nothing_that_can_be_seen_is_asked_for_again(house: House) -> None:
    await house.lis.presses("More")
    await house.lis.taps("New staff")
    await house.lis.says("\u202e\u200b\u3164")
    house.lis.sees("I cannot see anything in that. Please write it with letters.")
    await house.lis.says("\u202eKaren\u200b\nHolm")
    house.lis.sees("This link is for {name}. It works once, for 48 hours.", name="Karen Holm")
    karen = house.phone(NEW_STAFF, "K")
    await karen.starts(link_on(house.lis))
    karen.sees("Welcome, {name}. You are {role} in {house}.", name="Karen Holm", role=karen.say("staff"),
               house="Botilbuddet")  # fmt: skip


async def test_what_telegram_calls_somebody_is_shown_without_what_cannot_be_seen(house: House) -> None:
    for number, first_name, shown in ((31, "\u202eRuth\u200b", "Ruth"), (32, "\u2066\u3164", "Leder")):
        code = new_code()
        await house.service.db.write(people.invite, Role.LEADER, code, house.clock.now())
        leader = house.phone(number, first_name)
        await leader.starts(code)
        leader.sees("Welcome, {name}. You are {role} in {house}.", name=shown, role=leader.say("leader"),
                    house="Botilbuddet")  # fmt: skip


async def test_two_borgere_are_told_apart_by_name_from_the_start(house: House) -> None:
    mette = house.mette
    await mette.presses("More")
    await mette.taps("New borger")
    await mette.says("alma ")
    mette.reads("Somebody else here is called that. Please add another name, or a letter.")
    await mette.says("Alma B.")
    mette.reads("Which language?")


async def test_so_are_those_who_work_here_and_nobody_from_themself(house: House) -> None:
    lis, mette = house.lis, house.mette
    await lis.presses("More")
    await lis.taps("New staff")
    await lis.says("Mette")
    lis.reads("Somebody else here is called that. Please add another name, or a letter.")
    await lis.says("Mette K.")
    lis.sees("This link is for {name}. It works once, for 48 hours.", name="Mette K.")
    await mette.presses("More")
    await mette.taps("My name")
    await mette.says("Jonas")
    mette.reads("Somebody else here is called that. Please add another name, or a letter.")
    await mette.says("Mette")
    mette.sees_not("Somebody else here is called that. Please add another name, or a letter.")
