"""What can happen in a house at random, and in a few lines of Python what is shared then."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeAlias, get_args

from hypothesis import strategies as st

from bot.desk.desk import Desk
from dialogs.engine.session import End, Provenance
from dialogs.method.library import Library, read_dialog
from dialogs.method.model import Readers
from dialogs.permissions import Role
from storage.people import Person
from storage.tx import Tx
from tests.transcripts import LIBRARY as SHIPPED

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
READERS: tuple[Readers, ...] = get_args(Readers)
RECORD = """
id: for_{readers}
title: {{da: Notat}}
purpose: record
readers: {readers}
steps: [{{id: words, kind: say, text: {{da: Hvad skal huskes?}}}}]
"""
_RECORDS = {f"for_{each}": read_dialog(f"for_{each}.yaml", RECORD.format(readers=each)) for each in READERS}
LIBRARY = Library({**SHIPPED, **_RECORDS}, SHIPPED.known)
"""What is shipped, and a record for each kind of readers."""
KEPT = [dialog for dialog in LIBRARY.values() if dialog.keeps and dialog.purpose != "record"]
"""All that is a borger's to share. Records are not: staff write them for each other."""
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
Written: TypeAlias = tuple[str, int, int, Readers, End | None, float]
Number: TypeAlias = tuple[str, int]
Decision: TypeAlias = tuple[str, int, bool]
Holding: TypeAlias = tuple[str, int, int, bool]
Place: TypeAlias = tuple[str, str]
Glance: TypeAlias = tuple[str, int, int]
Deed: TypeAlias = Contacts | Grant | Duty | Spoken | Written | Number | Decision | Holding | Glance

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
    st.tuples(st.just("writes"), borger, staff, st.sampled_from(READERS), ends, days_ago),
    st.tuples(st.just("contacts"), borger, st.lists(staff, unique=True)),
    st.tuples(st.just("grant"), borger, staff, topics, st.booleans(), st.booleans()),
    st.tuples(st.just("grant"), borger, staff | st.none(), topics, st.booleans(), st.booleans()),
    st.tuples(st.just("duty"), st.sampled_from((0, 1, 2, 2, 3)), st.sampled_from(("now", "now", "earlier", "never"))),
    st.tuples(st.just("looks"), borger, staff),
    st.tuples(st.just("corrects"), number),
    st.tuples(st.just("edits"), number),
    st.tuples(st.just("shares"), number, st.booleans()),
    st.tuples(st.just("holds"), number, number, st.booleans() | st.just(True)),
)


@dataclass
class Said:
    """A session of the model, with the marks and photos that stand in it by the number of their answer, and where each
    answer belongs (step, item); some are `held` back, or were and are `released` by now. What somebody of the staff
    wrote on their phone for their colleagues has `readers`, and is nothing of the borger's."""

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
    places: dict[int, Place] = field(default_factory=dict)
    held: set[Place] = field(default_factory=set)
    released: set[Place] = field(default_factory=set)
    seq: int = 0
    readers: Readers | None = None

    def open_marks(self, since: datetime | None = None) -> set[str]:
        """The marks that are not held back; those that are new since an instant to who may read the session."""
        return {
            mark
            for seq, mark in self.marks.items()
            if (place := self.places[seq]) not in self.held
            and (since is None or place in self.released or (self.shared_at is not None and self.shared_at > since))
        }

    def open_photos(self) -> set[str]:
        return {photo for seq, photo in self.photos.items() if self.places[seq] not in self.held}


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

    def to_share(self) -> list[Said]:
        """What a borger may share, or hold back of."""
        return [said for said in self.said if said.ended and not said.readers]

    def told(self, said: Said, reader: Person) -> bool:
        """Whether what was said is shared with a reader by name: as contact person, or as somebody who was chosen."""
        if reader.name not in STAFF or said.readers:
            return False
        who = STAFF.index(reader.name)
        yes, chosen = self.granted.get((said.borger, who, said.topic), (False, False))
        return yes and (chosen or who in self.contacts[said.borger]) and said.ended and said.shares

    def written(self, said: Said, reader: Person) -> bool:
        """Whether a record is for a reader: its author, a contact person by now, or anybody of the staff."""
        if not said.ended or reader.name not in STAFF:
            return False
        team = STAFF.index(reader.name) in self.contacts[said.borger]
        return said.phone == reader or said.readers == "house" or (said.readers == "team" and team)

    def shared(self, said: Said, reader: Person) -> bool:
        """Whether a reader may see what was said: their own, or shared with them, by name or as somebody at work."""
        if said.readers:
            return self.written(said, reader)
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
