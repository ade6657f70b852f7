"""A house at random in the bot's own database, done step by step beside the model of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.at_work import off_work
from bot.desk.flow import Start
from bot.desk.page_parts import BORGER_PAGE
from bot.telegram.buttons import Tap
from dialogs.engine.session import Answer, End, Item, Media, Outcome, Session, Stage
from dialogs.method.model import Dialog
from dialogs.method.sort import Sort
from dialogs.method.steps import Choice, Each, Info, PlainStep, Rating, Say, Several
from storage import activities, answers, people, sessions, sharing
from storage.activities import ShiftName
from storage.people import Person
from storage.tx import Tx
from tests.sharing_model import BORGERE, LIBRARY, NOW, Deed, House, Said, Scene, Spoken, Written

TODAY = Item("a1_20261123", "Svømning", "🏊")


def asked(dialog: Dialog) -> list[tuple[PlainStep, str]]:
    """The questions of a dialog with what they are about: of each list the first entry."""
    found: list[tuple[PlainStep, str]] = []
    for step in dialog.steps:
        if isinstance(step, Each):
            listed = next((s for s in dialog.steps if isinstance(s, Several) and s.id == step.over), None)
            found += [(inner, listed.options[0].id if listed and listed.options else TODAY.id) for inner in step.steps]
        elif isinstance(step, Sort):
            found.append((step.placing, step.cards[0].id if step.cards else TODAY.id))
        elif not isinstance(step, Info):
            found.append((step, ""))
    return found


def answer_to(step: PlainStep, item: str, seq: int, house: House, at: datetime) -> Answer:
    """An answer whose words hold a mark, or whose score is like no other."""
    given = Answer(step.id, item, seq, Outcome.ANSWERED, at)
    match step:
        case Say():
            mark = house.mark()
            media = Media("photo", f"photo of {mark}", mark) if step.media else None
            return replace(given, words=f"{mark} og mere", media=media, message_id=house.marks)
        case Rating():
            return replace(given, choices=("3/5",), score=house.marks % 100 / 10)
        case Choice() | Several() if step.options:
            return replace(given, choices=(step.options[0].id,), score=getattr(step.options[0], "score", None))
        case _:
            return replace(given, outcome=Outcome.DONT_KNOW)


def speak(stage: Scene, house: House, spoken: Spoken) -> None:
    _, who, name, provenance, how, shares, days_ago = spoken
    dialog = LIBRARY[name]
    at = NOW - timedelta(days=days_ago)
    lists = {step.over: (TODAY,) for step in dialog.steps if isinstance(step, Each) and step.over}
    session = Session(dialog.id, dialog.version(), shares=shares, provenance=provenance, lists=lists,
                      facts={"monday": "2026-11-30", "about": BORGERE[who]})  # fmt: skip
    phone = stage.borgere[who] if provenance == "self" else stage.staff[0]
    keep(stage, house, session, phone, who, how, at)


def write(stage: Scene, house: House, written: Written) -> None:
    """Somebody of the staff writes a record about a borger."""
    _, who, author, readers, how, days_ago = written
    dialog = LIBRARY[f"for_{readers}"]
    session = Session(dialog.id, dialog.version(), provenance="observed", facts={"about": BORGERE[who]})
    keep(stage, house, session, stage.staff[author], who, how, NOW - timedelta(days=days_ago))


def keep(
    stage: Scene, house: House, session: Session, phone: Person, who: int, how: End | None, at: datetime
) -> None:  # fmt: skip
    """A sitting on somebody's phone about a borger, and what was said in it."""
    dialog, about, tx = LIBRARY[session.dialog], stage.borgere[who], stage.tx
    session_id = sessions.add_session(
        tx, dialog, session, at, person_id=phone.id, about_id=about.id, surface_id=stage.desk.new_surface(phone)
    )
    shared_at = at if how and session.shares else None
    said = Said(session_id, phone, who, str(dialog.topic), how is not None, session.shares, at, shared_at,
                session.provenance, readers=dialog.readers)  # fmt: skip
    house.said.append(said)
    for step, item in asked(dialog):
        said.seq += 1
        said.places[said.seq] = (step.id, item)
        answer = answer_to(step, item, said.seq, house, at)
        if answer.words:
            said.marks[said.seq] = answer.words[:8]
        if answer.media:
            said.photos[said.seq] = answer.media.file_id
        answers.record(tx, session_id, about.id, answer)
    ended = replace(session, stage=Stage.RECEIPT if how else Stage.ASKING, end=how, seq=said.seq)
    sessions.save_session(tx, session_id, ended, at, awaits_words=False)


def correct(stage: Scene, house: House, said: Said) -> None:
    """The last own words are replaced from the receipt."""
    seq, said.seq = max(said.marks), said.seq + 1
    said.marks.pop(seq)
    said.photos.pop(seq, None)
    said.marks[said.seq], said.places[said.seq] = house.mark(), said.places[seq]
    words = f"{said.marks[said.seq]} rettet"
    new = Answer(*said.places[seq], said.seq, Outcome.ANSWERED, said.at, words=words, corrects=seq)
    answers.record(stage.tx, said.id, stage.borgere[said.borger].id, new)


def edit(stage: Scene, house: House, said: Said) -> None:
    """The message the last own words came in is edited, which only the borger's own can be."""
    seq = max(said.marks)
    message = int(said.marks[seq].removeprefix("mark"))
    new = house.mark()
    if answers.correct_words(stage.tx, stage.borgere[said.borger].id, message, f"{new} ændret", said.at):
        assert said.provenance == "self"
        said.marks[seq] = new


def shift(stage: Scene, house: House, n: int, when: str) -> None:
    """Somebody is put on the shift that is on now, on one that is over, or on none."""
    house.at_work = house.at_work | {n} if when == "now" else house.at_work - {n}
    shifts: dict[str, tuple[ShiftName, ...]] = {"now": ("evening",), "earlier": ("day",), "never": ()}
    somebody = [*stage.staff, stage.leader][n]
    activities.set_duty(stage.tx, somebody.id, stage.desk.local.date(), shifts[when])
    off_work(stage.desk)


def hold(tx: Tx, said: Said, k: int, yes: bool) -> None:
    """One answer of a session is held back, or shown after all."""
    places = sorted(set(said.places.values()))
    place = places[k % len(places)]
    if not yes and place in said.held:
        said.released.add(place)
    said.held = said.held | {place} if yes else said.held - {place}
    answers.hold_back(tx, said.id, *place, yes, NOW)


def do(deed: Deed, stage: Scene, house: House) -> None:
    """Does one thing in the model and in the database."""
    tx = stage.tx
    match deed:
        case ("contacts", int(who), list(whom)):
            house.contacts[who] = whom
            people.set_contacts(tx, stage.borgere[who].id, [stage.staff[n].id for n in whom])
        case ("grant", int(who), (int() | None) as reader, str(topic), bool(yes), bool(chosen)):
            house.granted[who, reader, topic] = yes, chosen
            reader_id = sharing.EVERYBODY if reader is None else stage.staff[reader].id
            sharing.set_grant(tx, stage.borgere[who].id, reader_id, topic, yes, NOW, chosen=chosen)
        case ("duty", int(n), str(when)):
            shift(stage, house, n, when)
            return
        case ("answers", int(), str(), ("self" | "helped" | "observed"), _, bool(), float()):
            speak(stage, house, deed)
        case ("writes", int(), int(), ("author" | "team" | "house"), (End() | None), float()):
            write(stage, house, deed)
        case ("looks", int(who), int(reader)):
            looker, about = stage.staff[reader], stage.borgere[who]
            stage.desk.runner.go(stage.desk, "borger_page", Start(looker, about))
            for part in ("records", "hear", "answers"):  # the page stays open where there are words
                stage.desk.runner.tapped(stage.desk, looker, Tap(BORGER_PAGE, about.id, 0, part))
            stage.desk.runner.go(stage.desk, "news", Start(looker, looker))
        case (("corrects" | "edits") as how, int(n)) if found := [s for s in house.said if s.marks]:
            {"corrects": correct, "edits": edit}[how](stage, house, found[n % len(found)])
        case ("holds", int(n), int(k), bool(yes)) if found := house.to_share():
            hold(tx, found[n % len(found)], k, yes)
        case ("shares", int(n), bool(yes)) if found := house.to_share():
            said = found[n % len(found)]
            said.shares = yes
            about = stage.borgere[said.borger]
            looks = [at for at, *_ in sharing.looks_at(tx, about.id)]
            read = said.shared_at and any(at >= said.shared_at for at in looks)
            said.shared_at = (said.shared_at or NOW) if yes else said.shared_at if read else None
            stored = sessions.session_by_id(tx, said.id)
            assert stored is not None
            changed = replace(stored.session, shares=yes)
            sessions.save_session(tx, said.id, changed, NOW, awaits_words=False)
    for about in stage.borgere:  # as the bot does after each of these
        stage.desk.runner.changed(stage.desk, about)
