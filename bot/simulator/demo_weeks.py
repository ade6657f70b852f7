"""Three months of the demo's weeks: how the days went, how life goes, wishes for the week ahead, and what staff saw."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta

from bot.asking.look_back import looked_back_on
from bot.desk.flow import option_values
from bot.desk.occasions import item_of
from bot.simulator.demo_history import Past, held
from bot.simulator.demo_house import BORGERE, DAYS, ZONE, Borger
from bot.week.week_dialogs import PARTS
from dialogs.engine.buttons import Button
from dialogs.engine.session import Said
from dialogs.method.steps import Several
from dialogs.time.schedule import instant
from storage import activities, agendas, proposals, schedules
from storage.proposals import Wish

FIT: dict[str, tuple[tuple[float, ...], tuple[float, ...], str]] = {
    "Alma": ((0.45, 0.5, 0.52, 0.6, 0.68, 0.7), (0.85, 0.85, 0.9, 0.9, 0.95, 0.95), Button.SHARE),
    "Carla": ((0.75, 0.72, 0.7, 0.6, 0.52, 0.5), (0.95, 0.92, 0.92, 0.85, 0.8, 0.8), Button.SHARE),
    "Dorthe": ((0.55, 0.58, 0.55, 0.56, 0.55, 0.57), (0.9, 0.9, 0.9, 0.92, 0.9, 0.9), Button.SHARE),
    "Freja": ((0.4, 0.45, 0.42, 0.5), (0.7, 0.7, 0.75, 0.72), Button.KEEP),
}
"""For each who answers: how the outcome and the cooperation go from one time to the next, 0 to 1, and if they share."""


@dataclass(frozen=True)
class Wishes:
    """What a borger wished for the coming week: (option, day, part) each, and own words."""

    name: str
    wished: tuple[tuple[str, str, str], ...]
    words: str = ""


WISHED = (
    Wishes("Alma", (("trip", "sat", "afternoon"), ("dish", "wed", "evening")), "Jeg vil gerne se min søster."),
    Wishes("Bent", (("shopping", "thu", "morning"),)),
    Wishes("Dorthe", (("visit", "sun", "afternoon"),)),
)
SEEN = (
    (34, ("1/3", "1/3", "one", "calm"), "Bent sad længe ved vinduet og nynnede."),
    (15, ("2/3", "1/3", "more", "people"), "Bent holdt Alma i hånden på gåturen."),
    (4, ("1/3", "0/3", "one", "food"), "Bent spiste lidt og gik tidligt i seng."),
)
"""What Mette noticed about Bent: how many days ago, what she answered, and her words."""


def write_weeks(past: Past) -> None:
    """Writes all of it, up to `past.until`."""
    for borger in BORGERE:
        _look_backs(past, borger)
        _fit(past, borger)
    for wishes in WISHED:
        _look_ahead(past, next(b for b in BORGERE if b.name == wishes.name), wishes)
    bent = next(b for b in BORGERE if b.name == "Bent")
    for days, taps, words in SEEN:
        at = past.until - timedelta(days=days, hours=2)
        said: list[str | Said] = [*taps, Said(words), Button.ON]
        held(past, bent, past.dialogs["observation"], at, said, staff="Mette", provenance="observed")


def _look_backs(past: Past, borger: Borger) -> None:
    """Each evening with something in the day; Erik often answers with Jonas beside him."""
    rng = random.Random(f"{borger.name} looks back")
    schedule = schedules.schedule_of(past.tx, past.ids[borger.name], "check_in", "look_back")
    assert schedule is not None
    steps = borger.profile.settled().steps
    today = past.until.date()
    for ago in range(DAYS - 1, 0, -1):
        day = today - timedelta(days=ago)
        due = instant(day, time(19, 30), ZONE)
        found = activities.week_of(past.tx, past.ids[borger.name], instant(day, time(), ZONE), due)
        items = tuple(item_of(*one) for one in looked_back_on(found))
        if not items or borger.away[0] >= ago > borger.away[1]:
            continue
        events: list[str | Said] = []
        for _ in items if rng.random() < borger.answers else ():
            went = rng.choices(("did_it", "with_help", "another_day", "not_today"), (6, 2.5, 0.8, 0.7))[0]
            events.append(went)
            if went in ("did_it", "with_help"):
                level = min(max(borger.base + borger.swing * rng.gauss(0.15, 0.8), 0), 1)
                events.append(f"{round(level * (steps - 1))}/{steps}")
        helped = borger.name == "Erik" and rng.random() < 0.6
        first = due + timedelta(minutes=rng.choice((2, 5, 11, 40)))
        session_id = held(
            past, borger, past.dialogs["look_back"], due, events, first, staff="Jonas" if helped else "",
            provenance="helped" if helped else "self", lists={"today": items},
        )  # fmt: skip
        agendas.note(past.tx, schedule.person_id, schedule.entry(due), "asked", due, session_id=session_id)


def _fit(past: Past, borger: Borger) -> None:
    """Every second week; the last time is some days ago, and who shares none of it is overdue."""
    schedule = schedules.schedule_of(past.tx, past.ids[borger.name], "check_in", "fit")
    assert schedule is not None
    last = past.until - timedelta(days=3, hours=1)
    agendas.note(past.tx, schedule.person_id, schedule.entry(last), "asked", last)
    if borger.name not in FIT:
        return
    rng = random.Random(f"{borger.name} rates")
    outcome, cooperation, shares = FIT[borger.name]
    steps = borger.profile.settled().steps
    for number, (life, working) in enumerate(zip(outcome, cooperation, strict=True)):
        at = last - timedelta(weeks=2 * (len(outcome) - number - 1))
        levels = [level + rng.gauss(0, 0.03) for level in (life,) * 4 + (working,) * 4]
        taps = [f"{round(min(max(level, 0), 1) * (steps - 1))}/{steps}" for level in levels]
        if borger.name == "Dorthe" and number == 2:
            taps[1] = Button.DONT_KNOW  # no total that time
        held(past, borger, past.dialogs["fit"], at, [Button.ON, *taps, shares])


def _look_ahead(past: Past, borger: Borger, wishes: Wishes) -> None:
    """The wishes for next week, which wait for staff."""
    dialog, monday = past.dialogs["look_ahead"], _next_monday(past.until.date())
    options = {option.id: option for step in dialog.steps if isinstance(step, Several) for option in step.options}
    events: list[str | Said] = [*(wished for wished, _, _ in wishes.wished), Button.ON]
    order = [wish for option in options for wish in wishes.wished if wish[0] == option]
    events += [tap for _, day, part in order for tap in (day, part, "staff")]
    events += [Said(wishes.words), Button.ON] if wishes.words else [Button.SKIP]
    at = past.until - timedelta(hours=7)
    session_id = held(past, borger, dialog, at, events, facts={"monday": monday.isoformat()})
    days = option_values(dialog, "day")
    told = {"words": Wish(wishes.words.rstrip("."), "🗣️")} if wishes.words else {}
    for wished, day, part in order:
        on = (monday + timedelta(days=days[day] - 1)).isoformat()
        told[wished] = Wish(TITLES[wished], options[wished].pictogram, on, f"{PARTS[part]:%H:%M}")
    for item, wish in told.items():
        proposals.add_wish(past.tx, past.ids[borger.name], wish, session_id, item, at.astimezone(UTC))


TITLES = {"trip": "En tur", "dish": "Min livret", "shopping": "Tøj og indkøb", "visit": "Et besøg"}
"""As the borger read them when they wished."""


def _next_monday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())
