"""What a borger has said to offers, in their own copy."""

from __future__ import annotations

from datetime import datetime

from bot.desk.copying import Copy
from bot.signup.gathering import LEVELS
from dialogs.text import T
from storage import asked_along, offers
from storage.asked_along import Asked
from storage.people import Person


def signed_up_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """Each time of an offer, how they take part and what they wait for."""
    lines: list[str] = []
    for up in offers.of_borger(copy.tx, borger.id):
        title = offers.title_of(copy.tx, up.offer_id)
        when = T("{date}", date=datetime.combine(up.slot, datetime.min.time()).date())
        level = LEVELS[up.level][0] if up.level else T("nothing yet")
        lines.append(copy.say(T("An offer, {title}, {when}: {level}", title=title, when=when, level=level)))
        if up.wants:
            lines.append(copy.say(T("You wait for a place.")))
        if up.shows:
            lines.append(copy.say(T("The others may see your name.")))
    lines += [
        copy.say(T("You have said yes to every time: {title}", title=offer.plan.title))
        for offer in offers.all_offers(copy.tx) if borger.id in offers.every_time(copy.tx, offer.id)
    ]  # fmt: skip
    if borger.id in offers.hearing(copy.tx):
        lines.append(copy.say(T("You hear of new offers.")))
    if borger.id in asked_along.may_be_asked(copy.tx):
        lines.append(copy.say(T("Others who live here may ask you along.")))
    return [lines + [_asked(copy, borger, one) for one in asked_along.of_borger(copy.tx, borger.id)]]


def _asked(copy: Copy, borger: Person, one: Asked) -> str:
    """Who asked whom along, and what came of it."""
    says = {"": T("not answered"), "yes": T("yes"), "no": T("no")}[one.says]
    title, name = offers.title_of(copy.tx, one.offer_id), copy.name(one.to_id if one.by_id == borger.id else one.by_id)
    if one.by_id == borger.id:
        return copy.say(T("You asked {name} along to {title}: {says}", name=name, title=title, says=says))
    return copy.say(T("{name} asked you along to {title}: {says}", name=name, title=title, says=says))
