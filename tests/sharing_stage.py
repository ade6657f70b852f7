"""A house at random, twice: in the bot's own database, and in a few lines of Python that say what is shared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from hypothesis import strategies as st

from bot.desk.at_work import off_work
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.page_parts import BORGER_PAGE
from bot.telegram.buttons import Tap
from dialogs.engine.session import Answer, End, Item, Media, Outcome, Provenance, Session, Stage
from dialogs.method.library import load_library
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Each, Info, PlainStep, Rating, Say, Several
from dialogs.permissions import Role
from storage import activities, answers, people, sessions, sharing
from storage.activities import ShiftName
from storage.people import Person
from storage.tx import Tx

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
LIBRARY = load_library()
KEPT = [dialog for dialog in LIBRARY.values() if dialog.purpose == "answers"]
BORGERE, STAFF = ("Alma", "Bo"), ("Mette", "Jonas", "Kim")
MARK = re.compile(r"mark\d{4}")
BUTTON, MEDIA = re.compile(r'"data": "([^"]+)"'), re.compile(r'"media_id": (\d+)')
DEPTH = 3
"""How far buttons are followed: page, topics, chart."""
WEEK = timedelta(days=7)

Contacts: TypeAlias = tuple[str, int, list[int]]
Grant: TypeAlias = tuple[str, int, int | None, str, bool, bool]
Duty: TypeAlias = tuple[str, int, str]
Spoken: TypeAlias = tuple[str, int, str, Provenance, End | None, bool, float]
Number: TypeAlias = tuple[str, int]
Decision: TypeAlias = tuple[str, int, bool]
Glance: TypeAlias = tuple[str, int, int]
Deed: TypeAlias = Contacts | Grant | Duty | Spoken | Number | Decision | Glance

# Mostly about one borger and what was said lately, so that the deeds of a history meet.
borger, staff, number = st.sampled_from((0, 0, 0, 1)), st.sampled_from((0, 0, 1, 1, 2)), st.integers(0, 30)
topics = st.sampled_from(sorted({str(dialog.topic) for dialog in KEPT}))
provenances: st.SearchStrategy[Provenance] = st.sampled_from(("self", "self", "helped", "observed"))
ends, days_ago = st.sampled_from([*End, None]), st.sampled_from((0.1, 0.5, 1.0, 2.0, 6.0, 10.0, 35.0))
speaking = st.tuples(
    st.just("answers"),
    borger,
    st.sampled_from([dialog.id for dialog in KEPT]),
    provenances,
    ends,
    st.sampled_from((True, True, False)),
    days_ago,
)
deeds: st.SearchStrategy[Deed] = st.one_of(
    speaking,
    speaking,
    speaking,
    st.tuples(st.just("contacts"), borger, st.lists(staff, unique=True)),
    st.tuples(st.just("grant"), borger, staff, topics, st.booleans(), st.booleans()),
    st.tuples(st.just("grant"), borger, staff | st.none(), topics, st.booleans(), st.booleans()),
    st.tuples(st.just("duty"), st.sampled_from((0, 1, 2, 2, 3)), st.sampled_from(("now", "now", "earlier", "never"))),
    st.tuples(st.just("looks"), borger, staff),
    st.tuples(st.just("corrects"), number),
    st.tuples(st.just("edits"), number),
    st.tuples(st.just("shares"), number, st.booleans()),
)


@dataclass
class Said:
    """A session of the model, with the marks and photos that stand in it by the number of their answer."""

    id: int
    phone: Person
    borger: int
    topic: str
    ended: bool
    shares: bool
    at: datetime
    shared_at: datetime | None
    provenance: Provenance
    marks: dict[int, str] = field(default_factory=dict)
    photos: dict[int, str] = field(default_factory=dict)
    seq: int = 0


@dataclass
class House:
    """The model: who is whose contact person, the last word on each permission, who is at work, and all that was
    said. A permission is a yes or no, to somebody who was chosen or not; its reader None is everybody at work."""

    contacts: dict[int, list[int]]
    granted: dict[tuple[int, int | None, str], tuple[bool, bool]]
    at_work: set[int] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    marks: int = 0

    def mark(self) -> str:
        self.marks += 1
        return f"mark{self.marks:04}"

    def told(self, said: Said, reader: Person) -> bool:
        """Whether what was said is shared with a reader by name: as contact person, or as somebody who was chosen."""
        if reader.name not in STAFF:
            return False
        who = STAFF.index(reader.name)
        yes, chosen = self.granted.get((said.borger, who, said.topic), (False, False))
        return yes and (chosen or who in self.contacts[said.borger]) and said.ended and said.shares

    def shared(self, said: Said, reader: Person) -> bool:
        """Whether a reader may see what was said: their own, or shared with them, by name or as somebody at work."""
        if reader.role is Role.BORGER:
            return BORGERE[said.borger] == reader.name
        everybody, _ = self.granted.get((said.borger, None, said.topic), (False, False))
        here = reader.name in STAFF and STAFF.index(reader.name) in self.at_work
        return self.told(said, reader) or (here and everybody and said.ended and said.shares)


@dataclass
class Scene:
    """The same house in the database, with a desk to work at."""

    desk: Desk
    borgere: list[Person]
    staff: list[Person]
    leader: Person

    @property
    def tx(self) -> Tx:
        return self.desk.tx


# Doing


TODAY = Item("a1_20261123", "Svømning", "🏊")


def asked(dialog: Dialog) -> list[tuple[PlainStep, str]]:
    """The questions of a dialog with what they are about: of each list the first entry."""
    found: list[tuple[PlainStep, str]] = []
    for step in dialog.steps:
        if isinstance(step, Each):
            listed = next((s for s in dialog.steps if isinstance(s, Several) and s.id == step.over), None)
            found += [(inner, listed.options[0].id if listed else TODAY.id) for inner in step.steps]
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
    tx, at = stage.tx, NOW - timedelta(days=days_ago)
    lists = {step.over: (TODAY,) for step in dialog.steps if isinstance(step, Each)}
    session = Session(dialog.id, dialog.version(), shares=shares, provenance=provenance, lists=lists,
                      facts={"monday": "2026-11-30", "about": BORGERE[who]})  # fmt: skip
    about = stage.borgere[who]
    phone = about if provenance == "self" else stage.staff[0]
    session_id = sessions.add_session(
        tx, dialog, session, at, person_id=phone.id, about_id=about.id, surface_id=stage.desk.new_surface(phone)
    )
    said = Said(
        session_id,
        phone,
        who,
        str(dialog.topic),
        how is not None,
        shares,
        at,
        at if how and shares else None,
        provenance,
    )
    house.said.append(said)
    for step, item in asked(dialog):
        said.seq += 1
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
    said.marks[said.seq] = house.mark()
    step = next(step for step, _ in asked(LIBRARY[dialog_id(stage.tx, said)]) if isinstance(step, Say))
    words = f"{said.marks[said.seq]} rettet"
    new = Answer(step.id, "", said.seq, Outcome.ANSWERED, said.at, words=words, corrects=seq)
    answers.record(stage.tx, said.id, stage.borgere[said.borger].id, new)


def edit(stage: Scene, house: House, said: Said) -> None:
    """The message the last own words came in is edited, which only the borger's own can be."""
    seq = max(said.marks)
    message = int(said.marks[seq].removeprefix("mark"))
    new = house.mark()
    if answers.correct_words(stage.tx, stage.borgere[said.borger].id, message, f"{new} ændret", said.at):
        assert said.provenance == "self"
        said.marks[seq] = new


def dialog_id(tx: Tx, said: Said) -> str:
    stored = sessions.session_by_id(tx, said.id)
    assert stored is not None
    return stored.dialog_id


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
            house.at_work = house.at_work | {n} if when == "now" else house.at_work - {n}
            somebody, today = [*stage.staff, stage.leader][n], stage.desk.local.date()
            shifts: dict[str, tuple[ShiftName, ...]] = {"now": ("evening",), "earlier": ("day",), "never": ()}
            activities.set_duty(tx, somebody.id, today, shifts[when])
            off_work(stage.desk)
            return
        case ("answers", int(), str(), ("self" | "helped" | "observed"), _, bool(), float()):
            speak(stage, house, deed)
        case ("looks", int(who), int(reader)):
            looker, about = stage.staff[reader], stage.borgere[who]
            stage.desk.runner.go(stage.desk, "borger_page", Start(looker, about))
            for part in ("hear", "answers"):  # the page stays open where there are words
                stage.desk.runner.tapped(stage.desk, looker, Tap(BORGER_PAGE, about.id, 0, part))
            stage.desk.runner.go(stage.desk, "news", Start(looker, looker))
        case (("corrects" | "edits") as how, int(n)) if found := [s for s in house.said if s.marks]:
            {"corrects": correct, "edits": edit}[how](stage, house, found[n % len(found)])
        case ("shares", int(n), bool(yes)) if found := [s for s in house.said if s.ended]:
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
