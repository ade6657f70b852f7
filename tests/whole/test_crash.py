"""The running process is killed again and again, while check-ins fall due, borgere answer, and a paper, records, tasks
and a sitting that goes from phone to phone are in the making."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock
from bot.handler import MOST_TRIES
from bot.papers import standing
from bot.simulator.limits import Limits
from bot.simulator.person import SimPerson
from dialogs.engine.session import Provenance
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from storage import agendas, method_use, papers, people, schedules, sessions, sharing, tasks
from storage.database import Database
from storage.tx import Tx
from tests.crash_hands import Course, Hand, again_and_again
from tests.crash_stage import MORE, Answering, Filling, Recording, Sharing, own_dialogs
from tests.running import PATIENCE, Run, Telegram, database, eventually, settings, telegram, trivselsbot

pytestmark = pytest.mark.long

SEEDS = (20261,)
KILLS = 24
EARLY, POISONED = 4, 15
"""One kill in so many comes while the process is still starting; before one in so many, somebody sends what kills."""
DEADLY = """
import os, signal
from bot.routing import Routing
real = Routing.route
def route(self, desk, incoming):
    if getattr(incoming, "text", "") == "gift":
        os.kill(os.getpid(), signal.SIGKILL)
    real(self, desk, incoming)
Routing.route = route
"""
"""Has every process die of an update with the text "gift"."""
BORGERE, TAPPING, DRAWN = 100, 6, 3
"""How many there are, how many of them answer, and how many of those read pictures."""
SHARES, FILLS, RECORDED = 7, 8, 50
"""The borger who answers now alone and now with help, the one with a paper, whose check-ins are off, and the one whom
records are about; by their chats."""
STAFF = {SHARES: 201, FILLS: 202, RECORDED: 203}
"""The chats of their contact persons."""
SPREAD = 38.0
"""Seconds over which the check-ins fall due."""
ZONE = "Europe/Copenhagen"
A_START = 1.0
"""Seconds that a start takes at most on a machine with time for it; on a slower one all else takes longer too."""
FAILED = "SELECT reason FROM inbox WHERE status = 'failed'"
OF_FIT = ("differently", "tells")
"""The questions of *fit* by which borgere ask for something: by chance, so only that none comes twice is looked at."""
ASKED = ("trivsel", "who_decides", "fit")
"""What most borgere are asked; whoever is through goes on with the first."""
SORRY = "Der gik noget galt hos mig. Det, du sendte, er ikke væk. Vent lidt."
TO_DO = (
    "SELECT 'arrived' FROM inbox WHERE status = 'new' UNION ALL SELECT 'to leave' FROM outbox WHERE state = 'waiting'"
    " UNION ALL SELECT 'due' FROM agenda WHERE next_due < unixepoch()"
)


class SometimesStrict(Limits):
    """Telegram's limits, while `on`."""

    on = False

    def admit(self, chat_id: int, *, new: bool) -> int:
        return super().admit(chat_id, new=new) if self.on else 0


def move_in(tx: Tx, now: datetime, chance: random.Random) -> dict[int, int]:
    """The people, and a check-in of each borger's that falls due during the test: of those who tap, at once.

    Returns: the ids of all by their chats.
    """
    ids: dict[int, int] = {}
    for number in range(1, BORGERE + 1):
        profile = ReadingProfile(Reading.BOTH if number <= DRAWN else Reading.TEXT)
        borger = ids[number] = people.add_person(
            tx, Role.BORGER, f"Prøve {number}", now, profile=profile, state="active", chat_id=number
        )
        due = now + timedelta(seconds=chance.uniform(0, 2 if number <= max(STAFF) else SPREAD))
        plan = Plan(weekly(EVERY_DAY), due.astimezone(ZoneInfo(ZONE)).time(), ZONE, window=timedelta(hours=8))
        method = {SHARES: "turns", FILLS: "calm"}.get(number, ASKED[number % len(ASKED)])
        method_use.set_used(tx, borger, method, True, borger, now)
        if number != FILLS:
            schedules.set_schedule(tx, borger, "check_in", plan, now, dialog_id=method)
            agendas.worked_through(tx, borger, now, due)
    for borger, chat in STAFF.items():
        ids[chat] = people.add_person(
            tx, Role.STAFF, f"Hjælper {chat}", now, profile=ReadingProfile(), state="active", chat_id=chat
        )
        people.set_contacts(tx, ids[borger], [ids[chat]])
        for topic in ("trivsel", "calm"):
            sharing.set_grant(tx, ids[borger], ids[chat], topic, True, now)
    return ids


async def kills(tg: Telegram, limits: SometimesStrict, environment: dict[str, str], log: Path,
                chance: random.Random, course: Course, deadly: Callable[[int], Awaitable[int]]) -> int:  # fmt: skip
    """Starts the bot and kills it, again and again; mostly in the midst of its work. Returns: how often it died."""
    died = KILLS
    for number in range(KILLS):
        if number % POISONED == POISONED - 1:
            died += await deadly(number)
        limits.on = number % 5 == 4
        before = tg.polls
        async with trivselsbot("run", environment=environment, log=log, before=DEADLY) as run:
            if number % EARLY == EARLY - 1:
                await asyncio.sleep(chance.uniform(0.02, 0.6))
            else:
                begun = time.monotonic()
                await run.until(partial(tg.has_polled, before))
                course.lives += 1
                slow = max(1.0, (time.monotonic() - begun) / A_START)
                await asyncio.sleep(chance.uniform(0.0, 0.4) * slow)
            await run.kill()
    return died


async def poison(db: Database, borger: SimPerson, environment: dict[str, str], log: Path) -> int:
    """Somebody sends what kills the process that handles it, until it is put aside. Returns: how often that took."""
    borger.sends("gift")
    put_aside = await db.read(Tx.all, FAILED)
    for deaths in range(MOST_TRIES + 2):
        async with trivselsbot("run", environment=environment, log=log, before=DEADLY) as run:
            end = time.monotonic() + PATIENCE
            while run.process.returncode is None and await db.read(Tx.all, FAILED) == put_aside:
                assert time.monotonic() < end, run.said
                await asyncio.sleep(0.01)
            if run.process.returncode is None:
                await run.kill()
                return deaths
            assert run.process.returncode == -signal.SIGKILL, run.said
    raise AssertionError("it was never put aside")


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_dies_and_whenever_nothing_is_lost_or_counted_twice(tmp_path: Path, seed: int) -> None:
    chance, began, course = random.Random(seed), time.monotonic(), Course()
    limits, log = SometimesStrict(), tmp_path / "log"
    own_dialogs(tmp_path)
    async with telegram(limits) as tg, database(tmp_path) as db:
        environment = settings(tg.sim.url, tmp_path)
        ids = await db.write(move_in, Clock().now(), chance)
        phones = {chat: tg.sim.user(chat) for chat in ids}
        for chat in ids:
            tg.sim.state.chats[chat].started = True
        hands = {chat: hand(ids[chat], phones[chat], random.Random(seed + chat), course) for chat in ids}
        answering = [Answering(hands[chat]) for chat in range(1, TAPPING + 1)]
        sharing_, filling = Sharing(hands[SHARES], hands[STAFF[SHARES]]), Filling(hands[FILLS], hands[STAFF[FILLS]])
        recording = Recording(hands[STAFF[RECORDED]], ids[RECORDED])

        async def deadly(number: int) -> int:
            return await poison(db, phones[BORGERE + 1 - number], environment, log)

        async with asyncio.TaskGroup() as group:
            deeds = [each.goes_on for each in answering] + [sharing_.goes_on, filling.goes_on, recording.goes_on]
            doing = [group.create_task(again_and_again(deed)) for deed in deeds]
            died = await kills(tg, limits, environment, log, chance, course, deadly)
            async with trivselsbot("run", environment=environment, log=log, before=DEADLY) as run:
                await _goes_on(run, course, lambda: bool(sharing_.times and recording.tasks and filling.changes))
                await _they_leave(tg, db, course, doing)
                await _the_paper_is_read(db, filling, phones[FILLS])
                await run.stops()
        answers = await _answers_are_there_once(db, hands.values())
        await _every_check_in_came(db, phones)
        await _the_paper_stands(db, filling)
        await _tasks_came_once(db, sharing_.tasks | recording.tasks, recording.did)
        await _the_deadly_was_put_aside(db, phones)
    doubled = tg.sent.total() - len(tg.sent)
    assert doubled <= died and tg.refusals == []
    assert answers >= KILLS // 2, "too little happened for the test to mean anything"
    assert not any(each.borger.person.toasts for each in answering), "every tap was on a current card"
    lost, owed = sum(each.result() for each in doing), len(sharing_.tasks | recording.tasks)
    print(f"seed {seed}: {died} deaths, {answers} answers, {sharing_.times} times there and back,"
          f" {filling.changes} changes of a paper, {owed} tasks, {lost} lost, {doubled} doubled,"
          f" {time.monotonic() - began:.0f} s")  # fmt: skip


async def _goes_on(run: Run, course: Course, done: Callable[[], bool]) -> None:
    """Lets it run until each deed was done once. A second counts as a life, so that who is lost begins anew."""
    end = time.monotonic() + 3 * PATIENCE
    while not done():
        assert time.monotonic() < end and run.process.returncode is None, run.said
        course.lives += 1
        await asyncio.sleep(1)


async def _they_leave(tg: Telegram, db: Database, course: Course, doing: list[asyncio.Task[int]]) -> None:
    """Everybody leaves what they are in the middle of, and the bot has no more to do."""
    course.over = True
    await asyncio.wait(doing)
    await tg.sim.waits_until(lambda: tg.sim.pending == 0, 20)
    await eventually(db, lambda tx: tx.all(TO_DO))


def hand(id_: int, phone: SimPerson, chance: random.Random, course: Course) -> Hand:
    return Hand(id_, f"Hjælper {phone.user_id}", phone, chance, course)


async def _answers_are_there_once(db: Database, hands: Iterable[Hand]) -> int:
    """Each in its own voice, and with who helped."""
    said = Counter(given.kept for hand in hands for given in hand.given)
    rows = await db.read(
        Tx.all,
        "SELECT a.session_id, CASE WHEN a.withdrawn THEN '$' WHEN words <> '' THEN words"
        " WHEN outcome = 'dont_know' THEN '?' WHEN outcome = 'skipped' THEN '>'"
        " ELSE json_extract(choices, '$[0]') END, a.provenance, coalesce(p.name, '') FROM answer a"
        " LEFT JOIN given_by g ON g.answer_id = a.id LEFT JOIN person p ON p.id = g.person_id",
    )
    assert Counter(tuple(row) for row in rows) == said
    assert await db.read(Tx.all, "SELECT 1 FROM outbox") == []
    return said.total()


async def _every_check_in_came(db: Database, phones: Mapping[int, SimPerson]) -> None:
    asked = await db.read(Tx.all, "SELECT p.chat_id, count(*), min(o.status), max(o.session_id IS NOT NULL)"
                                  " FROM occurrence o JOIN person p ON p.id = o.person_id GROUP BY 1")  # fmt: skip
    assert asked == [(number, 1, "asked", 1) for number in range(1, BORGERE + 1) if number != FILLS]
    silent = {n for n in range(1, BORGERE + 1) if not any(m.from_bot for m in phones[n].messages)}
    assert silent <= {SHARES}, "what was ended on the staff's phone leaves nothing on the borger's"


async def _the_deadly_was_put_aside(db: Database, phones: Mapping[int, SimPerson]) -> None:
    """And whoever sent it is told."""
    assert await db.read(Tx.all, FAILED) == [("the bot ended with it",)] * (KILLS // POISONED)
    told = [chat for chat, phone in phones.items() if any(message.text == SORRY for message in phone.messages)]
    assert len(told) == KILLS // POISONED


async def _the_paper_is_read(db: Database, filling: Filling, phone: SimPerson) -> None:
    """The borger opens it once more, and reads each line once; again where another card has come in between. Then all
    that was to leave has left."""
    borger = hand(filling.borger.id, phone, filling.borger.chance, Course())
    for left in (2, 1, 0):
        try:
            async with asyncio.timeout(PATIENCE):
                borger.writes(MORE)
                for choice in ("#1", "shelf_plans", "calm"):
                    await borger.taps(choice)
                message, _ = await borger.waits_for(lambda tap: tap.choice == "calm.part.0")
            break
        except TimeoutError:
            assert left, phone.screen()
    stands, _, _ = message.text.partition("Sidst ændret")  # what it was before may be quoted too
    read = Counter(part.partition("«")[0] for part in stands.split("»")[1:])
    assert read == Counter(words for words, _ in filling.lines), message.text
    await eventually(db, lambda tx: tx.all(TO_DO))


async def _the_paper_stands(db: Database, filling: Filling) -> None:
    def look(tx: Tx) -> list[tuple[str, str, Provenance]]:
        said = papers.said_in(tx, filling.borger.id, "calm")
        found = standing.standing(partial(sessions.dialog_of, tx), said)
        return [(answer.step, answer.words or answer.choices[0], answer.provenance) for answer in found]

    stands = await db.read(look)
    assert [(what, voice) for step, what, voice in stands if step == "good"] == filling.lines
    assert {voice == "observed": what for step, what, voice in stands if step == "how"} == filling.how


async def _tasks_came_once(db: Database, wanted: set[tuple[int, str]], did: set[int]) -> None:
    found = [task for borger in await db.read(people.all_borgere) for task in await db.read(tasks.tasks_of, borger.id)]
    came = Counter((task.session_id, task.step) for task in found)
    assert {place: 1 for place in came if place[1] not in OF_FIT} == dict.fromkeys(wanted, 1)
    assert set(came.values()) <= {1}, "none came twice"
    assert {task.id for task in found if not task.is_open} == did
