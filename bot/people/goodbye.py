"""A borger leaves with everything erased, or moves out: it is done when a day is over. Until then it can be undone, a
copy can be had, and staff are reminded of the records they must keep."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.rights.erasing import erase_within
from bot.rights.own_copy import copy_of
from bot.telegram.render import plain
from dialogs.engine.session import End, Item
from dialogs.permissions import Role
from dialogs.text import T
from storage import followup, outbox, people, schedules, sessions
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer, TimerKind

GOODBYE, MOVING_OUT = "goodbye", "moving_out"
DAY = timedelta(hours=24)
LEAVES: TimerKind = "goodbye"
MOST_LETTERS = 3500
"""Of a copy in one message; Telegram takes about 4,000."""


def moving_known(desk: Desk, start: Start) -> Known:
    """What becomes of it, and when; what is on its way can be undone."""
    say, name = desk.texts(start.person).say, start.about.name
    when = _when(desk, start.about)
    if when:
        ways = (Item("undo", say(T("Undo")), "↩️"), Item("keep", say(T("No, as it was")), "✋"))
        return Known({"stands": say(T("I erase all about {name} {when}.", name=name, when=when)), "name": name},
                     {"ways": ways})  # fmt: skip
    lines = (
        T("Have you written in the journal what you must keep? Do it first."),
        T("{name} is told, and can have a copy. I erase all a day later; until then it can be undone.", name=name),
    )
    ways = (Item("erase", say(T("Yes, tomorrow")), "🚪"), Item("keep", say(T("No, as it was")), "✋"))
    return Known({"stands": desk.texts(start.person).lines(lines), "name": name}, {"ways": ways})


def moving_done(desk: Desk, done: Done) -> None:
    way = done.chosen("way")
    if done.finish.end is End.DONE and way == "erase":
        begin(desk, done.about, done.person)
    elif done.finish.end is End.DONE and way == "undo":
        undo(desk, done.about)


def begin(desk: Desk, borger: Person, by: Person) -> None:
    """All about a borger is erased in a day. They, their contact persons and the leaders are told."""
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind=LEAVES)
    schedules.set_timer(desk.tx, desk.now + DAY, LEAVES, borger_id=borger.id)
    if borger.can_be_told:
        _show(desk, borger, "" if by.id == borger.id else str(by.id))
    told = T("{name} leaves. I erase all about {name} {when}. Write in the journal before what you must keep.",
             name=borger.name, when=_when(desk, borger) or desk.local)  # fmt: skip
    for one in _others(desk, borger):
        desk.tell(one, told, about=borger)


def undo(desk: Desk, borger: Person) -> None:
    """It is as it was."""
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind=LEAVES)
    _card_goes(desk, borger)
    desk.tell(borger, T("I erase nothing. All is as it was."), pictogram="✅")
    for one in _others(desk, borger):
        desk.tell(one, T("{name} does not leave. I erase nothing.", name=borger.name), about=borger)


def timer_due(desk: Desk, timer: Timer) -> None:
    """The day is over."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    if borger is None or borger.role is not Role.BORGER:
        return
    told, asked = _others(desk, borger), followup.open_talk(desk.tx, borger.id)
    erase_within(desk.tx, borger, desk.now, desk.texts(borger))
    for one in told:
        desk.tell(one, T("{name} has left. I have erased all about {name}.", name=borger.name))
        if asked:
            desk.tell(one, T("{name} has asked to talk. Please see that somebody does.", name=borger.name))


def goodbye_known(desk: Desk, start: Start) -> Known:
    """Who has said that they leave, and until when it can be undone."""
    say, when = desk.texts(start.person).say, _when(desk, start.person) or desk.local
    by = people.person_by_id(desk.tx, int(start.target)) if start.target.isdecimal() else None
    lines = [T("{name} has written that you move out.", name=by.name)] if by else []
    lines += [T("I erase all about you {when}.", when=when), T("You can undo it until then.")]
    return Known(facts={"why": " ".join(say(line) for line in lines)})


def goodbye_done(desk: Desk, done: Done) -> None:
    """Undoes it, or sees to a copy; then the card comes back."""
    what, here, when = done.chosen("what"), done.chosen("here"), _when(desk, done.person)
    if done.finish.end is not End.DONE or when is None:
        return
    if what == "undo":
        undo(desk, done.person)
        return
    if what == "paper":
        for leader in people.people_of_role(desk.tx, Role.LEADER):
            desk.tell(leader, T("{name} would like a copy of everything on paper, before {when}. Whoever runs the app"
                                " makes it.", name=done.person.name, when=when), about=done.person)  # fmt: skip
        desk.tell(done.person, T("The leader knows now that you want a copy."), pictogram="📄")
    elif here == "yes_":
        _send_copy(desk, done.person)
    _show(desk, done.person, done.stored.target)


def stays(_desk: Desk, _stored: object, _person: Person) -> None:
    """It stays until the day is over, whatever else is opened."""


def _send_copy(desk: Desk, borger: Person) -> None:
    """All that is kept, as words that stay in the chat; what was sent as files is not among them."""
    features, texts = desk.runner.features, desk.texts(borger)
    lines, files = copy_of(desk.tx, borger, features, desk.house.settings, texts, desk.house.dialogs, desk.now)
    assert borger.chat_id is not None
    for part in _parts(lines):
        content = plain(T("{lines}", lines=part), texts)
        outbox.put(desk.tx, borger.chat_id, Lane.ANSWER, "notice", content.payload(), not_before=desk.now,
                   expires_at=desk.now + DAY)  # fmt: skip
    if files:
        desk.tell(borger, T("Photos and sound are not in it. The staff can give you those."), pictogram="📄")


def _parts(lines: list[str]) -> list[str]:
    """Lines in messages that are not too long; a longer line is cut into pieces."""
    parts = [""]
    for line in lines:
        for at in range(0, max(len(line), 1), MOST_LETTERS):
            piece = line[at : at + MOST_LETTERS]
            if len(parts[-1]) + len(piece) + 1 > MOST_LETTERS:
                parts.append("")
            parts[-1] += piece + "\n"
    return [part.strip("\n") for part in parts if part.strip()]


def _show(desk: Desk, borger: Person, target: str) -> None:
    _card_goes(desk, borger)
    start = Start(borger, borger, target=target, asked=True)
    desk.runner.open(desk, desk.house.dialogs[GOODBYE], start)


def _card_goes(desk: Desk, borger: Person) -> None:
    if card := sessions.open_session(desk.tx, borger.id, GOODBYE):
        desk.runner.close(desk, card, borger)


def _when(desk: Desk, borger: Person) -> datetime | None:
    """When all about a borger is erased (local), if it is on its way."""
    at = schedules.due_of(desk.tx, borger.id, LEAVES)
    return at.astimezone(desk.house.zone) if at else None


def _others(desk: Desk, borger: Person) -> list[Person]:
    """The contact persons and the leaders, each once."""
    found = [*people.contacts_of(desk.tx, borger.id), *people.people_of_role(desk.tx, Role.LEADER)]
    return list({one.id: one for one in found}.values())
