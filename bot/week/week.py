"""A borger's own week and the board of the day: pictures for those who read them, the same in words for others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.circle import partner
from bot.desk import for_today
from bot.desk.at_work import SHIFTS, running_shifts
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.lists import lists_of
from bot.desk.plan_words import WEEKDAYS
from bot.methods.in_use import methods_of
from bot.pictures.lines import board_lines, week_lines
from bot.pictures.spec import BoardPicture, DayEntry, Shift, WeekDay, WeekPicture
from bot.telegram.buttons import Tap
from bot.telegram.content import drawn
from bot.telegram.render import render
from bot.telegram.spoken import saying
from bot.week import by_guide
from bot.week.entries import Placed, WeekReader, entries_of, reader_of
from bot.week.week_dialogs import FEEL_LIKE, LOOK_AHEAD
from dialogs.engine.cards import Card, CardButton, shows
from dialogs.engine.session import Pressed
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from storage import activities, agendas, surfaces
from storage.people import Person

WEEK = "w"
OFFERS, GUIDES = "offers", "guides"
"""The screens with what the house offers, and with the borger's guides or the one that is the target."""

NOW, AT_ONCE = "now.", 2
"""What a button begins with that says at once what one feels like; and how many things have such a button."""
SHIFT_SIGNS = {"day": "☀️", "evening": "🌆", "night": "🌙"}
LONGEST = 3500
"""Letters of a week in words: Telegram allows 4096, and marks of HTML come on top."""


def week(desk: Desk, start: Start) -> None:
    """The week of the local day that is `start.target` (ISO), or this one."""
    today = desk.local.date()
    wanted = date.fromisoformat(start.target) if start.target else today
    monday = wanted - timedelta(days=wanted.weekday())
    placed = entries_of(reader_of(desk, start.person), monday, monday + timedelta(days=7), whole=False)
    nothing = all(one.entry.small for one in placed)
    this = monday <= today < monday + timedelta(days=7)
    used = {dialog.id for dialog in methods_of(desk, start.person)}
    card = _week_card(_notes(desk, start.person, nothing=nothing), monday, this=this, wishes=LOOK_AHEAD in used)
    card = replace(card, buttons=(*card.buttons, *(_now(desk, start.person, used) if this else ())))
    _show(desk, start, lambda reader: _week_of(reader, monday), card)


def _now(desk: Desk, person: Person, used: set[str]) -> tuple[tuple[CardButton, ...], ...]:
    """The ways to say what one feels like today, for who uses that, and to what the house offers, while it does."""
    ways = (_feels_like(desk, person),) if FEEL_LIKE in used else ()
    return (*ways, (CardButton(OFFERS, T("Offers"), "🎟️"),)) if desk.runner.is_there(desk, OFFERS) else ways


def _feels_like(desk: Desk, person: Person) -> tuple[CardButton, ...]:
    """What they do most, each in one tap, and the way to say something else."""
    dialog, start = desk.house.dialogs[FEEL_LIKE], Start(person, person)
    lists = lists_of(desk, desk.runner.features.lists, dialog, start, person, None)
    found = [thing for name in dialog.lists for thing in lists[name]][:AT_ONCE]
    things = (CardButton(f"{NOW}{each.id}", T("{name}", name=each.label), f"✨{each.pictogram}") for each in found)
    return (*things, CardButton(FEEL_LIKE, T("What I feel like now"), "✨"))


def _week_of(reader: WeekReader, monday: date) -> WeekPicture:
    desk, today = reader.desk, reader.desk.local.date()
    placed = entries_of(reader, monday, monday + timedelta(days=7), whole=False)
    days = [monday + timedelta(days=ahead) for ahead in range(7)]
    todays = [one for one in placed if reader.local(one.start).date() == today]
    return WeekPicture(
        reader.texts.say(T("Week {number}", number=monday.isocalendar().week)),
        tuple(_day(reader, day, placed, past=day < today) for day in days),
        today=days.index(today) if today in days else None,
        now=sum(one.start <= desk.now for one in todays),
        now_word=reader.word(T("Now")),
        today_word=reader.word(T("Today")),
        empty=reader.word(T("Nothing is planned today.")),
        more=reader.more,
    )


def _week_card(notes: tuple[Text, ...], monday: date, *, this: bool, wishes: bool) -> Card:
    following = monday + timedelta(days=7)
    ways = (
        CardButton("today", T("Today"), "📋"),
        CardButton(following.isoformat(), T("Next week"), "➡️") if this else CardButton("week", T("This week"), "📅"),
    )
    # What is wished for now is for the next week.
    wish = () if not wishes or (this and NOTHING_YET not in notes) else ((CardButton("wish", T("A wish"), "💭"),),)
    return Card(T("Your week"), "📅", (ways, *wish), lines=notes, essential=True)


NOTHING_YET = T("Nothing is planned here yet. What would you like to do?")


def today(desk: Desk, start: Start) -> None:
    """Today from morning to evening, and who is on duty."""
    says = tuple((CardButton(each.id, each.own_title, each.pictogram),) for each in _of_the_day(desk, start.person))
    partners = partner.way(desk)
    guides = by_guide.ways(reader_of(desk, start.person))
    ways = (*guides, (CardButton("week", T("My week"), "📅"),), *((partners,) if partners else ()), *says)
    card = Card(T("Today"), "📋", ways, essential=True)
    _show(desk, start, _board_of, card)


def _of_the_day(desk: Desk, person: Person) -> list[Dialog]:
    """What the borger uses to say what they would like of today."""
    return [dialog for dialog in methods_of(desk, person) if dialog.today]


def _board_of(reader: WeekReader) -> BoardPicture:
    desk, day = reader.desk, reader.desk.local.date()
    placed = by_guide.steps_of(reader, entries_of(reader, day, day + timedelta(days=1), whole=True))
    title = reader.texts.say(T("{day}", day=day))
    now = sum(one.start <= desk.now for one in placed)
    wanted = [DayEntry(each.pictogram, reader.texts.say(each.label.plain()))
              for each in for_today.said(desk, reader.person)]  # fmt: skip
    return BoardPicture(
        title[:1].upper() + title[1:],
        (*(one.entry for one in placed[:now]), *wanted, *(one.entry for one in placed[now:])),
        _shifts(reader),
        now=now,
        now_word=reader.word(T("Now")),
        empty=reader.word(T("Nothing is planned today.")),
        more=reader.more,
        partner=partner.tile_of(desk, reader.person, words=reader.words),
    )


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button under the week or the board, whose surface is the tap's id. It does what it says, however old it is.

    Returns: False if the card is not this person's.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    here = Start(person, person, tap.id)
    match tap.choice:
        case "today" | "week" | partner.PARTNER:
            desk.runner.go(desk, tap.choice, here)
        case "offers":
            desk.runner.go(desk, OFFERS, here)
        case "feel_like":
            desk.runner.go(desk, FEEL_LIKE, Start(person, person))
        case _ if tap.choice.startswith(NOW):
            stored = desk.runner.go(desk, FEEL_LIKE, Start(person, person))
            if stored:
                desk.runner.feed(desk, stored, Pressed(stored.session.turn, tap.choice.removeprefix(NOW)))
        case "wish":
            desk.runner.go(desk, LOOK_AHEAD, Start(person, person))
        case _ if tap.choice.startswith(by_guide.GUIDE):
            desk.runner.go(desk, GUIDES, Start(person, person, target=tap.choice.removeprefix(by_guide.GUIDE)))
        case _ if tap.choice in {each.id for each in _of_the_day(desk, person)}:
            desk.runner.go(desk, tap.choice, Start(person, person))
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


def _show(desk: Desk, start: Start, made: Callable[[WeekReader], WeekPicture | BoardPicture], card: Card) -> None:
    """A picture for who sees pictures; for others, and for who has it read aloud, the same in lines."""
    person = start.person
    profile, texts = desk.reading(person), desk.texts(person)
    surface_id = start.surface_id or desk.new_surface(person)
    pictures, _ = shows(profile.settled().reading, essential=True)
    in_words = card
    if profile.hears or not pictures:
        said = made(replace(reader_of(desk, person), words=True))
        lines = week_lines(said, LONGEST) if isinstance(said, WeekPicture) else board_lines(said, LONGEST)
        in_words = replace(card, lines=(*(T("{line}", line=line) for line in lines), *card.lines))
    content = render(card if pictures else in_words, profile, texts, WEEK, surface_id)
    content = replace(content, drawn=drawn(made(reader_of(desk, person))) if pictures else None)
    desk.show(person, saying(content, in_words, texts), surface_id)


def _notes(desk: Desk, person: Person, *, nothing: bool) -> tuple[Text, ...]:
    paused = agendas.rhythm_of(desk.tx, person.id).paused_until
    notes: tuple[Text, ...] = ()
    if paused and paused > desk.local.date():
        notes += (T("You are having a break until {date}.", date=paused),)
    return (*notes, NOTHING_YET) if nothing else notes


def _day(reader: WeekReader, day: date, placed: list[Placed], *, past: bool) -> WeekDay:
    entries = tuple(one.entry for one in placed if reader.local(one.start).date() == day)
    return WeekDay(reader.texts.say(WEEKDAYS[day.weekday()]), f"{day.day}.{day.month}", entries, past)


def _shifts(reader: WeekReader) -> tuple[Shift, ...]:
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
