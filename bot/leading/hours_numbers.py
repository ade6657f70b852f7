"""The house's hours, and the numbers borgere can call: a leader sees how they stand and sets them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.config import CHOICES, Settings, with_changes
from bot.desk.at_work import shifts_moved
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Prepare, Start
from bot.desk.numbers import SIGNS, all_week, span_words
from bot.desk.team_year import asks_in_a_year
from bot.hour_settings import LINES, is_number, read_shifts
from bot.talking.calls import shifts_changed
from dialogs.engine.session import End, Item
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.time.hours import HoursError, read_hours
from dialogs.words.visible import one_line
from storage import house_settings, people

MENU, NUMBER, TIMES = "hours_and_numbers", "house_number", "house_times"

_HOURS: Mapping[str, tuple[Text, str]] = {
    "house_hours": (T("When there is staff"), "🕘"),
    "shift_hours": (T("The shifts"), "🔁"),
}
_NUMBERS: Mapping[str, tuple[Text, str]] = {
    "house_phone": (T("The house's phone"), SIGNS["house_phone"]),
    "night_phone": (T("The number at night"), SIGNS["night_phone"]),
    "suicide_line": (T("For thoughts of suicide"), SIGNS["suicide_line"]),
    "talk_line": (T("Somebody to talk with"), SIGNS["talk_line"]),
    "doctor_phone": (T("The doctor on call"), SIGNS["doctor_phone"]),
    "psychiatric_phone": (T("The psychiatric emergency phone"), SIGNS["psychiatric_phone"]),
}
_CHOICES: Mapping[str, tuple[Text, str]] = {
    "news_says": (T("News on Telegram"), "📬"), "team": (T("Who a borger has"), "🤲"),
}  # fmt: skip
CHOICE_FORMS: Mapping[str, str] = {"house_news": "news_says", "house_team": "team"}
"""The forms in which one of a few words is chosen for a setting, each with its setting."""
TEAMS: Mapping[str, Text] = {
    "contacts": T("Who a borger has: contact persons from the house."),
    "circle": T("Who a borger has: whom they pick themself."),
    "roles": T("Who a borger has: whom they pick for each role."),
}
_ALL = {**_HOURS, **_NUMBERS, **_CHOICES}
_READY: Mapping[str, str] = {
    "standard": "07:00-22:00", "always": "always", "unstaffed": "", "shifts": "7-15, 15-22, 22-7",
}  # fmt: skip
"""Hours that can be chosen without writing them, by their option."""
_OFFERED: Mapping[str, tuple[str, ...]] = {
    "house_hours": ("standard", "always"), "shift_hours": ("shifts",), "night_phone": ("unstaffed", "always"),
}  # fmt: skip
_ALWAYS_OFFERED = ("always",)


@dataclass(frozen=True)
class Asked:
    """Which setting it is about; with a `number` whose hours are asked for next; `wrong` is what could not be read."""

    name: str
    number: str | None = None
    wrong: str = ""

    @staticmethod
    def of(target: str) -> Asked:
        return Asked(*json.loads(target)) if target.startswith("[") else Asked(target)

    def to_target(self) -> str:
        return json.dumps([self.name, self.number, self.wrong])


def menu_known(desk: Desk, start: Start) -> Known:
    """How all of it stands, and what can be changed."""
    texts, settings = desk.texts(start.person), desk.house.settings
    stands = "\n".join(f"{sign} {texts.say(_stands(settings, name))}" for name, (_, sign) in _ALL.items())
    items = [Item(name, texts.say(label), sign, opens=f"{_form(name)}:{name}") for name, (label, sign) in _ALL.items()]
    return Known({"stands": stands}, {"settings": tuple(items)})


def _form(name: str) -> str:
    """The form that changes a setting."""
    of_choice = next((form for form, setting in CHOICE_FORMS.items() if setting == name), None)
    return of_choice or (TIMES if name in _HOURS else NUMBER)


def choice_known(form: str) -> Prepare:
    """What a form of one of a few words begins with: how its setting stands, and since when."""
    return lambda desk, start: Known({"stands": _stands_and_since(desk, start, Asked(CHOICE_FORMS[form]))})


def choice_done(desk: Desk, done: Done) -> None:
    """Sets one of a few words."""
    name = CHOICE_FORMS[done.dialog.id]
    if done.finish.end is End.DONE and (says := done.chosen("says")) in CHOICES[name]:
        _set(desk, done, {name: says})
        if name == "team":
            changed = replace(desk, house=replace(desk.house, settings=with_changes(desk.house.settings, {name: says})))
            for borger in people.people_of_role(desk.tx, Role.BORGER):
                asks_in_a_year(changed, borger)
                changed.runner.changed(changed, borger)


def number_known(desk: Desk, start: Start) -> Known:
    """One number as it stands, and what can be done about it."""
    asked, texts = Asked.of(start.target), desk.texts(start.person)
    if asked.name not in _NUMBERS:
        return Known()
    ways = [Item("number", texts.say(T("Another number")), "✏️")]
    if getattr(desk.house.settings, asked.name):
        if asked.name in LINES:
            ways.append(Item("hours", texts.say(T("Other hours")), "🕘"))
        ways.append(Item("none", texts.say(T("Show no number")), "✖️"))
    return Known({"stands": _stands_and_since(desk, start, asked)}, {"ways": tuple(ways)})


def number_done(desk: Desk, done: Done) -> None:
    """Sets a number, and goes on to its hours if it has any of its own."""
    asked, way = Asked.of(done.stored.target), done.chosen("way")
    if done.finish.end is not End.DONE or asked.name not in _NUMBERS or not way:
        return
    given = done.given("number")
    number = one_line(given.words) if way == "number" and given else ""
    again = _again(done)
    if way == "number" and not is_number(number):
        desk.runner.go(desk, NUMBER, again(Asked(asked.name, wrong=number)))
    elif way == "hours" or (way == "number" and asked.name in LINES):
        desk.runner.go(desk, TIMES, again(Asked(asked.name, number or None)))
    elif way == "number" or done.chosen("sure") == "yes_":
        _set(desk, done, {asked.name: number})
    else:
        desk.runner.go(desk, MENU, Start(done.person, done.about, done.stored.surface_id))


def times_known(desk: Desk, start: Start) -> Known:
    """Hours as they stand, those that can be chosen, and how others are written."""
    asked, texts = Asked.of(start.target), desk.texts(start.person)
    if asked.name not in _ALL:
        return Known()
    offered = _OFFERED.get(asked.name, _ALWAYS_OFFERED)
    labels = {ready: texts.say(_ready(desk.house.settings, ready)) for ready in offered}
    spans = [Item(ready, label[0].upper() + label[1:], "🕘") for ready, label in labels.items()]
    spans.append(Item("other", texts.say(T("Write other hours")), "✏️"))
    how = (
        T("The day, the evening and the night, such as: 7-15, 15-22, 22-7")
        if asked.name == "shift_hours"
        else T("Such as: mon-fri 8-22; sat, sun, holidays 12-20")
    )
    facts = {"stands": _stands_and_since(desk, start, asked), "how": texts.say(how)}
    return Known(facts, {"spans": tuple(spans)})


def times_done(desk: Desk, done: Done) -> None:
    """Sets hours; those that cannot be read are asked for again, with what is wrong."""
    asked, chosen = Asked.of(done.stored.target), done.chosen("hours")
    if done.finish.end is not End.DONE or asked.name not in _ALL or not chosen:
        return
    given = done.given("written")
    hours = one_line(given.words) if chosen == "other" and given else _READY.get(chosen, "")
    if chosen == "other" and _problem(asked.name, hours):
        desk.runner.go(desk, TIMES, _again(done)(replace(asked, wrong=hours)))
    elif asked.name in _HOURS:
        _set(desk, done, {asked.name: hours})
    else:  # without a new number, the one that stands by then keeps standing
        number = {} if asked.number is None else {asked.name: asked.number}
        _set(desk, done, {**number, f"{asked.name}_hours": hours})


def _again(done: Done) -> Callable[[Asked], Start]:
    """Opens the next on the same card."""
    return lambda asked: Start(done.person, done.about, done.stored.surface_id, asked.to_target())


def _set(desk: Desk, done: Done, given: Mapping[str, str]) -> None:
    """From now on it is so; what waits for those who come on duty waits by the new hours."""
    changed_desk = set_in_house(desk, done.person.id, given)
    shifts_changed(changed_desk)
    shifts_moved(changed_desk)
    desk.runner.go(changed_desk, MENU, Start(done.person, done.about, done.stored.surface_id))


def set_in_house(desk: Desk, by_id: int, given: Mapping[str, str]) -> Desk:
    """Sets settings of the house. Returns: the desk of a house where it is so."""
    house = desk.house
    house_settings.change(desk.tx, given, by_id, desk.now)
    changed = with_changes(house.settings, given)
    desk.tx.afterwards.append(lambda: setattr(house, "settings", changed))
    return replace(desk, house=replace(house, settings=changed))


def _problem(name: str, hours: str) -> Text | None:
    """What is wrong with hours as somebody has written them."""
    try:
        if name == "shift_hours":
            read_shifts(hours)
        else:
            found = read_hours(hours, "UTC", lambda _day: False)
            if not any(found.weekdays):
                return T("it names no day of the week")
    except HoursError as error:
        return error.said
    return None


def _stands_and_since(desk: Desk, start: Start, asked: Asked) -> str:
    """How it stands, since when and by whom; before that, what was wrong with what was just written."""
    lines: list[Text] = []
    if asked.wrong and asked.name in _NUMBERS and asked.number is None:
        lines.append(T("»{written}« is not a number to call. It may have its name beside it.", written=asked.wrong))
    elif asked.wrong and (problem := _problem(asked.name, asked.wrong)):
        lines.append(T("I cannot read »{written}«: {problem}.", written=asked.wrong, problem=problem))
    if asked.number is not None:
        lines.append(T("New number: {phone}. It counts once its hours are chosen.", phone=asked.number))
    lines.append(_stands(desk.house.settings, asked.name))
    if changed := house_settings.changed(desk.tx, asked.name):
        at = changed.at.astimezone(desk.house.zone)
        lines.append(T("{name} set it, {when}.", name=changed.name, when=at) if changed.name
                     else T("Set {when}.", when=at))  # fmt: skip
    return "\n".join(desk.texts(start.person).say(line) for line in lines)


def _stands(settings: Settings, name: str) -> Text:
    """How a setting stands, in one line."""
    if name == "house_hours":
        return T("Staff: {hours}.", hours=all_week(settings.staffed))
    if name == "shift_hours":
        return T("Shifts: {spans}.", spans=tuple(span_words(span) for span in settings.shifts))
    if name == "news_says":
        return (
            T("News on Telegram: all.") if settings.news_says == "all" else T("News on Telegram: who, and what kind.")
        )
    if name == "team":
        return TEAMS[settings.team]
    label, number = _NUMBERS[name][0], str(getattr(settings, name))
    if not number:
        return T("{what}: not set.", what=label)
    if name == "night_phone" and name not in settings.answered:
        return T("{what}: {phone}. While there is no staff.", what=label, phone=number)
    if name in settings.answered:
        return T("{what}: {phone}. Open {hours}.", what=label, phone=number, hours=all_week(settings.answered[name]))
    return T("{what}: {phone}.", what=label, phone=number)


def _ready(settings: Settings, ready: str) -> Text:
    """Ready hours as an option is called."""
    if ready == "unstaffed":
        return T("While there is no staff")
    if ready == "shifts":
        return T("{list}", list=tuple(span_words(span) for span in read_shifts(_READY[ready])))
    return T("{hours}", hours=all_week(read_hours(_READY[ready], settings.timezone, lambda _day: False)))
