"""A borger's proposals on the phones of their contact persons: for each reader one message, with the list of what
waits for an answer, or one of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from html import escape
from typing import TypeAlias

from bot.desk.desk import Desk
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton
from bot.telegram.render import laid_out
from dialogs.text import T, Text
from dialogs.time.activity import happening
from dialogs.time.schedule import instant
from dialogs.words.visible import cut
from storage import activities, people, proposals, sharing, surfaces
from storage.people import Person
from storage.proposals import PROPOSALS, Proposal
from storage.surfaces import Surface

PROPOSAL = "p"

ButtonRows: TypeAlias = list[tuple[InlineButton, ...]]


def ahead(desk: Desk, day: date | None, at: time | None) -> bool:
    """Whether a local day and time are known and still to come."""
    return day is not None and at is not None and instant(day, at, desk.house.settings.timezone) > desk.now


def show_waiting(desk: Desk, reader: Person, borger_id: int | None = None) -> bool:
    """Sends somebody what waits for their answer, a card for each borger.

    Returns: whether there was anything.
    """
    found = proposals.waiting(desk.tx, reader.id, desk.now, borger_id)
    for waits_for in dict.fromkeys(proposal.borger_id for proposal in found):
        borger = people.person_by_id(desk.tx, waits_for)
        if borger:
            _bring(desk, reader, borger, silent=False)
    return bool(found)


def waiting_lines(desk: Desk, reader: Person) -> tuple[Text, ...]:
    """A line for each borger who waits for somebody's answer."""
    found = proposals.waiting(desk.tx, reader.id, desk.now)
    counts: dict[int, int] = {}
    for proposal in found:
        counts[proposal.borger_id] = counts.get(proposal.borger_id, 0) + 1
    names = {borger.id: borger.name for borger in people.borgere_of(desk.tx, reader.id)}
    return tuple(T("{name} has wishes: {count}", name=names[id_], count=count) for id_, count in counts.items())


def waiting_wishes(desk: Desk, reader: Person) -> list[tuple[Text, list[Person]]]:
    """A line for the borgere whose wishes wait for somebody, those first of which the day has passed, with whom it is
    about."""
    found = proposals.waiting(desk.tx, reader.id, desk.now)
    today = desk.local.date()
    past = {one.borger_id for one in found if one.day and one.day < today}
    borgere = [one for one in people.borgere_of(desk.tx, reader.id) if one.id in {each.borger_id for each in found}]
    lines = []
    for words, theirs in (
        (T("A wish is past its day: {names}"), [one for one in borgere if one.id in past]),
        (T("Wishes that wait: {names}"), [one for one in borgere if one.id not in past]),
    ):
        if theirs:
            lines.append((Text(words.id, {"names": tuple(one.name for one in theirs)}), theirs))
    return lines


def draw(desk: Desk, borger: Person, surface: Surface) -> None:
    """After anything about a borger's proposals or their sharing has changed, what staff have before them says so."""
    reader = people.person_by_id(desk.tx, surface.person_id)
    if reader and reader.chat_id:
        drawn = content(desk, reader, borger, surface.ref or 0)
        desk.show(reader, drawn, surface.id)


def tell(desk: Desk, borger: Person) -> None:
    """Who has not been told of something that waits, gets one quiet message."""
    for contact in people.contacts_of(desk.tx, borger.id):
        if contact.state != "active" or contact.chat_id is None:
            continue
        found = proposals.waiting(desk.tx, contact.id, desk.now, borger.id)
        if proposals.tell_once(desk.tx, contact.id, found):
            _bring(desk, contact, borger, silent=True)


def _bring(desk: Desk, reader: Person, borger: Person, *, silent: bool) -> None:
    """Puts what waits of a borger at the end of a reader's chat: the one proposal, or the list."""
    found = proposals.waiting(desk.tx, reader.id, desk.now, borger.id)
    if old := surfaces.one_of(desk.tx, reader.id, borger.id, PROPOSALS):
        desk.retire(reader, old.id)
    surface_id = desk.new_surface(reader, borger)
    show(desk, reader, borger, surface_id, found[0].id if len(found) == 1 else 0, silent=silent)


def show(
    desk: Desk, reader: Person, borger: Person, surface_id: int, proposal_id: int, *, silent: bool = False
) -> None:  # fmt: skip
    """Shows one of a borger's proposals, or with 0 the list, and logs the look."""
    surfaces.now_shows(desk.tx, surface_id, PROPOSALS, proposal_id, borger.id)
    sharing.log_look(desk.tx, reader.id, borger.id, "wish", desk.now)
    drawn = content(desk, reader, borger, proposal_id, silent=silent)
    desk.show(reader, drawn, surface_id)


def content(desk: Desk, reader: Person, borger: Person, proposal_id: int, *, silent: bool = False) -> Content:
    """One proposal, or with 0 all that wait; never more than the reader may see now."""
    waiting = proposals.waiting(desk.tx, reader.id, desk.now, borger.id)
    one = proposals.proposal_by_id(desk.tx, proposal_id) if proposal_id else None
    if one and proposals.may_see(desk.tx, reader.id, one, desk.now):
        lines, rows = _one(desk, reader, one, waiting)
    else:
        lines = [_line(desk, proposal) for proposal in waiting] or [T("No wishes wait for an answer.")]
        rows = [(_button(desk, reader, p, T("{name}", name=cut(p.title, 40)), p.pictogram, "open"),) for p in waiting]
    texts = desk.texts(reader)
    words = [f"<b>{escape(borger.name)}</b>", *(escape(texts.say(line)) for line in lines)]
    return Content("\n".join(words), laid_out(rows), silent=silent)


def _one(desk: Desk, reader: Person, proposal: Proposal, waiting: list[Proposal]) -> tuple[list[Text], ButtonRows]:
    lines, rows = [_line(desk, proposal)], ButtonRows()
    if proposal.state != "waiting":
        lines.append(_state(desk, proposal))
    elif ahead(desk, proposal.day, proposal.at):
        rows.append((_button(desk, reader, proposal, T("Say yes"), "✅", "yes"),))
        rows.append((_button(desk, reader, proposal, T("Another time"), "🕘", "time"),
                     _button(desk, reader, proposal, T("Write an answer"), "✍️", "no")))  # fmt: skip
    else:
        rows.append((_button(desk, reader, proposal, T("Find a time"), "🕘", "time"),
                     _button(desk, reader, proposal, T("Write an answer"), "✍️", "no")))  # fmt: skip
    others = [other for other in waiting if other.id != proposal.id]
    if others:
        label = T("More wishes: {count}", count=len(others))
        rows.append((_button(desk, reader, proposal, label, "📋", "list"),))
    return lines, rows


def _button(desk: Desk, reader: Person, proposal: Proposal, label: Text, sign: str, choice: str) -> InlineButton:
    words = f"{sign} {desk.texts(reader).say(label)}".strip()
    return InlineButton(words, button_data(Tap(PROPOSAL, proposal.id, 0, choice)))


def _line(desk: Desk, proposal: Proposal) -> Text:
    """What, and when."""
    title = f"{proposal.pictogram} {proposal.title}".strip()
    if proposal.day is None:
        return T("{title}, no day chosen", title=title)
    when = datetime.combine(proposal.day, proposal.at) if proposal.at else proposal.day
    activity = activities.activity_by_id(desk.tx, proposal.activity_id or 0) if proposal.kind == "move" else None
    if activity is None or proposal.slot is None:
        return T("{title}, {when}", title=title, when=when)
    # Once it is moved, what is planned is the new time; before, the one to be moved from.
    begins = happening(activity.plan, proposal.slot, activity.changes.get(proposal.slot)).start
    old = begins.astimezone(desk.house.zone)
    if proposal.state != "waiting":
        return T("{title}, {when}", title=title, when=old)
    return T("{title}: move from {old} to {when}", title=title, old=old, when=when)


STATES: Mapping[str, Text] = {
    "confirmed": T("{name} said yes."),
    "changed": T("{name} has found another time."),
    "declined": T("{name} answered: »{reason}«"),
    "withdrawn": T("The wish was taken back."),
}
"""How an answered proposal stands."""


def _state(desk: Desk, proposal: Proposal) -> Text:
    by = people.person_by_id(desk.tx, proposal.answered_by or 0)
    name: str | Text = by.name if by else T("staff")
    if proposal.state == "changed":
        return T("{name} found another time: {when}", name=name, when=_planned(desk, proposal))
    if proposal.state == "declined" and not proposal.reason:
        return T("{name} said no.", name=name)
    return Text(STATES[proposal.state].id, {"name": name, "reason": proposal.reason})


def _planned(desk: Desk, proposal: Proposal) -> datetime | Text:
    activity = activities.activity_by_id(desk.tx, proposal.activity_id or 0)
    if activity is None:
        return T("no longer planned")
    slot = proposal.slot or activity.plan.repeat.start
    return happening(activity.plan, slot, activity.changes.get(slot)).start.astimezone(desk.house.zone)
