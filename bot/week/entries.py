"""What stands in a borger's week, for the pictures of it: activities with how they went, and what is asked when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.desk import gone_methods
from bot.desk.desk import Desk
from bot.desk.outlook import rules_of, sources_of
from bot.pictures.spec import DayEntry, DayEntryState
from dialogs.engine.cards import shows
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice
from dialogs.text import T, Text
from dialogs.time.activity import Happening, HappeningState
from dialogs.time.agenda import Asking, Fate, entries
from dialogs.time.answered import is_answered
from dialogs.time.schedule import instant
from locales.texts import Texts
from storage import activities, agendas
from storage.activities import StoredActivity
from storage.people import Person
from storage.week_history import Lived, SaidOf, lived

_DONE = {"did_it": T("Did it"), "with_help": T("With help")}
_NOT_THEN = ("not_today", "too_big")
_STATE_WORDS = {
    HappeningState.MOVED: T("Moved"),
    HappeningState.LATE: T("Late"),
    HappeningState.CANCELLED: T("Cancelled"),
    HappeningState.DECLINED: T("Not today"),
}


@dataclass(frozen=True)
class Placed:
    """An entry with the UTC instant it begins at."""

    start: datetime
    entry: DayEntry


@dataclass(frozen=True)
class WeekReader:
    """Who looks, and when: `words` says whether they read general words; names, titles and times they always get."""

    desk: Desk
    person: Person
    texts: Texts
    words: bool

    def word(self, text: Text) -> str:
        return self.texts.say(text) if self.words else ""

    def midnight(self, day: date) -> datetime:
        """The UTC instant a local day begins at."""
        return instant(day, time(), self.desk.house.settings.timezone)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.desk.house.zone)

    @property
    def more(self) -> str:
        return self.texts.say(T("+ {count} more")) if self.words else "+ {count}"


def reader_of(desk: Desk, person: Person) -> WeekReader:
    return WeekReader(
        desk, person, desk.texts(person), shows(desk.reading(person).settled().reading, essential=False)[1]
    )


def entries_of(reader: WeekReader, first: date, end: date, *, whole: bool) -> list[Placed]:
    """All that stands in the borger's week from the local day `first` on and before `end`, in order. With `whole`, each
    has what the board shows of it."""
    desk, borger = reader.desk, reader.person
    since, until = reader.midnight(first), reader.midnight(end)
    said = lived(desk.tx, borger.id, since, until)
    went = {one.item: one.choice for one in said.said if _tells_how(desk, one)}
    found = activities.week_of(desk.tx, borger.id, since, until)
    placed = [Placed(one.start, _entry(reader, activity, one, went, whole=whole)) for activity, one in found]
    placed += _check_ins(reader, since, until, said)
    return sorted(placed, key=lambda one: one.start)


def _entry(
    reader: WeekReader, activity: StoredActivity, one: Happening, went: Mapping[str, str], *, whole: bool
) -> DayEntry:
    plan = activity.plan
    state, note = _state(one, went.get(f"a{activity.id}_{one.slot:%Y%m%d}", ""), whole=whole)
    begins = reader.local(one.start).time()
    entry = DayEntry(
        plan.pictogram, plan.title, reader.texts.clock(begins), state, reader.word(note) if note else "",
        photo=activity.photo_id or 0,
    )  # fmt: skip
    return replace(entry, place=plan.place, company=plan.company) if whole else entry


def _tells_how(desk: Desk, one: SaidOf) -> bool:
    """Whether a choice is how an activity went."""
    step = desk.dialog(one.version).step(one.step)
    return isinstance(step, Choice) and step.attendance


def _state(one: Happening, went: str, *, whole: bool) -> tuple[DayEntryState, Text | None]:
    """How an occurrence stands, with the word for it; on the board with the reason or the minutes."""
    if one.stands and went in _DONE:
        return "done", _DONE[went]
    if one.stands and went in _NOT_THEN:
        return "declined", _STATE_WORDS[HappeningState.DECLINED]
    word = _STATE_WORDS.get(one.state)
    if whole and one.state is HappeningState.LATE:
        word = T("{minutes} min later", minutes=one.late)
    if whole and one.reason and word:
        word = T("{state}: {reason}", state=word, reason=one.reason)
    return one.state.value, word


def _check_ins(reader: WeekReader, since: datetime, until: datetime, said: Lived) -> list[Placed]:
    """The check-ins to come, and those that were answered. Of one that was not, nothing is said afterwards."""
    desk, borger = reader.desk, reader.person
    agenda = agendas.agenda_of(desk.tx, borger.id)
    placed: list[Placed] = []
    for dialog_id, at in said.answered:
        dialog = gone_methods.known(desk.tx, desk.house.dialogs, dialog_id)
        if dialog and dialog.keeps:  # menus and forms have ended too
            placed.append(_check_in(reader, dialog, at, "done", reader.word(T("Answered"))))
    if agenda is None:
        return placed
    begins = max(since, reader.midnight(desk.local.date())) - timedelta(seconds=1)
    known = sources_of(desk.tx, agenda, desk.now)
    for entry in entries(agenda.rhythm, rules_of(desk.house.settings), known, begins, until - timedelta(seconds=1)):
        source = entry.source
        if not isinstance(source, Asking) or source.kind != "check_in" or entry.fate is not Fate.SENT:
            continue
        given, zone = source.answers, source.plan.zone
        answered = is_answered(given, zone, entry.due, entry.at) or any(a.due == entry.due for a in given)
        dialog = desk.house.dialogs.get(source.dialog_id)
        if dialog and not answered:
            placed.append(_check_in(reader, dialog, entry.at))
    return placed


def _check_in(
    reader: WeekReader, dialog: Dialog, at: datetime, state: DayEntryState = "planned", note: str = ""
) -> Placed:
    clock = reader.texts.clock(reader.local(at).time())
    return Placed(at, DayEntry(dialog.pictogram, reader.word(dialog.own_title), clock, state, note, small=True))
