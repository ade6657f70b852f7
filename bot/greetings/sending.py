"""A greeting on its way: it waits for quiet hours, breaks and closed phones, and who sent it hears when it has come."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.desk.desk import Desk
from bot.desk.flow import Done
from bot.desk.heard import after_rest
from bot.greetings import cards
from dialogs.engine.session import End
from dialogs.permissions import Role
from dialogs.text import T
from storage import greetings, media, outbox, people, schedules
from storage.greetings import Greeting
from storage.people import Person
from storage.schedules import Timer

GREETING: Final = "greeting"
SOON, LATER = timedelta(minutes=1), timedelta(minutes=30)
"""When it is looked whether it has come; and again, as long as Telegram does not take it."""


def written(desk: Desk, done: Done) -> None:
    """A greeting is on its way."""
    given = done.given("greeting")
    if done.finish.end is not End.DONE or given is None:
        return
    media_id = media.keep_media(desk.tx, done.about.id, given.media, desk.now) if given.media else None
    greetings.add(desk.tx, done.about.id, done.person.id, given.words.strip(), media_id, desk.now)
    if not done.about.can_be_told:
        said = T("{name} cannot be reached now. Your greeting waits until they can.", name=done.about.name)
        desk.tell(done.person, said, about=done.about)
    go_on(desk, done.about)


def go_on(desk: Desk, borger: Person) -> None:
    """Puts on a borger's phone what they can be sent now, tells who sent what has come, and looks again later while
    anything is open."""
    if borger.role is not Role.BORGER or not borger.can_be_told:
        return
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind=GREETING)
    open_, found = False, greetings.of_borger(desk.tx, borger.id)
    comes = after_rest(desk, borger)
    for greeting in reversed(found):
        if greeting.state == "waiting" and comes <= desk.now:
            cards.put(desk, borger, greeting)
        open_ = open_ or not _arrived(desk, borger, greeting)
    if open_:
        late = any(each.state != "waiting" and each.at < desk.now - LATER for each in found)
        again = comes if comes > desk.now else desk.now + (LATER if late else SOON)
        schedules.set_timer(desk.tx, again, GREETING, borger_id=borger.id)


def _arrived(desk: Desk, borger: Person, greeting: Greeting) -> bool:
    """Whether who sent it knows that it has come; they hear it now if it has."""
    if greeting.told or greeting.by_id is None:
        return True
    if greeting.state == "waiting" or not (greeting.surface_id and outbox.has_come(desk.tx, greeting.surface_id)):
        return False
    greetings.told(desk.tx, greeting.id)
    if sender := people.person_by_id(desk.tx, greeting.by_id):
        desk.tell(sender, T("Your greeting has come to {name}.", name=borger.name), silent=True, about=borger)
    return True


def timer_due(desk: Desk, timer: Timer) -> None:
    """It is time to look again."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    if borger:
        go_on(desk, borger)
