"""The face of a session: the card it shows now. The questions, the pause, the receipt and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dialogs.engine import (
    asking_for,
    going_on,
    leads,
    mat,
    pages,
    path,
    subject,
    times,
    to_share,
    told,
    voices,
    waiting,
)
from dialogs.engine.buttons import Button
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.engine.engine import current
from dialogs.engine.path import Ask
from dialogs.engine.progress import progress
from dialogs.engine.receipt import receipt_tile, told_apart
from dialogs.engine.session import End, Item, Session, Stage
from dialogs.engine.ways import BACK, GO_ON, STOP, by_word, under, way
from dialogs.method.model import Dialog
from dialogs.method.sort import Look, Trying
from dialogs.method.steps import Info, Option, Rating, Say, Several, When
from dialogs.profile import Reading, ScaleStyle
from dialogs.text import T, Text
from dialogs.time import when
from dialogs.words.visible import cut

TIME_OVER = T("The time is over. That is all right.")
QUOTE = T("»{words}«").id
"""Own words on a receipt."""


def card(dialog: Dialog, session: Session, now: datetime) -> Card:
    """The card of `session`; `now` is an aware instant, from which offered days are counted."""
    return replace(_card(dialog, session, now), about=_about(dialog, session))


def shows_all(dialog: Dialog, session: Session) -> bool:
    """Whether the card shows what was answered: a receipt, or cards as they lie."""
    if session.stage is Stage.ASKING:
        return isinstance(current(dialog, session).step, Look) and not session.moving
    return session.stage is Stage.RECEIPT


def by_words(dialog: Dialog, session: Session, now: datetime) -> tuple[CardButton, ...]:
    """Every button that can be meant by writing its word: those of the card, on all its pages, and what it has folded
    away."""
    if session.stage is Stage.ASKING:
        ask = current(dialog, session)
        if isinstance(ask.step, Look):
            return (*mat.cards(dialog, session), *by_word(dialog, session, ask))
        return (*_answers(ask, session, now), *by_word(dialog, session, ask))
    shown = tuple(button for row in card(dialog, session, now).buttons for button in row)
    return (*shown, *_answered(dialog, session)) if session.stage is Stage.PICKING else shown


def _about(dialog: Dialog, session: Session) -> Text | None:
    about = session.facts.get("about", "")
    match session.provenance:
        case "helped":
            return T("Together with {name}", name=about)
        case "observed" if dialog.readers:
            return T("About {name}", name=about)
        case "observed":
            return T("What you notice about {name}", name=about)
        case "self":
            return None


def _card(dialog: Dialog, session: Session, now: datetime) -> Card:
    match session.stage:
        case Stage.ASKING:
            return _question(dialog, session, now)
        case Stage.PAUSED:
            return Card(
                T("You are taking a break."),
                "☕",
                ((GO_ON, STOP),),
            )
        case Stage.PICKING:
            return _picking(dialog, session)
        case Stage.HOLDING:
            return to_share.holding(dialog, session)
        case Stage.ONE_THING:
            return leads.card(dialog, session)
        case Stage.RECEIPT:
            return _receipt(dialog, session, now)
        case Stage.CLOSED:
            return _closed(dialog, session)


def _question(dialog: Dialog, session: Session, now: datetime) -> Card:
    ask = current(dialog, session)
    if isinstance(ask.step, Look):
        return mat.card(dialog, session, ask)
    values = dict(session.facts) | path.item_values(ask)
    essential = isinstance(ask.step, Info) or not dialog.keeps or ask.item is not None
    done, total = progress(dialog, session)
    answers = _answers(ask, session, now)
    offered = answers if isinstance(ask.step, Rating) else pages.shown(answers, session)
    to_staff = ask.step.to_staff if session.provenance == "observed" else None
    text = replace((to_staff or ask.step.text).plain(), values=values)
    essential = essential or subject.names_it(dialog, text)
    tells = isinstance(ask.step, Info) and not isinstance(ask.step, Trying)
    return Card(
        None if tells else text,
        subject.sign_of(dialog, session, ask),
        ((offered,) if offered else ()) + under(dialog, session, ask),
        tiles=_say_tiles(dialog, session, ask),
        notes=told.notes(ask, session, values),
        lines=(text,) if tells else told.described(ask) + _ends(answers, session) + _ways_to_say(dialog, session, ask),
        essential=essential,
        done=done,
        total=total,
        photo=subject.photo_of(dialog, ask),
    )


def _answers(ask: Ask, session: Session, now: datetime) -> tuple[CardButton, ...]:
    given = session.answer(ask.step.id, ask.item_id)
    before = session.before(ask.step.id, ask.item_id)
    chosen = session.draft if isinstance(ask.step, Several) else given.choices if given else before
    if isinstance(ask.step, Rating):
        return tuple(
            CardButton(
                mark.id,
                mark.word,
                "" if session.profile.settled().style is ScaleStyle.WORDS else mark.pictogram,
                mark.number,
                marked=mark.id in chosen,
                tile=True,
                rating=True,
            )
            for mark in path.rating_marks(ask, session)
        )
    if isinstance(ask.step, When):
        return times.offered(ask.step, session, chosen, now.astimezone(ZoneInfo(session.zone)))
    found = tuple(_option(option, option.id in chosen) for option in path.options(ask, session))
    if not (isinstance(ask.step, Several) and ask.step.ordered):
        return found
    return tuple(replace(each, pictogram=NUMBER.format(chosen.index(each.id) + 1)) if each.marked else each
                 for each in found)  # fmt: skip


def _ends(answers: tuple[CardButton, ...], session: Session) -> tuple[Text, ...]:
    """What the first and last number mean, where no picture with words says it."""
    bare = session.profile.settled().reading is Reading.TEXT or len(answers) > 5
    if not (bare and answers and answers[0].number):
        return ()
    first, last = answers[0], answers[-1]
    if first.label is None or last.label is None:
        return ()
    ends = T("{first} is: {low}. {last} is: {high}.", first=first.number, last=last.number, low=first.label,
             high=last.label)  # fmt: skip
    return (ends,)


NUMBER = "{}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}"
"""The sign of what was picked as so-manyth."""


def _option(option: Option | Item, marked: bool) -> CardButton:
    listed = isinstance(option, Item)
    return CardButton(option.id, path.label(option), option.pictogram or ("👤" if listed else ""), marked=marked,
                      essential=option.essential, tile=True, photo=option.photo)  # fmt: skip


def _says_what_it_takes(dialog: Dialog, ask: Ask) -> bool:
    """Whether a card tells what can be sent. What a form wants, its question says."""
    return isinstance(ask.step, Say) and dialog.keeps


def _ways_to_say(dialog: Dialog, session: Session, ask: Ask) -> tuple[Text, ...]:
    if isinstance(ask.step, Rating) and ask.step.with_words and session.profile.reading is not Reading.PICTURES:
        return (T("You may also write or speak."),)
    if not _says_what_it_takes(dialog, ask) or session.profile.reading is not Reading.TEXT:
        return ()
    all_of_it = isinstance(ask.step, Say) and ask.step.media
    return (T("Write, speak, or send a photo or video.") if all_of_it else T("Please write it as text."),)


def _say_tiles(dialog: Dialog, session: Session, ask: Ask) -> tuple[CardTile, ...]:
    if not _says_what_it_takes(dialog, ask) or session.profile.reading is Reading.TEXT:
        return ()
    more = (CardTile("🎤", T("Speak")), CardTile("📷", T("Photo or video")))
    return (CardTile("✍️", T("Write")), *(more if isinstance(ask.step, Say) and ask.step.media else ()))


def _answered(dialog: Dialog, session: Session) -> tuple[CardButton, ...]:
    """The questions that have an answer, to choose one from."""
    answered = {place: ask for place, (ask, _) in path.answered(dialog, session).items()}
    return tuple(
        CardButton(str(place), name, ask.pictogram, essential=bool(ask.item), tile=True, photo=ask.photo)
        for (place, ask), name in zip(answered.items(), path.names(tuple(answered.values())), strict=True)
    )


def _picking(dialog: Dialog, session: Session) -> Card:
    under = (BACK, *to_share.holding_back(dialog, session))
    return Card(T("What do you want to change?"), "✏️", (pages.shown(_answered(dialog, session), session), under))


def _receipt(dialog: Dialog, session: Session, now: datetime) -> Card:
    opening = {
        End.DONE: T("Thank you. This is what you answered."),
        End.STOPPED: T("You stopped here. That is all right."),
        End.EXPIRED: T("I have kept what you said.") if dialog.purpose == "paper" else TIME_OVER,
    }[session.end or End.DONE]
    answered = told_apart(tuple(path.answered(dialog, session).values()))
    held, asks = path.held(dialog, session), [ask for ask, _ in answered]
    tiles = tuple(
        to_share.marked(voices.marked(receipt_tile(ask, given, session, asks), session, given),
                        held=(given.step, given.item) in held)
        for ask, given in answered
    )  # fmt: skip
    said = tuple(Text(QUOTE, {"words": cut(given.words)}) for _, given in answered if given.words)
    if session.provenance == "observed":
        opening = T("This is what you wrote.") if dialog.readers else T("This is what you noticed. It is your view.")
    buttons: tuple[tuple[CardButton, ...], ...] = (
        (way(Button.MEND, T("Change"), "✏️"), *to_share.choices(dialog, session)),
    )
    if going_on.left_open(dialog, session, now) is not None:
        buttons = ((way(Button.ANSWER_ON, T("Answer the rest"), "▶️"),), *buttons)
    if offers := (*asking_for.buttons(dialog, session), *leads.button(dialog, session)):
        buttons = (offers, *buttons)
    spared = session.facts.get("spared")
    again = (T("I do not ask you again at {time} today.", time=spared),) if spared else ()
    lines = (*said, *voices.lines(session), *again, *waiting.lines(dialog, session), *to_share.lines(dialog, session),
             *leads.lines(dialog, session), *asking_for.lines(dialog, session))  # fmt: skip
    # Whom a yes lets in must be read by everybody who is asked for one.
    what = subject.about_what(dialog, session)
    return Card(opening, subject.sign(dialog, session), buttons, tiles, notes=what, lines=lines,
                essential=not dialog.shares, photo=subject.photo_of(dialog))  # fmt: skip


def _read_back(dialog: Dialog, session: Session) -> tuple[Text, ...]:
    """The times and days that were chosen, in full: a wrong year is seen before it is too late."""
    chosen = [(ask.step, given) for ask, given in path.answered(dialog, session).values() if given.choices]
    return tuple(_said_back(step, given.choices[0]) for step, given in chosen if isinstance(step, When))


def _said_back(step: When, value: str) -> Text:
    said = when.in_full(step.what, value)
    if step.read_back:
        said = replace(step.read_back.plain(), values={"when": said})
    found = when.shown(step.what, value)
    return T("{sign} {words}", sign="📅" if isinstance(found, date) else when.sign(found), words=said)


def _closed(dialog: Dialog, session: Session) -> Card:
    if session.provenance != "self" and session.given:
        return Card(None, dialog.pictogram, lines=(T("Thank you."), *to_share.lines(dialog, session)), essential=True)
    if session.note == "out":
        return Card(None, dialog.pictogram, lines=(T("I have taken it out."),), essential=True)
    if session.end is End.DONE:
        done = dialog.ending.plain() if dialog.ending else T("Thank you.")
        lines = (replace(done, values=dict(session.facts)), *_read_back(dialog, session))
        return Card(None, dialog.pictogram, lines=lines, essential=True)
    if not dialog.keeps:
        return Card(None, "✖️", lines=(T("Closed."),))
    expired = session.end is End.EXPIRED
    over = TIME_OVER if expired else T("You stopped here. That is all right.")
    return Card(None, "⌛" if expired else "⏹️", lines=(over,))
