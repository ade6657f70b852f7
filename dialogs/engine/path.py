"""The questions of a dialog laid out in a row for one session, and which of them are to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dialogs.engine import sorting
from dialogs.engine.first import first, is_known
from dialogs.engine.own_things import ONE_MORE, thing
from dialogs.engine.session import End, Given, Item, Outcome, Session, place_of
from dialogs.method.beside import Beside
from dialogs.method.model import Dialog
from dialogs.method.scales import Mark, mark_of, marks
from dialogs.method.sort import Look, Placing, Sort, Trying, inner
from dialogs.method.steps import Blank, Choice, Each, Info, Option, PlainStep, Rating, Say, Several
from dialogs.text import T, Text, TextValue


@dataclass(frozen=True)
class Ask:
    """One question of the row. `item` is what it is about, inside an `each` or a `sort`; `over` is the `several` in
    which the item must be chosen, if there is one, or where it is one's `own`, the step that names it; `listed` is
    what can be chosen, where that comes from a list or from cards that were laid. `called` are the words by which a
    thing of one's own was named here, if it was in words.
    """

    step: PlainStep
    item: Item | Option | None = None
    over: str = ""
    listed: tuple[Item | Option, ...] | None = None
    own: bool = False
    called: str = ""

    @property
    def item_id(self) -> str:
        return self.item.id if self.item else ""

    @property
    def pictogram(self) -> str:
        if isinstance(self.step, Blank):
            return ONE_MORE
        return (self.item.pictogram if self.item else "") or self.step.pictogram

    @property
    def photo(self) -> str:
        """The file of the house's own photo of what it is about, if there is one; of a thing of one's own, the step at
        which a photo may have been sent."""
        return self.item.photo if self.item else self.step.id if isinstance(self.step, Blank) else ""

    @property
    def name(self) -> Text | None:
        """What the question is called for short: by its item inside an `each`."""
        name = label(self.item) if self.item else self.step.name.plain() if self.step.name else None
        return T("{name}, in words", name=name) if name and isinstance(self.step, Beside) else name


def label(thing: Item | Option) -> Text:
    """What an item or option is called."""
    return T("{name}", name=thing.label) if isinstance(thing, Item) else thing.label.plain()


def item_values(ask: Ask) -> dict[str, TextValue]:
    """What texts may say of the thing a question is about: {item}, and {item_...} for what is known of it."""
    if ask.item is None:
        return {}
    known = ask.item.values if isinstance(ask.item, Item) else {}
    return {"item": label(ask.item), **{f"item_{name}": said for name, said in known.items()}}


def names(asks: Sequence[Ask]) -> tuple[Text, ...]:
    """What questions are called beside each other, each by another name: with its item's where it has one, with a
    number where all else is alike."""
    short = [_named(ask) for ask in asks]
    told = [with_item(ask) if ask.item and short.count(name) > 1 else name
            for ask, name in zip(asks, short, strict=True)]  # fmt: skip
    return tuple(
        T("{name} ({number})", name=name, number=told[: place + 1].count(name)) if told.count(name) > 1 else name
        for place, name in enumerate(told)
    )


def _named(ask: Ask) -> Text:
    """What a question is called for short; one that named a thing of one's own, with the word."""
    name = ask.name or ask.step.text.plain()
    return T("{name}: {words}", name=name, words=ask.called) if ask.called else name


def with_item(ask: Ask) -> Text:
    """What a question about a thing is called where others about the same stand beside it."""
    question = replace((ask.step.name or ask.step.text).plain(), values={"item": "…"})
    return T("{item} · {question}", item=label(ask.item) if ask.item else "…", question=question)


def row(dialog: Dialog, session: Session) -> tuple[Ask, ...]:
    """Every question, each `each` repeated for its list, or for every option of its `several`. A place in the row stays
    what it is, whatever is chosen at it or behind it: only which cards are laid is decided by what comes before."""
    asks = list(map(Ask, dialog.plain_steps))
    for step in () if asks else dialog.steps:
        if isinstance(step, Sort):
            chosen = any(ask.step.id == step.cards_from for ask in asks)
            asks += [Ask(question, card) for question, card in sorting.questions(step, session, chosen=chosen)]
            continue
        if not isinstance(step, Each):
            asks += [Ask(each, listed=_listed(each, asks, session)) for each in inner(step)]
            continue
        block = [one for each in step.steps for one in inner(each)]
        listed = next((ask for ask in asks if ask.step.id == step.over), None)
        items = options(listed, session) if listed else session.lists.get(step.over or "", ())
        over = listed.step.id if listed else ""
        asks += [Ask(each, item, over, _listed(each, asks, session)) for item in items for each in block]
        room = max(0, len(step.own) - (len(items) if dialog.kept_in(step) else 0))
        for blank in step.own[:room]:
            own = thing(blank, blank.id, session)
            about = (Ask(each, own, blank.id, _listed(each, asks, session), own=True) for each in block)
            asks += [Ask(blank, called=own.label if isinstance(own, Item) else ""), *about]
    if session.instead:
        return tuple(replace(ask, over="") for ask in asks if place_of(ask.step.id, ask.item_id) in session.only)
    inside = {each.id for step in dialog.steps if step.id in session.only for each in inner(step)}
    return tuple(ask for ask in asks if not session.only or ask.step.id in inside)


def _listed(step: PlainStep, asks: Sequence[Ask], session: Session) -> tuple[Item | Option, ...] | None:
    """What can be chosen at a step that names a list, or a sort: then the cards that lie under a head."""
    name = step.options_from if isinstance(step, Choice | Several) else None
    if name is None:
        return None
    cards = [ask for ask in asks if ask.step.id == name and isinstance(ask.step, Placing)]
    if not cards:
        return session.lists.get(name, ())
    lie = ((ask.item, session.answer(name, ask.item_id)) for ask in cards)
    return tuple(card for card, given in lie if card and given and given.outcome is Outcome.ANSWERED)


def laid_out(dialog: Dialog, session: Session) -> Mapping[tuple[str, str], tuple[int, Ask]]:
    """The questions with their places, by step and item."""
    return {(ask.step.id, ask.item_id): (place, ask) for place, ask in enumerate(row(dialog, session))}


def asked(dialog: Dialog, session: Session) -> Mapping[int, Ask]:
    """The questions to be asked given the answers so far, by place. An answer opens or closes later questions only
    while its own question is asked."""
    standing: dict[tuple[str, str], Given] = {}
    asks: dict[int, Ask] = {}
    for place, ask in enumerate(row(dialog, session)):
        if not _wanted(ask, session, standing):
            continue
        asks[place] = ask
        if given := session.answer(ask.step.id, ask.item_id):
            standing[ask.step.id, ask.item_id] = given
    return asks


def answered(dialog: Dialog, session: Session) -> Mapping[int, tuple[Ask, Given]]:
    """The questions that are asked and have an answer, by place."""
    return {
        place: (ask, given)
        for place, ask in asked(dialog, session).items()
        if (given := session.answer(ask.step.id, ask.item_id)) is not None
    }


def standing(dialog: Dialog, session: Session) -> tuple[Given, ...]:
    """The answers to the questions that are asked, in the questions' order."""
    return tuple(given for _, given in answered(dialog, session).values())


def held(dialog: Dialog, session: Session) -> set[tuple[str, str]]:
    """(step, item) of the answers that are held back: those the borger holds, and what was asked only because of one of
    them, names a card that is held or says what an entry looks like that is, for it would give that away."""
    found: set[tuple[str, str]] = set()
    for ask, given in answered(dialog, session).values():
        condition = ask.step.only_if
        of = ask.step.options_from if isinstance(ask.step, Choice | Several) else None
        named = {(of, card) for card in given.choices if of}
        because = named | {(ask.over, ""), (dialog.looks.get(ask.step.id, ""), ask.item_id)}
        because |= {(condition.step, ask.item_id), (condition.step, "")} if condition else set()
        if (ask.step.id, ask.item_id) in session.held or because & found:
            found.add((ask.step.id, ask.item_id))
    return found


def _wanted(ask: Ask, session: Session, standing: Mapping[tuple[str, str], Given]) -> bool:
    condition = ask.step.only_if
    if isinstance(ask.step, Beside) and not session.instead and not session.answer(ask.step.id, ask.item_id):
        return False
    if is_known(ask.step, session) or not is_there(ask, session, standing.get((ask.over, ""))) or not has_options(ask):
        return False
    if condition is None or session.instead or (isinstance(ask.step, Blank) and session.before(condition.step)):
        return True
    given = standing.get((condition.step, ask.item_id)) or standing.get((condition.step, ""))
    return given is not None and given.outcome is Outcome.ANSWERED and condition.fits(given.choices, given.score)


def is_there(ask: Ask, session: Session, named: Given | None) -> bool:
    """Whether what a question is about was chosen or named, where that must be: `named` is the answer at its `over`.
    What was named before, in a paper, stays."""
    if not ask.over or (ask.own and session.before(ask.over)):
        return True
    if named is None:
        return False
    return named.outcome is Outcome.ANSWERED if ask.own else ask.item_id in named.choices


def after(dialog: Dialog, session: Session) -> int | None:
    """The place of the next question, if any. After a correction that is one which the correction has opened; whoever
    had stopped is not asked on. Who goes on sees how cards lie too."""
    asks = asked(dialog, session)
    if session.moving:
        return _look(asks, session)
    if not session.mending:
        return next((at for at, ask in asks.items() if at > session.at and not isinstance(ask.step, Beside)), None)
    if session.end is not End.DONE and not session.going_on:
        return None
    looks = (at for at, ask in asks.items() if session.going_on and at > session.at and isinstance(ask.step, Look))
    return min((*unanswered(dialog, session), *looks), default=None)


def unanswered(dialog: Dialog, session: Session) -> list[int]:
    """The places of the questions that are asked and have no answer."""
    done = answered(dialog, session)
    asks = asked(dialog, session)
    return [place for place, ask in asks.items() if place not in done and not isinstance(ask.step, Info)]


def before(dialog: Dialog, session: Session) -> int | None:
    """The place of the question before the present one, or None at the first; where a card is moved, of the cards as
    they lie."""
    if session.moving:
        return _look(asked(dialog, session), session)
    asks = asked(dialog, session)
    return max((at for at, ask in asks.items() if at < session.at and not isinstance(ask.step, Beside)), default=None)


def lying(dialog: Dialog, session: Session) -> Mapping[int, tuple[Ask, Given]]:
    """The cards that have been laid, of the sort whose cards are looked at, by place."""
    place, asks = session.at, row(dialog, session)
    sort = next(ask.step.id for ask in reversed(asks[:place]) if isinstance(ask.step, Placing))
    return {at: pair for at, pair in answered(dialog, session).items() if at < place and pair[0].step.id == sort}


def _look(asks: Mapping[int, Ask], session: Session) -> int | None:
    return next((place for place, ask in asks.items() if place >= session.at and isinstance(ask.step, Look)), None)


def has_more(dialog: Dialog, session: Session) -> bool:
    """Whether anything that is asked has no answer yet."""
    return len(answered(dialog, session)) < len(asked(dialog, session))


def has_options(ask: Ask) -> bool:
    """Whether there is anything to choose, where it comes from a list."""
    return ask.listed is None or bool(ask.listed)


def options(ask: Ask, session: Session) -> tuple[Option | Item, ...]:
    """What can be chosen: the step's own options or the list it names."""
    if isinstance(ask.step, Trying):
        return ask.step.heads
    if isinstance(ask.step, Choice | Several):
        if ask.listed is not None:
            return ask.listed
        return tuple(first([option for option in ask.step.options if option.id not in session.without], session))
    return ()


def rating_marks(ask: Ask, session: Session) -> tuple[Mark, ...]:
    """The steps of a rating in the session's profile; none for another kind of step."""
    return marks(ask.step.on, session.profile) if isinstance(ask.step, Rating) else ()


def score(step: PlainStep, choice: str) -> float | None:
    """What a choice counts, if anything."""
    if isinstance(step, Rating):
        return mark_of(step.on, choice).score
    options = step.options if isinstance(step, Choice) else ()
    return next((option.score for option in options if option.id == choice), None)


def opened(ask: Ask, session: Session, choices: tuple[str, ...]) -> str | None:
    """What an option that was chosen leads on to, if anything."""
    if not isinstance(ask.step, Choice):
        return None
    return next((o.opens for o in options(ask, session) if o.id in choices), None)


def may_go_on(step: Several, session: Session) -> bool:
    """Whether the ticks of a `several` can be sent as they are: none only where some stood there before."""
    return bool(session.draft) or step.id in {name.partition("/")[0] for name in session.ticked}


def lines_before(ask: Ask, session: Session) -> tuple[str, ...]:
    """The lines of own words that stand where a question is asked."""
    return session.before(ask.step.id, ask.item_id) if isinstance(ask.step, Say) else ()


def has_words(ask: Ask, session: Session) -> bool:
    """Whether own words have been given to the question."""
    given = session.answer(ask.step.id, ask.item_id)
    return isinstance(ask.step, Say) and given is not None and given.outcome is Outcome.ANSWERED
