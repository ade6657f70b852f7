"""What staff do with a guide from a borger's page: copy a ready one, and ask the borger whether they want it."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import heard
from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Start
from bot.guides import own_guides
from dialogs.guides import copied
from dialogs.method.guides import GUIDE
from dialogs.permissions import Action
from storage import guides, media, sharing
from storage.guides import TOPIC, StoredGuide
from storage.people import Person


def copy_shipped(desk: Desk, start: Start) -> None:
    """Makes a copy of a ready guide for the borger, in the borger's language; the page goes on with it."""
    dialog = desk.house.dialogs.get(start.target)
    if dialog is None or dialog.purpose != GUIDE or start.about.state != "active":
        return
    guide = copied(dialog, desk.texts(start.about).say, desk.house.photos)
    guide_id = guides.add_guide(desk.tx, start.about.id, guide, start.person.id, desk.now)
    show(desk, start.person, start.about, guide_id)


def copy_of_another(desk: Desk, start: Start) -> None:
    """Makes a copy, with its photos, of a guide that another borger lets others have."""
    found = guides.for_others(desk.tx, start.about.id)
    stored = next((each for each in found if str(each.id) == start.target), None)
    if stored is None or start.about.state != "active":
        return

    def own(media_id: int) -> int:
        return media.for_another(desk.tx, media_id, start.about.id, desk.now) if media_id else 0

    guide = stored.guide
    steps = tuple(replace(step, photo=own(step.photo), voice=own(step.voice)) for step in guide.steps)
    copy = replace(guide, photo=own(guide.photo), steps=steps)
    show(desk, start.person, start.about, guides.add_guide(desk.tx, start.about.id, copy, start.person.id, desk.now))


def give(desk: Desk, start: Start) -> None:
    """Asks the borger whether they want a guide: by day, on a card of its own."""
    stored = wanted(desk, start)
    if stored is None or stored.state not in ("", "proposed") or not stored.guide.steps:
        return
    guides.give(desk.tx, stored, start.person.id, desk.now, state="proposed")
    show(desk, start.person, start.about, stored.id)
    now = guides.by_id(desk.tx, stored.id)
    if start.about.can_be_told and now:
        own_guides.propose(desk, start.about, now, start.person, Dispatch(not_before=desk.after_quiet(start.about)))
        desk.tell(start.person, heard.when_heard(desk, start.about), about=start.about)
    else:
        heard.not_reached(desk, start.person, start.about)


def open_to(desk: Desk, person: Person, borger: Person) -> list[StoredGuide]:
    """The guides of a borger's that somebody may see: the borger all; who makes guides with them those made by staff;
    and who may read how it went those in use, also such as the borger made."""
    found = [each for each in guides.guides_of(desk.tx, borger.id) if each.state != "ended"]
    if person.id == borger.id:
        return found
    reads = sharing.may_read(desk.tx, reader_now(desk, person), borger.id, TOPIC)
    if makes(desk, person, borger):
        return [each for each in found if reads or each.made_by != borger.id]
    return [each for each in found if reads and each.state == "accepted"]


def makes(desk: Desk, person: Person, borger: Person) -> bool:
    """Whether somebody of the staff makes guides with a borger, who is here."""
    return borger.state == "active" and allowed(desk, person, Action.ANSWER_WITH, borger)


def wanted(desk: Desk, start: Start) -> StoredGuide | None:
    """The guide of the borger's that is the target, if whoever asks may see it."""
    if start.about.state != "active":
        return None
    return next((each for each in open_to(desk, start.person, start.about) if str(each.id) == start.target), None)


def show(desk: Desk, person: Person, borger: Person, guide_id: int) -> None:
    """The page goes on with a guide."""
    desk.runner.go(desk, "borger_page", Start(person, borger, target=f"guide.{guide_id}"))
