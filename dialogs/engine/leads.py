"""What a receipt leads to: one thing of what was answered, which the borger picks for staff to answer; and what staff
owe an answer to because it was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dialogs.engine import pages, path
from dialogs.engine.buttons import Button
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.path import Ask
from dialogs.engine.session import Effect, Given, Held, Outcome, Session, Show, Stage
from dialogs.engine.ways import BACK
from dialogs.method.model import Dialog, answers_owed
from dialogs.method.steps import Choice, Several
from dialogs.text import T, Text

OWES, DUE = "owes", "owed_by"
"""What the house knows at the receipt: who would owe an answer, and by which day."""
SIGN = "☝️"


def due_of(step: str) -> str:
    """What the house knows as the day by which an answer is owed to what was said at a step."""
    return f"{DUE}/{step}"


def pressed(dialog: Dialog, session: Session, choice: str) -> tuple[Session, tuple[Effect, ...]] | None:
    """What a button that is about it makes of the session; None if it is none of these."""
    on = replace(session, turn=session.turn + 1)
    match session.stage, choice:
        case Stage.RECEIPT, Button.PICK if offered(dialog, session):
            return replace(on, stage=Stage.ONE_THING, page=0), (Show(),)
        case Stage.ONE_THING, Button.BACK:
            return replace(on, stage=Stage.RECEIPT), (Show(),)
        case Stage.ONE_THING, _ if choice in map(str, offered(dialog, session)):
            ask, _ = offered(dialog, session)[int(choice)]
            one = (ask.step.id, ask.item_id)
            if one == session.picked:
                return replace(session, picked=None), (Held(), Show())
            return replace(on, picked=one, stage=Stage.RECEIPT), (Held(), Show())
    return None


def offered(dialog: Dialog, session: Session) -> Mapping[int, tuple[Ask, Given]]:
    """The answers of which one can be picked, by place: those that somebody who owes an answer may read."""
    if dialog.leads_to is None or not session.facts.get(OWES) or not session.shares or session.provenance == "observed":
        return {}
    held, of = path.held(dialog, session), dialog.leads_to.task.of
    return {
        place: (ask, given)
        for place, (ask, given) in path.answered(dialog, session).items()
        if (not of or ask.step.id in of)
        and given.outcome is not Outcome.SKIPPED
        and (given.step, given.item) not in held
    }


def standing(dialog: Dialog, session: Session) -> tuple[Ask, Given] | None:
    """What the borger has picked, if that is still answered and not held back."""
    held, found = path.held(dialog, session), path.answered(dialog, session).values()
    return next(
        (pair for pair in found if (one := (pair[1].step, pair[1].item)) == session.picked and one not in held), None
    )


def card(dialog: Dialog, session: Session) -> Card:
    """What there is to pick from."""
    assert dialog.leads_to
    found = offered(dialog, session)
    asks = tuple(ask for ask, _ in found.values())
    tiles = tuple(
        CardButton(str(place), name, ask.pictogram, marked=(ask.step.id, ask.item_id) == session.picked,
                   essential=bool(ask.item), tile=True)
        for (place, (ask, _)), name in zip(found.items(), path.names(asks), strict=True)
    )  # fmt: skip
    text = replace(dialog.leads_to.task.text.plain(), values=dict(session.facts))
    return Card(text, SIGN, (pages.shown(tiles, session), (BACK,)))


def button(dialog: Dialog, session: Session) -> tuple[CardButton, ...]:
    """The way from a receipt to it."""
    if not offered(dialog, session):
        return ()
    marked = standing(dialog, session) is not None
    return (CardButton(Button.PICK, T("Pick one to talk about"), SIGN, marked=marked, tile=True),)


def lines(dialog: Dialog, session: Session) -> tuple[Text, ...]:
    """What was picked or asked, and who is asked to answer by when."""
    return (*_picked(dialog, session), *_asked(dialog, session))


def _picked(dialog: Dialog, session: Session) -> tuple[Text, ...]:
    found = standing(dialog, session) if offered(dialog, session) else None
    if found is None:
        return ()
    (name,) = path.names((found[0],))
    asks = T("I ask {names} to answer by {day}.", names=session.facts[OWES], day=session.facts.get(DUE, ""))
    return T("You would like to talk about: {what}.", what=name), asks


def _asked(dialog: Dialog, session: Session) -> tuple[Text, ...]:
    """What staff owe an answer to by itself: who is asked by when, or would be; or that nobody is."""
    owed = answers_owed(dialog)
    if not owed or session.provenance == "observed":
        return ()
    held, by_day = path.held(dialog, session), dict[str, list[Text]]()
    for ask, given in path.answered(dialog, session).values():
        if ask.step.id in owed and given.outcome is Outcome.ANSWERED and (given.step, given.item) not in held:
            day = session.facts.get(due_of(ask.step.id), "")
            by_day.setdefault(day, []).extend(_things(ask, given, session, owed[ask.step.id].any_of))
    names = session.facts.get(OWES, "")
    if session.decided and not session.shares:
        said = T("So I ask nobody about: {what}.")
    elif not names:
        said = T("No contact person may read it, so I ask nobody about: {what}.")
    elif session.decided:
        said = T("I ask {names} to answer you by {day}: {what}.")
    else:
        said = T("If you share it, I ask {names} to answer you by {day}: {what}.")
    return tuple(
        Text(said.id, {"what": tuple(what), "names": names, "day": day}) for day, what in by_day.items() if what
    )


def _things(ask: Ask, given: Given, session: Session, any_of: tuple[str, ...]) -> list[Text]:
    """What was said or chosen, each as it is called."""
    if not isinstance(ask.step, Choice | Several):
        return list(path.names((ask,)))
    wanted = any_of or given.choices
    return [path.label(each) for each in path.options(ask, session) if each.id in given.choices and each.id in wanted]
