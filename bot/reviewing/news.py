"""*News*: one message with all that a reader has not marked as seen, in the order in which it matters, and what else is
open. It comes as they come to work, on days without a shift at the time of their summary, and whenever they ask for it.
Nothing in it is lost by waiting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape

from bot.deleting import KEPT_RIGHT
from bot.desk import for_today, open_sessions
from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.flow import Start
from bot.desk.page_parts import NEWS_SHOWS
from bot.desk.standing_in import there
from bot.planning.changed_today import changed_today
from bot.planning.proposal_view import show_waiting, waiting_wishes
from bot.records.news_lines import listed
from bot.reminding.reminders import declined_lines
from bot.reviewing.left_out import left_out_lines
from bot.reviewing.news_view import LISTED, Listed, content_of, says_all
from bot.reviewing.overdue import overdue_lines
from bot.reviewing.silence import ONE_DAY, why_silent
from bot.reviewing.summaries import open_summary
from bot.reviewing.unseen import Unseen, unseen
from bot.talking.open_calls import open_calls
from bot.tasks.news_lines import due_lines, waiting_lines
from bot.telegram.buttons import Tap
from dialogs.permissions import Action, Role
from dialogs.text import T, Text
from dialogs.time.agenda import AgendaEntry
from storage import agendas, followup, news, people, schedules, sharing, surfaces
from storage.agendas import OccurrenceStatus
from storage.news import News
from storage.outbox import Lane
from storage.people import Person
from storage.sharing import Reader

FIRST_LOOK_BACK = timedelta(days=7)
_SILENT = {
    "asked": T("No shared answers: {names}"),
    "stale": T("Not asked, it was too late: {names}"),
    "unreachable": T("Cannot be reached on Telegram: {names}"),
}


def summary_due(desk: Desk, reader: Person, entry: AgendaEntry) -> None:
    """Sends a reader their news, unless it comes too late to be of use: they are off, or about to go, or have had the
    list before them since it was due. Who comes to work hears also of what is open alone."""
    last = max(_came(desk, reader), default=desk.now - FIRST_LOOK_BACK)
    if agendas.note(desk.tx, reader.id, entry, status := _status(desk, reader, entry), desk.now) and status == "asked":
        send(desk, reader, last, at_work_until=entry.until if entry.lead else None)


def _status(desk: Desk, reader: Person, entry: AgendaEntry) -> OccurrenceStatus:
    before = news.of_reader(desk.tx, reader.id)
    if not reader.reachable:
        return "unreachable"
    if desk.now >= entry.until:
        return "stale"
    if not there(desk, [reader]):
        return "nothing"
    return "already" if before and entry.due < before.at else "asked"


def open_news(desk: Desk, start: Start) -> None:
    """All that is new, now."""
    if not send(desk, start.person):
        desk.tell(start.person, T("Nothing new."))


def _came(desk: Desk, reader: Person) -> list[datetime]:
    """When the reader's summaries of the last week fell due and were sent."""
    week_ago = desk.now - FIRST_LOOK_BACK
    found = schedules.occurrences_between(desk.tx, reader.id, "summary", week_ago, desk.now)
    return [due for due, status in found if status == "asked"]


def _told(desk: Desk, reader: Person, before: News | None) -> datetime:
    """From when a list tells what else happened: since the last summary that the reader has asked or tapped after, or
    for a week. What they have not looked at is not told once and then gone."""
    touched = before.touched_at if before else None
    came = (due for due in _came(desk, reader) if touched and due <= touched)
    return max(came, default=desk.now - FIRST_LOOK_BACK)


def send(
    desk: Desk, reader: Person, last: datetime | None = None, *, at_work_until: datetime | None = None
) -> bool:  # fmt: skip
    """Puts the list at the end of a reader's chat, in place of the one before: because they ask for it, or by itself,
    if there is something that it did not have when one was sent `last`. That it was sent is noted for each borger, and
    is no look. By itself it does not come for wishes alone, which were told of as they came; what is open brings it to
    who comes to work, for whom it is of use up to `at_work_until`.

    Returns: whether there was anything to send.
    """
    before = news.of_reader(desk.tx, reader.id)
    told = _told(desk, reader, before)
    found = _listed(desk, reader, told, desk.now)
    fresh = found if last is None or last <= told else _listed(desk, reader, last, desk.now)
    loud = bool(fresh.calls or found.sheets or fresh.new or fresh.silent or (at_work_until and fresh.open))
    if not (loud or fresh.quiet or (last is None and any((found.open, found.wishes, found.silent, found.quiet)))):
        return False
    if before and before.surface_id:
        desk.retire(reader, before.surface_id)
    surface_id = desk.new_surface(reader, None, NEWS_SHOWS)
    for each in (one for one in found.new if one.near):
        followup.add_summary(desk.tx, reader.id, each.borger.id, each.since, desk.now, surface_id)
        if last is None and says_all(desk) and (each.differs or each.own):  # they asked, and words stand on it
            sharing.log_look(desk.tx, reader.id, each.borger.id, "summary", desk.now)
    for borger, _ in _for_today(desk, reader) if last is None and says_all(desk) else ():
        sharing.log_look(desk.tx, reader.id, borger.id, "page", desk.now)
    touched = desk.now if last is None else before.touched_at if before else None
    news.keep(desk.tx, News(reader.id, told, desk.now, touched, surface_id))
    dispatch = Dispatch(Lane.ANSWER if last is None else Lane.SUMMARY, None, at_work_until, silent=not loud)
    _show(desk, reader, found, surface_id, dispatch)
    return True


def _show(
    desk: Desk, reader: Person, found: Listed, surface_id: int, dispatch: Dispatch = AT_ONCE, *, first: int = 0
) -> None:  # fmt: skip
    """Shows a list from a place on, and notes whom it names: it is to be found when they are erased."""
    content = content_of(desk, reader, replace(found, new=found.new[first:] + found.new[:first]), first)
    labels = (button.text for row in content.rows for button in row)
    news.set_names(desk.tx, reader.id, "\n".join((unescape(content.text), *labels)))
    desk.show(reader, content, surface_id, dispatch)


def changed(desk: Desk, borger: Person) -> None:
    """Something about a borger is otherwise now: what they share, who has seen it, or who has taken their call. The
    lists that name them say so."""
    _draw_anew(desk, news.naming(desk.tx, borger.id))


def after_work(desk: Desk, here: Sequence[int]) -> None:
    """The lists of those who are not at work any more name nobody whom they could read only there."""
    _draw_anew(desk, (each for each in news.of_who_was_at_work(desk.tx) if each.reader_id not in here))


def _draw_anew(desk: Desk, found: Iterable[News]) -> None:
    """Draws lists in chats as they are now, but for those that are too old to be kept right."""
    for each in found:
        reader = people.person_by_id(desk.tx, each.reader_id)
        if reader and each.at >= desk.now - KEPT_RIGHT:
            _draw(desk, reader, each)


def reached(desk: Desk, person: Person) -> None:
    """Who works here can be written to again: what came in between was lost. What they have before them goes, or
    stands as it is now, and one list says what there is."""
    if person.role is not Role.STAFF:
        return
    open_sessions.put_away(desk, person)
    for borger_id, surface in surfaces.about_others(desk.tx, person.id):
        borger, draw = people.person_by_id(desk.tx, borger_id), desk.runner.features.draws.get(surface.shows)
        if borger and draw:
            draw(desk, borger, surface)
    schedule = schedules.schedule_of(desk.tx, person.id, "summary")
    if schedule and schedule.plan.on and there(desk, [person]):
        send(desk, person)


def _draw(desk: Desk, reader: Person, one: News, first: int = 0) -> bool:
    """Draws a list anew, from a place on.

    Returns: False if it is not on the screen any more.
    """
    if one.surface_id is None or surfaces.shown_on(desk.tx, one.surface_id) != NEWS_SHOWS:
        return False
    found = _listed(desk, reader, one.told, one.at)
    _show(desk, reader, found, one.surface_id, first=first if first < len(found.new) else 0)
    return True


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of the list: opens what is new of a borger, of all on this side of it, or a borger's wishes; or shows
    its next side.

    Returns: False if there is nothing behind it any more; the list then says how it is.
    """
    one = news.of_reader(desk.tx, person.id)
    if one:
        news.keep(desk.tx, replace(one, touched_at=desk.now))
    if tap.choice == "next":
        return one is not None and _draw(desk, person, one, tap.id)
    if tap.choice == "all":
        found = _listed(desk, person, one.told, one.at).new if one else []
        theirs = [each.borger for each in found[tap.id : tap.id + LISTED]]
    else:
        borger = people.person_by_id(desk.tx, tap.id)
        theirs = [borger] if borger else []
    opened = [_open(desk, person, borger, tap.choice) for borger in theirs]
    if one and not all(opened):
        _draw(desk, person, one)
    return any(opened)


def _open(desk: Desk, person: Person, borger: Person, choice: str) -> bool:
    if choice == "wishes":
        return allowed(desk, person, Action.FOLLOW_UP, borger) and show_waiting(desk, person, borger.id)
    return allowed(desk, person, Action.READ_SHARED, borger) and open_summary(desk, person, borger)


def _listed(desk: Desk, reader: Person, told: datetime, at: datetime) -> Listed:
    """What is on the list of somebody that came at an instant, as it stands now."""
    new, silent = list[Unseen](), defaultdict[str, list[Person]](list)
    near = {borger.id for borger in sharing.borgere_of(desk.tx, Reader(reader.id))}
    for borger in sharing.borgere_of(desk.tx, reader_now(desk, reader)):
        if found := unseen(desk, reader, borger, at):
            new.append(found)
        if (
            borger.id in near
            and (found is None or found.latest <= at - ONE_DAY)
            and (reason := why_silent(desk, reader, borger, told))
        ):
            silent[reason].append(borger)
    quiet = [
        *declined_lines(desk, reader, told),
        *overdue_lines(desk, reader, told),
        *left_out_lines(desk, reader, told),
        *waiting_lines(desk, reader),
    ]
    return Listed(
        open_calls(desk, reader), listed(desk, reader), sorted(new, key=lambda each: (each.place, not each.near)),
        [*due_lines(desk, reader), *(line for _, line in _for_today(desk, reader)), *changed_today(desk, reader)],
        waiting_wishes(desk, reader),
        [Text(_SILENT[reason].id, {"names": _names(found)}) for reason, found in silent.items()],
        quiet,
    )  # fmt: skip


def _for_today(desk: Desk, reader: Person) -> list[tuple[Person, Text]]:
    """What borgere would like of today, as far as somebody may read it now; with the least the house sends, only that
    they have said it."""
    who, found = reader_now(desk, reader), list[tuple[Person, Text]]()
    for borger in sharing.borgere_of(desk.tx, who):
        wanted = tuple(option.label.plain() for option in for_today.said(desk, borger, who))
        line = T("{name} has said what is best today. See their page.", name=borger.name)
        if says_all(desk):
            line = T("{name}, today: {list}", name=borger.name, list=wanted)
        found += [(borger, line)] if wanted else []
    return found


def _names(found: Iterable[Person]) -> tuple[str, ...]:
    return tuple(one.name for one in found)
