"""What borgere would like to do or to move, on the phones of their contact persons: yes, another time, or no with a
reason. Each is answered once, and the borger is told by whom."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.desk.allowed import allowed
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from bot.desk.heard import comes, not_reached
from bot.desk.page_parts import NEWS_SHOWS
from bot.desk.speaking_to import send_on, told
from bot.pictures.entries import STATE_SIGNS
from bot.planning.plan_telling import tell_in_signs
from bot.planning.proposal_view import ahead, show, show_waiting
from bot.reminding import reminders
from bot.reminding.reminder_card import occurrence
from bot.telegram.buttons import Tap
from dialogs.engine.session import End
from dialogs.permissions import Action
from dialogs.text import T, Text, TextValue
from dialogs.time.activity import Activity, Change, HappeningState
from dialogs.time.repeat import Repeat
from storage import activities, people, proposals, surfaces
from storage.activities import StoredActivity
from storage.outbox import Lane
from storage.people import Person
from storage.proposals import Proposal, StaffAnswer
from storage.sessions import StoredSession

PAST = ":past"
"""What the target of `wish_time` ends on once a time was refused."""


def wishes(desk: Desk, start: Start) -> None:
    """All that waits for an answer, a card for each borger; of one borger if it was opened from theirs."""
    about = None if start.about.id == start.person.id else start.about.id
    if not show_waiting(desk, start.person, about):
        desk.tell(start.person, T("No wishes wait for an answer."))


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of a proposal.

    Returns: False if it is not this person's to tap, or was answered before; the card then says how it stands.
    """
    proposal = proposals.proposal_by_id(desk.tx, tap.id)
    borger = people.person_by_id(desk.tx, proposal.borger_id) if proposal else None
    if proposal is None or borger is None or not _may_answer(desk, person, borger, proposal):
        return False
    before = surfaces.one_of(desk.tx, person.id, borger.id, proposals.PROPOSALS)
    surface_id = before.id if before else desk.new_surface(person, borger)
    if tap.choice in ("open", "list") or proposal.state != "waiting":
        show(desk, person, borger, surface_id, 0 if tap.choice == "list" else proposal.id)
        return proposal.state == "waiting" or tap.choice in ("open", "list")
    start = Start(person, borger, target=f"proposal:{proposal.id}")
    match tap.choice:
        case "yes" if ahead(desk, proposal.day, proposal.at) and proposal.day and proposal.at:
            _plan(desk, person, borger, proposal, proposal.day, proposal.at)
        case "yes" | "time":
            desk.runner.go(desk, "wish_time", start)
        case "no":
            desk.runner.go(desk, "answer_wish", start)
    return True


def _may_answer(desk: Desk, person: Person, borger: Person, proposal: Proposal) -> bool:
    allows = allowed(desk, person, Action.ANSWER_WISH, borger)
    return allows and proposals.may_see(desk.tx, person.id, proposal, desk.now)


def answer_known(desk: Desk, start: Start) -> Known:
    proposal = _target(desk, start.target)
    past = T("That time is past. Please choose a later one.")
    above = desk.texts(start.person).say(past) if start.target.endswith(PAST) else ""
    return Known(facts={"title": proposal.title if proposal else "", "above": above})


def stands(desk: Desk, stored: StoredSession, person: Person, borger: Person) -> bool:
    """Whether who is about to answer may still see the wish."""
    proposal = _target(desk, stored.target)
    return proposal is not None and _may_answer(desk, person, borger, proposal)


def time_done(desk: Desk, done: Done) -> None:
    """Staff have chosen a day and a time; one that is past is asked for again."""
    proposal = _open_target(desk, done)
    if proposal is None:
        return
    day, at = date.fromisoformat(done.chosen("day")), time.fromisoformat(done.chosen("at"))
    if ahead(desk, day, at):
        _plan(desk, done.person, done.about, proposal, day, at)
    else:
        again = f"proposal:{proposal.id}{PAST}"
        desk.runner.go(desk, "wish_time", Start(done.person, done.about, done.stored.surface_id, again))


def answer_done(desk: Desk, done: Done) -> None:
    """Staff say why not, or what instead: in their own words, written or spoken, with their name."""
    proposal, given = _open_target(desk, done), done.given("reason")
    if proposal is None or given is None:
        return
    said = told(given)
    proposals.answer(desk.tx, proposal.id, "declined", done.person.id, said.words, desk.now)
    answers = (
        T("{name} answers your wish, {title}:") if said.media else T("{name} answers your wish, {title}: »{reason}«")
    )
    words = Text(answers.id, {"name": done.person.name, "title": proposal.title, "reason": said.words})
    _tell(desk, done.person, done.about, proposal, words, "✍️")
    send_on(desk, done.person, done.about, said, proposal_id=proposal.id)
    _answered(desk, done.about, proposal)


def _tell(
    desk: Desk, by: Person, borger: Person, proposal: Proposal, words: Text, what: str, when: datetime | None = None,
) -> None:  # fmt: skip
    """The borger is told what was answered, and for `when` (local); `by` hears it if that cannot reach them."""
    if borger.chat_id is None or not borger.reachable:
        not_reached(desk, by, borger)
        return
    starts = when.replace(tzinfo=desk.house.zone) if when else None
    dispatch = Dispatch(Lane.ANSWER, comes(desk, borger, starts=starts))
    tell_in_signs(desk, borger, proposal.pictogram, words, what=what, when=when, dispatch=dispatch)


def _target(desk: Desk, target: str) -> Proposal | None:
    return proposals.proposal_by_id(desk.tx, int(target.removesuffix(PAST).partition(":")[2] or 0))


def _open_target(desk: Desk, done: Done) -> Proposal | None:
    """What a finished dialog is to answer. None if it was not finished; or if the proposal was answered meanwhile or is
    no longer to be seen, of which who asked is told."""
    proposal = _target(desk, done.stored.target) if done.finish.end is End.DONE else None
    if proposal is None:
        return None
    if proposal.state == "waiting" and _may_answer(desk, done.person, done.about, proposal):
        return proposal
    desk.tell(done.person, T("This does not wait for an answer any more."))
    return None


def _plan(desk: Desk, person: Person, borger: Person, proposal: Proposal, day: date, at: time) -> None:
    """Puts what was wished for into the borger's week, or moves what was to be moved."""
    activity_id: int | None = None
    if proposal.kind == "wish" and (before := _said_yes_to_before(desk, proposal)):
        activity_id = before.id  # the borger has changed their mind: it is moved, not there twice
        moved = Change(HappeningState.MOVED, day, at)
        activities.set_change(desk.tx, before, before.plan.repeat.start, moved, person.id, desk.now)
        reminders.occurrence_changed(desk, borger, before)
    elif proposal.kind == "wish":
        plan = Activity(proposal.title, Repeat(day), at, desk.house.settings.timezone, pictogram=proposal.pictogram)
        (activity_id,) = activities.add_activity(
            desk.tx, (borger.id,), "activity", plan, person.id, desk.now
        )  # fmt: skip
    elif not _move(desk, person, proposal, day, at):
        proposals.withdraw(desk.tx, proposal.id, desk.now)
        desk.tell(person, T("{title} is no longer planned.", title=proposal.title))
        _answered(desk, borger, proposal)
        return
    as_wished = proposal.day in (None, day) and proposal.at in (None, at)
    state: StaffAnswer = "confirmed" if as_wished else "changed"
    proposals.answer(desk.tx, proposal.id, state, person.id, "", desk.now, activity_id=activity_id)
    told: dict[str, TextValue] = {"name": person.name, "title": proposal.title, "when": datetime.combine(day, at)}
    yes, other = T("{name} says yes: {title}, {when}."), T("{name} has found another time: {title}, {when}.")
    words = Text((yes if as_wished else other).id, told)
    sign = "✅" if as_wished else STATE_SIGNS["moved"]
    _tell(desk, person, borger, proposal, words, sign, datetime.combine(day, at))
    _answered(desk, borger, proposal)


def _said_yes_to_before(desk: Desk, proposal: Proposal) -> StoredActivity | None:
    """What the same wish was planned as when it was another, if that is still to come."""
    for earlier in proposals.proposals_of(desk.tx, proposal.borger_id, session_id=proposal.session_id):
        same = (earlier.item, earlier.title) == (proposal.item, proposal.title) and earlier.id != proposal.id
        if same and earlier.activity_id:
            activity = activities.activity_by_id(desk.tx, earlier.activity_id)
            now = occurrence(activity, activity.plan.repeat.start) if activity else None
            if now and now.stands and now.start > desk.now:
                return activity
    return None


def _move(desk: Desk, person: Person, proposal: Proposal, day: date, at: time) -> bool:
    activity = activities.activity_by_id(desk.tx, proposal.activity_id or 0)
    if activity is None or proposal.slot is None or occurrence(activity, proposal.slot) is None:
        return False
    change = Change(HappeningState.MOVED, day, at)
    activities.set_change(desk.tx, activity, proposal.slot, change, person.id, desk.now)
    return True


def _answered(desk: Desk, borger: Person, proposal: Proposal) -> None:
    """Everything that shows the proposal, the borger's reminder too, says how it stands now."""
    activity = activities.activity_by_id(desk.tx, proposal.activity_id or 0)
    if proposal.kind == "move" and activity:
        reminders.occurrence_changed(desk, borger, activity, proposal.slot)
    desk.runner.changed_only(desk, borger, proposals.PROPOSALS)
    desk.runner.changed_only(desk, borger, NEWS_SHOWS)
