"""Who may read a borger's answers: one card with a line for each reader, and what each of them may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start, items
from bot.methods.in_use import topics_of
from dialogs.engine.session import End, Item, Shown
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import access, people, sessions, sharing
from storage.people import Person
from storage.sessions import StoredSession

EVERYBODY, OTHER = "everybody", "other"
"""Lines of the card that are no person."""
NEW_CONTACT = "new_contact"
CARDS = ("sharing", "sharing_of", "sharing_other", "who_reads")
"""The cards that name who may read; who has just come has a card of their own."""
AMOUNTS: dict[str, tuple[str, Text]] = {
    "all": ("📖", T("everything")),
    "some": ("📄", T("some of it")),
    "nothing": ("🔒", T("nothing")),
}


def readers_known(desk: Desk, start: Start) -> Known:
    """A line for each contact person, each other whom the borger chose, everybody at work, and for somebody else."""
    texts, theirs = desk.texts(start.person), _topics_of(desk, start.about.id)
    asked = topics_of(desk, start.about)

    def line(key: str, name: str, reader_id: int | None) -> Item:
        sign, amount = AMOUNTS[_amount(asked, theirs.get(reader_id, set()))]
        return Item(key, texts.say(T("{name}: {amount}", name=name, amount=amount)), sign)

    found = [*people.contacts_of(desk.tx, start.about.id), *_chosen(desk, start.about.id)]
    lines = [line(str(reader.id), reader.name, reader.id) for reader in found]
    lines.append(line(EVERYBODY, texts.say(T("Everybody at work")), sharing.EVERYBODY))
    if _others(desk, start.about.id):
        lines.append(Item(OTHER, texts.say(T("Somebody else of the staff")), "➕"))
    return Known(lists={"readers": tuple(lines)})


def reader_chosen(desk: Desk, done: Done) -> None:
    """Goes on, on the same card, to what one reader may read, or to whom else to choose."""
    if done.finish.end is End.DONE and (who := done.chosen("who")):
        target = "sharing_other" if who == OTHER else "sharing_of"
        desk.runner.go(desk, target, Start(done.person, done.about, done.stored.surface_id, who))


def others_known(desk: Desk, start: Start) -> Known:
    return Known(lists={"staff": items(_others(desk, start.about.id))})


def reader_known(desk: Desk, start: Start) -> Known:
    """What one reader may read now, ticked, and what there is to tick."""
    texts, reader_id = desk.texts(start.person), _reader_of(start.target)
    reader = people.person_by_id(desk.tx, reader_id) if reader_id else None
    name = reader.name if reader else texts.say(T("everybody at work"))
    theirs = _topics_of(desk, start.about.id).get(reader_id, set())
    topics, asked = desk.house.dialogs.topics, topics_of(desk, start.about)
    stands = {"what": (_amount(asked, theirs),), "topics": tuple(topic for topic in asked if topic in theirs)}
    return Known(
        facts={"reader": name},
        lists={"topics": tuple(Item(id_, texts.say(desk.shared_topics[id_]), topics[id_].pictogram) for id_ in asked)},
        ticked=stands,
    )


def reader_done(desk: Desk, done: Done) -> None:
    """What was chosen counts from now on. Then it is back to the lines, also if nothing was changed."""
    _gives(desk, done, _reader_of(done.stored.target))
    if done.finish.end is not End.EXPIRED:
        desk.runner.go(desk, "sharing", Start(done.person, done.about, done.stored.surface_id))


def newcomer_known(desk: Desk, start: Start) -> Known:
    """The same for who has just become contact person, with nothing ticked unless the borger chose it before."""
    first = start.target.partition(",")[0]
    known = reader_known(desk, replace(start, target=first))
    ticked = {} if known.ticked["what"] == ("nothing",) else known.ticked
    is_contact = first.isdecimal() and people.is_contact(desk.tx, int(first), start.about.id)
    comes = T("{name} is your contact person now.") if is_contact else T("{name} is in your team now.")
    nothing = T("I show {name} nothing before you have chosen.", name=known.facts["reader"])
    lines = (Text(comes.id, {"name": known.facts["reader"]}), nothing)
    return replace(known, facts={**known.facts, "stands": desk.texts(start.person).lines(lines)}, ticked=ticked)


def newcomer_done(desk: Desk, done: Done) -> None:
    """What was chosen counts from now on; then it is about the next who has come."""
    first, _, others = done.stored.target.partition(",")
    _gives(desk, done, _reader_of(first))
    if done.finish.end is End.DONE and others:
        next_one = Start(done.person, done.about, done.stored.surface_id, others, asked=True)
        desk.runner.go(desk, NEW_CONTACT, next_one)


def _gives(desk: Desk, done: Done, reader_id: int | None) -> None:
    """Lets a reader read what was chosen: everything is the topics of today, and not such as come later."""
    if done.finish.end is not End.DONE:
        return
    topics = done.given("topics")
    some = topics.choices if topics else ()
    picked = {"all": tuple(topics_of(desk, done.about)), "some": some, "nothing": ()}[done.chosen("what")]
    theirs = _topics_of(desk, done.about.id).get(reader_id, set())
    give(desk, done.about.id, reader_id, {topic: topic in picked for topic in {*desk.topics, *theirs}})
    desk.runner.changed(desk, done.about)


def topic_known(desk: Desk, start: Start) -> Known:
    """Who there is to read the one topic of a receipt."""
    texts, receipt = desk.texts(start.person), _receipt(desk, start.target)
    title = desk.shared_topics.get(receipt.topic or "") if receipt else None
    people_ = items([*people.contacts_of(desk.tx, start.about.id), *_chosen(desk, start.about.id)])
    everybody = Item(EVERYBODY, texts.say(T("Everybody at work")), "🤲")
    return Known(facts={"topic": texts.say(title) if title else ""}, lists={"readers": (*people_, everybody)})


def topic_done(desk: Desk, done: Done) -> None:
    """Who was ticked may read the topic, and who was not may not. The receipt comes back and says so."""
    receipt, given = _receipt(desk, done.stored.target), done.given("who")
    if done.finish.end is not End.DONE or receipt is None or receipt.topic is None or given is None:
        return
    for line in done.session.lists["readers"]:
        give(desk, done.about.id, _reader_of(line.id), {receipt.topic: line.id in given.choices})
    desk.runner.changed(desk, done.about)
    desk.runner.feed(desk, receipt, Shown())


def give(desk: Desk, borger_id: int, reader_id: int | None, choices: dict[str, bool]) -> None:
    """Notes whether a reader may read each topic. Given to a contact person, it counts while they are one, unless the
    borger had chosen them before; given to anybody else, whoever they are; to who works here no more, nothing."""
    chosen = reader_id is not None and (
        not people.is_contact(desk.tx, reader_id, borger_id) or sharing.is_chosen(desk.tx, reader_id, borger_id)
    )
    if reader_id is not None and access.ended_at(desk.tx, reader_id):
        return
    for topic, yes in sorted(choices.items()):
        sharing.set_grant(desk.tx, borger_id, reader_id, topic, yes, desk.now, chosen=chosen)


def no_longer(desk: Desk, staff: Person) -> None:
    """Somebody works here no more: no open card of a borger's names them as one who may read."""
    for borger in people.all_borgere(desk.tx):
        for stored in sessions.open_sessions(desk.tx, borger.id):
            if stored.dialog_id in CARDS and stored.surface_id and _names(stored, staff):
                desk.runner.close(desk, replace(stored, surface_id=None), borger)
                start = Start(borger, borger, stored.surface_id, stored.target)
                if stored.dialog_id == "sharing_of":
                    desk.runner.go(desk, "sharing", replace(start, target=""))
                else:
                    desk.runner.go(desk, stored.dialog_id, start)


def _names(stored: StoredSession, staff: Person) -> bool:
    if stored.dialog_id == "sharing_of":
        return stored.target == str(staff.id)
    return any(item.id == str(staff.id) for items_ in stored.session.lists.values() for item in items_)


def _reader_of(line: str) -> int | None:
    return int(line) if line.isdecimal() else sharing.EVERYBODY


def _receipt(desk: Desk, target: str) -> StoredSession | None:
    """The session whose receipt asks who may read it."""
    number = target.partition(":")[2]
    return sessions.session_by_id(desk.tx, int(number)) if number.isdecimal() else None


def _topics_of(desk: Desk, borger_id: int) -> dict[int | None, set[str]]:
    """The topics that each may read now, by reader."""
    found: dict[int | None, set[str]] = {}
    for reader_id, _, topic in sharing.given(desk.tx, borger_id):
        found.setdefault(reader_id, set()).add(topic)
    return found


def _amount(asked: Sequence[str], theirs: set[str]) -> str:
    return "all" if theirs >= set(asked) else "some" if theirs else "nothing"


def _chosen(desk: Desk, borger_id: int) -> list[people.Person]:
    found = [people.person_by_id(desk.tx, staff_id) for staff_id in sharing.chosen_by(desk.tx, borger_id)]
    return [person for person in found if person]


def _others(desk: Desk, borger_id: int) -> list[people.Person]:
    """Those of the staff who have no line yet."""
    listed = {contact.id for contact in people.contacts_of(desk.tx, borger_id)}
    listed |= set(sharing.chosen_by(desk.tx, borger_id))
    return [one for one in people.people_of_role(desk.tx, Role.STAFF) if one.id not in listed]
