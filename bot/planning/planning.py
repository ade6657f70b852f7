"""Planning by staff: asked step by step, shown in plain words, then saved. Half-done plans wait to be gone on with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.desk import plan_words
from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start, items
from bot.people.settings import visible_borgere
from bot.planning import plan_card, plan_said
from bot.planning.plan_card import Stray
from bot.planning.plan_draft import CATALOGUE, Draft, answered
from bot.planning.plan_said import Asked
from bot.planning.plan_telling import CHANGED, NEW, about_plan, tell_of
from bot.reminding.reminders import occurrence_changed
from dialogs.engine.session import End, Item, Shown
from dialogs.permissions import Action, Role
from dialogs.text import T, Text
from dialogs.time.activity import Activity, ended
from dialogs.time.repeat import Repeat, days, going_on
from storage import activities, media, people, schedules, sessions, surfaces
from storage.activities import StoredActivity
from storage.people import Person
from storage.sessions import StoredSession

DIALOGS = ("plan_sentence", "plan_activity", "change_activity", "plan_confirm")
"""Those whose answers are kept when somebody goes on to something else half-way."""

KEPT_FOR = timedelta(days=14)


def asked(desk: Desk, done: Done) -> None:
    if done.finish.end is not End.DONE:
        _set_aside(desk, done)
        return
    draft = Draft.from_json(done.stored.target) if done.stored.dialog_id == "change_activity" else None
    draft = answered(draft or _begun(desk, done), done)
    _goes_on(desk, done, "plan_confirm", draft)


def said(desk: Desk, done: Done) -> None:
    """A plan in one sentence: it is read back, or what is missing is asked for. Skipped, it goes on step by step."""
    if done.finish.end is not End.DONE:
        return
    given, begun = done.given("sentence"), Asked.of(done.stored.target)
    words = given.words.strip() if given else ""
    if not words:
        desk.runner.go(desk, "plan_activity", Start(done.person, done.about, done.stored.surface_id, begun.borger))
        return
    meant = _meant(desk, done.person, begun.borger)
    so_far = begun.more(words, desk.local, anew=bool(plan_said.read(desk, begun, meant)[2]))
    draft, missing, unclear = plan_said.read(desk, so_far, meant)
    if missing or unclear:
        again = Start(done.person, done.about, done.stored.surface_id, so_far.to_target())
        desk.runner.go(desk, "plan_sentence", again)
    else:
        _goes_on(desk, done, "plan_confirm", draft)


def confirmed(desk: Desk, done: Done) -> None:
    if done.finish.end is not End.DONE:
        _set_aside(desk, done)
        return
    draft = Draft.from_json(done.stored.target)
    if done.chosen("way") == "change":
        _goes_on(desk, done, "change_activity", draft)
    elif plan_card.in_words(desk, done.person, draft) != done.session.facts.get("above"):
        _goes_on(desk, done, "plan_confirm", draft)  # it is not so any more: the card has waited
    else:
        save(desk, done.person, draft, stay=done.chosen("way") == "stay")


def _goes_on(desk: Desk, done: Done, dialog: str, draft: Draft) -> None:
    desk.runner.go(desk, dialog, Start(done.person, done.about, done.stored.surface_id, draft.to_json()))


def _begun(desk: Desk, done: Done) -> Draft:
    who = done.given("who")
    chosen = who.choices if who else [item.id for item in done.session.lists["borgere"]]
    plan = Activity("", Repeat(desk.local.date()), time(9), desk.house.settings.timezone, leads=())
    return Draft(tuple(int(choice) for choice in chosen), plan)


# -- what the dialogs start with


def said_known(desk: Desk, start: Start) -> Known:
    return plan_said.known(desk, start, _meant(desk, start.person, Asked.of(start.target).borger))


def _meant(desk: Desk, person: Person, borger: str) -> list[Person]:
    """Whom somebody may plan for; one alone, if named by id."""
    return [each for each in plannable(desk, person) if borger in ("", str(each.id))]


def plan_known(desk: Desk, start: Start) -> Known:
    """`start.target` may name one borger by id."""
    found = _meant(desk, start.person, start.target)
    texts = desk.texts(start.person)
    catalogue = [Item(id_, f"{sign} {texts.say(title)}", sign) for id_, (sign, title) in CATALOGUE.items()]
    catalogue.append(Item("own", f"✏️ {texts.say(T('Something else'))}", "✏️"))
    lists = {"borgere": items(found, "🧑"), "catalogue": tuple(catalogue), "company": _company(desk, start)}
    return Known({"name": _name(desk, start.person, found)}, lists)


def change_known(desk: Desk, start: Start) -> Known:
    if not start.target:
        return Known()
    draft = Draft.from_json(start.target)
    texts = desk.texts(start.person)
    parts = tuple(Item(part, texts.say(label)) for part, label in _PARTS.items() if part != "until" or _recurs(draft))
    facts = {
        "above": plan_card.in_words(desk, start.person, draft),
        "name": _for_whom(desk, start.person, draft),
    }
    return Known(facts, {"parts": parts, "company": _company(desk, start)})


def confirm_known(desk: Desk, start: Start) -> Known:
    if not start.target:
        return Known()
    draft = Draft.from_json(start.target)
    texts = desk.texts(start.person)
    ways = [("save", "✅", T("Save"))]
    if plan_card.problem(desk, start.person, draft):
        ways = []
    elif plan_card.strays(desk, plan_card.targets(desk, start.person, draft)[0], draft):
        ways = [("stay", "📌", T("Save. They stay where they are")), ("along", "➡️", T("Save. They go along"))]
    ways.append(("change", "✏️", T("Change it")))
    listed = tuple(Item(way, f"{sign} {texts.say(label)}", sign) for way, sign, label in ways)
    return Known({"above": plan_card.in_words(desk, start.person, draft)}, {"ways": listed})


_PARTS: dict[str, Text] = {
    "kind": T("Activity or appointment"),
    "when": T("Day and how often"),
    "at": T("Time"),
    "until": T("Last day"),
    "long": T("How long"),
    "leads": T("Reminders"),
    "title": T("Title"),
    "picture": T("Photo or emoji"),
    "place": T("Place"),
    "company": T("Who comes along"),
    "bring": T("What to bring"),
}


def _recurs(draft: Draft) -> bool:
    return draft.plan.repeat.unit != "once"


def _company(desk: Desk, start: Start) -> tuple[Item, ...]:
    others = Item("others", desk.texts(start.person).say(T("Others")))
    return (*items(people.people_of_role(desk.tx, Role.STAFF)), others)


def plannable(desk: Desk, person: Person) -> list[Person]:
    """The borgere somebody may plan for."""
    return [b for b in visible_borgere(desk, person) if allowed(desk, person, Action.PLAN_WEEK, b)]


def _name(desk: Desk, person: Person, found: list[Person]) -> str:
    return found[0].name if len(found) == 1 else desk.texts(person).say(T("the borger"))


def _for_whom(desk: Desk, person: Person, draft: Draft) -> str:
    found = [borger for id_ in draft.borger_ids if (borger := people.person_by_id(desk.tx, id_))]
    return _name(desk, person, found)


# -- half-done plans


def _set_aside(desk: Desk, done: Done) -> None:
    """Stopped half-way: what was said stays, to be gone on with, and its card asks nothing meanwhile. Out of time, it
    is let go."""
    if done.finish.end is End.STOPPED and (done.finish.results or done.stored.target):
        _keep(desk, replace(done.stored, session=replace(done.stored.session, turn=done.session.turn)))
        if done.stored.surface_id:
            surfaces.now_shows(desk.tx, done.stored.surface_id, "")


def put_away(desk: Desk, stored: StoredSession, person: Person) -> None:
    """Takes a half-done plan off the screen because the person has gone on to something else."""
    begun = stored.session.given or stored.dialog_id not in ("plan_sentence", "plan_activity")
    if not begun and not Asked.of(stored.target).said:
        desk.runner.close(desk, stored, person)
        return
    _keep(desk, stored)
    if stored.surface_id:
        desk.retire(person, stored.surface_id)


def _keep(desk: Desk, stored: StoredSession) -> None:
    sessions.set_aside(desk.tx, stored, desk.now)
    schedules.clear_timers(desk.tx, session_id=stored.id)
    schedules.set_timer(desk.tx, desk.now + KEPT_FOR, "expire", session_id=stored.id)


def go_on(desk: Desk, person: Person) -> bool:
    """Brings a half-done plan back. Returns: False if there is none."""
    stored = sessions.unfinished(desk.tx, person.id, DIALOGS)
    return stored is not None and desk.runner.feed(desk, stored, Shown())


def let_go(desk: Desk, person: Person) -> None:
    """Forgets what is half done."""
    while stored := sessions.unfinished(desk.tx, person.id, DIALOGS):
        desk.runner.close(desk, stored, person)


def begin(desk: Desk, person: Person, surface_id: int | None, borger: str = "") -> None:
    """Begins a plan; `borger` names the one it is for by id, if it is for no other."""
    if not plannable(desk, person):
        desk.tell(person, T("There is nobody to plan for yet."))
        return
    desk.runner.go(desk, "plan_sentence", Start(person, person, surface_id, Asked(borger).to_target()))


def change(desk: Desk, person: Person, group: list[StoredActivity], since: date) -> None:
    """Asks what shall be different about a series from its occurrence of `since` on, for those of `group`."""
    first = group[0]
    plan = replace(first.plan, repeat=going_on(first.plan.repeat, since))
    draft = Draft(tuple(each.borger_id for each in group), plan, first.kind, photo_id=first.photo_id,
                  replaces=tuple(each.id for each in group), since=since)  # fmt: skip
    desk.runner.go(desk, "change_activity", Start(person, person, None, draft.to_json()))


# -- saving


def save(desk: Desk, person: Person, draft: Draft, *, stay: bool = False) -> None:
    """Plans a draft for each of its borgere; what it replaces stays as it was up to then, and so do, if they shall
    `stay`, single occurrences that were moved or cancelled. Borgere that `person` may no longer plan for are left out,
    and that is said."""
    photo_id = media.keep_media(desk.tx, None, draft.photo, desk.now) if draft.photo else draft.photo_id
    batch: int | None = None
    found, left_out = plan_card.targets(desk, person, draft)
    strays = plan_card.strays(desk, found, draft) if stay else []
    for borger, old in found:
        batch = old.batch if old else batch
        title = draft.called(desk.texts(borger), old.plan.title if old else "")
        (new_id,) = activities.add_activity(
            desk.tx, (borger.id,), draft.kind, replace(draft.plan, title=title), person.id, desk.now,
            photo_id=photo_id, batch=batch,
        )  # fmt: skip
        batch = batch or new_id
        new = activities.activity_by_id(desk.tx, new_id)
        assert new is not None
        if old and draft.since:
            _take_over(desk, person, draft, old, new, [each for each in strays if each.borger.id == borger.id])
            end_before(desk, borger, old, plan_card.begins(draft))
            occurrence_changed(desk, borger, new)
            new = activities.activity_by_id(desk.tx, new_id) or new  # with what was handed over to it
        first = plan_words.first_start(new.plan, desk.now)
        soon = first if first and first <= desk.after_quiet(borger) else None  # in the morning it were too late
        said = about_plan(new, desk.now, new=old is None)
        tell_of(desk, person, borger, new, *said, what=NEW if old is None else CHANGED, when=first, starts=soon,
                silent=old is None)  # fmt: skip
    if left_out:
        desk.tell(
            person,
            T("Nothing was saved for {names}: it is gone, or not yours to plan any more.", names=tuple(left_out)),
        )


def _take_over(
    desk: Desk, person: Person, draft: Draft, old: StoredActivity, new: StoredActivity, strays: list[Stray]
) -> None:
    """Gives a new series what belongs to it of the old one's; `strays` stay where they are, those that the new series
    has no day for as something of their own."""
    since, retimed = plan_card.begins(draft), plan_card.retimed(draft, old)
    activities.hand_over(desk.tx, old.id, new.id, since, retimed=retimed)
    for stray in strays:
        change = plan_card.stays(stray, desk)
        if next(days(new.plan.repeat, stray.one.slot), None) == stray.one.slot:
            activities.set_change(desk.tx, new, stray.one.slot, change, person.id, desk.now)
        elif stray.one.stands and change.day and change.at:
            alone = replace(new.plan, repeat=Repeat(change.day), at=change.at)
            activities.add_activity(desk.tx, (new.borger_id,), new.kind, alone, person.id, desk.now,
                                          photo_id=new.photo_id)  # fmt: skip


def end_before(desk: Desk, borger: Person, activity: StoredActivity, since: date) -> None:
    """Ends a series before one of its occurrences; with nothing before it, the series is taken out."""
    if since <= next(days(activity.plan.repeat, date.min), since):
        activities.remove_activity(desk.tx, activity, desk.now)
    else:
        activities.set_plan(desk.tx, activity, ended(activity.plan, since - timedelta(days=1)), desk.now)
    occurrence_changed(desk, borger, activity)
