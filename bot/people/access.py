"""Those who work here, as a leader sees to them: a new link, or the end of their access with all that hangs on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.deleting import DELETABLE
from bot.desk import handing
from bot.desk.closed_phones import not_here
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.heard import unreached
from bot.people import contacts, handover, links, phones, readers, time_off
from bot.people.handover import NOBODY, Chosen, Line
from bot.people.time_off import TIME_OFF
from bot.rights.erasing import leave_chat
from bot.talking import agreeing, calls, notices
from dialogs.engine.session import End, Item
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import access, away, circle, followup, outbox, people, schedules, sessions, sharing, tasks
from storage import phones as stored_phones
from storage.followup import Talk
from storage.people import Person
from storage.sharing import Reader

COLLEAGUE, END_ACCESS, SUCCESSOR, LINK = "colleague", "end_access", "successor", "staff_link"


def colleague_known(desk: Desk, start: Start) -> Known:
    """How it stands with one of those who work here, and what can be done. Nobody ends their own access: so there is
    always a leader left."""
    staff, say = _colleague(desk, start.target), desk.texts(start.person).say
    if staff is None:
        return Known()
    ended, ways = access.ended_at(desk.tx, staff.id), []
    if staff.state != "active":
        ways.append(Item("link", say(T("New link")), "🔗", opens=f"{LINK}:{staff.id}"))
    elif staff.id != start.person.id:
        ways.append(Item("phone", say(T("New phone")), "📱", opens=f"{phones.NEW_PHONE}:{staff.id}"))
    if ended is None and staff.role is Role.STAFF:
        ways.append(Item("off", say(T("Time off")), "🏖️", opens=f"{TIME_OFF}:{staff.id}"))
    if ended is None and staff.id != start.person.id:
        ways.append(Item("end", say(T("End access")), "🔒", opens=f"{END_ACCESS}:{staff.id}"))
    ways.append(Item("back", say(T("Back")), "⬅️", opens="house"))
    return Known({"stands": say(_stands(desk, staff, ended))}, {"ways": tuple(ways)})


def _stands(desk: Desk, staff: Person, ended: datetime | None) -> Text:
    if ended:
        return T("{name} has had no access since {day}.", name=staff.name, day=ended.astimezone(desk.house.zone).date())
    if staff.state != "active":
        return not_here(desk, staff)
    if staff.role is Role.LEADER:
        return T("{name} is leader.", name=staff.name)
    names = tuple(one.name for one in people.borgere_of(desk.tx, staff.id))
    if not names:
        return T("{name} is nobody's contact person.", name=staff.name)
    return T("{name} is contact person of {names}.", name=staff.name, names=names)


def new_link(desk: Desk, start: Start) -> None:
    """A link for somebody who works here and has not joined, or whose access has ended."""
    staff = _colleague(desk, start.target)
    if staff and stored_phones.expected(desk.tx, staff.id) and staff.state != "active":
        phones.send_link(desk, start.person, staff, surface_id=start.surface_id)
    elif staff and staff.state != "active":
        links.send_link(desk, start.person, staff.id, surface_id=start.surface_id)


def end_known(desk: Desk, start: Start) -> Known:
    """Who takes over what, line by line; each can be changed before it counts."""
    chosen, staff = _chosen(desk, start)
    if chosen is None or staff is None:
        return Known()
    texts, found = desk.texts(start.person), handover.lines(desk, staff, chosen)
    head = T("{name} then reaches nothing here, at once.", name=staff.name)
    takes = (T("Who takes over:"),) if found else ()
    stands = texts.lines((head, *takes, *(line.told() for line in found)))
    ways = [Item("stop", texts.say(T("Yes, end it now")), "🔒"), Item("keep", texts.say(T("No, as it was")), "✋")]
    ways += [Item(line.key, texts.say(line.told()), "🤝" if line.task else "🧑") for line in found]
    return Known({"stands": stands, "name": staff.name}, {"ways": tuple(ways)})


def end_done(desk: Desk, done: Done) -> None:
    """The access ends, or one line is asked about first, on the same card."""
    chosen, staff = _chosen(desk, Start(done.person, done.about, target=done.stored.target))
    way = done.chosen("way")
    if done.finish.end is not End.DONE or chosen is None or staff is None or not way or way == "keep":
        return
    start = Start(done.person, done.about, done.stored.surface_id, done.stored.target)
    if way == "stop" and end_known(desk, start).facts["stands"] != done.session.facts.get("stands"):
        desk.runner.go(desk, END_ACCESS, start)  # what would happen now is read back first
    elif way == "stop":
        end(desk, done.person, staff, handover.lines(desk, staff, chosen))
    else:
        target = replace(chosen, asked=way).to_target()
        desk.runner.go(desk, SUCCESSOR, Start(done.person, done.about, done.stored.surface_id, target))


def successor_known(desk: Desk, start: Start) -> Known:
    """Of whom one line can be."""
    line = _asked(desk, start)
    if line is None:
        return Known()
    say = desk.texts(start.person).say
    nobody = T("The contact persons as now") if line.stays else T("Nobody yet")
    options = (*(Item(str(one.id), one.name, "👤") for one in line.options), Item(str(NOBODY), say(nobody), "✖️"))
    return Known({"what": say(line.what())}, {"staff": options})


def successor_done(desk: Desk, done: Done) -> None:
    """Back to all lines, on the same card."""
    chosen, _ = _chosen(desk, Start(done.person, done.about, target=done.stored.target))
    who = done.chosen("who")
    if done.finish.end is End.DONE and chosen and chosen.asked and who.isdecimal():
        target = chosen.with_successor(int(who)).to_target()
        desk.runner.go(desk, END_ACCESS, Start(done.person, done.about, done.stored.surface_id, target))


def end(desk: Desk, by: Person, staff: Person, found: list[Line]) -> None:
    """Ends somebody's access: from now on nothing of theirs reaches anything. Their borgere and tasks go to who was
    chosen, whoever is concerned is told, and their own chat is emptied as far as Telegram allows."""
    shown = outbox.messages_in(desk.tx, staff.chat_id, desk.now - DELETABLE) if staff.chat_id else []
    reads = sharing.borgere_of(desk.tx, Reader(staff.id))
    called, promised = followup.calls_to(desk.tx, staff.id), calls.promised(desk, staff)
    for stored in sessions.open_sessions(desk.tx, staff.id):
        handing.let_go(desk, stored, staff)
    agreeing.no_longer(desk, staff)
    for line in (one for one in found if one.task is None):
        stay = [one.id for one in people.contacts_of(desk.tx, line.borger.id) if one.id != staff.id]
        contacts.change(desk, line.borger, [*stay, *([line.to.id] if line.to else [])], gone=staff)
    _pass_tasks_on(desk, staff, found)
    _leaves_teams(desk, staff)
    stood_in = away.stood_in_by(desk.tx, staff.id, desk.local.date())
    made = access.end(desk.tx, staff.id, desk.local.date(), desk.now) + phones.no_longer_by(desk, staff)
    readers.no_longer(desk, staff)
    for off in stood_in:
        time_off.stands_in_no_more(desk, off, staff)
    for borger in reads:
        notices.left_alone(desk, borger)
        desk.runner.changed(desk, borger)
    if staff.chat_id is not None:
        last_word = T("Your access to {house} has ended. I have taken away what I could here. Is that wrong? Ask a"
                      " leader.", house=desk.house.settings.house_name)  # fmt: skip
        leave_chat(desk.tx, staff.chat_id, shown, desk.now, last_word, desk.texts(staff))
    told_already = {line.borger.id for line in found if line.task is None}
    for borger in reads:
        if borger.id not in told_already and borger.state == "active":
            told = T("I show {name} nothing any more.", name=staff.name)
            desk.tell(borger, told, wait_for_day=True, pictogram="🔒")
    _calls_go_on(desk, staff, called, promised)
    concerned = {one.id: one for one in (*(line.borger for line in found), *reads)}.values()
    _tell_leaders(desk, by, staff, made, unreached(concerned))


def _leaves_teams(desk: Desk, staff: Person) -> None:
    """Whoever had picked them hears it, and that there are others to pick."""
    picked = desk.house.settings.team != "contacts"
    for borger_id in circle.wished_by(desk.tx, staff.id) if picked else ():
        borger = people.person_by_id(desk.tx, borger_id)
        if borger and borger.state == "active":
            gone = T("{name} cannot be in your team any more. You can pick somebody else.", name=staff.name)
            desk.tell(borger, gone, wait_for_day=True, pictogram="🤲")


def _pass_tasks_on(desk: Desk, staff: Person, found: list[Line]) -> None:
    """Each task has its successor, or nobody. Who gets any is told once for each borger, without a word of what."""
    told: set[tuple[int, int]] = set()
    for line in found:
        if line.task is None:
            continue
        if line.to is None:
            tasks.let_go(desk.tx, line.task.id)
            continue
        tasks.pass_on(desk.tx, line.task.id, line.to.id)
        if (line.to.id, line.borger.id) not in told:
            told.add((line.to.id, line.borger.id))
            takes = T("You take over something for {borger} from {name}. See »Follow-up«.",
                      borger=line.borger.name, name=staff.name)  # fmt: skip
            desk.tell(line.to, takes, wait_for_day=True, about=line.borger)


def _calls_go_on(desk: Desk, staff: Person, called: list[int], promised: list[Talk]) -> None:
    """Calls they were told of go on to others; what they had promised is taken up anew, and the borger is told."""
    for talk_id in called:
        schedules.set_timer(desk.tx, desk.now, "nudge", talk_id=talk_id)
    calls.cannot_after_all(desk, staff, promised)


def _tell_leaders(desk: Desk, by: Person, staff: Person, links: int, missed: list[Text]) -> None:
    """All leaders know of it; also that links they had made do not work any more. Who has done it hears also which
    borgere it was `missed` to tell."""
    for leader in people.people_of_role(desk.tx, Role.LEADER):
        if leader.id == by.id:
            ended = T("{name} has no access any more. All whom it concerns are told.", name=staff.name)
            lines = [T("{name} has no access any more.", name=staff.name), *missed] if missed else [ended]
            desk.tell(leader, T("{lines}", lines=desk.texts(leader).lines(lines)))
        else:
            desk.tell(leader, T("{by} has ended the access of {name}.", by=by.name, name=staff.name))
        if links:
            desk.tell(leader, T("Links that {name} had made do not work any more.", name=staff.name))


def _colleague(desk: Desk, target: str) -> Person | None:
    """One of those who work here, by their number."""
    found = people.person_by_id(desk.tx, int(target)) if target.isdecimal() else None
    return found if found and found.role in (Role.STAFF, Role.LEADER) else None


def _chosen(desk: Desk, start: Start) -> tuple[Chosen | None, Person | None]:
    """What has been chosen so far, and whose access it is about: not one's own, and not one that has ended."""
    chosen = Chosen.of(start.target)
    staff = _colleague(desk, str(chosen.staff_id)) if chosen else None
    if staff is None or staff.id == start.person.id or access.ended_at(desk.tx, staff.id):
        return None, None
    return chosen, staff


def _asked(desk: Desk, start: Start) -> Line | None:
    chosen, staff = _chosen(desk, start)
    if chosen is None or staff is None:
        return None
    return next((line for line in handover.lines(desk, staff, chosen) if line.key == chosen.asked), None)
