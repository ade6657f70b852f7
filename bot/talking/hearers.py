"""Who may be told of a call that goes to certain readers alone: by the borger's own choices, asked anew each time."""

from __future__ import annotations

from bot.desk.at_work import on_duty_now
from bot.desk.desk import Desk
from dialogs.engine.session import Outcome
from dialogs.method.steps import Say
from storage import answers, people, sessions, sharing
from storage.followup import Talk
from storage.people import Person
from storage.sharing import Reader

Said = tuple[int, str, str]
"""A session, a step and an item: where something was said."""


def may_hear(desk: Desk, call: Talk) -> list[Person]:
    """Those who can be told and may read all that the call is about at the desk's instant, in order: contact persons,
    others whom the borger chose, and everybody at work if they may."""
    said, on_duty = _said(desk, call), on_duty_now(desk)
    if not said:
        return []
    stored = sessions.session_by_id(desk.tx, call.session_id or 0)
    named = [reader for reader, _, _ in sharing.given(desk.tx, call.borger_id, stored.topic if stored else None)]
    ids = [reader for reader in named if reader is not None]
    ids += [one for one in on_duty if None in named]
    found = [people.person_by_id(desk.tx, id_) for id_ in dict.fromkeys(ids)]
    return [
        person for person in found
        if person and person.can_be_told and _reads(desk, Reader(person.id, person.id in on_duty), call.borger_id, said)
    ]  # fmt: skip


def stands(desk: Desk, call: Talk) -> bool:
    """Whether there still is what the call is about, and it is not kept to the borger."""
    return bool(_said(desk, call))


def _reads(desk: Desk, reader: Reader, borger_id: int, said: list[Said]) -> bool:
    return all(answers.may_read_answer(desk.tx, reader, borger_id, *each) for each in said)


def _said(desk: Desk, call: Talk) -> list[Said]:
    """The own words of the sitting that are shared."""
    stored = sessions.session_by_id(desk.tx, call.session_id or 0)
    if stored is None or not stored.session.shares:
        return []
    dialog, held = desk.dialog(stored.session.version), answers.held_in(desk.tx, stored.id)
    found = answers.own_answers(desk.tx, call.borger_id, stored.id)
    return list(dict.fromkeys(
        (stored.id, each.step, each.item)
        for each in found
        if each.outcome is Outcome.ANSWERED and isinstance(dialog.step(each.step), Say)
        and (each.step, each.item) not in held
    ))  # fmt: skip
