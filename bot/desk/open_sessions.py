"""What somebody is in the middle of, when something else comes in between."""

from __future__ import annotations

from datetime import timedelta

from bot.desk import about_entries
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from dialogs.engine.beside import takes_beside
from dialogs.engine.buttons import Button
from dialogs.engine.session import Left, Pressed, Shown, Stage
from dialogs.method.model import Dialog
from storage import outbox, sessions, surfaces
from storage.entries import Entry
from storage.people import Person
from storage.sessions import StoredSession

IN_THE_MIDDLE = timedelta(hours=1)
"""Who began or answered so lately is left where they are when the same falls due."""


def put_away(desk: Desk, person: Person) -> None:
    """Somebody goes on to something else. Menus that are not finished are closed, so that there is one card at a time;
    not so one that holds own words, for they would go with it. Questions they opened themself and have not begun to
    answer are closed as well. A dialog may say itself what becomes of it. Where staff answer with or about a borger,
    there is a break: what they write next is not taken for the borger's words. It is the same with what had ended
    and is gone on with or corrected. What was only looked at goes."""
    screens_go(desk, person)
    for stored in sessions.under_way(desk.tx, person.id):
        dialog = desk.dialog(stored.session.version)
        if own_way := desk.runner.flow(dialog).put_away:
            own_way(desk, stored, person)
        elif not dialog.keeps:
            if not stored.session.carried:
                desk.runner.close(desk, stored, person)
        elif stored.session.opened and not stored.session.given:
            desk.runner.close(desk, stored, person)
        elif stored.session.provenance == "self":
            desk.runner.feed(desk, stored, Left())
        elif stored.session.stage is Stage.ASKING:
            desk.runner.feed(desk, stored, Pressed(stored.session.turn, Button.PAUSE))


def stays_if_asked(desk: Desk, stored: StoredSession, person: Person) -> None:
    """What the bot asks by itself, and nobody else can answer, stays whatever else is opened; the same opened by
    themself goes."""
    if stored.session.opened:
        desk.runner.close(desk, stored, person)


def is_hidden(desk: Desk, stored: StoredSession) -> bool:
    """Whether other questions, or what became of them, stand below a card, or something else that came by itself, as a
    call or somebody's word: who writes then looks at that. A menu asks nothing, and what is only looked at passes."""
    if surfaces.came_below(desk.tx, stored.person_id, stored.surface_id or 0):
        return True
    return any(desk.dialog(version).purpose != "menu" for version in sessions.below(desk.tx, stored))


def takes_words(desk: Desk, person: Person) -> StoredSession | None:
    """What takes words though its question asks for a tap, if its card is the last that asks somebody anything: a form,
    or a rating with words."""
    found = sessions.open_sessions(desk.tx, person.id)
    asking = [each for each in found if each.surface_id and desk.dialog(each.session.version).purpose != "menu"]
    last = max(asking, key=lambda each: each.surface_id or 0, default=None)
    dialog = desk.dialog(last.session.version) if last else None
    if last is None or dialog is None or is_hidden(desk, last):
        return None
    if dialog.keeps and not takes_beside(dialog, last.session):
        return None
    return last if surfaces.shown_on(desk.tx, last.surface_id or 0) == "session" else None


def screens_go(desk: Desk, person: Person) -> None:
    """What somebody opened only to look at goes from their chat: something else takes its place."""
    for surface_id in surfaces.passing(desk.tx, person.id):
        desk.retire(person, surface_id)


def bring_back(desk: Desk, person: Person) -> None:
    """Something came in between: the questions they are in the middle of come again at the end of the chat. Not so if
    they are having a break, have left what they had opened themself, or the card has yet to come for the first time."""
    for stored in reversed(sessions.open_sessions(desk.tx, person.id)):
        if not desk.dialog(stored.session.version).keeps or stored.surface_id is None or abandoned(stored):
            continue
        has_come = stored.session.given or outbox.has_come(desk.tx, stored.surface_id)
        if has_come and stored.session.stage is not Stage.PAUSED:
            desk.runner.feed(desk, stored, Shown())
        return


def again(desk: Desk, dialog: Dialog, start: Start, entry: Entry | None) -> StoredSession | None:
    """Brings back, for who opens a method, what they are in the middle of on the same phone: that is of the same
    dialog, about the same person and the same entry, and in the same voice.

    Returns: the session; None if there is none."""
    found = sessions.half_done(desk.tx, start.person.id, dialog.id, start.about.id, entry.id if entry else None)
    same = next((stored for stored in found if stored.session.provenance == start.provenance), None)
    if same is None:
        return None
    desk.runner.resume(desk, same)
    stored = sessions.session_by_id(desk.tx, same.id)
    if stored is None or not stored.is_half_done or stored.person_id != start.person.id:
        return None  # whoever has it may not go on with it any more
    if start.surface_id and start.surface_id != stored.surface_id:  # the menu it was chosen on
        sessions.leave_surface(desk.tx, start.surface_id)
        desk.retire(start.person, start.surface_id)
    return stored


def answered_already(desk: Desk, done: Done) -> None:
    """The borger has answered with help: the same questions about the same, not yet begun, go from their own phone, and
    so does the one which it is to be about."""
    dialog, borger, entry_id = done.dialog, done.about, done.stored.entry_id if done.dialog.entry_kind else None
    for stored in sessions.half_done(desk.tx, borger.id, dialog.id, borger.id, entry_id):
        if not stored.session.given:
            desk.runner.close(desk, stored, borger)
    if dialog.entry_kind:
        which_goes(desk, dialog, borger)


def card_goes(desk: Desk, person: Person, dialog_id: str) -> None:
    """The card of a dialog that stands open on somebody's phone goes, if there is one."""
    if stored := sessions.open_session(desk.tx, person.id, dialog_id):
        desk.runner.close(desk, stored, person)


def which_goes(desk: Desk, dialog: Dialog, borger: Person) -> None:
    """Takes away what stands on a borger's phone that asks which entry a dialog is to be about."""
    for stored in sessions.half_done(desk.tx, borger.id, about_entries.WHICH_ENTRY, borger.id, None):
        if stored.target == about_entries.asks_which(dialog, Start(borger, borger)).target:
            desk.runner.close(desk, stored, borger)


def is_on_it(desk: Desk, stored: StoredSession) -> bool:
    """Whether somebody is in the middle of it just now. What had ended stands open for so long only."""
    session = stored.session
    if session.going_on and session.stage is Stage.ASKING and not session.left:
        return True
    return not abandoned(stored) and sessions.in_use(desk.tx, stored.id, desk.now - IN_THE_MIDDLE)


def abandoned(stored: StoredSession) -> bool:
    """Whether somebody has left what they had opened themself. Nobody puts that before them again unasked."""
    return stored.session.opened and stored.session.left
