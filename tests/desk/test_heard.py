"""Whatever sentence tells staff when a borger gets something is true at that moment: by day, in quiet hours, and when
the borger cannot be reached. Who tells something of which no card says when, hears if it does not arrive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import pytest

from tests.house import House
from tests.people.test_access import ends
from tests.people.test_guardians import notes_karen
from tests.phone import Phone
from tests.planning.test_proposals import wishes
from tests.planning_stage import saved
from tests.reviewing.test_summaries import answers
from tests.talking.test_talk import KEY

AT_ONCE, LATER = "{name} gets it at once.", "{name} gets it {when}."
NOT_NOW = "{name} cannot be reached on Telegram now."
UNREAD = "{name} cannot be reached on Telegram. Please tell it in person."
Deed = Callable[[House], Awaitable[None]]


@dataclass(frozen=True)
class Case:
    """What is so `before`, how staff come to the card that `says` when the borger gets it, and how it `ends` there."""

    before: Deed
    says: Deed
    ends: Deed
    waits_for_day: bool = True
    who: str = "mette"


def taps(*buttons: str, key: str = "", who: str = "mette") -> Deed:
    async def do(house: House) -> None:
        phone: Phone = getattr(house, who)
        if key:
            await phone.presses(key)
        await phone.taps(*buttons)

    return do


def said(words: str) -> Deed:
    async def do(house: House) -> None:
        await house.mette.says(words)

    return do


async def answered(house: House) -> None:
    await answers(house.alma)


async def asked_to_talk(house: House) -> None:
    await house.alma.presses(KEY)


async def planned(house: House) -> None:
    """Shopping with Alma tomorrow at 11."""
    await saved(house.mette, "Alma", at="11")


async def at_news(house: House) -> None:
    await house.mette.opens_news()
    await house.mette.taps("I follow up", "I will talk with you about it.")


def at_shopping(*buttons: str) -> Deed:
    async def do(house: House) -> None:
        await house.mette.presses("Plan")
        await house.mette.taps("tir 24", f"Alma: {house.mette.say('Shopping')}", *buttons)

    return do


async def wished(house: House) -> None:
    await wishes(house)


CASES: Mapping[str, Case] = {
    "follow-up": Case(answered, taps("I follow up"), taps("I will talk with you about it.", "Tomorrow")),
    "answer to a wish": Case(wished, taps("Write an answer"), said("Ikke i denne uge")),
    "another time for a wish": Case(wished, taps("Another time", "fredag den 27. november"), taps("kl. 10.00")),
    "a time for a talk": Case(asked_to_talk, taps("I come at …"), said("23.45"), waits_for_day=False),
    "words for a talk": Case(asked_to_talk, taps("I write …"), said("Jeg kommer i morgen"), waits_for_day=False),
    "moved": Case(planned, at_shopping("Move", "torsdag den 26. november", "kl. 10.00"), taps("Skip")),
    "cancelled": Case(planned, at_shopping("Cancel", "Cancel it"), taps("Skip")),
    "late": Case(planned, at_shopping("Late"), taps("15 min")),
    "contact persons": Case(
        answered, taps("Alma", "Contact persons", "Jonas", "Done", key="Borgere", who="lis"),
        taps("Yes, save it", who="lis"), who="lis",
    ),
    "moving out": Case(answered, taps("Alma", "Settings", "Moving out", key="Borgere"), taps("Yes, tomorrow")),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("moment", ["by day", "at night", "unreachable"])
async def test_what_is_said_is_so(house: House, name: str, moment: str) -> None:
    case, alma = CASES[name], house.alma
    phone: Phone = getattr(house, case.who)
    await case.before(house)
    if name == "follow-up":
        await house.mette.opens_news()
    await house.at("2026-11-23 22.30" if moment == "at night" else "2026-11-23 14.30")
    if moment == "unreachable":
        await alma.blocks()
    await case.says(house)
    morning = house.local("2026-11-24 08.00")
    waits = moment == "at night" and case.waits_for_day
    says = NOT_NOW if moment == "unreachable" else LATER if waits else AT_ONCE
    phone.sees(says, name="Alma", when=morning)
    alma.turns_page()
    await case.ends(house)
    assert bool(alma.shown) == (moment != "unreachable" and not waits), alma.screen
    if waits:
        await house.at("2026-11-24 07.59")
        assert not alma.shown, alma.screen
        await house.at("2026-11-24 08.00")
        assert alma.shown
    if moment == "unreachable":
        await alma.unblocks()


async def test_a_card_that_is_open_when_the_night_begins_says_so_from_then_on(house: House) -> None:
    await planned(house)
    await house.at("2026-11-23 21.58")
    await at_shopping("Move", "torsdag den 26. november")(house)
    await house.at("2026-11-23 22.02")
    await house.mette.taps("kl. 10.00")
    house.mette.sees(LATER, name="Alma", when=house.local("2026-11-24 08.00"))


# -- what no card says anything of


async def says_yes(house: House) -> None:
    await house.mette.taps("Say yes")


async def notes_a_guardian(house: House) -> None:
    await notes_karen(house.mette)


async def proposes_an_alert(house: House) -> None:
    mette = house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Agreed alerts")
    await mette.taps(mette.say("New: {question}", question=mette.say("Mood")), "Very badly", "On one day", "Mette",
                     "Done")  # fmt: skip


async def follows_up(house: House) -> None:
    await answered(house)
    await at_news(house)
    await house.mette.taps("Tomorrow")
    house.mette.turns_page()


async def is_done(house: House) -> None:
    await house.mette.presses("Follow-up")
    await house.mette.taps(house.mette.labels[0])


SILENT: Mapping[str, tuple[Deed, Deed]] = {
    "a yes to a wish": (wished, says_yes),
    "a guardian": (answered, notes_a_guardian),
    "an alert that is proposed": (answered, proposes_an_alert),
    "something is done": (follows_up, is_done),
    "as planned again": (planned, at_shopping("Cancel", "Cancel it", "Skip", "As planned")),
}


@pytest.mark.parametrize("name", SILENT)
async def test_who_tells_something_hears_that_it_does_not_arrive(house: House, name: str) -> None:
    before, deed = SILENT[name]
    await before(house)
    await house.alma.blocks()
    await deed(house)
    house.mette.sees(UNREAD, name="Alma")


async def test_when_access_ends_the_leader_reads_whom_it_could_not_be_told(house: House) -> None:
    await house.alma.blocks()
    await ends(house, house.mette)
    house.lis.sees(UNREAD, name="Alma")
    house.lis.sees_not("De, det angår, får besked.")
