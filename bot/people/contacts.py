"""Who is whose contact person: a change is read back before it counts, told to everybody it is about, and can be
undone. Who comes reads nothing before the borger has said so."""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.desk.allowed import allowed
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start, items
from bot.desk.standing_in import stand_ins
from bot.people import phones
from bot.people.readers import NEW_CONTACT
from bot.talking import notices
from dialogs.engine.session import End
from dialogs.permissions import Action, Role
from dialogs.text import T, Text
from storage import access, away, circle, contact_wishes, core, people, sessions, sharing
from storage.people import Person

FULL = {"circle": 1, "roles": 2}
"""How many contact persons a borger picks, by what the house lets them have, until staff add none to them."""
SURE, SAVED = "contacts_sure", "contacts_saved"


def contacts_known(desk: Desk, start: Start) -> Known:
    """All staff who have joined, and the present contact persons, who are ticked."""
    present = people.contacts_of(desk.tx, start.about.id)
    staff = people.people_of_role(desk.tx, Role.STAFF)
    found = [*staff, *(one for one in present if one not in staff)]
    return Known(lists={"staff": items(found)}, ticked={"contacts": tuple(str(one.id) for one in present)})


def contacts_done(desk: Desk, done: Done) -> None:
    """Goes on to what would change, on the same card."""
    given = done.given("contacts")
    if done.finish.end is not End.DONE or given is None:
        return
    wanted = [int(choice) for choice in given.choices]
    full = FULL.get(desk.house.settings.team)
    picked = core.core_of(desk.tx, done.about.id) if full else set[int]()
    if full and (len(picked) >= full or picked - set(wanted)):
        only = T("{name} has picked who comes first. Only {name} changes that.", name=done.about.name)
        desk.tell(done.person, only, about=done.about)
    elif set(wanted) != {one.id for one in people.contacts_of(desk.tx, done.about.id)}:
        _go_on(desk, done, SURE, wanted, _now(desk, done.about))


def sure_known(desk: Desk, start: Start) -> Known:
    """Who would come and who would go, and what the borger is told."""
    present, wanted = people.contacts_of(desk.tx, start.about.id), _wanted(desk, start.target)
    lines = [T("{name} becomes contact person.", name=one.name) for one in wanted if one not in present]
    lines += _off(desk, [one for one in wanted if one not in present])
    lines += [T("{name} stops being contact person.", name=one.name) for one in present if one not in wanted]
    if not wanted:
        lines.append(T("{name} then has no contact person.", name=start.about.name))
    lines.append(T("{name} chooses what they may read.", name=start.about.name))
    return Known(facts={"changes": desk.texts(start.person).lines(lines)})


def sure_done(desk: Desk, done: Done) -> None:
    """What was read back counts, and can be undone on the same card."""
    if done.finish.end is not End.DONE or done.chosen("sure") != "yes_":
        return
    former = _now(desk, done.about)
    if not _as_it_said(desk, done):
        return
    change(desk, done.about, [one.id for one in _wanted(desk, done.stored.target)])
    if allowed(desk, done.person, Action.MANAGE_BORGER, done.about):
        _go_on(desk, done, SAVED, former, _now(desk, done.about))


def _as_it_said(desk: Desk, done: Done) -> bool:
    """Whether a card's yes would do what stood on it. If others have changed the list since, or somebody works here no
    more, what it would do now is read back first; where that is nothing, how it stands."""
    ids, now, wanted = _ids(done.stored.target), _now(desk, done.about), _wanted(desk, done.stored.target)
    if ids == ([one.id for one in wanted], now):
        return True
    form = SURE if set(now) != {one.id for one in wanted} else SAVED
    _go_on(desk, done, form, [one.id for one in wanted], now)
    return False


def saved_known(desk: Desk, start: Start) -> Known:
    """Who the contact persons are now."""
    names = tuple(one.name for one in people.contacts_of(desk.tx, start.about.id)) or (T("nobody yet"),)
    stands = T("Contact persons of {name} now: {names}.", name=start.about.name, names=names)
    return Known(facts={"stands": desk.texts(start.person).say(stands)})


def saved_done(desk: Desk, done: Done) -> None:
    """Undone, it is as it was, with what the borger shared then."""
    if done.finish.end is End.DONE and done.chosen("what") == "undo" and _as_it_said(desk, done):
        change(desk, done.about, [one.id for one in _wanted(desk, done.stored.target)], as_before=True)


def ask_known(desk: Desk, start: Start) -> Known:
    """Everybody who takes part and is not theirs, by name; what they share stays closed."""
    theirs = {one.id for one in people.borgere_of(desk.tx, start.person.id)}
    others = [one for one in people.people_of_role(desk.tx, Role.BORGER) if one.id not in theirs]
    return Known(lists={"borgere": items(sorted(others, key=lambda one: one.name), "🧑")})


def ask_done(desk: Desk, done: Done) -> None:
    """Leaders and the borger's contact persons read who asks; it is theirs to change."""
    who = done.chosen("who")
    borger = people.person_by_id(desk.tx, int(who)) if done.finish.end is End.DONE and who else None
    if borger is None or borger.role is not Role.BORGER:
        return
    told = [*people.people_of_role(desk.tx, Role.LEADER), *people.contacts_of(desk.tx, borger.id)]
    for one in {each.id: each for each in told if each.id != done.person.id}.values():
        asks = T("{name} asks to become contact person of {borger}. See »Borgere«, »Contact persons«.",
                 name=done.person.name, borger=borger.name)  # fmt: skip
        desk.tell(one, asks, wait_for_day=True, about=borger)


def change(
    desk: Desk, borger: Person, staff_ids: list[int], *, as_before: bool = False, gone: Person | None = None,
    picked: Collection[int] = (),
) -> None:  # fmt: skip
    """Makes these the borger's contact persons, and tells all whom it is about; not who is `gone`. Unless it is
    `as_before`, who comes may read nothing yet, and the borger is asked what they may. Whom of them the
    borger has `picked` are the core of their team; who of these was asked about before is not asked about again."""
    before = people.contacts_of(desk.tx, borger.id)
    known = {one.id for one in before}
    coming = [one for id_ in staff_ids if id_ not in known and (one := people.person_by_id(desk.tx, id_))]
    leaving = [one for one in before if one.id not in staff_ids]
    if not as_before:
        for one in coming:
            sharing.forget_as_contact(desk.tx, borger.id, one.id, desk.now)
    kept = (core.core_of(desk.tx, borger.id) | set(picked)) & set(staff_ids)
    people.set_contacts(desk.tx, borger.id, staff_ids)
    core.set_core(desk.tx, borger.id, kept)
    if coming:
        contact_wishes.settle(desk.tx, borger.id)
    phones.look_again(desk, borger)
    notices.left_alone(desk, borger)
    desk.runner.changed(desk, borger)  # who is no contact person any more keeps nothing on the screen
    for one in coming:
        if one.state == "active":
            desk.tell(one, T("You are contact person of {name} now. {name} chooses what you may read.",
                             name=borger.name), wait_for_day=True, about=borger)  # fmt: skip
    for one in leaving:
        if one.state == "active" and one != gone:
            told = T("You are not contact person of {name} any more.", name=borger.name)
            desk.tell(one, told, wait_for_day=True, about=borger)
    if borger.state == "active":
        _tell_borger(desk, borger, coming, leaving, as_before=as_before)
        known_by = [one.id for one in coming if one.id in picked and sharing.was_asked(desk.tx, one.id, borger.id)]
        asked = [] if as_before else [one.id for one in coming if one.id not in known_by]
        asks_what_they_read(desk, borger, asked)


def _tell_borger(desk: Desk, borger: Person, coming: list[Person], leaving: list[Person], *, as_before: bool) -> None:
    """Who goes and who comes, in words and a picture."""
    lines: list[Text] = [T("{name} is not your contact person any more.", name=one.name) for one in leaving]
    lines += [T("{name} is your contact person now.", name=one.name) for one in coming]
    lines += _off(desk, coming)
    if not people.contacts_of(desk.tx, borger.id):
        lines.append(T("You have no contact person just now."))
        lines.append(T("You can tap »Talk to someone« as before."))
        lines.append(T("You can ask for one: »More«, »My contact person«.") if desk.house.settings.team == "contacts"
                     else T("You can pick somebody: »More«, »My team«."))  # fmt: skip
    elif as_before and coming:
        lines.append(T("What you share is as before."))
    if lines:
        words = T("{lines}", lines=desk.texts(borger).lines(lines))
        desk.tell(borger, words, wait_for_day=True, pictogram="🤲")


def asks_what_they_read(desk: Desk, borger: Person, coming: list[int]) -> None:
    """A card asks what those who come may read, with nothing ticked unless the borger chose it before; and those who
    came before, if nothing is said about them yet."""
    asked = _asked_about(desk, borger)
    asked += [one for one in coming if one not in asked]
    if asked:
        asks = Start(borger, borger, target=",".join(str(one) for one in asked), asked=True)
        when = Dispatch(not_before=desk.after_quiet(borger))
        desk.runner.open(desk, desk.house.dialogs[NEW_CONTACT], asks, when)


def _off(desk: Desk, coming: list[Person]) -> list[Text]:
    """Who of those who come has days off now, and who answers meanwhile."""
    lines: list[Text] = []
    found = away.away_on(desk.tx, desk.local.date())
    for one in coming:
        if one.id in found:
            lines.append(T("{name} is off until {day}.", name=one.name, day=found[one.id].last))
            lines += [T("{name} answers.", name=deputy.name) for deputy in stand_ins(desk, [one])]
    return lines


def _asked_about(desk: Desk, borger: Person) -> list[int]:
    """The contact persons and others of their team that a card still asks about; the card goes."""
    asked, now = [], {*_now(desk, borger), *circle.members(desk.tx, borger.id)}
    for stored in sessions.open_sessions(desk.tx, borger.id):
        if stored.dialog_id == NEW_CONTACT:
            asked += [int(one) for one in stored.target.split(",") if one.isdecimal() and int(one) in now]
            desk.runner.close(desk, stored, borger)
    return list(dict.fromkeys(asked))


def _go_on(desk: Desk, done: Done, form: str, wanted: list[int], present: list[int]) -> None:
    target = json.dumps([*wanted, None, *present])
    desk.runner.go(desk, form, Start(done.person, done.about, done.stored.surface_id, target))


def _ids(target: str) -> tuple[list[int], list[int]]:
    """Who is wanted as contact persons on a card, and who they were when it was shown."""
    ids = json.loads(target or "[]")
    place = ids.index(None) if None in ids else len(ids)
    return ids[:place], ids[place + 1 :]


def _wanted(desk: Desk, target: str) -> list[Person]:
    """Those a card names who still have access or are to have it."""
    found = (people.person_by_id(desk.tx, id_) for id_ in _ids(target)[0])
    return [one for one in found if one and access.ended_at(desk.tx, one.id) is None]


def _now(desk: Desk, borger: Person) -> list[int]:
    return [one.id for one in people.contacts_of(desk.tx, borger.id)]
