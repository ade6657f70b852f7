"""A borger's own guides on their phone: which there are, what one is, and its beginning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.desk import heard
from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.flow import Start
from bot.guides import run_words, runs
from bot.telegram.buttons import Tap
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.engine.pages import TURN, on_page
from dialogs.engine.photo_names import stored as photo_name
from dialogs.engine.session import Item
from dialogs.profile import Reading
from dialogs.text import T, Text
from storage import entries, guides, reminders, surfaces
from storage.activities import activity_by_id
from storage.guides import StoredGuide
from storage.people import Person

GUIDE = "g"
GUIDES, BEGIN = "guides", "guide_begin"
"""What shows a borger their guides, or the one that is the target; and what begins the one that a reminder is for."""
SHELF = "life"
MOST_RUNS = 6
SIGN, NAME = "🪜", T("Step by step")


def on_shelf(desk: Desk, borger: Person) -> Iterable[tuple[str, Item]]:
    """The way to them, for who has said yes to one; a single one by its own name."""
    found = guides.guides_of(desk.tx, borger.id, "accepted")
    if len(found) == 1:
        only = found[0]
        yield SHELF, Item(f"g{only.id}", only.guide.title, only.guide.pictogram, False, f"{GUIDES}:{only.id}")
    elif found:
        yield SHELF, Item(GUIDES, desk.texts(borger).say(NAME), SIGN, False, f"{GUIDES}:")


def opened(desk: Desk, start: Start) -> None:
    """Shows the guide that is the target, or all of them."""
    surface_id = start.surface_id or desk.new_surface(start.person)
    stored = _own(desk, start.person, start.target)
    if stored:
        _show_cover(desk, start.person, stored, surface_id)
    else:
        _show_list(desk, start.person, surface_id, 0)


def begun_by_reminder(desk: Desk, start: Start) -> None:
    """Begins the guide of what the reminder is of that is the target, or goes on with it."""
    reminder = reminders.reminder_by_id(desk.tx, int(start.target) if start.target.isdecimal() else 0)
    activity = activity_by_id(desk.tx, reminder.activity_id) if reminder else None
    if activity and activity.guide_id and (stored := _own(desk, start.person, str(activity.guide_id))):
        run = runs.unfinished(desk, stored.id)
        if run and reminder and run.begun_at >= reminder.sent_at:
            runs.go_on(desk, start.person, run)
        else:
            runs.begin(desk, start.person, stored, reminded=True)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of the list, or of one guide: a word and the guide's number.

    Returns: False if the card is not this person's, or there is no such guide any more.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    what, _, number = tap.choice.partition(".")
    if (page := what.removeprefix(TURN)) != what and page.isdecimal():
        _show_list(desk, person, tap.id, int(page))
        return True
    if what == "new":
        desk.retire(person, tap.id)
        desk.runner.go(desk, "my_guide", Start(person, person))
        return True
    stored = guides.by_id(desk.tx, int(number)) if number.isdecimal() else None
    if stored is None or stored.borger_id != person.id:
        _show_list(desk, person, tap.id, 0)
        return False
    if what in ("yes", "no", "later"):
        return _answered(desk, person, stored, what, tap.id)
    if stored.state != "accepted":
        _show_list(desk, person, tap.id, 0)
        return False
    return _acts(desk, person, stored, what, tap.id)


def _acts(desk: Desk, person: Person, stored: StoredGuide, what: str, surface_id: int) -> bool:
    match what:
        case "open":
            _show_cover(desk, person, stored, surface_id)
        case "went":
            _show_runs(desk, person, stored, surface_id)
        case "lend" | "keep" if stored.made_by == person.id:
            guides.lets_others(desk.tx, stored.id, what == "lend")
            _show_cover(desk, person, replace(stored, for_others=what == "lend"), surface_id)
        case "all":
            _show_list(desk, person, surface_id, 0)
        case "begin":
            desk.retire(person, surface_id)
            runs.begin(desk, person, stored, reminded=False)
        case "on" if run := runs.unfinished(desk, stored.id):
            desk.retire(person, surface_id)
            runs.go_on(desk, person, run)
        case _:
            return False
    return True


def propose(desk: Desk, borger: Person, stored: StoredGuide, by: Person, dispatch: Dispatch = AT_ONCE) -> None:
    """Asks a borger whether they want a guide, with its picture."""
    if borger.chat_id is None or not borger.reachable:
        return
    lines = (T("{name} has made it for you.", name=by.name), *_about(stored))
    rows = tuple(
        (CardButton(f"{id_}.{stored.id}", label, sign),)
        for id_, label, sign in (
            ("yes", T("Yes, please"), "✅"),
            ("no", T("No, thank you"), "✋"),
            ("later", T("I will think about it"), "🤔"),
        )
    )
    card = Card(T("»{title}«: do you want it?", title=stored.guide.title), stored.guide.pictogram, rows, lines=lines,
                essential=True, photo=photo_name(stored.guide.photo))  # fmt: skip
    desk.show_card(borger, card, GUIDE, (at := desk.new_surface(borger)), at, dispatch)


def _answered(desk: Desk, borger: Person, stored: StoredGuide, what: str, surface_id: int) -> bool:
    """The borger's yes makes it theirs, and a no ends it; thinking about it leaves it on the shelf of proposals."""
    if stored.state != "proposed" or stored.entry_id is None:
        if stored.state == "accepted":
            _show_cover(desk, borger, stored, surface_id)
        return stored.state == "accepted"
    if what == "later":
        desk.retire(borger, surface_id)
        return True
    entries.set_state(desk.tx, stored.entry_id, "accepted" if what == "yes" else "ended", desk.now)
    if entry := entries.entry_by_id(desk.tx, stored.entry_id):
        heard.tell_proposer(desk, borger, entry, yes=what == "yes")
    desk.runner.changed(desk, borger)
    now = guides.by_id(desk.tx, stored.id)
    if what == "yes" and now:
        _show_cover(desk, borger, now, surface_id)
    else:
        desk.retire(borger, surface_id)
    return True


def made(desk: Desk, borger: Person, guide_id: int) -> None:
    """A guide that a borger has made stands before them; one without steps goes."""
    stored = guides.by_id(desk.tx, guide_id)
    if stored and not stored.guide.steps:
        guides.throw_away(desk.tx, guide_id)
    elif stored and borger.chat_id is not None:
        _show_cover(desk, borger, stored, desk.new_surface(borger))


def _show_cover(desk: Desk, borger: Person, stored: StoredGuide, surface_id: int) -> None:
    """What a guide is, with a way to begin, or to go on where they stopped."""
    at = f".{stored.id}"
    run = runs.unfinished(desk, stored.id)
    rows: list[tuple[CardButton, ...]] = []
    if run:
        rows += [(CardButton(f"on{at}", T("Go on"), "▶️"),), (CardButton(f"begin{at}", T("From the start"), SIGN),)]
    else:
        rows.append((CardButton(f"begin{at}", T("Begin"), "▶️"),))
    if any(run.is_over for run in guides.runs_of(desk.tx, borger.id, stored.id)):
        rows.append((CardButton(f"went{at}", T("How it went"), "📅"),))
    if stored.made_by == borger.id:
        label, sign = (T("Nobody else gets it"), "🔒") if stored.for_others else (T("Others may have a copy"), "🎁")
        rows.append((CardButton(f"{'keep' if stored.for_others else 'lend'}{at}", label, sign),))
    rows.append((CardButton(f"all{at}", T("All my guides"), "🪜"),))
    lines = list(_about(stored))
    if stored.for_others:
        lines.append(T("Staff may give a copy to others."))
    if run:
        lines.append(T("You have come to step {step} of {count}.", step=run.done + 1, count=len(run.guide.steps)))
    card = Card(T("{title}", title=stored.guide.title), stored.guide.pictogram, tuple(rows), lines=tuple(lines),
                photo=photo_name(stored.guide.photo))  # fmt: skip
    desk.show_card(borger, card, GUIDE, surface_id, surface_id)


def _show_runs(desk: Desk, borger: Person, stored: StoredGuide, surface_id: int) -> None:
    """The last times, the newest first: what was done, never what was not."""
    found = [run for run in guides.runs_of(desk.tx, borger.id, stored.id) if run.is_over][: -MOST_RUNS - 1 : -1]
    days = [run.begun_at.astimezone(desk.house.zone).date() for run in found]
    tiles = tuple(
        CardTile(run_words.signs(run), T("{when}", when=day), essential=True)
        for run, day in zip(found, days, strict=True)
        if desk.reading(borger).reading is not Reading.TEXT
    )
    lines = tuple(run_words.dated(run, desk.house.zone) for run in found)
    back = ((CardButton(f"open.{stored.id}", T("Back"), "⬅️"),),)
    card = Card(T("{title}", title=stored.guide.title), stored.guide.pictogram, back, tiles, lines=lines)
    desk.show_card(borger, card, GUIDE, surface_id, surface_id)


def _about(stored: StoredGuide) -> Sequence[Text]:
    return (
        (T("It takes about {count} minutes, with breaks.", count=stored.guide.minutes),) if stored.guide.minutes else ()
    )


def _show_list(desk: Desk, borger: Person, surface_id: int, page: int) -> None:
    found = guides.guides_of(desk.tx, borger.id, "accepted")
    buttons = tuple(
        CardButton(f"open.{each.id}", T("{title}", title=each.guide.title), each.guide.pictogram, tile=True,
                   photo=photo_name(each.guide.photo))
        for each in found
    )  # fmt: skip
    new = (CardButton("new.0", T("Make one"), "➕"),)
    card = Card(NAME, SIGN, (*((each,) for each in on_page(buttons, page)), new))
    if not found:
        card = Card(None, SIGN, lines=(T("There is no guide yet."),), essential=True)
    desk.show_card(borger, card, GUIDE, surface_id, surface_id)


def _own(desk: Desk, borger: Person, number: str) -> StoredGuide | None:
    """The borger's own guide of that number, if they have said yes to it."""
    stored = guides.by_id(desk.tx, int(number)) if number.isdecimal() else None
    return stored if stored and stored.borger_id == borger.id and stored.state == "accepted" else None
