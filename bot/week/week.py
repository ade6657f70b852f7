"""A borger's own week and the board of the day: pictures for those who read them, the same in words for others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.outlook import rules_of, sources_of
from bot.desk.plan_words import WEEKDAYS
from bot.pictures.lines import board_lines, week_lines
from bot.pictures.spec import BoardPicture, DayEntry, DayEntryState, Picture, Shift, WeekDay, WeekPicture
from bot.talking.duty import SHIFTS, running_shifts
from bot.telegram.buttons import Tap
from bot.telegram.content import drawn
from bot.telegram.render import render
from bot.week.week_dialogs import LOOK_AHEAD
from dialogs.engine.cards import Card, CardButton, shows
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from dialogs.time.activity import Happening, HappeningState
from dialogs.time.agenda import Asking, Fate, entries, is_answered
from dialogs.time.schedule import instant
from locales.texts import Texts
from storage import activities, agendas, sessions, surfaces
from storage.activities import StoredActivity
from storage.people import Person
from storage.week_history import Lived, lived

WEEK = "w"

SHIFT_SIGNS = {"day": "☀️", "evening": "🌆", "night": "🌙"}
LONGEST = 3500
"""Letters of a week in words: Telegram allows 4096, and marks of HTML come on top."""
_DONE = {"did_it": T("Did it"), "with_help": T("With help")}
_STATE_WORDS = {
    HappeningState.MOVED: T("Moved"),
    HappeningState.LATE: T("Late"),
    HappeningState.CANCELLED: T("Cancelled"),
    HappeningState.DECLINED: T("Not today"),
}


@dataclass(frozen=True)
class _Placed:
    """An entry with the UTC instant it begins at."""

    start: datetime
    entry: DayEntry


@dataclass(frozen=True)
class _Reader:
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


def week(desk: Desk, start: Start) -> None:
    """The week of the local day that is `start.target` (ISO), or this one."""
    reader = _reader(desk, start.person)
    today = desk.local.date()
    wanted = date.fromisoformat(start.target) if start.target else today
    monday = wanted - timedelta(days=wanted.weekday())
    placed = _entries(reader, monday, monday + timedelta(days=7), whole=False)
    days = [monday + timedelta(days=ahead) for ahead in range(7)]
    index = days.index(today) if today in days else None
    todays = [one for one in placed if reader.local(one.start).date() == today]
    picture = WeekPicture(
        reader.texts.say(T("Week {number}", number=monday.isocalendar().week)),
        tuple(_day(reader, day, placed, past=day < today) for day in days),
        today=index,
        now=sum(one.start <= desk.now for one in todays),
        now_word=reader.word(T("Now")),
        today_word=reader.word(T("Today")),
        empty=reader.word(T("Nothing is planned today.")),
        more=reader.more,
    )
    nothing = all(one.entry.small for one in placed)
    this = monday <= today < monday + timedelta(days=7)
    _show(desk, start, picture, _week_card(_notes(desk, start.person, nothing=nothing), monday, this=this))


def _week_card(notes: tuple[Text, ...], monday: date, *, this: bool) -> Card:
    following = monday + timedelta(days=7)
    ways = (
        CardButton("today", T("Today"), "📋"),
        CardButton(following.isoformat(), T("Next week"), "➡️") if this else CardButton("week", T("This week"), "📅"),
    )
    # What is wished for now is for the next week.
    wish = () if this and NOTHING_YET not in notes else ((CardButton("wish", T("A wish"), "💭"),),)
    return Card(T("Your week"), "📅", (ways, *wish), lines=notes, essential=True)


NOTHING_YET = T("Nothing is planned here yet. What would you like to do?")


def today(desk: Desk, start: Start) -> None:
    """Today from morning to evening, and who is on duty."""
    reader = _reader(desk, start.person)
    day = desk.local.date()
    placed = _entries(reader, day, day + timedelta(days=1), whole=True)
    title = reader.texts.say(T("{day}", day=day))
    picture = BoardPicture(
        title[:1].upper() + title[1:],
        tuple(one.entry for one in placed),
        _shifts(reader),
        now=sum(one.start <= desk.now for one in placed),
        now_word=reader.word(T("Now")),
        empty=reader.word(T("Nothing is planned today.")),
        more=reader.more,
    )
    card = Card(T("Today"), "📋", ((CardButton("week", T("My week"), "📅"),),), essential=True)
    _show(desk, start, picture, card)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button under the week or the board, whose surface is the tap's id. It does what it says, however old it is.

    Returns: False if the card is not this person's.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    here = Start(person, person, tap.id)
    match tap.choice:
        case "today" | "week":
            desk.runner.go(desk, tap.choice, here)
        case "wish":
            begun = sessions.open_session(desk.tx, person.id, LOOK_AHEAD)
            if begun:
                desk.runner.resume(desk, begun)
            else:
                desk.runner.go(desk, LOOK_AHEAD, Start(person, person))
        case _ if _is_date(tap.choice):
            desk.runner.go(desk, "week", replace(here, target=tap.choice))
        case _:
            return False
    return True


def _is_date(written: str) -> bool:
    try:
        return bool(date.fromisoformat(written))
    except ValueError:
        return False


def _reader(desk: Desk, person: Person) -> _Reader:
    return _Reader(desk, person, desk.texts(person), shows(desk.reading(person).settled().reading, essential=False)[1])


def _show(desk: Desk, start: Start, picture: WeekPicture | BoardPicture, card: Card) -> None:
    person = start.person
    profile, texts = desk.reading(person), desk.texts(person)
    surface_id = start.surface_id or desk.new_surface(person)
    pictures, _ = shows(profile.settled().reading, essential=True)
    if not pictures:
        lines = week_lines(picture, LONGEST) if isinstance(picture, WeekPicture) else board_lines(picture, LONGEST)
        card = replace(card, lines=(*(T("{line}", line=line) for line in lines), *card.lines))
    content = render(card, profile, texts, WEEK, surface_id)
    shown: Picture = picture
    content = replace(content, drawn=drawn(shown) if pictures else None)
    desk.show(person, content, surface_id)


def _notes(desk: Desk, person: Person, *, nothing: bool) -> tuple[Text, ...]:
    paused = agendas.rhythm_of(desk.tx, person.id).paused_until
    notes: tuple[Text, ...] = ()
    if paused and paused > desk.local.date():
        notes += (T("You are having a break until {date}.", date=paused),)
    return (*notes, NOTHING_YET) if nothing else notes


def _day(reader: _Reader, day: date, placed: list[_Placed], *, past: bool) -> WeekDay:
    entries = tuple(one.entry for one in placed if reader.local(one.start).date() == day)
    return WeekDay(reader.texts.say(WEEKDAYS[day.weekday()]), f"{day.day}.{day.month}", entries, past)


def _entries(reader: _Reader, first: date, end: date, *, whole: bool) -> list[_Placed]:
    """All that stands in the borger's week from the local day `first` on and before `end`, in order. With `whole`, each
    has what the board shows of it."""
    desk, borger = reader.desk, reader.person
    since, until = reader.midnight(first), reader.midnight(end)
    said = lived(desk.tx, borger.id, since, until)
    found = activities.week_of(desk.tx, borger.id, since, until)
    placed = [_Placed(one.start, _entry(reader, activity, one, said, whole=whole)) for activity, one in found]
    placed += _check_ins(reader, since, until, said)
    return sorted(placed, key=lambda one: one.start)


def _entry(reader: _Reader, activity: StoredActivity, one: Happening, said: Lived, *, whole: bool) -> DayEntry:
    plan = activity.plan
    state, note = _state(one, said.went.get(f"a{activity.id}_{one.slot:%Y%m%d}", ""), whole=whole)
    begins = reader.local(one.start).time()
    entry = DayEntry(
        plan.pictogram, plan.title, reader.texts.clock(begins), state, reader.word(note) if note else "",
        photo=activity.photo_id or 0,
    )  # fmt: skip
    return replace(entry, place=plan.place, company=plan.company) if whole else entry


def _state(one: Happening, went: str, *, whole: bool) -> tuple[DayEntryState, Text | None]:
    """How an occurrence stands, with the word for it; on the board with the reason or the minutes."""
    if one.stands and went in _DONE:
        return "done", _DONE[went]
    if one.stands and went == "not_today":
        return "declined", _STATE_WORDS[HappeningState.DECLINED]
    word = _STATE_WORDS.get(one.state)
    if whole and one.state is HappeningState.LATE:
        word = T("{minutes} min later", minutes=one.late)
    if whole and one.reason and word:
        word = T("{state}: {reason}", state=word, reason=one.reason)
    return one.state.value, word


def _check_ins(reader: _Reader, since: datetime, until: datetime, said: Lived) -> list[_Placed]:
    """The check-ins to come, and those that were answered. Of one that was not, nothing is said afterwards."""
    desk, borger = reader.desk, reader.person
    agenda = agendas.agenda_of(desk.tx, borger.id)
    placed: list[_Placed] = []
    for dialog_id, at in said.answered:
        dialog = desk.house.dialogs.get(dialog_id)
        if dialog and dialog.purpose == "answers":  # menus and forms have ended too
            placed.append(_check_in(reader, dialog, at, "done", reader.word(T("Answered"))))
    if agenda is None:
        return placed
    begins = max(since, reader.midnight(desk.local.date())) - timedelta(seconds=1)
    known = sources_of(desk.tx, agenda, desk.now)
    for entry in entries(agenda.rhythm, rules_of(desk.house.settings), known, begins, until - timedelta(seconds=1)):
        source = entry.source
        if not isinstance(source, Asking) or source.kind != "check_in" or entry.fate is not Fate.SENT:
            continue
        answered = is_answered(source, entry.due, entry.at) or any(a.due == entry.due for a in source.answers)
        dialog = desk.house.dialogs.get(source.dialog_id)
        if dialog and not answered:
            placed.append(_check_in(reader, dialog, entry.at))
    return placed


def _check_in(
    reader: _Reader, dialog: Dialog, at: datetime, state: DayEntryState = "planned", note: str = ""
) -> _Placed:
    clock = reader.texts.clock(reader.local(at).time())
    return _Placed(at, DayEntry(dialog.pictogram, reader.word(dialog.title.plain()), clock, state, note, small=True))


def _shifts(reader: _Reader) -> tuple[Shift, ...]:
    """Who works today, the present shift marked. Until the night is over, it is that of the day before."""
    desk = reader.desk
    day = desk.local.date()
    present = running_shifts(desk)
    yesterday = day - timedelta(days=1)
    early = (yesterday, "night") in present
    on_duty = activities.on_duty(desk.tx, day)
    if early:
        last_night = activities.on_duty(desk.tx, yesterday)
        on_duty = [*(one for one in on_duty if one[0] != "night"), *(one for one in last_night if one[0] == "night")]
    if not on_duty:
        return ()
    order = ("night", "day", "evening") if early else tuple(SHIFTS)
    now = {shift for _, shift in present}
    return tuple(
        Shift(
            SHIFT_SIGNS[shift], reader.word(SHIFTS[shift]), tuple(who for at, who in on_duty if at == shift),
            shift in now,
        )
        for shift in order
    )  # fmt: skip
