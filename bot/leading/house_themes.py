"""The themes that most borgere have chosen: once a quarter leaders hear of two, in figures of enough people and without
a name; and borgere do, once a leader says so."""

from __future__ import annotations

from datetime import date, time

from bot.desk import counted
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from bot.desk.the_house import the_house
from bot.leading.house_lists import SMALLEST_GROUP
from dialogs.engine.session import End
from dialogs.method.lists import Listed
from dialogs.method.model import Dialog
from dialogs.permissions import Role
from dialogs.text import T
from dialogs.time.schedule import instant
from storage import house_settings, people, schedules
from storage.outbox import Lane
from storage.schedules import Timer, TimerKind

FORM = "house_themes"
TIMER: TimerKind = "themes"
TOLD = "themes_told"
"""Under what it is kept in which month a leader last had it told: what leaders are asked is open for two weeks."""
TWO, MOST = 2, 4
"""How many are the house's themes; and how many at most, where several are chosen equally often."""
AT = time(10)


def _counts_themes(dialog: Dialog) -> bool:
    return dialog.themes is not None and dialog.themes.step in dialog.counts


def ended(desk: Desk, done: Done) -> None:
    """Once anybody has chosen, leaders hear of it when the quarter is over."""
    if (
        _counts_themes(done.dialog)
        and done.finish.end is End.DONE
        and schedules.due_of(desk.tx, the_house(desk).id, TIMER) is None
    ):
        _next_time(desk)


def _next_time(desk: Desk) -> None:
    today = desk.local.date()
    month = (today.month - 1) // 3 * 3 + 4
    first = date(today.year + month // 13, (month - 1) % 12 + 1, 1)
    due = instant(first, AT, desk.house.settings.timezone)
    schedules.set_timer(desk.tx, due, TIMER, borger_id=the_house(desk).id)


def timer_due(desk: Desk, _timer: Timer) -> None:
    """Asks each leader whether the borgere shall hear of the two; says nothing where too few have chosen the same."""
    _next_time(desk)
    for leader in people.people_of_role(desk.tx, Role.LEADER) if chosen(desk) else ():
        if leader.can_be_told:
            start = Start(leader, leader, asked=True)
            desk.runner.open(desk, desk.house.dialogs[FORM], start, Dispatch(Lane.SUMMARY))


def chosen(desk: Desk) -> list[tuple[Listed, int]]:
    """The two that most borgere share with somebody now, and how many do, most first; none that only few do."""
    found: list[tuple[Listed, int]] = []
    for dialog in filter(_counts_themes, desk.house.dialogs.values()):
        listed = {each.id: each for source in dialog.lists.values() for each in source.items}
        step = dialog.themes.step if dialog.themes else ""
        for (_, choice), count in counted.standing(desk, dialog, step).items():
            if count >= SMALLEST_GROUP and (one := listed.get(choice)):
                found.append((one, count))
    found.sort(key=lambda each: -each[1])
    least = found[:TWO][-1][1] if found else 0
    return [each for each in found if each[1] >= least][:MOST]


def known(desk: Desk, start: Start) -> Known:
    """What stands on the leader's card: the themes with how many have chosen each."""
    texts = desk.texts(start.person)
    lines = [T("{what}: {count} borgere", what=one.label.plain(), count=count) for one, count in chosen(desk)]
    few = T("Figures come when at least {count} borgere share the same answer.", count=SMALLEST_GROUP)
    return Known(facts={"stands": "\n".join(map(texts.say, lines or [few]))})


def done(desk: Desk, done: Done) -> None:
    """A leader has answered: each borger hears of the themes as they are now, once a quarter."""
    given = done.given("tell")
    if done.finish.end is not End.DONE or given is None or "yes_" not in given.choices:
        return
    month = f"{desk.local:%Y-%m}"
    if month == house_settings.value(desk.tx, TOLD):
        desk.tell(done.person, T("The borgere have been told already."))
        return
    found = chosen(desk)
    if not found:
        desk.tell(done.person, T("Too few borgere share the same theme now. I have told nobody."))
        return
    house_settings.change(desk.tx, {TOLD: month}, done.person.id, desk.now)
    told = [one for one in people.people_of_role(desk.tx, Role.BORGER) if one.can_be_told]
    for borger in told:
        themes = tuple(one.label.plain() for one, _ in found)
        desk.tell(borger, T("Most borgere have chosen these themes: {themes}.", themes=themes), wait_for_day=True,
                  lane=Lane.SUMMARY, pictogram="".join(one.pictogram for one, _ in found))  # fmt: skip
    desk.tell(done.person, T("I tell {count} borgere.", count=len(told)))
