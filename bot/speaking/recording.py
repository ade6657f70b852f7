"""A contact person reads a card aloud themself, in place of the voice that is made. It counts for all who have the same
card, as long as it says the same: what holds anything of somebody's own is not offered. What a card does not say any
more is heard by nobody, and stands in the list until it is recorded anew or taken back."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.methods.in_use import methods_of
from bot.speaking.readable import Readable, cards_of
from bot.speaking.reading_aloud import OF_USE
from bot.telegram.content import Content
from dialogs.engine.session import End, Item
from dialogs.method.model import Dialog
from dialogs.text import T
from dialogs.words.aloud import Speech
from storage import media, outbox, recordings
from storage.outbox import Lane
from storage.people import Person

ANEW = "⚠️"
"""Stands before what was recorded and is not said any more."""


def methods_known(desk: Desk, start: Start) -> Known:
    """The methods that have cards to read aloud; those with recordings that nobody hears any more say so. What is about
    one goal or the like names that on its cards."""
    say, items = desk.texts(start.person).say, list[Item]()
    for each in methods_of(desk, start.about):
        found = () if each.entry_kind else cards_of(desk, each, start.about)
        if found:
            sign = f"{ANEW} " if any(one.past for one in found) else ""
            items.append(Item(each.id, f"{sign}{say(each.title.plain())}", each.pictogram))
    return Known(lists={"methods": tuple(items)})


def method_chosen(desk: Desk, done: Done) -> None:
    if done.finish.end is End.DONE:
        _on(desk, done, "record_card", done.chosen("method"))


def cards_known(desk: Desk, start: Start) -> Known:
    dialog, say = desk.house.dialogs.get(start.target), desk.texts(start.person).say
    found = cards_of(desk, dialog, start.about) if dialog else ()
    items = (Item(one.key, _label(say(one.name), one), one.pictogram) for one in found)
    return Known({"method": say(dialog.title.plain()) if dialog else ""}, {"cards": tuple(items)})


def _label(name: str, one: Readable) -> str:
    return f"{ANEW if one.past else '✓' if one.media_id else ''} {name}".strip()


def card_chosen(desk: Desk, done: Done) -> None:
    dialog_id, key = done.stored.target, done.chosen("card")
    found = _readable(desk, f"{dialog_id}.{key}", done.about)
    if done.finish.end is not End.DONE:
        return
    if found is None:
        _is_gone(desk, done, dialog_id)
    elif found.media_id:
        _on(desk, done, "recorded", f"{dialog_id}.{key}")
    else:
        _on(desk, done, "record_voice", _to_say(dialog_id, found))


def voice_known(desk: Desk, start: Start) -> Known:
    """What is to be said. It stands in the session as it stands on the card before whoever records it."""
    found = _readable(desk, start.target, start.about)
    return Known({"words": found.speech.words}) if found else Known()


def voice_given(desk: Desk, done: Done) -> None:
    """Keeps the voice message for what was to be said, whatever the card says by now; and goes back to the cards for
    the next one."""
    dialog_id, step, language, words, given = *_said(done), done.given("voice")
    if done.finish.end is not End.DONE or given is None:
        return
    is_voice = given.media is not None and given.media.kind == "voice"
    if not (words and step and language and (is_voice or _readable(desk, done.stored.target, done.about))):
        _is_gone(desk, done, dialog_id)
        return
    if given.media is None or not is_voice:
        desk.tell(done.person, T("Please send it as a voice message."))
        _on(desk, done, "record_voice", done.stored.target)
        return
    kept = media.keep_media(desk.tx, None, given.media, desk.now)
    speech = Speech(words, language)
    recordings.keep(desk.tx, speech, kept, desk.now, dialog_id=dialog_id, step=step, by_id=done.person.id)
    dialog = desk.house.dialogs.get(dialog_id)
    now = cards_of(desk, dialog, done.about) if dialog else ()
    if any(one.past and one.speech == speech for one in now):
        desk.tell(done.person, T("The card says something else now. Please record it anew."))
    _on(desk, done, "record_card", dialog_id)


def what_is_known(desk: Desk, start: Start) -> Known:
    """A recording, by its card; of one that no card says any more, also what it says."""
    found, texts = _readable(desk, start.target, start.about), desk.texts(start.person)
    if found is None:
        return Known({"card": "", "stands": ""})
    stale = T("The card says something else now, so nobody hears it: {words}", words=found.speech.words)
    return Known({"card": texts.say(found.name), "stands": texts.say(stale) if found.past else ""})


def what_is_there(desk: Desk, done: Done) -> None:
    """Lets a recording be heard, made anew or taken back. Of what no card says any more, anew is what the same
    question's card says now."""
    dialog_id, _, _ = done.stored.target.partition(".")
    found = _readable(desk, done.stored.target, done.about)
    if done.finish.end is not End.DONE or found is None:
        return
    what = done.chosen("what")
    if what == "anew":
        _anew(desk, done, dialog_id, found)
        return
    if what == "back":
        recordings.take_back(desk.tx, found.speech)
    elif found.media_id:
        _is_heard(desk, done.person, found.media_id)
    _on(desk, done, "record_card", dialog_id)


def _anew(desk: Desk, done: Done, dialog_id: str, found: Readable) -> None:
    """Records the card as it is now; what it does not say any more goes."""
    dialog = desk.house.dialogs.get(dialog_id)
    cards = cards_of(desk, dialog, done.about) if dialog else ()
    now = next((one for one in cards if one.step == found.step and not one.past), None)
    if found.past:
        recordings.take_back(desk.tx, found.speech)
    if now is None:
        _on(desk, done, "record_card", dialog_id)
    else:
        _on(desk, done, "record_voice", _to_say(dialog_id, now if found.past else found))


def _is_heard(desk: Desk, person: Person, media_id: int) -> None:
    assert person.chat_id is not None
    surface_id = desk.new_surface(person)
    outbox.put(desk.tx, person.chat_id, Lane.ANSWER, "media", Content(media_id=media_id).payload(),
               not_before=desk.now, expires_at=desk.now + OF_USE, surface_id=surface_id)  # fmt: skip


def _is_gone(desk: Desk, done: Done, dialog_id: str) -> None:
    desk.tell(done.person, T("The card says something else now. Please record it anew."))
    if dialog_id in desk.house.dialogs:
        _on(desk, done, "record_card", dialog_id)


def _on(desk: Desk, done: Done, opens: str, target: str) -> None:
    """Goes on on the same card."""
    desk.runner.go(desk, opens, Start(done.person, done.about, done.stored.surface_id, target))


def _to_say(dialog_id: str, one: Readable) -> str:
    """A card to record, as what a session works on: also what it will be kept by."""
    return f"{dialog_id}.{one.key}.{one.step}.{one.speech.language}"


def _said(done: Done) -> tuple[str, str, str, str]:
    """(dialog, step, language, words) of what was to be said; empty where a card of an earlier version lacks it."""
    dialog_id, _, step, language = (*done.stored.target.split("."), "", "", "")[:4]
    return dialog_id, step, language, done.session.facts.get("words", "")


def _readable(desk: Desk, target: str, borger: Person) -> Readable | None:
    """The card that "trivsel.w1f…" names."""
    dialog_id, key = (*target.split("."), "")[:2]
    dialog: Dialog | None = desk.house.dialogs.get(dialog_id)
    found = cards_of(desk, dialog, borger) if dialog else ()
    return next((one for one in found if one.key == key), None)
