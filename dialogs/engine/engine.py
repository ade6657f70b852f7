"""The dialog engine: a pure function from a session and an event to the next session and its effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.engine import asking_for, going_on, leads, pages, path, sorting, ticks, to_share, waiting
from dialogs.engine.asides import asides, outcome_of
from dialogs.engine.beside import takes_beside
from dialogs.engine.buttons import Button
from dialogs.engine.path import Ask
from dialogs.engine.records import records, taken_out
from dialogs.engine.session import (
    Answer,
    Effect,
    End,
    Event,
    Expired,
    Finish,
    Given,
    Item,
    Left,
    Nudged,
    Open,
    Outcome,
    Outdated,
    Pressed,
    Provenance,
    Said,
    Session,
    Show,
    Shown,
    Stage,
    Unexpected,
)
from dialogs.engine.typed import typed, will_not_do, words_option
from dialogs.method.model import Dialog
from dialogs.method.sort import Look
from dialogs.method.steps import Choice, Info, Rating, Say, Several, When
from dialogs.profile import ReadingProfile
from dialogs.time import when
from dialogs.words.visible import visible

Result = tuple[Session, tuple[Effect, ...]]


def start(
    dialog: Dialog,
    *,
    profile: ReadingProfile,
    zone: str,
    facts: Mapping[str, str] | None = None,
    lists: Mapping[str, tuple[Item, ...]] | None = None,
    ticked: Mapping[str, tuple[str, ...]] | None = None,
    provenance: Provenance = "self",
    opened: bool = False,
    only: tuple[str, ...] = (),
    instead: int = 0,
) -> Session:
    """A new session at the dialog's first question. `zone` is an IANA name, for dates and times the borger picks;
    `ticked` is what was so before, by step; `opened` says that the person begins it themself, unasked; of `only` and
    `instead` see `Session`."""
    shares = (
        dialog.shares and not dialog.private
    ) or provenance == "observed"  # staff do not say yes for the borger: what they share counts
    session = Session(
        dialog.id, dialog.version(), profile, zone, dict(facts or {}), dict(lists or {}), at=-1, shares=shares,
        decided=shares or dialog.private, ticked=dict(ticked or {}), provenance=provenance, opened=opened, only=only,
        instead=instead,
    )  # fmt: skip
    first = path.after(dialog, session)
    return replace(session, at=0, stage=Stage.CLOSED) if first is None else at_place(dialog, session, first)


def step(dialog: Dialog, session: Session, event: Event, now: datetime) -> Result:
    """What `event` makes of `session`. `now` is an aware instant; `dialog` is the version the session began on."""
    after, effects = _step(dialog, session, event, now)
    if after.left and isinstance(event, Pressed | Shown):
        after = replace(after, left=False)
    return (replace(after, unfolded=False) if after.unfolded and after.turn != session.turn else after), effects


def _step(dialog: Dialog, session: Session, event: Event, now: datetime) -> Result:
    match event:
        case Pressed() if event.turn != session.turn:
            return session, (Outdated(), Show())
        case Pressed() if seen := pages.looked_at(session, event.choice):
            return seen, (Show(),)
        case Pressed():
            return _pressed(dialog, replace(session, note="") if session.note else session, event.choice, now)
        case Said():
            return _said(dialog, session, event, now)
        case Shown():
            return session, (Show(fresh=True),)
        case Left():
            return replace(session, left=True), ()
        case Nudged() if session.stage in (Stage.ASKING, Stage.PAUSED) and not session.mending:
            return replace(session, stage=Stage.ASKING, note="nudge", turn=session.turn + 1), (Show(fresh=True),)
        case Expired() if session.stage in (Stage.ASKING, Stage.PAUSED, *pages.LEFT_OPEN):
            return _finish(dialog, session, End.EXPIRED, now)
        case Expired() if over := waiting.let_go(dialog, session, now):
            return over
        case Expired() if session.stage is Stage.RECEIPT and session.provenance != "self":
            return _turned(
                replace(session, stage=Stage.CLOSED, decided=session.decided or session.provenance != "helped")
            )
    return session, ()


def current(dialog: Dialog, session: Session) -> Ask:
    """The question a session stands at."""
    return path.row(dialog, session)[session.at]


def awaits_words(dialog: Dialog, session: Session) -> bool:
    """Whether a written or spoken message now would be an answer."""
    return session.stage is Stage.ASKING and not session.left and isinstance(current(dialog, session).step, Say | When)


def _pressed(dialog: Dialog, session: Session, choice: str, now: datetime) -> Result:
    match session.stage, choice:
        case (Stage.ASKING, Button.STOP) | (Stage.PAUSED, Button.STOP) | (Stage.PICKING, Button.STOP):
            return _finish(dialog, session, End.STOPPED, now)
        case Stage.ASKING, _:
            return _answered(dialog, session, choice, now)
        case Stage.PAUSED, Button.ON:
            return _turned(replace(session, stage=Stage.ASKING))
        case Stage.RECEIPT, Button.MEND:
            return _turned(replace(session, stage=Stage.PICKING, page=0))
        case Stage.RECEIPT, _ if (place := going_on.chosen(dialog, session, choice, now)) is not None:
            rest = place in path.unanswered(dialog, session)
            return _turned(replace(at_place(dialog, session, place), stage=Stage.ASKING, mending=True, going_on=rest))
        case Stage.PICKING, Button.BACK:
            return _turned(replace(session, stage=Stage.RECEIPT))
        case Stage.PICKING, _ if choice in map(str, path.answered(dialog, session)):
            return _turned(replace(at_place(dialog, session, int(choice)), stage=Stage.ASKING, mending=True))
        case (Stage.RECEIPT | Stage.PICKING | Stage.HOLDING | Stage.ONE_THING, _):
            said = to_share.pressed(dialog, session, choice) or leads.pressed(dialog, session, choice)
            if said := said or asking_for.pressed(dialog, session, choice):
                return said
    return session, (Outdated(), Show())


def _answered(dialog: Dialog, session: Session, choice: str, now: datetime) -> Result:
    ask = current(dialog, session)
    if choice == Button.PAUSE:
        return _turned(replace(session, stage=Stage.PAUSED))
    if choice == Button.BACK:
        return _back(dialog, session, now)
    if choice in asides(dialog, session, ask):
        outcome, choices = outcome_of(choice)
        return _keep(dialog, session, ask, now, outcome=outcome, choices=choices)
    if choice == Button.TAKE_OUT and session.instead and not session.given:
        shorter, out = taken_out(session, ask.step.id, ask.item_id, now)
        done, effects = _finish(dialog, shorter, End.DONE, now)
        return replace(done, note="out"), (out, *effects)
    match ask.step:
        case Look() if looks := sorting.looked(session, choice, tuple(path.lying(dialog, session))):
            return _turned(looks)
        case Info() if choice in {Button.ON, *(option.id for option in path.options(ask, session))}:
            return _onward(dialog, session, (), now)
        case Say() if choice == Button.ON and path.has_words(ask, session):
            return _onward(dialog, session, (), now)
        case Several() if choice == Button.ON and path.may_go_on(ask.step, session):
            return _keep(dialog, session, ask, now, choices=session.draft)
        case Several() if choice in {o.id for o in path.options(ask, session)}:
            return ticks.ticked(ask.step, session, choice, [o.id for o in path.options(ask, session)]), (Show(),)
        case Choice() | Rating() if choice in {
            each.id for each in (*path.options(ask, session), *path.rating_marks(ask, session))
        }:
            return _keep(dialog, session, ask, now, choices=(choice,), score=path.score(ask.step, choice))
        case When() if found := when.stored(
            ask.step.what, choice, now.astimezone(ZoneInfo(session.zone)), ask.step.means
        ):
            return _keep(dialog, session, ask, now, choices=(found,))
    return session, (Outdated(), Show())


def _back(dialog: Dialog, session: Session, now: datetime) -> Result:
    if session.mending:
        return _finish(dialog, session, session.end or End.DONE, now)
    place = path.before(dialog, session)
    return _turned(session if place is None else at_place(dialog, session, place))


def _said(dialog: Dialog, session: Session, said: Said, now: datetime) -> Result:
    beside = takes_beside(dialog, session)
    if not beside and not awaits_words(dialog, session):
        return _something_else(dialog, session, said, now)
    ask = beside or current(dialog, session)
    if isinstance(ask.step, When):
        return _typed(dialog, session, ask, said.words, now)
    assert isinstance(ask.step, Say)
    if not dialog.keeps and (seen := replace(said, words=visible(said.words))) != said:
        if not seen.words and not seen.media:
            return _turned(replace(session, note="unseen"), fresh=True)
        said = seen  # names and the like; a borger's answer stays as it was said
    if not (said.words.strip() or said.media) or (said.media and not ask.step.media):
        return session, (Unexpected(said),)
    if note := will_not_do(ask.step, session, said.words):
        return _turned(replace(session, note=note), fresh=True)
    return _keep(dialog, session, ask, now, said=said, fresh=True)


def _something_else(dialog: Dialog, session: Session, said: Said, now: datetime) -> Result:
    """Words where a button was asked for: they are what the option asks for that asks for words, if there is one."""
    if option := words_option(dialog, session):
        chosen, _ = _keep(dialog, session, current(dialog, session), now, choices=(option,))
        kept = _said(dialog, chosen, said, now)
        if not any(isinstance(effect, Unexpected) for effect in kept[1]):
            return kept
    return session, (Unexpected(said),)


def _typed(dialog: Dialog, session: Session, ask: Ask, words: str, now: datetime) -> Result:
    """A time or day in words: taken if it can mean one thing, else asked about."""
    found = typed(dialog, session, ask, words, now.astimezone(ZoneInfo(session.zone)))
    if not found.value:
        return _turned(replace(found.session, note=found.note, draft=found.choices, page=0), fresh=True)
    result = _keep(dialog, found.session, ask, now, choices=(found.value,), fresh=True)
    if not found.time:
        return result
    kept, effects = result
    on, more = _keep(dialog, kept, current(dialog, kept), now, choices=(found.time,), fresh=True)
    return on, (*(effect for effect in effects if not isinstance(effect, Show)), *more)


def _keep(
    dialog: Dialog, session: Session, ask: Ask, now: datetime, *, outcome: Outcome = Outcome.ANSWERED,
    choices: tuple[str, ...] = (), score: float | None = None, said: Said | None = None, fresh: bool = False,
) -> Result:  # fmt: skip
    """Takes an answer in and goes on. Own words come in parts that add up; all else replaces what was there."""
    old = next((g for g in session.given if (g.step, g.item) == (ask.step.id, ask.item_id)), None)
    in_parts = (keeps := dialog.keeps) and said is not None and not session.instead
    adds = old if in_parts and path.has_words(ask, session) else None
    spoken = said or Said()
    answer = Answer(ask.step.id, ask.item_id, session.seq + 1, outcome, now, choices, score, spoken.words,
                    spoken.media, spoken.message_id, replaces=session.instead if said and not old else 0)  # fmt: skip
    kept = records(answer, old.seqs if old and not adds else ())
    seqs = tuple(r.answer.seq for r in kept)
    words = f"{adds.words}\n{spoken.words}".strip() if adds else spoken.words
    voice = adds.voice if adds and adds.voice == "helped" else None
    given = Given(ask.step.id, ask.item_id, outcome, choices, score, words, (adds.seqs if adds else ()) + seqs,
                  media=None if keeps else spoken.media, voice=voice)  # fmt: skip
    others = tuple(g for g in session.given if g is not old)
    moved = replace(session, given=(*others, given), seq=seqs[-1], draft=(), note="", began=session.began or now)
    if in_parts:  # there may be more to say: the card asks, and waits for "done"
        return replace(moved, note="more", turn=session.turn + 1), (*kept, Show(fresh=True))
    return _onward(dialog, moved, kept if keeps else (), now, fresh=fresh, opened=path.opened(ask, session, choices))


def _onward(
    dialog: Dialog, session: Session, effects: tuple[Effect, ...], now: datetime, *, fresh: bool = False,
    opened: str | None = None,
) -> Result:  # fmt: skip
    if opened:
        closed = replace(session, stage=Stage.CLOSED, end=End.DONE, turn=session.turn + 1)
        return closed, (*effects, Finish(End.DONE, path.standing(dialog, closed)), Open(opened))
    place = path.after(dialog, session)
    if place is None:
        done, ending = _finish(dialog, session, End.DONE, now, fresh=fresh)
        return done, (*effects, *ending)
    return replace(at_place(dialog, session, place), turn=session.turn + 1), (*effects, Show(fresh))


def at_place(dialog: Dialog, session: Session, place: int) -> Session:
    """Moves to a question, at the page of the answer given; the ticks of a `several` come back as they were sent."""
    ask = path.row(dialog, session)[place]
    given = session.answer(ask.step.id, ask.item_id)
    chosen = given.choices if given else session.before(ask.step.id, ask.item_id)
    page = pages.page_of([option.id for option in path.options(ask, session)], chosen)
    draft = chosen if isinstance(ask.step, Several) else ()
    return replace(session, at=place, draft=draft, page=page, moving=False)


def _finish(dialog: Dialog, session: Session, end: End, now: datetime, *, fresh: bool = False) -> Result:
    """Goes to the receipt, or closes. Answers to questions that are no longer asked are taken back."""
    results = path.standing(dialog, session)
    keeps = dialog.keeps
    stage = Stage.RECEIPT if keeps and results else Stage.CLOSED
    closed = replace(session, stage=stage, end=going_on.ended(session, end), turn=session.turn + 1, mending=False,
                     going_on=False, note="", draft=())  # fmt: skip
    effects: list[Effect] = []
    for stale in (g for g in session.given if keeps and not g.withdrawn and g not in results):
        answer = Answer(stale.step, stale.item, closed.seq + 1, Outcome.SKIPPED, now, withdrawn=True)
        kept = records(answer, stale.seqs)
        seqs = tuple(r.answer.seq for r in kept)
        withdrawn = replace(stale, seqs=seqs, withdrawn=True)
        closed = replace(closed, given=tuple(withdrawn if g is stale else g for g in closed.given), seq=seqs[-1])
        effects += kept
    if session.end is None:
        effects.append(Finish(end, results))
    return closed, (*effects, Show(fresh))


def _turned(session: Session, *, fresh: bool = False) -> Result:
    return replace(session, turn=session.turn + 1), (Show(fresh),)
