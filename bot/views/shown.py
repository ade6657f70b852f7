"""Which views there are, and what a reader sees of a sitting in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.desk import occasions
from bot.desk.desk import Desk
from bot.desk.lists import as_shared
from bot.views import mat
from bot.views.album import album
from bot.views.album import pages as albums
from bot.views.columns import circle, columns
from bot.views.columns import pages as column_pages
from bot.views.ladder import ladder
from bot.views.side_by_side import in_both_voices
from bot.views.view import Sitting, Told, View
from dialogs.engine import path
from dialogs.engine.session import Given, Outcome, Session
from dialogs.engine.voices import least_own, voice_of
from dialogs.engine.waiting import waits
from dialogs.method.entries import ACTIVITY
from dialogs.method.model import Dialog, ViewName
from dialogs.method.sort import Placing
from dialogs.method.steps import Say
from storage import answers, media, people, sessions
from storage.answers import StoredAnswer
from storage.sharing import Reader

VIEWS: Mapping[ViewName, View] = {
    "columns": View(columns, column_pages), "circle": View(circle), "mat": View(mat.mat, mat.pages),
    "ladder": View(ladder, in_both_voices), "album": View(album, albums),
}  # fmt: skip
"""All views of a sitting, by their words in a dialog's file."""
Page = tuple[View, tuple[Sitting, ...]]
"""What one picture is made of."""


def pages(desk: Desk, found: Sequence[StoredAnswer], who: Reader | None = None, *, now_open: int = 0) -> list[Page]:
    """The pictures that can be made of these answers, the newest first: of what has ended, and of the session
    `now_open`. Without a reader the borger looks, and what is held back is theirs to see."""
    together: dict[tuple[str, str], list[Sitting]] = defaultdict(list)
    for sitting in sittings(desk, found, who, now_open=now_open):
        if not _says_something(sitting):
            continue
        together[sitting.dialog.id, _entry(sitting)].append(sitting)
    made = [
        (view, page)
        for each in together.values()
        if each[0].dialog.view and (view := VIEWS.get(each[0].dialog.view))
        for page in view.pages(each)
    ]
    return sorted(made, key=lambda page: (page[1][0].day, page[1][0].id), reverse=True)


def _entry(sitting: Sitting) -> str:
    """The goal or the like that a sitting is about: what was said of another stands on no picture with it. The
    activities of a plan, each on its own day, may share one."""
    about_one = sitting.dialog.entry_kind not in (None, ACTIVITY)
    return str(sitting.entry.values.get("title", "")) if sitting.entry and about_one else ""


def sittings(desk: Desk, found: Sequence[StoredAnswer], who: Reader | None, *, now_open: int = 0) -> list[Sitting]:
    """These answers by sitting, the newest first: of those dialogs that have a view."""
    by_session: dict[int, list[StoredAnswer]] = defaultdict(list)
    for answer in found:
        if desk.dialog(answer.version).view:
            by_session[answer.session_id].append(answer)
    made = (_sitting(desk, each, who, now_open=now_open) for each in by_session.values())
    return sorted((each for each in made if each), key=lambda sitting: (sitting.day, sitting.id), reverse=True)


def _sitting(desk: Desk, found: list[StoredAnswer], who: Reader | None, *, now_open: int) -> Sitting | None:
    first = found[0]
    stored = sessions.session_by_id(desk.tx, first.session_id)
    if stored is None or (stored.status == "open" and stored.id != now_open):
        return None
    dialog = desk.dialog(first.version)
    session = as_shared(desk, stored, who) if who else stored.session
    row = path.laid_out(dialog, session)
    held = set() if who else answers.held_in(desk.tx, stored.id)
    told: dict[tuple[str, str], Told] = {}
    for answer in (each for each in found if (each.step, each.item) in row and not _adds_nothing(dialog, each)):
        place = answer.step, answer.item
        said = Told(row[place][1], Given(*place, answer.outcome, answer.choices, answer.score, answer.words),
                    _photo(desk, answer), place in held, answer.provenance, answer.by)  # fmt: skip
        told[place] = _together(told[place], said) if place in told else said
    ordered = tuple(told[place] for place in sorted(told, key=lambda place: row[place][0]))
    day = min(answer.said_at for answer in found).astimezone(desk.house.zone).date()
    borger = people.person_by_id(desk.tx, stored.about_id)
    return Sitting(stored.id, day, dialog, session, ordered, occasions.thing(first), borger.name if borger else "")


def of_session(dialog: Dialog, session: Session, day: date) -> Page | None:
    """The picture of a session alone, as nothing of it is stored; None if its dialog has no view, or there is nothing
    to draw."""
    view = VIEWS.get(dialog.view) if dialog.view else None
    if view is None:
        return None
    held = path.held(dialog, session)
    told = tuple(Told(ask, given, held=(given.step, given.item) in held, provenance=voice_of(session, given))
                 for ask, given in path.answered(dialog, session).values()
                 if not _adds_nothing(dialog, given))  # fmt: skip
    sitting = Sitting(0, day, dialog, session, told)
    return (view, (sitting,)) if _says_something(sitting) else None


def _says_something(sitting: Sitting) -> bool:
    """Whether there is anything to draw: not of what was skipped from beginning to end. A card of a mat that was left
    lying is an answer."""
    return any(told.given.outcome is not Outcome.SKIPPED or isinstance(told.ask.step, Placing) for told in sitting.told)


def _adds_nothing(dialog: Dialog, answer: StoredAnswer | Given) -> bool:
    """Whether nothing was said where there was room for own words."""
    return answer.outcome is Outcome.SKIPPED and not waits(answer) and isinstance(dialog.step(answer.step), Say)


def _photo(desk: Desk, answer: StoredAnswer) -> int:
    sent = media.media_by_id(desk.tx, answer.media_id) if answer.media_id else None
    return sent.id if sent and sent.kind == "photo" else 0


def _together(first: Told, more: Told) -> Told:
    """Own words that came in several messages: with help if any of them was."""
    words = f"{first.given.words}\n{more.given.words}".strip()
    return replace(first, given=replace(first.given, words=words), photo=first.photo or more.photo,
                   provenance=least_own((first.provenance, more.provenance)), by=first.by or more.by)  # fmt: skip
