"""The picture, photo or name that a borger picks for a wish of theirs, beside its words."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.wishes.album import show_one
from bot.wishes.standing import Wish, wish_of
from dialogs.engine.session import End
from dialogs.words.visible import one_line
from storage import entries, media
from storage.people import Person

LOOK = "wish_look"
"""The form; its target is the entry."""


def known(desk: Desk, start: Start) -> Known:
    wish = _wish(desk, start.about, start.target)
    return Known({"wish": wish.entry.title if wish else ""})


def done(desk: Desk, done: Done) -> None:
    """The wish looks so from now on, and stands in the album again."""
    wish = _wish(desk, done.about, done.stored.target)
    if done.finish.end is not End.DONE or wish is None:
        return
    entry, given, sign = wish.entry, done.given("named"), done.value("picture", str)
    if sign:
        entries.pick_look(desk.tx, entry.id, entry.title, sign, None)
    elif given:
        photo = entry.photo
        if given.media and given.media.kind == "photo":
            photo = media.keep_media(desk.tx, done.about.id, given.media, desk.now)
        entries.pick_look(desk.tx, entry.id, one_line(given.words) or entry.title, entry.pictogram, photo)
    desk.runner.changed(desk, done.about)
    show_one(desk, done.person, done.stored.surface_id, entry.id)


def _wish(desk: Desk, borger: Person, target: str) -> Wish | None:
    return wish_of(desk, borger.id, int(target)) if target.isdecimal() else None
