"""After "not today", if the borger likes: what got in the way, and something that may help. The list is that of the
small steps. What got in the way is not kept: what the borger makes of it is."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import PartOf, Start
from bot.signup import borger_cards, joining
from bot.signup.gathering import LEVELS, OFFER, Gathering, gathering
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.pages import on_page
from dialogs.engine.session import Said
from dialogs.method.steps import Option, Several
from dialogs.text import T, Text
from storage import activities, guides, offers, surfaces
from storage.people import Person

IN_THE_WAY = "in_the_way"
"""The screen; its target is the activity that is not today."""
ASKS, ASKS_SIGN = T("What got in the way?"), "🪨"
_STEP = ("small_step_look", "in_the_way")
"""The method and its step that have the list: there is one, which a house may change."""
_WISHES: dict[str, tuple[Text, str]] = {
    "company": (T("Somebody along to {title}"), "👥"),
    "pack": (T("Help to pack for {title}"), "🎒"),
    "get_there": (T("Help to get to {title}"), "🚌"),
    "pay": (T("Help with money for {title}"), "👛"),
    "other_time": (T("{title} at another time"), "🕒"),
}
"""What the borger may wish for: staff owe an answer to each wish."""
_LEADS: dict[str, tuple[str, ...]] = {
    "people": ("watch", "drop_by", "company"),
    "early": ("times", "other_time"),
    "far": ("get_there", "company"),
    "packing": ("guides", "pack"),
    "money": ("pay",),
    "alone": ("company",),
    "day": ("times", "drop_by", "other_time"),
}
"""What may help against what; against anything else, a talk."""


def options(desk: Desk) -> tuple[Option, ...]:
    """What can get in the way; none, if a house's own file has no such list."""
    dialog = desk.house.dialogs.get(_STEP[0])
    found = next((each for step in (dialog.steps if dialog else ()) for each in (step, *getattr(step, "steps", ()))
                  if each.id == _STEP[1]), None)  # fmt: skip
    return found.options if isinstance(found, Several) else ()


def opened(desk: Desk, start: Start) -> None:
    """Asks about an activity in the week, which may have come from an offer."""
    activity_id = int(start.target) if start.target.isdecimal() else 0
    up = offers.of_activity(desk.tx, activity_id)
    key = f"{up.offer_id}.{up.slot:%Y%m%d}" if up else f"a{activity_id}.0"
    ask(desk, start.person, desk.new_surface(start.person), key, 0)


def ask(desk: Desk, borger: Person, surface_id: int, key: str, page: int) -> None:
    """What got in the way of the time of an offer, or the activity, that the key names."""
    buttons = tuple(
        CardButton(f"was.{key}.{each.id}", each.label.plain(), each.pictogram, tile=True) for each in options(desk)
    )
    turned = tuple(
        CardButton(f"way.{key}.{each.id[1:]}", each.label, each.pictogram, tile=True, pages=each.pages)
        if each.pages else each for each in on_page(buttons, page)
    )  # fmt: skip
    surfaces.now_shows(desk.tx, surface_id, "")
    desk.show_card(borger, Card(ASKS, ASKS_SIGN, (turned, _close())), OFFER, surface_id, surface_id)


def _close() -> tuple[CardButton, ...]:
    return (CardButton("close", T("Close"), "✖️"),)


def tapped(desk: Desk, borger: Person, surface_id: int, what: str, key: str, rest: str) -> bool:
    """What is tapped on one of these cards. Returns: False if what it is about is not there any more."""
    at, title = _about(desk, borger, key)
    if not title:
        return False
    if what == "way":
        ask(desk, borger, surface_id, key, int(rest) if rest.isdecimal() else 0)
    elif what == "was":
        _helps(desk, borger, surface_id, key, rest)
    elif rest in _WISHES:
        desk.retire(borger, surface_id)
        words = desk.texts(borger).say(Text(_WISHES[rest][0].id, {"title": title}))
        start = Start(borger, borger, said=(Said(words),), part=PartOf(()))
        desk.runner.open(desk, desk.house.dialogs["wish"], start)
    elif rest in ("guides", "talk"):
        desk.retire(borger, surface_id)
        desk.runner.go(desk, rest, Start(borger, borger))
    elif at and rest == "times":
        borger_cards.show_times(desk, borger, surface_id, at, 0)
    elif at and rest in ("watch", "drop_by"):
        done = joining.choose(desk, borger, at, "watch" if rest == "watch" else "drop_by")
        borger_cards.show_one(desk, borger, surface_id, gathering(desk, at.offer.id, at.one.slot) or at)
        return done
    return True


def _about(desk: Desk, borger: Person, key: str) -> tuple[Gathering | None, str]:
    """The time of an offer, if it is one, and what it is called."""
    number, _, day = key.partition(".")
    if number.startswith("a"):
        activity = activities.activity_by_id(desk.tx, int(number[1:])) if number[1:].isdecimal() else None
        return None, activity.plan.title if activity and activity.borger_id == borger.id else ""
    slot = borger_cards.day_named(day)
    at = gathering(desk, int(number), slot) if slot and number.isdecimal() else None
    return at, at.plan.title if at and at.offer.open else ""


def _helps(desk: Desk, borger: Person, surface_id: int, key: str, obstacle: str) -> None:
    """What may help against it, of what there is; each leads to something, and none of it must be."""
    at, title = _about(desk, borger, key)
    rows = []
    for way in _LEADS.get(obstacle, ("talk",)):
        if found := _way(desk, borger, at, way):
            words, sign = found
            label = Text(words.id, {"title": title}) if way in _WISHES else words
            rows.append((CardButton(f"help.{key}.{way}", label, sign),))
    back = (CardButton(f"way.{key}.0", T("Back"), "⬅️"), *_close())
    card = Card(T("Would one of these help?"), ASKS_SIGN, (*rows, back), essential=True)
    desk.show_card(borger, card, OFFER, surface_id, surface_id)


def _way(desk: Desk, borger: Person, at: Gathering | None, way: str) -> tuple[Text, str] | None:
    """The words and sign of a way that is there; None if it is not."""
    if way in _WISHES:
        return _WISHES[way]
    if way == "talk":
        return T("Talk to someone"), "💬"
    if way == "guides":
        return (T("Step by step"), "🪜") if guides.guides_of(desk.tx, borger.id, "accepted") else None
    if at is None or (way == "times" and at.plan.repeat.unit == "once") or not at.takes_answers(desk.now):
        return None
    return (T("Other times"), "📆") if way == "times" else LEVELS["watch" if way == "watch" else "drop_by"]
