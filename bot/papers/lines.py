"""Lines that an answer to another method writes into a paper: the borger's own at once, staff's once the borger has
said yes to them."""

from __future__ import annotations

from bot.desk import heard
from bot.desk.desk import Desk
from bot.desk.flow import Done
from bot.methods.in_use import is_used
from dialogs.engine.session import Answer, End, Given, Outcome, Provenance, Session, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import Say
from dialogs.text import T
from dialogs.words.visible import one_line
from storage import answers, entries, method_use, people, sessions
from storage.people import Person

ACCEPT = "accept_entry"
LINE = "line"
"""The kind of an entry that is a line proposed for a paper: it is over once the borger has said yes or no."""


def ended(desk: Desk, done: Done) -> None:
    """Writes the lines that a sitting makes, or one that the borger has said yes to."""
    if done.finish.end is End.DONE and done.dialog.id == ACCEPT:
        _accepted(desk, done)
    elif done.dialog.purpose == "answers":
        for given in done.finish.results:
            step = done.dialog.step(given.step)
            makes = step.makes if isinstance(step, Say) else None
            if makes and makes.line and given.outcome is Outcome.ANSWERED and one_line(given.words):
                _made(desk, done, makes.line, given)


def _made(desk: Desk, done: Done, into: str, given: Given) -> None:
    paper = _paper(desk, done.about, into)
    if paper is None:
        return
    title = desk.texts(done.about).say(paper.own_title)
    if done.session.provenance == "observed":
        entries.add_entry(
            desk.tx, done.about.id, LINE, one_line(given.words), "proposed", done.person.id, desk.now,
            topic=paper.topic or "", pictogram=paper.pictogram, made_in=(done.stored.id, given.step, given.item),
        )  # fmt: skip
        said = T("{name} proposes a line for »{paper}«. You find it under »More«.", name=done.person.name, paper=title)
        heard.tell(desk, done.person, done.about, said, paper.pictogram)
        return
    write(desk, done.about, done.person, paper, into.partition(".")[2], given.words, done.session.provenance)
    said = T("I have written it in »{paper}«.", paper=title)
    desk.tell(done.person, said, pictogram=paper.pictogram, about=done.about)


def _accepted(desk: Desk, done: Done) -> None:
    """The borger says yes to a line that staff proposed: it stands in the paper, with whose it was."""
    entry = entries.entry_by_id(desk.tx, int(done.stored.target)) if done.stored.target.isdecimal() else None
    agreed = next((given.choices for given in done.finish.results if given.step == "agree"), ())
    if entry is None or entry.kind != LINE or entry.borger_id != done.about.id or "later" in agreed:
        return
    made = sessions.session_by_id(desk.tx, entry.session_id) if entry.session_id else None
    step = desk.dialog(made.session.version).step(entry.step) if made else None
    into = step.makes.line if isinstance(step, Say) and step.makes else None
    by = people.person_by_id(desk.tx, entry.made_by)
    if "yes_" in agreed and into and by and (paper := _paper(desk, done.about, into)):
        write(desk, done.about, by, paper, into.partition(".")[2], entry.title, "helped")
    entries.set_state(desk.tx, entry.id, "ended", desk.now)


def _paper(desk: Desk, borger: Person, into: str) -> Dialog | None:
    """The paper that a line goes into, if the borger uses it."""
    found = desk.house.dialogs.get(into.partition(".")[0])
    return found if found and is_used(found, method_use.uses_of(desk.tx, borger.id)) else None


def write(
    desk: Desk, borger: Person, by: Person, paper: Dialog, step: str, words: str, provenance: Provenance
) -> None:  # fmt: skip
    """Adds a line of own words to a borger's paper, as a sitting of its own."""
    session = Session(
        paper.id, paper.version(), desk.reading(borger), desk.house.settings.timezone, provenance=provenance,
        seq=1, began=desk.now, only=(step,),
    )  # fmt: skip
    session_id = sessions.add_session(
        desk.tx, paper, session, desk.now, person_id=by.id, about_id=borger.id, surface_id=None
    )
    answers.record(desk.tx, session_id, borger.id, Answer(step, "", 1, Outcome.ANSWERED, desk.now, words=words))
    over = Session(
        paper.id, session.version, session.profile, session.zone, provenance=provenance, seq=1, began=desk.now,
        only=(step,), stage=Stage.CLOSED, end=End.DONE, turn=1,
        given=(Given(step, "", Outcome.ANSWERED, words=words, seqs=(1,)),),
    )  # fmt: skip
    sessions.save_session(desk.tx, session_id, over, desk.now, awaits_words=False)
    desk.runner.changed(desk, borger)
