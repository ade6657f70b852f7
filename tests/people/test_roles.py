"""Who may do what, tried by everybody: all that can be opened, and every button with somebody else's name on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.app import build_runner
from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.permissions import Role
from storage import followup, outbox, people, sessions, tasks
from storage.sessions import StoredSession
from tests.books import Books, books
from tests.house import PLAN, House
from tests.people.test_joining import link_for_ida
from tests.phone import Phone
from tests.reader_stage import lets, works
from tests.review_stage import will_do
from tests.roles_table import WHO

REFUSED = "That is not yours to open. Ask a leader, if you need it."
CLOSED = "Hello. This is a closed chat for a house. Ask the staff for a link."
BO, IDA, KIM, ULLA, STRANGER = 15, 23, 31, 32, 99


@dataclass
class Scene:
    """A house where something is under way on every phone."""

    house: House
    bo: Phone
    ida: Phone
    stranger: Phone

    @property
    def phones(self) -> dict[str, Phone]:
        house = self.house
        return {
            "alma": house.alma, "bo": self.bo, "mette": house.mette, "jonas": house.jonas, "lis": house.lis,
            "ida": self.ida, "stranger": self.stranger,
        }  # fmt: skip

    async def books(self) -> Books:
        """All that is stored but what comes and goes: updates and messages under way."""
        return await books(self.house.service.db, without=("inbox", "outbox", "surface"))

    async def begun(self) -> list[tuple[str, StoredSession]]:
        """(whose phone it is on, what) of all that was begun here, ended or not."""
        read, found = self.house.service.db.read, []
        for number in range(1, 100):
            if stored := await read(sessions.session_by_id, number):
                found.append((await self._whose(stored.person_id), stored))
        return found

    async def calls(self) -> list[str]:
        """Who has asked for a talk and waits."""
        return [await self._whose(talk.borger_id) for talk in await self.house.service.db.read(followup.open_talks)]

    async def _whose(self, person_id: int) -> str:
        who = await self.house.service.db.read(people.person_by_id, person_id)
        return next(name for name, phone in self.phones.items() if who and phone.chat_id == who.chat_id)


@pytest.fixture
async def scene(house: House) -> AsyncIterator[Scene]:
    alma, mette = house.alma, house.mette
    bo = await house.joins(BO, "Bo", Role.BORGER, plan=PLAN)
    ida = house.phone(IDA, "Ida")
    await ida.starts(await link_for_ida(house))
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    await mette.opens_news()
    await mette.taps("I follow up")
    await will_do(mette, "Jeg kommer forbi")
    await mette.taps("I follow up", "In my own words")
    await alma.presses("Talk to someone")
    await alma.presses("Answer now")
    await house.lis.presses("More")
    await house.lis.taps("New staff")
    await house.jonas.presses("Borgere")
    yield Scene(house, bo, ida, house.phone(STRANGER, "Fremmed"))


def test_the_table_names_everything_that_opens() -> None:
    runner = build_runner()
    opens = {*runner.features.forms, *runner.features.screens} - {"times"}  # only half-done ones of before are there
    assert set(WHO) - {"trivsel", "look_back", "observation"} == opens


@pytest.mark.parametrize("who", WHO["talk"])
async def test_what_opens_and_for_whom(house: House, who: str) -> None:
    bo = await house.joins(BO, "Bo", Role.BORGER, plan=PLAN)
    kim, ulla = await house.joins(KIM, "Kim", Role.STAFF), await house.joins(ULLA, "Ulla", Role.STAFF)
    await lets(house, house.alma, kim, "notes")
    await lets(house, house.alma, None, "trivsel")
    await works(house, ulla, "day")
    phone = {
        "alma": house.alma, "mette": house.mette, "jonas": house.jonas, "lis": house.lis, "kim": kim, "ulla": ulla,
    }[who]  # fmt: skip
    abouts = {"s": phone, "a": house.alma, "b": bo}
    wrong = []
    for target, allowed in WHO.items():
        for letter, about in abouts.items():
            if letter != "s" and about is phone:
                continue
            phone.turns_page()
            if await opens(house, phone, about, target) != (letter in allowed[who]):
                wrong.append((target, letter))
    assert wrong == []


async def opens(house: House, phone: Phone, about: Phone, target: str) -> bool:
    """Tries to open something; what comes of it is undone."""
    refused = phone.say(REFUSED)
    try:
        await house.service.house.write(opens_and_is_undone, phone.chat_id, about.chat_id, target)
    except Undone as seen:
        was_refused = any(refused in text for text in seen.texts)
        assert not (was_refused and (seen.opened or len(seen.texts) > 1)), f"{target} refused and yet done"
        return not was_refused
    raise AssertionError("it is always undone")


def opens_and_is_undone(desk: Desk, chat_id: int, about_chat: int, target: str) -> None:
    person, other = (people.person_by_chat(desk.tx, chat) for chat in (chat_id, about_chat))
    assert person is not None and other is not None
    build_runner().go(desk, target, Start(person, other))
    texts = [row.payload for row in outbox.ready(desk.tx, desk.now)]
    begun = {stored.id for who in (person, other) for stored in sessions.open_sessions(desk.tx, who.id)}
    raise Undone(texts, len(begun))


class Undone(Exception):
    """What was seen in a transaction that is not kept."""

    def __init__(self, texts: list[str], opened: int) -> None:
        super().__init__()
        self.texts = texts
        self.opened = opened


@pytest.mark.long
async def test_nobody_taps_on_what_is_not_theirs(scene: Scene) -> None:
    house = scene.house
    owners: dict[str, str] = {}
    for owner, stored in await scene.begun():
        for choice in ("yes_", "no_", "!", "-", "3/5", "wish", "main", "contacts", "1", "p", "s"):
            owners[f"1:s{stored.id}:{stored.session.turn}:{choice}"] = owner
    alma = await house.known(house.alma)
    (talk,) = await house.service.db.read(followup.talks_of, alma.id)
    (follow_up,) = await house.service.db.read(tasks.tasks_of, alma.id)
    owners |= {f"1:m{follow_up.summary_id}:0:{choice}": "mette" for choice in ("seen", "follow_up", "more")}
    owners |= {f"1:t{talk.id}:0:{choice}": "mette" for choice in ("come_now", "call_soon", "now")}
    owners |= {f"1:t{talk.id}:0:enough": "alma", f"1:f{follow_up.id}:0:done": "mette"}
    before = await scene.books()
    for name, phone in scene.phones.items():
        texts = [p.texts for p in scene.phones.values()]
        for data, owner in owners.items():
            if owner != name:
                phone.person.taps_data(1, data)
        await house.quiet()
        assert await scene.books() == before, f"{name} got at something"
        assert [p.texts for p in scene.phones.values()] == texts, f"{name} put something on a screen"


NONSENSE = (
    "x", "1:s1", "1:s1:0", "0:s1:0:a", "1:q1:0:a", "1:s:0:a", "1:s-1:0:a", "1:s1:-1:a", f"1:s{'9' * 30}:0:a",
     f"1:m{2**63}:0:seen", f"1:s1:{'9' * 30}:a", "1:s١:0:a", "1:s0:0:!", "1:s1:0:" + "é" * 20, "1:t0:0:now", "💥",
)  # fmt: skip


async def test_nonsense_on_a_button_does_no_harm(scene: Scene) -> None:
    before = await scene.books()
    for phone in scene.phones.values():
        for data in NONSENSE:
            phone.person.taps_data(1, data)
    await scene.house.quiet()
    after = await scene.books()
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}
    for phone in scene.phones.values():
        phone.sees_not("Something went wrong here. What you sent is not lost. Please wait a little.")


async def test_the_words_of_other_roles_keys_open_nothing(scene: Scene) -> None:
    house = scene.house
    for key in ("News", "Borgere", "Follow-up", "The house", "New staff"):
        await scene.bo.says(scene.bo.say(key))
    scene.bo.sees_not("Which borger?", "What is the new staff member called?", "Borgere, der er med")
    house.jonas.turns_page()
    for key in ("Answer now", "Talk to someone", "My week", "The house", "New staff"):
        await house.jonas.says(house.jonas.say(key))
    house.jonas.sees_not("How are you today?", "What is the new staff member called?", "Your week")
    assert await scene.calls() == ["alma"]


async def test_a_borger_does_not_see_other_borgere(scene: Scene) -> None:
    for key in ("My week", "Answer now", "Talk to someone", "More"):
        await scene.bo.presses(key)
    scene.bo.sees_not("Alma", "Ida")


async def test_a_leader_administers_but_does_not_read(scene: Scene) -> None:
    lis = scene.house.lis
    await lis.presses("Borgere")
    await lis.taps("Alma")
    assert lis.has_button("Methods") and not lis.has_button("Answers")
    await lis.presses("The house")
    lis.sees_not("Alma", "Mood")


async def test_staff_who_are_no_contact_person_find_no_borger(scene: Scene) -> None:
    scene.house.jonas.turns_page()
    await scene.house.jonas.presses("Borgere")
    scene.house.jonas.reads("There is nothing to choose yet.")


async def test_a_contact_person_who_is_one_no_more_cannot_go_on(scene: Scene) -> None:
    """A menu, a change of times and a follow-up were open when Mette was taken off."""
    house, mette = scene.house, scene.house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Methods", "How are you", "Yes", "Yes, at fixed times", "Every week")
    await mette.taps("Monday")
    await house.contacts(house.alma, house.jonas)
    before = (await scene.books())["schedule"]
    open_still = mette.button("Done")
    await mette.taps_data(*open_still)
    assert (await scene.books())["schedule"] == before
    assert not await house.service.db.read(sessions.open_sessions, (await house.known(mette)).id)


async def test_words_meant_for_a_follow_up_do_not_reach_her_any_more(scene: Scene) -> None:
    house = scene.house
    await house.contacts(house.alma, house.jonas)
    house.alma.turns_page()
    await house.mette.says("Jeg kommer i morgen")
    assert house.alma.texts == []


async def test_who_is_joining_has_nothing_but_the_welcome(scene: Scene) -> None:
    ida = scene.ida
    for words in ("hej", "🙂", ida.say("Talk to someone"), "/start", "💬", "➕"):
        await ida.says(words)
        assert len(ida.shown) == 1 and ida.has_button("Go on"), ida.screen
    await ida.speaks()
    assert await scene.calls() == ["alma"]
    assert (await scene.books())["media"] == []


async def test_a_stranger_gets_one_line_whatever_they_try(scene: Scene) -> None:
    before, stranger = await scene.books(), scene.stranger
    for key in ("News", "Answer now", "Talk to someone", "The house"):
        await stranger.says(stranger.say(key))
    await stranger.taps_data(1, "1:m1:0:more")
    await stranger.edits(await stranger.says("hej"), "hej igen")
    await stranger.blocks()
    await stranger.unblocks()
    assert stranger.texts == [stranger.say(CLOSED)]
    assert await scene.books() == before
