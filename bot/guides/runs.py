"""Going through a guide on a borger's phone: begun, gone on with where it stopped, and helped with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import escape

from bot.desk import asking_help
from bot.desk.at_work import called
from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.page_parts import PAGE_SHOWS
from bot.guides import run_card
from bot.telegram.buttons import Tap
from bot.telegram.content import Content
from dialogs.engine.cards import Card
from dialogs.guides import after, spent
from dialogs.text import T, Text
from dialogs.words import command_words
from storage import guides, outbox, people, schedules, sharing, surfaces
from storage.guides import TOPIC, Run, StoredGuide
from storage.help_calls import HelpCall
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer

RUN = "j"
VOICE = "guide_voice"
"""What a surface shows that a step's own voice message stands on."""
SHORTEST = 4
"""Letters of a word that stands for the label it is part of, as "pause" does."""
GONE_ON_WITH = timedelta(days=7)
"""For how long what was stopped is gone on with: after that it is begun anew."""


def begin(desk: Desk, borger: Person, stored: StoredGuide, *, reminded: bool) -> None:
    """Begins a guide on a card of its own. What else they are in the middle of has a break."""
    _others_rest(desk, borger)
    run_id = guides.begin(desk.tx, stored, desk.now, desk.new_surface(borger), reminded=reminded)
    draw(desk, borger, run_id)


def go_on(desk: Desk, borger: Person, run: Run) -> None:
    """Goes on where somebody stopped, at the end of their chat."""
    _others_rest(desk, borger, but=run.id)
    if run.state != "going":
        _moves(desk, run, "on")
    to_the_end(desk, borger, run)


def unfinished(desk: Desk, guide_id: int) -> Run | None:
    """The last time a guide was begun, if there is still something to go on with."""
    return guides.half_done(desk.tx, guide_id, desk.now - GONE_ON_WITH)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of a run's card.

    Returns: False if it is not this person's, or of an earlier card.
    """
    run = guides.run_by_id(desk.tx, tap.id)
    if run is None or run.borger_id != person.id:
        return False
    if tap.turn != run.progress.turn:
        draw(desk, person, run.id)
        return tap.turn == run.progress.turn - 1  # a finger that trembles taps twice
    match tap.choice:
        case "help" if run.state == "going":
            _help(desk, person, run)
            return True
        case "wait" if run.state == "going":
            _wait(desk, run)
        case "hear" if run.state == "going":
            _say(desk, person, run)
            return True
        case "alone" | "helped" if run.is_over:
            guides.says_alone(desk.tx, run.id, "" if run.alone == tap.choice else tap.choice)
        case "keep" | "share" if run.is_over:
            guides.keeps(desk.tx, run.id, tap.choice == "keep")
        case _:
            if not _moves(desk, run, tap.choice):
                draw(desk, person, run.id)
                return False
    if run.surface_id and surfaces.came_below(desk.tx, person.id, run.surface_id):
        to_the_end(desk, person, run)
    else:
        draw(desk, person, run.id)
    now = guides.run_by_id(desk.tx, run.id)
    if run.is_over or (now and now.is_over):  # what is going on is shown to nobody else
        desk.runner.changed_only(desk, person, PAGE_SHOWS)
    return True


def typed(desk: Desk, borger: Person, words: str) -> bool:
    """Takes a word on a button of the run that is before somebody for a tap on it.

    Returns: whether it was one.
    """
    say, said = desk.texts(borger).say, command_words.alone(words)
    for run in guides.under_way(desk.tx, borger.id):
        if run.surface_id is None or surfaces.came_below(desk.tx, borger.id, run.surface_id):
            continue
        for button in (each for row in _face(desk, run).buttons for each in row):
            label = command_words.alone(say(button.label)) if button.label else ""
            if said == label or (len(said) >= SHORTEST and said in label.split()):
                tapped(desk, borger, Tap(RUN, run.id, run.progress.turn, button.id))
                if button.id != "help" and (now := guides.run_by_id(desk.tx, run.id)):
                    to_the_end(desk, borger, now)  # below what they wrote
                return True
    return False


def _moves(desk: Desk, run: Run, choice: str) -> bool:
    """Notes what a button makes of it.

    Returns: False if it makes nothing of it.
    """
    progress = after(run.progress, choice, run.guide.total)
    if progress is None:
        return False
    away = spent(run.away, desk.now - run.touched_at)
    if progress.place != run.progress.place or progress.state in ("stopped", "done"):
        schedules.clear_timers(desk.tx, run_id=run.id)
    guides.goes_to(desk.tx, run, progress, away, desk.now)
    person = people.person_by_id(desk.tx, run.borger_id)
    if person:
        _silence(desk, person, run)
    return True


def _others_rest(desk: Desk, borger: Person, but: int = 0) -> None:
    for run in guides.under_way(desk.tx, borger.id):
        if run.id != but and run.state == "going" and _moves(desk, run, "pause"):
            draw(desk, borger, run.id)


def _help(desk: Desk, borger: Person, run: Run) -> None:
    """Calls for help: the card of the call says who has got it. They may go on meanwhile, and the next step comes below
    it."""
    stored, step = guides.by_id(desk.tx, run.guide_id), run.guide.step(run.progress.place)
    what = f"{run.guide.title}: {step.line}" if step and step.line else run.guide.title
    asking_help.ask(desk, borger, HelpCall(what, stored.ask_id if stored else None))
    guides.asked_for_help(desk.tx, run.id)


def _wait(desk: Desk, run: Run) -> None:
    step = run.guide.step(run.progress.place)
    if step and step.minutes and guides.waits_until(desk.tx, run.id) is None:
        schedules.set_timer(desk.tx, desk.now + timedelta(minutes=step.minutes), "waited", run_id=run.id)


def timer_due(desk: Desk, timer: Timer) -> None:
    """They have waited as long as a step says: its card comes anew, and rings."""
    run = guides.run_by_id(desk.tx, timer.run_id or 0)
    borger = people.person_by_id(desk.tx, run.borger_id) if run else None
    step = run.guide.step(run.progress.place) if run else None
    if run and borger and step and run.state in ("going", "paused"):
        note = T("{count} minutes have gone.", count=step.minutes)
        to_the_end(desk, borger, run, Dispatch(Lane.REMINDER), note=note)


def _say(desk: Desk, borger: Person, run: Run) -> None:
    """Sends the voice message of a step, which goes when they come to the next."""
    step = run.guide.step(run.progress.place)
    if step is None or not step.voice or borger.chat_id is None or not borger.reachable:
        return
    _silence(desk, borger, run)
    content = Content(media_id=step.voice, instead=escape(desk.texts(borger).say(T("{line}", line=step.line))))
    surface_id = desk.new_surface(borger, shows=VOICE, ref=run.id)
    outbox.put(desk.tx, borger.chat_id, Lane.ANSWER, "media", content.payload(), not_before=desk.now,
               expires_at=desk.now + timedelta(hours=1), surface_id=surface_id)  # fmt: skip


def _silence(desk: Desk, borger: Person, run: Run) -> None:
    """What was said to a step goes."""
    for surface_id in surfaces.standing(desk.tx, borger.id, VOICE, run.id):
        desk.retire(borger, surface_id)


def to_the_end(desk: Desk, borger: Person, run: Run, dispatch: Dispatch = AT_ONCE, *, note: Text | None = None) -> None:
    """Brings a run's card to the end of the chat."""
    if borger.chat_id is None:
        return
    if run.surface_id is not None:
        desk.retire(borger, run.surface_id)
    guides.on_surface(desk.tx, run.id, desk.new_surface(borger))
    draw(desk, borger, run.id, dispatch, note=note)


def draw(
    desk: Desk, borger: Person, run_id: int, dispatch: Dispatch = AT_ONCE, *, note: Text | None = None
) -> None:  # fmt: skip
    """Shows a run where its card is, as it stands now."""
    run = guides.run_by_id(desk.tx, run_id)
    if run is None or run.surface_id is None or borger.chat_id is None:
        return
    face = _face(desk, run)
    face = replace(face, notes=(note,)) if note else face
    desk.show_card(borger, face, RUN, run.id, run.surface_id, dispatch, turn=run.progress.turn)


def _face(desk: Desk, run: Run) -> Card:
    waits = guides.waits_until(desk.tx, run.id)
    readers = called(sharing.readers_of(desk.tx, run.borger_id, TOPIC), first=True)
    return run_card.card(run, waits=waits.astimezone(desk.house.zone) if waits else None, readers=readers)


def moved(desk: Desk, borger: Person) -> None:
    """They go on on another phone: what they are in the middle of stands there."""
    for run in guides.under_way(desk.tx, borger.id):
        guides.on_surface(desk.tx, run.id, desk.new_surface(borger))
        draw(desk, borger, run.id)


def comes_again(desk: Desk, borger: Person) -> bool:
    """Puts before them again what they are in the middle of. Returns: whether there is anything."""
    found = [run for run in guides.under_way(desk.tx, borger.id) if run.touched_at > desk.now - GONE_ON_WITH]
    for run in found:
        to_the_end(desk, borger, run)
    return bool(found)


def reached(desk: Desk, person: Person) -> None:
    """Who can be written to again has before them what they are in the middle of."""
    comes_again(desk, person)
