"""The idea box on a borger's phone: one idea at a time, a way to want it too, and one to say one's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from html import escape
from typing import Final

from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.desk.speaking_to import NOT_ARRIVED
from bot.desk.the_house import the_house
from bot.ideas import look
from bot.telegram.buttons import Tap
from bot.telegram.content import Content
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.photo_names import stored
from dialogs.engine.session import End, Item
from dialogs.text import T, Text
from dialogs.time.schedule import instant
from dialogs.words.visible import one_line
from storage import clearing, ideas, media, outbox, people, schedules, sessions, surfaces
from storage.ideas import Idea
from storage.outbox import Lane
from storage.people import Person

IDEAS, IDEA = "I", "idea"
SCREEN: Final = "ideas"
WANT, UNWANT, HEAR, NEW = "want", "unwant", "hear", "new"
TITLE = T("Ideas for the house")
MORNING = time(9)
"""When leaders are told of what has come: of no idea at the minute it was said."""
LASTS = timedelta(hours=1)


def on_shelf(desk: Desk, borger: Person) -> Iterable[tuple[str, Item]]:
    """The box, once a leader has opened it."""
    if look.is_open(desk):
        yield "life", Item(SCREEN, desk.texts(borger).say(TITLE), look.BOX, essential=False, opens=f"{SCREEN}:")


def opened(desk: Desk, start: Start) -> None:
    """The newest idea."""
    show(desk, start.person, start.surface_id or desk.new_surface(start.person), 0)


def show(desk: Desk, borger: Person, surface_id: int, place: int) -> None:
    """The idea of that place, the newest being 0."""
    sessions.leave_surface(desk.tx, surface_id)
    found = look.seen_by(desk, borger)
    place = min(place, max(len(found) - 1, 0))
    newer = (CardButton(f"{place - 1}", T("Newer"), "◀️"),) if place else ()
    older = (CardButton(f"{place + 1}", T("Older"), "▶️"),) if place + 1 < len(found) else ()
    new = (CardButton(NEW, T("I have an idea"), look.BOX),)
    if not found:
        card = Card(TITLE, look.BOX, (new,), lines=(T("There is no idea yet."),), essential=True)
    else:
        idea = found[place]
        rows = (_ways(desk, borger, idea), (*newer, *older), new)
        words = look.words_of(idea, at_work=False)
        card = Card(words, look.SIGNS.get(idea.about, look.BOX), tuple(row for row in rows if row),
                    look.tiles(desk, idea), lines=tuple(said for _, said in look.answers(desk, idea)), essential=True,
                    photo=_photo(desk, idea))  # fmt: skip
    desk.show_card(borger, card, IDEAS, surface_id, surface_id)


def _ways(desk: Desk, borger: Person, idea: Idea) -> tuple[CardButton, ...]:
    hear = (CardButton(f"{HEAR}.{idea.id}", T("What was sent"), "🗣️"),) if idea.media_id else ()
    if not may_want(borger, idea):
        return hear
    if borger.id in ideas.supporters(desk.tx, idea.id):
        return (CardButton(f"{UNWANT}.{idea.id}", T("I do not want that after all"), "✖️"), *hear)
    return (CardButton(f"{WANT}.{idea.id}", T("I want that too"), "🙌"), *hear)


def _photo(desk: Desk, idea: Idea) -> str:
    sent = media.media_by_id(desk.tx, idea.media_id) if idea.media_id else None
    return stored(sent.id) if sent and sent.kind == "photo" else ""


def tapped(desk: Desk, borger: Person, tap: Tap) -> bool:
    """A button of the box. Returns: False if there is no such idea any more."""
    what, _, number = tap.choice.rpartition(".")
    if not surfaces.is_on(desk.tx, tap.id, borger.id) or not look.is_open(desk):
        return False
    if number == NEW:
        desk.runner.go(desk, IDEA, Start(borger, borger, tap.id))
        return True
    if not number.isdecimal():
        return False
    if not what:
        show(desk, borger, tap.id, int(number))
        return True
    found = look.seen_by(desk, borger)  # new ones may have come meanwhile: what was seen is meant
    place = next((place for place, idea in enumerate(found) if idea.id == int(number)), None)
    if place is None:
        return False
    if what == HEAR:
        play(desk, borger, found[place])
        return True
    if what in (WANT, UNWANT) and may_want(borger, found[place]):
        ideas.supports(desk.tx, found[place].id, borger.id, what == WANT)
    show(desk, borger, tap.id, place)
    return True


def may_want(borger: Person, idea: Idea) -> bool:
    """Whether somebody can want an idea too: another's, whose words they see."""
    return idea.borger_id != borger.id and look.words_of(idea, at_work=False) == look.words_of(idea, at_work=True)


def play(desk: Desk, reader: Person, idea: Idea) -> None:
    """Sends what was spoken or shown with an idea."""
    sent = media.media_by_id(desk.tx, idea.media_id) if idea.media_id else None
    if sent is None or reader.chat_id is None or not reader.reachable:
        return
    content = Content(media_id=sent.id, instead=escape(desk.texts(reader).say(NOT_ARRIVED[sent.kind])))
    author = people.person_by_id(desk.tx, idea.borger_id) if idea.borger_id else None
    outbox.put(desk.tx, reader.chat_id, Lane.ANSWER, "media", content.payload(), not_before=desk.now,
               expires_at=desk.now + LASTS, surface_id=desk.new_surface(reader, author))  # fmt: skip


def said(desk: Desk, done: Done) -> None:
    """An idea goes into the box; without a name nothing is kept with it of who said it."""
    named = done.chosen("named") == "own"
    given = done.given("idea" if named else "written")
    if done.finish.end is not End.DONE or given is None:
        return
    borger, to_leader = done.person, done.chosen("to") == "leader"
    media_id = media.keep_media(desk.tx, borger.id, given.media, desk.now) if named and given.media else None
    what = one_line(given.words) or desk.texts(borger).say(T("An idea that was sent"))
    idea_id = ideas.add(desk.tx, borger.id if named else None, desk.local.date(), done.chosen("about"), what,
                        to_leader=to_leader, media_id=media_id)  # fmt: skip
    house = the_house(desk)
    if schedules.due_of(desk.tx, house.id, SCREEN) is None:
        schedules.set_timer(desk.tx, next_morning(desk), SCREEN, borger_id=house.id)
    idea = ideas.by_id(desk.tx, idea_id)
    assert idea is not None
    card = Card(T("Your idea is in the box."), look.SIGNS.get(idea.about, look.BOX), lines=_says(idea),
                tiles=look.tiles(desk, idea), essential=True)  # fmt: skip
    surface_id = desk.new_surface(borger)
    desk.show_card(borger, card, IDEAS, surface_id, surface_id)


def _says(idea: Idea) -> tuple[Text, ...]:
    """Who reads it, and how the answer comes."""
    if idea.borger_id is None:
        return (
            T("Your idea has the mark {mark}. Remember it.", mark=look.mark(idea)),
            T("Tomorrow it stands in the box, without your name."),
            T("The answer comes to everybody, under the mark."),
        )  # fmt: skip
    readers = T("The leader reads it.") if idea.to_leader else T("Everybody here can read it.")
    return readers, T("I tell you the answer.")


def next_morning(desk: Desk) -> datetime:
    """Tomorrow morning, in the house's own time."""
    return instant(desk.local.date() + timedelta(days=1), MORNING, desk.house.settings.timezone)


def forgotten(desk: Desk, done: Done) -> None:
    """What was gone through to say something without a name goes whole, and what was written from the chat, so that
    nothing tells who did."""
    named = any(given.step == "named" and "own" in given.choices for given in done.finish.results)
    if named or done.person.chat_id is None:
        return
    for message_id in clearing.take_off_written(desk.tx, done.stored.id):
        desk.take_out(done.person.chat_id, message_id)
    sessions.take_back(desk.tx, done.stored.id)
