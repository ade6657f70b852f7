"""Who may be told of a call that goes to certain readers alone: by the borger's own choices, asked anew each time."""

from __future__ import annotations

from bot.desk.at_work import on_duty_now
from bot.desk.desk import Desk
from bot.talking.striking import Said, is_shared, struck_by
from dialogs.engine.session import Outcome
from dialogs.method.steps import Say
from storage import agreements, answers, notices, people, sessions, sharing
from storage.agreements import Agreement
from storage.followup import Talk
from storage.people import Person
from storage.sharing import Reader


def may_hear(desk: Desk, call: Talk) -> list[Person]:
    """Those who can be told and may read all that the call is about at the desk's instant, in order. Of an agreed
    alert, those it names and nobody else; of own words contact persons, others whom the borger chose, and everybody at
    work if they may."""
    told_of, on_duty = said(desk, call), on_duty_now(desk)
    if not told_of:
        return []
    found = [people.person_by_id(desk.tx, id_) for id_ in dict.fromkeys(_named(desk, call, on_duty))]
    return [
        person
        for person in found
        if person and person.can_be_told
        and _reads(desk, Reader(person.id, person.id in on_duty), call.borger_id, told_of)
    ]  # fmt: skip


def is_anybodys(desk: Desk, call: Talk) -> bool:
    """Whether there is anybody who may hear of it, at work or not, and whether they can be told now or not."""
    told_of, whoever_works = said(desk, call), 0
    found = _named(desk, call, [whoever_works]) if told_of else []
    return any(_reads(desk, Reader(one, True), call.borger_id, told_of) for one in found)


def may_at_work(desk: Desk, call: Talk, person: Person) -> bool:
    """Whether somebody may read all that the call is about whenever they are at work."""
    told_of = said(desk, call)
    return bool(told_of) and _reads(desk, Reader(person.id, at_work=True), call.borger_id, told_of)


def still_hear(desk: Desk, agreement: Agreement) -> list[Person]:
    """Those an agreement names who may still read the answers it is about, in order."""
    dialog = desk.house.dialogs.get(agreement.answers.dialog_id)
    found = (people.person_by_id(desk.tx, id_) for id_ in agreement.hearers)
    return [
        one for one in found
        if one and dialog and dialog.topic
        and sharing.may_read(desk.tx, Reader(one.id, at_work=True), agreement.borger_id, dialog.topic)
    ]  # fmt: skip


def not_told(desk: Desk, call: Talk) -> list[Person]:
    """Those of them who have not been told."""
    told = {one.staff_id for one in notices.told_of(desk.tx, call.id)}
    return [one for one in may_hear(desk, call) if one.id not in told]


def in_turn(call: Talk, here: list[Person]) -> list[Person]:
    """Whom it is told now of those who are at work: an agreed alert goes by its order, one after the other."""
    return here[:1] if call.kind == "alert" else here


def said(desk: Desk, call: Talk) -> list[Said]:
    """What the call is about, as far as it stands and the borger shares it: the answers by which an agreement struck,
    all or none, or the own words of a sitting."""
    if agreement := agreements.by_id(desk.tx, call.agreement_id or 0):
        found = struck_by(desk, agreement, call.session_id or 0, call.at)
        return found if all(is_shared(desk, each) for each in found) else []
    stored = sessions.session_by_id(desk.tx, call.session_id or 0)
    if stored is None:
        return []
    dialog = desk.dialog(stored.session.version)
    words = dict.fromkeys(
        (stored.id, each.step, each.item)
        for each in answers.own_answers(desk.tx, call.borger_id, stored.id)
        if each.outcome is Outcome.ANSWERED and isinstance(dialog.step(each.step), Say)
    )
    return [each for each in words if is_shared(desk, each)]


def _named(desk: Desk, call: Talk, on_duty: list[int]) -> list[int]:
    if agreement := agreements.by_id(desk.tx, call.agreement_id or 0):
        return list(agreement.hearers) if agreement.state == "agreed" else []
    stored = sessions.session_by_id(desk.tx, call.session_id or 0)
    readers = [reader for reader, _, _ in sharing.given(desk.tx, call.borger_id, stored.topic if stored else None)]
    return [*(reader for reader in readers if reader is not None), *(one for one in on_duty if None in readers)]


def _reads(desk: Desk, reader: Reader, borger_id: int, told_of: list[Said]) -> bool:
    return all(answers.may_read_answer(desk.tx, reader, borger_id, *each) for each in told_of)
