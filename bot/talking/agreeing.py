"""Agreed alerts as they are made and taken back: a borger opens the form, or a contact person proposes one. It counts
only once the borger has said yes on their own phone."""

from __future__ import annotations

from collections.abc import Iterator

from bot.desk import heard, plan_words
from bot.desk.copying import Copy
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.methods.in_use import methods_of
from bot.talking import alerts, notices
from bot.talking.agreed_words import asked_about, in_words, or_beyond, question
from bot.talking.hearers import still_hear
from dialogs.engine.session import End, Item
from dialogs.method.model import Dialog
from dialogs.method.scales import Mark, marks
from dialogs.method.steps import Choice, Condition, Rating
from dialogs.text import T, Text
from storage import agreements, people, sharing
from storage.agreements import Agreement, AgreementState, Answers
from storage.people import Person

LIST, NEW, ONE, ORDER = "alerts", "new_alert", notices.AGREED, "alert_order"
"""The forms: all there are, a new one, and one of them, which is its target, or the order of those it names."""
SIGN = "📣"
YES, NO, KEEP, STOP, OTHER = "yes_", "no_", "keep", "stop", "other"


def list_known(desk: Desk, start: Start) -> Known:
    """What stands, and what can be agreed anew. Staff read what stands; only the borger opens it."""
    texts, own = desk.texts(start.person), start.person.id == start.about.id
    found = agreements.standing(desk.tx, start.about.id)
    lines = [line for one in found for line in in_words(desk, one, start.person)[:2]]
    items = [
        Item(f"a{one.id}", plan_words.capital(texts.say(_called(desk, one))), SIGN, opens=f"{ONE}:{one.id}")
        for one in found
        if own
    ]
    for dialog, place in _offered(desk, start.about):
        label = texts.say(T("New: {question}", question=question(dialog, dialog.low[place].step)))
        items.append(Item(f"n{len(items)}", label, "➕", opens=f"{NEW}:{dialog.id}.{place}"))
    return Known({"stands": texts.lines(lines)}, {"alerts": tuple(items)})


def _called(desk: Desk, agreement: Agreement) -> Text:
    what = asked_about(desk.tx, desk.house.dialogs, agreement.answers)
    return T("Proposed: {question}", question=what) if agreement.state == "proposed" else what


def _offered(desk: Desk, borger: Person) -> Iterator[tuple[Dialog, int]]:
    """The questions, by method and place among its low answers, of which an alert can be agreed: of methods the borger
    uses, where somebody by name may read the answers."""
    for dialog in methods_of(desk, borger):
        if dialog.low and _hearers(desk, borger, dialog):
            yield from ((dialog, place) for place in range(len(dialog.low)))


def _hearers(desk: Desk, borger: Person, dialog: Dialog) -> list[Person]:
    """Those of the staff, by name, who may read the answers: contact persons first."""
    ids = [reader for reader, _, _ in sharing.given(desk.tx, borger.id, dialog.topic) if reader is not None]
    found = (people.person_by_id(desk.tx, one) for one in dict.fromkeys(ids))
    return [one for one in found if one and one.state == "active"]


def new_known(desk: Desk, start: Start) -> Known:
    """The answers of the question that is the target, in the borger's way of reading, and who may be named."""
    found = _question(desk, start.target)
    if found is None:
        return Known()
    dialog, low = found
    say = desk.texts(start.person).say
    answers = tuple(_item(desk, start, each) for each in _answers(desk, start.about, dialog, low))
    hearers = tuple(Item(str(one.id), one.name, "👤") for one in _hearers(desk, start.about, dialog))
    return Known({"question": say(question(dialog, low.step))}, {"answers": answers, "hearers": hearers})


def _question(desk: Desk, target: str) -> tuple[Dialog, Condition] | None:
    """The method of a target and which of its low answers it is about."""
    name, _, place = target.partition(".")
    dialog = desk.house.dialogs.get(name)
    if dialog is None or not place.isdecimal() or int(place) >= len(dialog.low):
        return None
    return dialog, dialog.low[int(place)]


def _answers(desk: Desk, borger: Person, dialog: Dialog, low: Condition) -> list[tuple[Answers, Text, str]]:
    """Each low answer that can be agreed on, with its words and its sign."""
    step = dialog.step(low.step)
    if isinstance(step, Choice):
        return [
            (Answers(dialog.id, step.id, option.id), option.label.plain(), option.pictogram)
            for option in step.options
            if low.fits((option.id,), option.score)
        ]
    if not isinstance(step, Rating):
        return []
    found = [mark for mark in marks(step.on, desk.reading(borger)) if low.fits((mark.id,), mark.score)]
    return [(each, or_beyond(_word(mark), each), mark.pictogram)
            for mark in found if (each := _up_to(dialog, low, mark))]  # fmt: skip


def _word(mark: Mark) -> Text:
    return T("{number}", number=mark.number) if mark.number else mark.word


def _up_to(dialog: Dialog, low: Condition, mark: Mark) -> Answers:
    most, least = (mark.score if limit is not None else None for limit in (low.at_most, low.at_least))
    return Answers(dialog.id, low.step, mark.id, most, least)


def _item(desk: Desk, start: Start, answer: tuple[Answers, Text, str]) -> Item:
    answers, words, sign = answer
    return Item(_id(answers), desk.texts(start.person).say(words), sign, essential=False)


def _id(answers: Answers) -> str:
    """What an answer is called in the form: a step of a scale by its number, for a slash cannot stand in an id."""
    return f"m{answers.choice.replace('/', '_')}" if "/" in answers.choice else answers.choice


def new_done(desk: Desk, done: Done) -> None:
    """A borger reads it back and says yes or no, on the same card. What a contact person proposes, the borger hears of
    and finds under »More«; nothing is agreed before their yes."""
    found, who = _question(desk, done.stored.target), done.given("who")
    if done.finish.end is not End.DONE or found is None or who is None:
        return
    wanted = {_id(each): each for each, _, _ in _answers(desk, done.about, *found)}.get(done.chosen("answer"))
    days, may = done.value("days"), {one.id for one in _hearers(desk, done.about, found[0])}
    hearers = [int(one) for one in who.choices if one.isdecimal() and int(one) in may]
    if wanted is None or not days or not hearers:
        return
    agreement_id = agreements.propose(desk.tx, done.about.id, wanted, days, hearers, done.person.id, desk.now)
    if done.person.id == done.about.id:
        desk.runner.go(desk, ONE, Start(done.person, done.about, done.stored.surface_id, str(agreement_id)))
        return
    said = T("{name} proposes that somebody is told of some answers. You find it under »More«.", name=done.person.name)
    heard.tell(desk, done.person, done.about, said, SIGN)


def one_known(desk: Desk, start: Start) -> Known:
    """The agreement that is the target, read back, and what the borger can do about it."""
    agreement, say = _theirs(desk, start), desk.texts(start.person).say
    if agreement is None:
        return Known()
    lines = list(in_words(desk, agreement, start.person))
    if agreement.state == "proposed":
        asks = T("Is that agreed?")
        ways: tuple[Item, ...] = (
            Item(YES, say(T("Yes")), "✅", essential=False),
            Item(NO, say(T("No thanks")), "✋", essential=False),
        )
        by = people.person_by_id(desk.tx, agreement.by_id)
        if by and by.id != start.about.id:
            lines.insert(0, T("{name} proposes:", name=by.name))
    else:
        asks = T("Shall it go on?")
        ways = (Item(KEEP, say(T("Keep the agreement")), SIGN, essential=False),
                Item(STOP, say(T("Stop the agreement")), "🔕", essential=False))  # fmt: skip
    if len(still_hear(desk, agreement)) > 1:
        ways += (Item(OTHER, say(T("Another order")), "↕️", opens=f"{ORDER}:{agreement.id}", essential=False),)
    return Known({"agreement": desk.texts(start.person).lines(lines), "asks": say(asks)}, {"ways": ways})


def order_known(desk: Desk, start: Start) -> Known:
    """Those whom the agreement names who may still hear of it."""
    agreement = _theirs(desk, start)
    found = still_hear(desk, agreement) if agreement else []
    return Known(lists={"hearers": tuple(Item(str(one.id), one.name, "👤") for one in found)})


def order_done(desk: Desk, done: Done) -> None:
    """They are told in the order in which they were tapped; who was not comes after them, as before. It is read back on
    the same card."""
    agreement, who = _theirs(desk, Start(done.person, done.about, target=done.stored.target)), done.given("who")
    if done.finish.end is not End.DONE or agreement is None or who is None:
        return
    first = [int(one) for one in who.choices if one.isdecimal() and int(one) in agreement.hearers]
    agreements.reorder(desk.tx, agreement.id, [*first, *(one for one in agreement.hearers if one not in first)])
    desk.runner.go(desk, ONE, Start(done.person, done.about, done.stored.surface_id, str(agreement.id)))


def _theirs(desk: Desk, start: Start) -> Agreement | None:
    """The agreement that is the target, if it is the borger's and stands."""
    found = agreements.by_id(desk.tx, int(start.target)) if start.target.isdecimal() else None
    stands = found is not None and found.borger_id == start.about.id and found.state in ("agreed", "proposed")
    return found if stands else None


def one_done(desk: Desk, done: Done) -> None:
    """A yes counts from now on; a no, or taking it back, ends it, and stops what is under way. Those it names hear of
    both."""
    agreement = _theirs(desk, Start(done.person, done.about, target=done.stored.target))
    if done.finish.end is not End.DONE:
        return
    if agreement is None:
        desk.tell(done.person, T("That agreement does not count any more."), pictogram=SIGN)
        return
    match agreement.state, done.chosen("way"):
        case "proposed", "yes_":
            _becomes(desk, done.about, agreement, "agreed")
        case "proposed", "no_":
            agreements.set_state(desk.tx, agreement.id, "declined", desk.now)
        case "agreed", "stop":
            _becomes(desk, done.about, agreement, "ended")
            alerts.taken_back(desk, done.about, agreement.id)


def no_longer(desk: Desk, staff: Person) -> None:
    """Somebody works here no more: no agreement names them, and what they proposed counts no more. The borger is told,
    and of an agreement that is over with that as of any other."""
    told: dict[int, list[Text]] = {}
    for agreement in agreements.with_staff(desk.tx, staff.id):
        agreements.take_out(desk.tx, agreement.id, staff.id)
        lines = told.setdefault(agreement.borger_id, [])
        if agreement.state == "proposed" and agreement.by_id == staff.id:
            agreements.set_state(desk.tx, agreement.id, "ended", desk.now)
            lines.append(T("What {name} proposed does not count any more.", name=staff.name))
        elif any(one.id != staff.id for one in still_hear(desk, agreement)):
            lines.append(T("{name} is not in your agreed alerts any more.", name=staff.name))
    for borger_id, lines in told.items():
        borger = people.person_by_id(desk.tx, borger_id)
        if borger is None:
            continue
        notices.left_alone(desk, borger)
        alerts.bring_in_line(desk, borger)
        if lines and borger.state == "active":
            words = T("{lines}", lines=desk.texts(borger).lines(list(dict.fromkeys(lines))))
            desk.tell(borger, words, wait_for_day=True, pictogram=SIGN)


def _becomes(desk: Desk, borger: Person, agreement: Agreement, state: AgreementState) -> None:
    """The state is another, and those it names hear of it."""
    agreements.set_state(desk.tx, agreement.id, state, desk.now)
    for staff in (people.person_by_id(desk.tx, one) for one in agreement.hearers):
        if staff is None or not staff.can_be_told:
            continue
        words = T("{name} has taken an agreed alert with you back.", name=borger.name)
        if state == "agreed":
            said = desk.texts(staff).lines(in_words(desk, agreement, staff))
            words = T("{name} has agreed an alert with you. {agreement}", name=borger.name, agreement=said)
        desk.tell(staff, words, wait_for_day=True, about=borger)


_STATES: dict[AgreementState, Text] = {
    "proposed": T("You have not said yes or no."),
    "agreed": T("You said yes."),
    "declined": T("You said no."),
    "ended": T("It has ended."),
}


def agreements_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """What was agreed, with whom, and how it stands."""
    lines = []
    for one in agreements.of_borger(copy.tx, borger.id):
        what = asked_about(copy.tx, copy.library, one.answers)
        names = tuple(copy.name(staff_id) for staff_id in one.hearers) or (T("nobody of those here"),)
        said = T("Agreed alert on »{question}« to {names}.", question=what, names=names)
        lines.append(f"{copy.said(one.made_at, said)} {copy.said(one.state_at, _STATES[one.state])}")
    return [lines]
