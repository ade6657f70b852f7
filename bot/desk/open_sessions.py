"""What somebody is in the middle of, when something else comes in between."""

from __future__ import annotations

from bot.desk.desk import Desk
from dialogs.engine.buttons import Button
from dialogs.engine.session import Left, Pressed, Shown, Stage
from storage import outbox, sessions
from storage.people import Person
from storage.sessions import StoredSession


def put_away(desk: Desk, person: Person) -> None:
    """Somebody goes on to something else. Menus that are not finished are closed, so that there is one card at a time;
    not so one that holds own words, for they would go with it. Questions they opened themself and have not begun to
    answer are closed as well. A dialog may say itself what becomes of it. Where staff answer with or about a borger,
    there is a break: what they write next is not taken for the borger's words."""
    for stored in sessions.open_sessions(desk.tx, person.id):
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


def abandoned(stored: StoredSession) -> bool:
    """Whether somebody has left what they had opened themself. Nobody puts that before them again unasked."""
    return stored.session.opened and stored.session.left
