"""Who is there today of some who work here, and who stands in for those who are off."""

from __future__ import annotations

from bot.desk.desk import Desk
from storage import away, people
from storage.people import Person


def there(desk: Desk, found: list[Person]) -> list[Person]:
    """Those who are not off today."""
    off = away.away_on(desk.tx, desk.local.date())
    return [one for one in found if one.id not in off]


def stand_ins(desk: Desk, found: list[Person]) -> list[Person]:
    """Those who are not off today, and in place of each other whoever stands in, if they are there; each once."""
    off = away.away_on(desk.tx, desk.local.date())
    ids = [off[one.id].deputy_id if one.id in off else one.id for one in found]
    people_ = (people.person_by_id(desk.tx, id_) for id_ in dict.fromkeys(ids) if id_ and id_ not in off)
    return [one for one in people_ if one and one.state != "invited"]
