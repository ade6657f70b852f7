"""Making a guide on a phone: its name, then photos with a line, one after the other; and changing what one says."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.guides import own_guides
from bot.guides.giving import show, wanted
from dialogs.engine.session import End, Given
from dialogs.guides import (
    LONGEST_TITLE,
    MOST_STEPS,
    Guide,
    GuideStep,
    Sent,
    changed,
    things_named,
    with_sent,
    with_step,
)
from dialogs.method.guides import MOST_WORDS
from dialogs.text import T, Text
from dialogs.words.visible import cut, one_line
from storage import guides, media
from storage.guides import StoredGuide
from storage.people import Person
from storage.sessions import StoredSession

MAKE, STEP, ABOUT = "make_guide", "guide_step", "guide_about"
OWN, OWN_STEP = "my_guide", "my_guide_step"
"""The same two forms, as a borger has them."""


def named(desk: Desk, done: Done) -> None:
    """Begins a new guide; its steps are asked for next."""
    given = done.given("title")
    title = cut(one_line(given.words), LONGEST_TITLE) if given else ""
    if done.finish.end is not End.DONE or not title:
        return
    guide = Guide(title, done.value("sign", str) or own_guides.SIGN)
    guide_id = guides.add_guide(desk.tx, done.about.id, guide, done.person.id, desk.now)
    _asks_on(desk, done, str(guide_id))


def step_known(desk: Desk, start: Start) -> Known:
    """What there is already, and what is asked for: the next steps, or one of them anew."""
    stored, at = _target(desk, start)
    say = desk.texts(start.person).say
    asks, stands = T("Send a photo with a short line. Then the next one."), T("{title}", title="–")
    if stored:
        stands = _stands(stored.guide, at)
    if at is not None:
        asks = T("Send what shall be new: a photo, a line or your voice.")
    return Known({"stands": say(stands), "asks": say(asks)})


def _stands(guide: Guide, at: int | None) -> Text:
    step = _step(guide, len(guide.steps) - 1 if at is None else at)
    if step is None:
        return T("»{title}« has no steps yet.", title=guide.title)
    if len(step.line.split()) > MOST_WORDS:
        return T("Step {number}: »{line}«. A shorter line is easier.", number=_number(guide, at), line=step.line)
    if not step.line:
        return T("Step {number} has a photo. Write its line, or send the next one.", number=_number(guide, at))
    return T("Step {number}: »{line}«", number=_number(guide, at), line=step.line)


def _number(guide: Guide, at: int | None) -> int:
    return len(guide.steps) if at is None else at + 1


def _step(guide: Guide, at: int) -> GuideStep | None:
    return guide.steps[at] if 0 <= at < len(guide.steps) else None


def sent(desk: Desk, done: Done) -> None:
    """Takes in what was sent, and asks for the next, at the end of the chat; whoever closes it sees what there is."""
    start = Start(done.person, done.about, target=done.stored.target)
    stored, at = _target(desk, start)
    if stored is None:
        return
    given = done.given("sent")
    if done.finish.end is not End.DONE or given is None:
        if done.finish.end is End.STOPPED:
            _shows(desk, done.person, done.about, stored.id, at)
        return
    what = _received(desk, done.person, done.about, given)
    guide, step = stored.guide, _step(stored.guide, at) if at is not None else None
    if what is not None and step is not None and at is not None:
        guides.set_guide(desk.tx, stored.id, with_step(guide, at, changed(step, what)), desk.now)
        _shows(desk, done.person, done.about, stored.id, at)
        return
    if what is not None:
        guides.set_guide(desk.tx, stored.id, with_sent(guide, what), desk.now)
        if done.person.id == done.about.id and not stored.state:  # the borger's own is theirs at once
            guides.give(
                desk.tx, replace(stored, guide=with_sent(guide, what)), done.person.id, desk.now, state="accepted"
            )
    if len(guide.steps) >= MOST_STEPS:
        desk.tell(done.person, T("A guide has at most {count} steps.", count=MOST_STEPS))
    _asks_on(desk, done, done.stored.target)


def _received(desk: Desk, person: Person, borger: Person, given: Given) -> Sent | None:
    """What was sent, with its photo or voice kept among the borger's own; None if a guide cannot hold it."""
    if given.media is None:
        return Sent(given.words) if one_line(given.words) else None
    if given.media.kind not in ("photo", "voice"):
        desk.tell(person, T("A guide takes photos, words and voice messages."))
        return None
    kept = media.keep_media(desk.tx, borger.id, given.media, desk.now)
    is_photo = given.media.kind == "photo"
    return Sent(given.words, kept if is_photo else 0, 0 if is_photo else kept)


def stands(desk: Desk, stored: StoredSession, person: Person, borger: Person) -> bool:
    """Whether who makes a guide may still see it."""
    return _target(desk, Start(person, borger, target=stored.target))[0] is not None


def about_known(desk: Desk, start: Start) -> Known:
    stored = wanted(desk, start)
    return Known({"title": stored.guide.title if stored else "–"})


def about_said(desk: Desk, done: Done) -> None:
    """Changes one thing that a guide says besides its steps."""
    stored = wanted(desk, Start(done.person, done.about, target=done.stored.target))
    if stored is None or done.finish.end is not End.DONE:
        return
    guide, name, photo, things = stored.guide, done.given("name"), done.given("photo"), done.given("things")
    minutes = done.value("time")
    match done.chosen("what"):
        case "name" if name and one_line(name.words):
            guide = replace(guide, title=cut(one_line(name.words), LONGEST_TITLE))
        case "photo" if photo and (what := _received(desk, done.person, done.about, photo)) and what.photo:
            guide = replace(guide, photo=what.photo)
        case "time" if minutes:
            guide = replace(guide, minutes=minutes)
        case "things" if things:
            guide = replace(guide, things=things_named(things.words))
    guides.set_guide(desk.tx, stored.id, guide, desk.now)
    show(desk, done.person, done.about, stored.id)


def _asks_on(desk: Desk, done: Done, target: str) -> None:
    """Asks for the next step below what was just sent."""
    if done.stored.surface_id:
        desk.retire(done.person, done.stored.surface_id)
    form = OWN_STEP if done.person.id == done.about.id else STEP
    desk.runner.go(desk, form, Start(done.person, done.about, target=target))


def _shows(desk: Desk, person: Person, borger: Person, guide_id: int, at: int | None) -> None:
    if person.id == borger.id:
        own_guides.made(desk, borger, guide_id)
    elif at is None:
        show(desk, person, borger, guide_id)
    else:
        desk.runner.go(desk, "borger_page", Start(person, borger, target=f"guide_step.{guide_id}.{at}"))


def _target(desk: Desk, start: Start) -> tuple[StoredGuide | None, int | None]:
    """The guide, and which of its steps is sent anew, if one is: "7" or "7.2"."""
    number, _, at = start.target.partition(".")
    stored = wanted(desk, replace(start, target=number))
    return stored, int(at) if at.isdecimal() else None
