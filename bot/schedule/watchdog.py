"""The watchdog: staff hear whom the bot cannot reach and who has gone silent, and afterwards what it could not do in
time because it was away itself."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.defects import described
from bot.desk import gone_methods
from bot.desk.desk import SESSION, Desk, Dispatch, House
from bot.schedule import never
from dialogs.engine.cards import Card
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import people, watch
from storage.database import may_pass
from storage.outbox import Lane
from storage.people import Person
from storage.tx import Tx
from storage.watch import HeldUp

log = logging.getLogger(__name__)

AWAY = timedelta(minutes=10)
"""A shorter absence is not worth a word."""
BEAT = timedelta(minutes=1)
LASTS = timedelta(minutes=30)
"""A machine's clock that is wrong for less is not worth a word."""
MOST_LINES = 20
"""Lines of one list in a report; more would not fit into a message."""


async def look(house: House) -> None:
    """While staff are at work, tells them which borgere cannot be reached, missed a message or have gone silent: once
    each time that it begins, in one message to each reader. So it does of a wrong clock, and of what is never asked."""
    now = house.clock.now()
    if not house.settings.staffed.is_open(now):
        return
    await _look_at_the_clock(house)
    await house.db.write(watch.end_spells, now)
    days = int(house.settings.silent_days)
    spells = [("unreachable", *spell) for spell in await watch.unreachable(house.db.bulk)]
    spells += [("alone", *spell) for spell in await watch.alone(house.db.bulk)]
    spells += [("failed", *spell) for spell in await watch.failed(house.db.bulk, now)]
    if days:
        quiet = await watch.silent(house.db.bulk, now, timedelta(days=days))
        spells += [("silent", *spell) for spell in quiet]
    if spells:
        await house.write(_tell, spells)
    unasked = await never.found_now(house)
    await house.write(_tell_never, unasked)


def _tell_never(desk: Desk, found: list[watch.InQuiet]) -> None:
    readers = {one.borger_id: _readers(desk, one.borger_id) for one in found}
    told = never.lines(desk, found, readers)
    for reader_id, said in told.items():
        reader = next(each for several in readers.values() for each in several if each.id == reader_id)
        about = {borger.id: borger for borger, _ in said}
        _send(desk, reader, Card(None, "", lines=tuple(line for _, line in said)), about.values())


async def _look_at_the_clock(house: House) -> None:
    """Tells the leaders once of a machine's clock that stays wrong."""
    wrong, told = house.clock.wrong_for, await house.db.read(watch.told_of_clock)
    if told and house.clock.agreed:
        await house.db.write(watch.clock_is_right)
    elif wrong is not None and wrong >= LASTS and not told:
        await house.write(_tell_of_clock)


def _tell_of_clock(desk: Desk) -> None:
    shown = f"{desk.house.clock.shown.astimezone(desk.house.zone):%d.%m.%Y %H.%M}"
    lines = (T("I go by Telegram's time meanwhile, so everything comes at its time."),
             T("Please have the machine's clock set."))  # fmt: skip
    for leader in (leaders := _leaders(desk)):
        head = T("The clock of the machine that I run on is wrong: it shows {shown}.", shown=shown)
        _send(desk, leader, Card(head, "", lines=lines), ())
    if leaders:
        watch.clock_was_told(desk.tx, desk.now)


def _tell(desk: Desk, spells: list[tuple[str, int, datetime]]) -> None:
    readers: dict[int, Person] = {}
    told: dict[int, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
    for what, borger_id, since in spells:
        borger = people.person_by_id(desk.tx, borger_id)
        found = _readers(desk, borger_id)
        if borger is None or not found or not watch.tell(desk.tx, borger_id, what, since, desk.now):
            continue  # with nobody to tell, it waits until there is
        if what == "alone":
            _tell_borger(desk, borger)
        for reader in found:
            readers[reader.id] = reader
            told[reader.id][what].append(borger)
    words = {
        "unreachable": T("Cannot be reached on Telegram: {names}. Please talk with them about it."),
        "alone": T("None of their contact persons can be reached on Telegram: {names}. Who stands in for them?"),
        "failed": T("Some messages did not arrive: {names}. Please tell them what they need to know."),
        "silent": T("No answers for a day: {names}. Answering is voluntary. Perhaps ask how they are.")
        if desk.house.settings.silent_days == "1"
        else T("No answers for {days} days: {names}. Answering is voluntary. Perhaps ask how they are."),
    }
    for reader in readers.values():
        lines = [
            Text(
                words[what].id,
                {"names": tuple(one.name for one in found), "days": int(desk.house.settings.silent_days)},
            )
            for what, found in told[reader.id].items()
        ]
        about = {one.id: one for found in told[reader.id].values() for one in found}
        _send(desk, reader, Card(None, "", lines=tuple(lines)), about.values())


def _tell_borger(desk: Desk, borger: Person) -> None:
    """A borger hears that whom they count on gets no messages, and how somebody is found all the same."""
    names = tuple(one.name for one in people.contacts_of(desk.tx, borger.id))
    said = T("{names} cannot get my messages just now. You can tap »Talk to someone«.", names=names)
    desk.tell(borger, said, wait_for_day=True, pictogram="📵")


def _readers(desk: Desk, borger_id: int) -> list[Person]:
    """The borger's contact persons who can be told something; the leaders if there is none."""
    contacts = [one for one in people.contacts_of(desk.tx, borger_id) if one.can_be_told]
    return contacts or _leaders(desk)


def _leaders(desk: Desk) -> list[Person]:
    return [one for one in people.people_of_role(desk.tx, Role.LEADER) if one.can_be_told]


def _send(desk: Desk, reader: Person, card: Card, about: Iterable[Person]) -> None:
    """Shows a reader something that can wait until they are at work. What is about one borger alone is taken out of the
    chat when that borger is erased."""
    only, *others = about or (None,)
    surface_id = desk.new_surface(reader, None if others else only)
    begin = desk.house.settings.staffed.opens(desk.after_quiet(reader))
    desk.show_card(reader, card, SESSION, 0, surface_id, Dispatch(Lane.SUMMARY, begin))


class Heartbeat:
    """Notes once a minute that the bot runs, and so sees when it did not: stopped, asleep with the machine it runs on,
    or with a clock that was wrong. Time that is moved by hand, as in the demo, is no absence."""

    def __init__(self, house: House, heard: Callable[[], datetime | None]) -> None:
        """`heard` tells up to when everything that people sent has come, which is noted too."""
        self._house = house
        self._heard = heard
        self._noted: datetime | None = None
        self._real: datetime | None = None
        self._report_at: datetime | None = None

    async def beat(self) -> None:
        """Call before what has fallen due is done."""
        clock, db = self._house.clock, self._house.db
        now = clock.now()
        real = now - clock.ahead
        if self._real is None:
            known = await db.read(watch.last_alive)
            away = now - known if known else timedelta(0)
            if earlier := await db.read(watch.gap):
                await self._plan_report(earlier[1])
        else:
            away = real - self._real
        if away > AWAY or self._noted is None or not timedelta(0) <= now - self._noted < BEAT:
            await db.write(_alive, now, self._heard(), now - away if away > AWAY else None)
            if away > AWAY:
                await self._plan_report(now)
            self._noted = now
        self._real = real

    async def _plan_report(self, back: datetime) -> None:
        """What an absence held up for those who have quiet hours at its end is done when these are over."""
        self._report_at = await self._house.db.read(watch.quiet_until, back, self._house.settings.timezone)

    async def report(self) -> None:
        """Call after what had fallen due is done: tells staff of an absence, in the commit that forgets it."""
        if self._report_at is None or self._house.clock.now() < self._report_at:
            return
        try:
            await self._house.write(_report)
        except Exception as error:
            if may_pass(error):
                raise
            log.error("an absence could not be reported: %s", described(error))
            await self._house.db.write(watch.close_gap)
        self._report_at = None


def _alive(tx: Tx, now: datetime, heard: datetime | None, away_since: datetime | None) -> None:
    watch.alive(tx, now)
    if heard:
        watch.heard(tx, heard)
    if away_since:
        watch.add_gap(tx, away_since, now)


def _report(desk: Desk) -> None:
    """Tells leaders of an absence and all it held up, and contact persons of their own borgere if anything was."""
    away = watch.gap(desk.tx)
    if away is None:
        return
    since, until = away
    watch.close_gap(desk.tx)
    held_up = watch.held_up(desk.tx, since, until, desk.house.settings.timezone)
    leaders = _leaders(desk)
    for leader in leaders:
        _send(desk, leader, _report_card(desk, since, until, held_up), ())
    of_reader: dict[int, list[HeldUp]] = defaultdict(list)
    readers: dict[int, Person] = {}
    for one in held_up:
        for contact in people.contacts_of(desk.tx, one.person_id):
            if contact.can_be_told and contact.id not in {leader.id for leader in leaders}:
                readers[contact.id] = contact
                of_reader[contact.id].append(one)
    for reader in readers.values():
        _send(desk, reader, _report_card(desk, since, until, of_reader[reader.id]), ())


def _report_card(desk: Desk, since: datetime, until: datetime, held_up: list[HeldUp]) -> Card:
    begin, end = since.astimezone(desk.house.zone), until.astimezone(desk.house.zone)
    head = T("I was away from {since} to {until}.", since=begin,
             until=end.time() if begin.date() == end.date() else end)  # fmt: skip
    late = _listed(desk, [one for one in held_up if one.sent], end)
    stale = _listed(desk, [one for one in held_up if not one.sent], end)
    lines: tuple[Text, ...] = ()
    if late:
        lines += (T("Sent late:"), *late)
    if stale:
        lines += (T("Not sent, it was too late:"), *stale)
    return Card(head, "", lines=lines or (T("Nothing was to be sent meanwhile."),))


def _listed(desk: Desk, held_up: list[HeldUp], end: datetime) -> tuple[Text, ...]:
    """A line for each thing and time with the names of those it was for."""
    names: dict[tuple[datetime, str, str], list[str]] = defaultdict(list)
    for one in held_up:
        names[one.due, one.what, one.title].append(one.name)
    lines: list[Text] = []
    for (due, what, title), who in names.items():
        local = due.astimezone(desk.house.zone)
        when = local.time() if local.date() == end.date() else local
        lines.append(T("{when}, {what}: {names}", when=when, what=_called(desk, what, title), names=tuple(who)))
    if len(lines) > MOST_LINES:
        more = len(lines) - MOST_LINES
        return (*lines[:MOST_LINES], T("and {count} more", count=more))
    return tuple(lines)


def _called(desk: Desk, what: str, title: str) -> Text:
    match what:
        case "check_in":
            return gone_methods.title_of(desk.tx, desk.house.dialogs, title) if title else T("check-in")
        case "summary":
            return T("summary")
        case "own":
            return T("own reminder")
    return T("reminder of {title}", title=title)
