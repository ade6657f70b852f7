"""What a receipt says and asks about who reads it: whether to share it, who may, and what of it is for nobody else."""

from __future__ import annotations

from dataclasses import replace

from dialogs.engine import asking_for, pages, path
from dialogs.engine.buttons import Button
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.engine.session import Effect, Given, Held, Open, Session, Share, Show, Stage
from dialogs.engine.ways import DONE, way
from dialogs.method.house import HOUSE
from dialogs.method.model import Dialog
from dialogs.text import T, Text

HELD = "🔒"
READ_BY = {
    "author": T("I show it to you alone."),
    "team": T("I show it to the contact persons."),
    "house": T("I show it to all of the staff."),
}
WHO_READS = "who_reads"
"""The form that a receipt opens, to choose who may read what it is about."""


def pressed(dialog: Dialog, session: Session, choice: str) -> tuple[Session, tuple[Effect, ...]] | None:
    """What a button of a receipt that is about sharing makes of the session; None if it is none of these."""
    own, observed = session.provenance == "self", session.provenance == "observed"
    on = replace(session, turn=session.turn + 1)
    match session.stage, choice:
        case Stage.RECEIPT, Button.SHARE if not own and not session.decided:
            return None  # a yes is the borger's own, on their own phone
        case Stage.RECEIPT, (Button.SHARE | Button.KEEP) if not observed and not dialog.private:
            # On the borger's own phone the receipt stays, and can be changed; on another's it goes once it is settled.
            yes, stage = choice == Button.SHARE, Stage.RECEIPT if own else Stage.CLOSED
            held = () if _by_points(dialog, session) else session.held
            return replace(session, shares=yes, decided=True, stage=stage, held=held), (Share(yes), Show())
        case Stage.RECEIPT, Button.HOLD if _by_points(dialog, session):
            held = session.held if session.decided and session.shares else _all(dialog, session)
            return replace(on, stage=Stage.HOLDING, page=0, held=held), (Held(), Show())
        case Stage.RECEIPT, Button.WHO if own:
            return session, (Open(WHO_READS),)
        case Stage.RECEIPT, Button.ON if not own:
            return replace(on, stage=Stage.CLOSED), (Show(),)
        case Stage.PICKING, Button.HOLD if not observed:
            return replace(on, stage=Stage.HOLDING, page=0), (Show(),)
        case Stage.HOLDING, Button.ON if _by_points(dialog, session):
            yes = set(_all(dialog, session)) > set(session.held)
            held = session.held if yes else ()
            return replace(on, stage=Stage.RECEIPT, shares=yes, decided=yes, held=held), (Share(yes), Show())
        case Stage.HOLDING, Button.ON:
            return replace(on, stage=Stage.RECEIPT), (Show(),)
        case Stage.HOLDING, _ if choice in map(str, path.answered(dialog, session)):
            _, given = path.answered(dialog, session)[int(choice)]
            one = (given.step, given.item)
            others = tuple(each for each in session.held if each != one)
            return replace(session, held=others if one in session.held else (*others, one)), (Held(), Show())
    return None


def choices(dialog: Dialog, session: Session) -> tuple[CardButton, ...]:
    """Whether to share it, or which points of it, if there is anybody it would reach; or else, on the borger's own
    phone, a way to choose who may read it. What staff observed only goes: who reads it is the borger's to say, and not
    asked here."""
    if session.provenance == "observed" or dialog.private:
        return (DONE,) if session.provenance != "self" else ()
    shared, some = session.decided and session.shares, _by_points(dialog, session)
    first = way(Button.SHARE, T("Share"), "👀", marked=shared)
    if session.provenance == "helped" and not session.decided:
        first = DONE
    elif not session.facts.get("readers") and not _kept(session):
        first = way(Button.WHO, T("Choose who may read it"), "👀") if session.provenance == "self" else DONE
    keep = way(Button.KEEP, T("Don't share"), HELD, marked=_kept(session))
    if not some:
        return first, keep
    points = way(Button.HOLD, T("Share some of it"), "🔏", marked=shared and bool(session.held))
    return (points, keep) if shared else (first, points, keep)


def _by_points(dialog: Dialog, session: Session) -> bool:
    """Whether the borger says of each point whether it is shared: where nothing is before they have said yes."""
    reaches = session.provenance == "self" and session.facts.get("readers")
    crowded = asking_for.after_a_low_answer(dialog, session)  # beside its offer there is room for two ways only
    return bool(reaches) and not dialog.shares and not crowded and len(_apart(dialog, session)) > 1


def _all(dialog: Dialog, session: Session) -> tuple[tuple[str, str], ...]:
    return tuple((ask.step.id, ask.item_id) for ask, _ in _apart(dialog, session).values())


def holding_back(dialog: Dialog, session: Session) -> tuple[CardButton, ...]:
    """A way to hold single answers back, where there are some and somebody would read them."""
    if _by_points(dialog, session):
        return ()
    reaches = session.facts.get("readers") and not _kept(session) and session.provenance != "observed"
    several = len(_apart(dialog, session)) > 1
    return (way(Button.HOLD, T("Some of it is only for me"), "🔏"),) if reaches and several else ()


def holding(dialog: Dialog, session: Session) -> Card:
    """A tick for each answer that nobody else is to read; or where it is shared by points, for each that is."""
    answered, points = _apart(dialog, session), _by_points(dialog, session)
    names, held = path.names(tuple(ask for ask, _ in answered.values())), path.held(dialog, session)
    ticks = tuple(
        CardButton(str(place), name, ask.pictogram, marked=((ask.step.id, ask.item_id) in held) is not points,
                   essential=bool(ask.item), tile=True)
        for (place, (ask, _)), name in zip(answered.items(), names, strict=True)
    )  # fmt: skip
    buttons = (pages.shown(ticks, session), (DONE,))
    if points:
        return Card(T("What would you like to share?"), "🔏", buttons)
    return Card(T("What is only for you?"), "🔏", buttons)


def marked(tile: CardTile, *, held: bool) -> CardTile:
    """A line of the receipt, with a sign on what is held back."""
    return replace(tile, pictogram=tile.pictogram + HELD) if held else tile


def lines(dialog: Dialog, session: Session) -> tuple[Text, ...]:
    """Who may read it; or, before the borger has said, who might."""
    if dialog.readers:
        can_ask = () if dialog.about == HOUSE else (T("The borger can ask to see it."),)
        return (READ_BY[dialog.readers], *can_ask)
    readers = session.facts.get("readers", "")
    if dialog.private and not session.shares:
        return (T("I show it to nobody."), T("You can show it yourself under »My pictures«."))
    if not session.decided and readers and session.provenance == "helped":
        return (T("I show it to nobody before you say yes."), T("You say so on your own phone."))
    if not session.decided and readers:
        asks = T("Would you like to share it with {readers}?", readers=readers)
        return (asks, T("I show it to nobody before you say yes."), *_only_for_you(dialog, session))
    if not session.decided:
        where = () if session.provenance == "self" else (T("You can choose under »More«."),)
        return (T("You have not chosen anyone to read it."), *where)
    answered = path.answered(dialog, session)
    if not session.shares or (answered and len(path.held(dialog, session)) == len(answered)):
        return (T("I show it to nobody."),)
    if not readers:
        return (T("Nobody else may read it yet."),)
    begins = readers[:1].upper() + readers[1:]
    return (T("{readers} may read it.", readers=begins), *_only_for_you(dialog, session))


def _only_for_you(dialog: Dialog, session: Session) -> tuple[Text, ...]:
    asks, held = [ask for ask, _ in _apart(dialog, session).values()], path.held(dialog, session)
    names = list(zip(path.names(asks), asks, strict=True))
    told = tuple(name for name, ask in names if (ask.step.id, ask.item_id) in held)
    if told and _by_points(dialog, session):
        return (T("I show: {names}.", names=tuple(name for name, _ in names if name not in told)),)
    return (T("Only for you: {names}.", names=told),) if told else ()


def _apart(dialog: Dialog, session: Session) -> dict[int, tuple[path.Ask, Given]]:
    """The answers that can be held back by themselves, by place. What was asked of each thing that was chosen goes with
    the choice, and what an entry looks like with the words that made it."""
    found = path.answered(dialog, session)
    return {place: pair for place, pair in found.items() if not pair[0].over and pair[0].step.id not in dialog.looks}


def _kept(session: Session) -> bool:
    return session.decided and not session.shares
