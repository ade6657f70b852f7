"""A borger leaves with everything erased, or moves out: it is done when a day is over. Until then it can be undone, a
copy can be had, and staff are reminded of the records they must keep."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk import open_sessions
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from bot.desk.heard import when_heard
from bot.rights.erasing import erase_within
from bot.rights.own_copy import copy_of
from bot.telegram.render import plain
from dialogs.engine.session import End, Item
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import followup, goodbyes, outbox, people, phones, schedules, sessions
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer, TimerKind

GOODBYE, MOVING_OUT = "goodbye", "moving_out"
DAY = timedelta(hours=24)
LEAVES: TimerKind = "goodbye"
MOST_LETTERS = 3500
"""Of a copy in one message; Telegram takes about 4,000."""


def moving_known(desk: Desk, start: Start) -> Known:
    """What becomes of it, and when; what is on its way, and whose it is to undo."""
    say, name = desk.texts(start.person).say, start.about.name
    when, keep = _when(desk, start.about), Item("keep", say(T("No, as it was")), "✋")
    ways: tuple[Item, ...]
    if when is None:
        lines = [
            T("Have you written in the journal what you must keep? Do it first."),
            when_heard(desk, start.about),
            T("{name} can have a copy. I erase all a day after that. Until then it can be undone.", name=name),
        ]
        ways = (Item("erase", say(T("Yes, tomorrow")), "🚪"), keep)
    else:
        lines = [T("I erase all about {name} {when}.", name=name, when=when)]
        ways = (Item("undo", say(T("Undo")), "↩️"), keep)
        if not _may_undo(desk, start.about, start.person):
            lines.append(_whose(desk, start.about))
            ways = (Item("keep", say(T("OK")), "👌"),)
    return Known({"stands": desk.texts(start.person).lines(lines), "name": name}, {"ways": ways})


def moving_done(desk: Desk, done: Done) -> None:
    """It begins, or is undone by who may."""
    way = done.chosen("way")
    if done.finish.end is End.DONE and way == "erase":
        begin(desk, done.about, done.person)
    elif done.finish.end is End.DONE and way == "undo" and _may_undo(desk, done.about, done.person):
        undo(desk, done.about, done.person)


def begin(desk: Desk, borger: Person, by: Person) -> None:
    """All about a borger is erased in a day. They, their contact persons and the leaders are told. What staff began
    rings at no night, and the day counts from then. What is on its way already stays as it is; but what the borger
    wants too is theirs to undo, and nobody else's."""
    own, on_its_way = by.id == borger.id, _when(desk, borger)
    if on_its_way and not own:
        desk.tell(by, T("I erase all about {name} {when}.", name=borger.name, when=on_its_way), about=borger)
        return
    goodbyes.begin(desk.tx, borger.id, by.id)
    begins = desk.now if own else desk.after_quiet(borger)
    waits = not borger.can_be_told and _takes_part(desk, borger)
    if on_its_way is None:
        _set(desk, borger, begins + DAY)
    if on_its_way is None and not waits:
        told = T("{name} leaves. I erase all about {name} {when}. Write in the journal before what you must keep.",
                 name=borger.name, when=_when(desk, borger) or desk.local)  # fmt: skip
        _tell_others(desk, borger, told)
    if waits:
        _waits(desk, borger)
    elif borger.can_be_told:
        _show(desk, borger, begins)


def undo(desk: Desk, borger: Person, by: Person) -> None:
    """It is as it was."""
    if called_off(desk, borger, T("{name} does not leave. I erase nothing.", name=borger.name)):
        silent = by.id != borger.id
        desk.tell(borger, T("I erase nothing. All is as it was."), silent=silent, pictogram="✅")


def comes_back(desk: Desk, borger: Person) -> None:
    """Who does not take part is invited again, or says yes: nothing of before erases them."""
    called_off(desk, borger, T("{name} may take part again. I erase nothing.", name=borger.name))


def kept(borger: Person) -> Text:
    """What those who knew of it read when the borger leaves in another way."""
    return T("I do not erase anything about {name}. The answers are kept.", name=borger.name)


def asked_to_talk(borger: Person) -> Text:
    """What those who knew of it read besides when the borger's call for a talk is still open."""
    return T("{name} has asked to talk. Please see that somebody does.", name=borger.name)


def called_off(desk: Desk, borger: Person, told: Text) -> bool:
    """What is on its way does not happen, and those who knew of it are told.

    Returns: whether anything was.
    """
    if _when(desk, borger) is None:
        return False
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind=LEAVES)
    goodbyes.end(desk.tx, borger.id)
    open_sessions.card_goes(desk, borger, GOODBYE)
    _tell_others(desk, borger, told)
    return True


def timer_due(desk: Desk, timer: Timer) -> None:
    """The day is over. Nobody who takes part is erased whom it has not been shown to."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    if borger is None or borger.role is not Role.BORGER:
        return
    if _takes_part(desk, borger) and not _is_own(desk, borger) and not _has_come(desk, borger):
        if borger.can_be_told:
            _put_before(desk, borger)
        else:
            _set(desk, borger, desk.now + DAY)
            _waits(desk, borger)
        return
    told, asked = _others(desk, borger), followup.open_talk(desk.tx, borger.id)
    erase_within(desk.tx, borger, desk.now, desk.texts(borger))
    for left in desk.runner.features.left:
        left(desk)
    for one in told:
        desk.tell(one, T("{name} has left. I have erased all about {name}.", name=borger.name))
        if asked:
            desk.tell(one, asked_to_talk(borger))


def told_again(desk: Desk, person: Person) -> None:
    """Somebody can be reached again, or goes on on another phone: what is on its way is put before them, unless they
    have it there."""
    if _when(desk, person) and person.can_be_told and not _has_come(desk, person):
        _put_before(desk, person)


def comes_again(desk: Desk, borger: Person) -> bool:
    """Puts the way back before them again. Returns: whether there is one."""
    on_its_way = _when(desk, borger) is not None
    if on_its_way:
        _show(desk, borger, desk.now)
    return on_its_way


def goodbye_known(desk: Desk, start: Start) -> Known:
    """Who has said that they leave, until when it can be undone, and who reads until then."""
    say, when = desk.texts(start.person).say, _when(desk, start.person) or desk.local
    by = _began(desk, start.person)
    lines = [T("{name} has written that you move out.", name=by.name)] if by and by.id != start.person.id else []
    lines += [T("I erase all about you {when}.", when=when), T("You can undo it until then."),
              T("Those who may read your answers still can.")]  # fmt: skip
    return Known(facts={"why": " ".join(say(line) for line in lines)})


def goodbye_done(desk: Desk, done: Done) -> None:
    """Undoes it, or sees to a copy; then the card comes back."""
    what, here, when = done.chosen("what"), done.chosen("here"), _when(desk, done.person)
    if done.finish.end is not End.DONE or when is None:
        return
    if what == "undo":
        undo(desk, done.person, done.person)
        return
    if what == "paper":
        first = goodbyes.wants_paper(desk.tx, done.person.id)
        for leader in people.people_of_role(desk.tx, Role.LEADER) if first else []:
            desk.tell(leader, T("{name} would like a copy of everything on paper, before {when}. Whoever runs the app"
                                " makes it.", name=done.person.name, when=when), about=done.person)  # fmt: skip
        desk.tell(done.person, T("The leader knows now that you want a copy."), pictogram="🖨️")
    elif here == "yes_":
        _send_copy(desk, done.person)
    _show(desk, done.person, desk.now)


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
        desk.tell(borger, T("Photos and sound are not in it. The staff can give you those."), pictogram="🖨️")


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


def _show(desk: Desk, borger: Person, at: datetime) -> None:
    """The one card that says what is on its way comes at an instant, in place of an earlier one."""
    open_sessions.card_goes(desk, borger, GOODBYE)
    start = Start(borger, borger, asked=True)
    desk.runner.open(desk, desk.house.dialogs[GOODBYE], start, Dispatch(not_before=at))


def _put_before(desk: Desk, borger: Person) -> None:
    """They have not seen it where they are now. What others began gives them a whole day from when it comes."""
    begins, when = desk.after_quiet(borger), _when(desk, borger)
    goodbyes.set_waits(desk.tx, borger.id, False)
    if not _is_own(desk, borger) and (when is None or when < begins + DAY):
        _set(desk, borger, begins + DAY)
        later = (begins + DAY).astimezone(desk.house.zone)
        _tell_others(desk, borger, T("I erase all about {name} {when}.", name=borger.name, when=later))
    _show(desk, borger, begins)


def _waits(desk: Desk, borger: Person) -> None:
    """Staff hear once that it waits."""
    if goodbyes.set_waits(desk.tx, borger.id, True):
        _tell_others(desk, borger, T("{name} leaves. I cannot write to {name} now. I erase nothing before {name} has "
                                     "been told.", name=borger.name))  # fmt: skip


def _set(desk: Desk, borger: Person, due: datetime) -> None:
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind=LEAVES)
    schedules.set_timer(desk.tx, due, LEAVES, borger_id=borger.id)


def _when(desk: Desk, borger: Person) -> datetime | None:
    """When all about a borger is erased (local), if it is on its way."""
    at = schedules.due_of(desk.tx, borger.id, LEAVES)
    return at.astimezone(desk.house.zone) if at else None


def _began(desk: Desk, borger: Person) -> Person | None:
    """Who began it; None if they are known no more."""
    by_id = goodbyes.begun_by(desk.tx, borger.id)
    return people.person_by_id(desk.tx, by_id) if by_id else None


def _is_own(desk: Desk, borger: Person) -> bool:
    return goodbyes.begun_by(desk.tx, borger.id) == borger.id


def _takes_part(desk: Desk, borger: Person) -> bool:
    """Whether they take part; who waits for another phone does."""
    return borger.state == "active" or phones.expected(desk.tx, borger.id) is not None


def _has_come(desk: Desk, borger: Person) -> bool:
    """Whether the card has come into the chat they have now."""
    card = sessions.open_session(desk.tx, borger.id, GOODBYE)
    return card is not None and card.surface_id is not None and outbox.has_come(desk.tx, card.surface_id)


def _may_undo(desk: Desk, borger: Person, person: Person) -> bool:
    """What staff began is theirs who began it; if they work here no more, anybody's who may begin it."""
    by = _began(desk, borger)
    return by is None or by.id == person.id or (by.id != borger.id and by.state != "active")


def _whose(desk: Desk, borger: Person) -> Text:
    """Who began it, for staff who cannot undo it."""
    by = _began(desk, borger)
    if by is None or by.id == borger.id:
        return T("{name} wants that. Nobody else can undo it.", name=borger.name)
    return T("{by} began it. {by} and {name} can undo it.", by=by.name, name=borger.name)


def _tell_others(desk: Desk, borger: Person, told: Text) -> None:
    for one in _others(desk, borger):
        desk.tell(one, told, wait_for_day=True, about=borger)


def _others(desk: Desk, borger: Person) -> list[Person]:
    """The contact persons and the leaders, each once."""
    found = [*people.contacts_of(desk.tx, borger.id), *people.people_of_role(desk.tx, Role.LEADER)]
    return list({one.id: one for one in found}.values())
