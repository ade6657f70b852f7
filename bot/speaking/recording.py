"""A contact person reads a card aloud themself, in place of the voice that is made. It counts for all who have the same
card, as long as it says the same: what holds anything of somebody's own is not offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.opening import begun
from bot.methods.in_use import methods_of
from bot.speaking.reading_aloud import OF_USE
from bot.telegram.content import Content
from bot.telegram.spoken import speech_of
from dialogs.engine import path
from dialogs.engine.face import card
from dialogs.engine.session import End, Item, Stage
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from dialogs.words.aloud import Speech
from storage import media, outbox, recordings
from storage.outbox import Lane
from storage.people import Person


@dataclass(frozen=True)
class Readable:
    """A card that can be read aloud by somebody: the question's step and what it is called, and what is to be said."""

    step: str
    name: Text
    pictogram: str
    speech: Speech


def cards_of(desk: Desk, dialog: Dialog, borger: Person) -> tuple[Readable, ...]:
    """The cards of a method as a borger has them, but for what would be personal."""
    found = tuple(_cards(desk, dialog, borger))
    return tuple(each for place, each in enumerate(found) if each.speech not in [one.speech for one in found[:place]])


def _cards(desk: Desk, dialog: Dialog, borger: Person) -> Iterator[Readable]:
    first = begun(desk, dialog, Start(borger, borger, asked=True), None)
    asks = path.row(dialog, first)
    for place, (ask, name) in enumerate(zip(asks, path.names(asks), strict=True)):
        here = replace(first, at=place, stage=Stage.ASKING)
        speech = speech_of(card(dialog, here, desk.now), desk.texts(borger))
        if speech and not speech.personal:
            yield Readable(ask.step.id, name, ask.pictogram, speech)


def _methods(desk: Desk, borger: Person) -> list[Dialog]:
    """What is about one goal or the like names that on its cards."""
    return [dialog for dialog in methods_of(desk, borger) if not dialog.entry_kind and cards_of(desk, dialog, borger)]


def methods_known(desk: Desk, start: Start) -> Known:
    say = desk.texts(start.person).say
    found = _methods(desk, start.about)
    return Known(lists={"methods": tuple(Item(each.id, say(each.title.plain()), each.pictogram) for each in found)})


def method_chosen(desk: Desk, done: Done) -> None:
    if done.finish.end is End.DONE:
        _on(desk, done, "record_card", done.chosen("method"))


def cards_known(desk: Desk, start: Start) -> Known:
    dialog, say = desk.house.dialogs.get(start.target), desk.texts(start.person).say
    found = cards_of(desk, dialog, start.about) if dialog else ()
    has = [recordings.of(desk.tx, each.speech) is not None for each in found]
    items = (
        Item(str(place), f"{'✓ ' if recorded else ''}{say(each.name)}", each.pictogram)
        for place, (each, recorded) in enumerate(zip(found, has, strict=True))
    )
    return Known({"method": say(dialog.title.plain()) if dialog else ""}, {"cards": tuple(items)})


def card_chosen(desk: Desk, done: Done) -> None:
    target = f"{done.stored.target}.{done.chosen('card')}"
    found = _readable(desk, target, done.about)
    if done.finish.end is End.DONE and found:
        _on(desk, done, "recorded" if recordings.of(desk.tx, found.speech) else "record_voice", target)


def voice_known(desk: Desk, start: Start) -> Known:
    found = _readable(desk, start.target, start.about)
    if found is None:
        return Known()
    return Known({"words": found.speech.words, "card": desk.texts(start.person).say(found.name)})


def voice_given(desk: Desk, done: Done) -> None:
    """Keeps the voice message, and goes back to the cards for the next one."""
    found, given = _readable(desk, done.stored.target, done.about), done.given("voice")
    if done.finish.end is not End.DONE or found is None or given is None:
        return
    if given.media is None or given.media.kind != "voice":
        desk.tell(done.person, T("Please send it as a voice message."))
        _on(desk, done, "record_voice", done.stored.target)
        return
    dialog_id = done.stored.target.rpartition(".")[0]
    kept = media.keep_media(desk.tx, None, given.media, desk.now)
    recordings.keep(desk.tx, found.speech, kept, desk.now, dialog_id=dialog_id, step=found.step, by_id=done.person.id)
    _on(desk, done, "record_card", dialog_id)


def what_is_there(desk: Desk, done: Done) -> None:
    """Lets a recording be heard, made anew or taken back."""
    found = _readable(desk, done.stored.target, done.about)
    kept = recordings.of(desk.tx, found.speech) if found else None
    if done.finish.end is not End.DONE or found is None:
        return
    if done.chosen("what") == "anew":
        _on(desk, done, "record_voice", done.stored.target)
        return
    if done.chosen("what") == "back":
        recordings.take_back(desk.tx, found.speech)
    elif kept:
        _is_heard(desk, done.person, kept)
    _on(desk, done, "record_card", done.stored.target.rpartition(".")[0])


def _is_heard(desk: Desk, person: Person, media_id: int) -> None:
    assert person.chat_id is not None
    surface_id = desk.new_surface(person)
    outbox.put(desk.tx, person.chat_id, Lane.ANSWER, "media", Content(media_id=media_id).payload(),
               not_before=desk.now, expires_at=desk.now + OF_USE, surface_id=surface_id)  # fmt: skip


def _on(desk: Desk, done: Done, opens: str, target: str) -> None:
    """Goes on on the same card."""
    desk.runner.go(desk, opens, Start(done.person, done.about, done.stored.surface_id, target))


def _readable(desk: Desk, target: str, borger: Person) -> Readable | None:
    """The card that "trivsel.0" names."""
    dialog_id, _, place = target.rpartition(".")
    dialog = desk.house.dialogs.get(dialog_id)
    found = cards_of(desk, dialog, borger) if dialog else ()
    return found[int(place)] if place.isdecimal() and int(place) < len(found) else None
