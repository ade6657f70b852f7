"""What the house offers: the catalogue, how single times differ, and who has signed up for which of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from dialogs.time.activity import Activity, Change
from storage.tx import Row, Tx, moment, stamp

Level: TypeAlias = Literal["with", "drop_by", "watch", "helps", "not_today", ""]
"""How somebody takes part: comes along, drops by, looks on from the side, helps or shows the others, or not this time;
"" is nothing yet."""
COMES: tuple[Level, ...] = ("with", "helps", "drop_by", "watch")
TAKES_A_PLACE: tuple[Level, ...] = ("with", "helps")
"""Who drops by or looks on is never sent away because it is full: being near is a full way to take part."""

_ACTIVITY, _CHANGE = TypeAdapter(Activity), TypeAdapter(Change)


@dataclass(frozen=True)
class Offer:
    """`plan` says what, where, when and what to bring; `places` is how many may come along or help, None for no limit.
    While it is not `open`, only staff see it; `opened_at` is when borgere first did. `runners` are the ids of staff who
    run it; `changes` are those of single times, by slot."""

    id: int
    plan: Activity
    photo_id: int | None = None
    cost: str = ""
    places: int | None = None
    open: bool = False
    runners: tuple[int, ...] = ()
    changes: Mapping[date, Change] = field(default_factory=dict)
    opened_at: datetime | None = None


@dataclass(frozen=True)
class SignUp:
    """One borger and one time of an offer. `level` is how they take part, `was` how they did before they said no.

    `wants` is the level they wait for a place for, since `waits_since`; `asked_until` is until when a place is kept for
    them to say yes to, on the card `surface_id`. With `shows`, the others see their name. `activity_id` is what stands
    in their week.
    """

    id: int
    offer_id: int
    slot: date
    borger_id: int
    level: Level = ""
    wants: Level = ""
    waits_since: datetime | None = None
    asked_until: datetime | None = None
    shows: bool = False
    activity_id: int | None = None
    surface_id: int | None = None
    was: Level = ""

    @property
    def comes(self) -> bool:
        return self.level in COMES

    @property
    def holds_a_place(self) -> bool:
        """Whether a place is taken by them, or kept for them."""
        return self.level in TAKES_A_PLACE or self.asked_until is not None


def add_offer(tx: Tx, plan: Activity, runners: tuple[int, ...], now: datetime) -> int:
    """A new offer, which borgere do not see before it is open. Returns: its id."""
    offer_id = tx.insert("INSERT INTO offer (plan, made_at) VALUES (?, ?)", _ACTIVITY.dump_json(plan).decode(),
                         stamp(now))  # fmt: skip
    for staff_id in dict.fromkeys(runners):
        run_by(tx, offer_id, staff_id, True)
    return offer_id


def keep(tx: Tx, offer: Offer) -> None:
    """Keeps what an offer says now, but for who runs it and its single times."""
    tx.run(
        "UPDATE offer SET plan = ?, photo_id = ?, cost = ?, places = ?, open = ? WHERE id = ?",
        _ACTIVITY.dump_json(offer.plan).decode(), offer.photo_id, offer.cost, offer.places, int(offer.open), offer.id,
    )  # fmt: skip


def end(tx: Tx, offer_id: int, now: datetime) -> None:
    """Takes an offer out of the catalogue."""
    tx.run("UPDATE offer SET ended_at = ? WHERE id = ?", stamp(now), offer_id)


def run_by(tx: Tx, offer_id: int, staff_id: int, runs: bool) -> None:
    """Notes whether somebody of the staff runs an offer."""
    if runs:
        tx.run("INSERT OR IGNORE INTO offer_runner VALUES (?, ?)", offer_id, staff_id)
    else:
        tx.run("DELETE FROM offer_runner WHERE offer_id = ? AND staff_id = ?", offer_id, staff_id)


def set_change(tx: Tx, offer_id: int, slot: date, change: Change | None) -> None:
    """Makes one time of an offer differ from its series; with None it is as the series has it again."""
    if change is None:
        tx.run("DELETE FROM offer_change WHERE offer_id = ? AND slot = ?", offer_id, slot.isoformat())
        return
    tx.run("INSERT OR REPLACE INTO offer_change VALUES (?, ?, ?)", offer_id, slot.isoformat(),
           _CHANGE.dump_json(change).decode())  # fmt: skip


def open_up(tx: Tx, offer_id: int, now: datetime) -> None:
    """Puts an offer into the catalogue."""
    tx.run("UPDATE offer SET open = 1, opened_at = coalesce(opened_at, ?) WHERE id = ?", stamp(now), offer_id)


def set_hears(tx: Tx, borger_id: int, until: datetime | None) -> None:
    """Notes up to when a borger has heard of what is new in the catalogue; None if they do not want to."""
    if until is None:
        tx.run("DELETE FROM hears_offers WHERE borger_id = ?", borger_id)
    else:
        tx.run("INSERT OR REPLACE INTO hears_offers VALUES (?, ?)", borger_id, stamp(until))


def hearing(tx: Tx) -> dict[int, datetime]:
    """Who hears of what is new in the catalogue, by id, with up to when they have."""
    return {row[0]: moment(row[1]) for row in tx.all("SELECT borger_id, until FROM hears_offers ORDER BY borger_id")}


def shift_slots(tx: Tx, offer_id: int, since: date, days: int) -> None:
    """What is so of the times from the slot `since` on, and has been said to them, belongs to a slot so many days
    later, or earlier: never so many that one comes upon another."""
    for table in ("sign_up", "offer_change", "asked_along"):
        tx.run(f"UPDATE {table} SET slot = date(slot, ?) WHERE offer_id = ? AND slot >= ?", f"{days:+d} days", offer_id,
               since.isoformat())  # fmt: skip


def set_every_time(tx: Tx, offer_id: int, borger_id: int, level: Level) -> None:
    """Notes that a borger comes to every time of a series, and how; with "", that they do not any more."""
    tx.run("DELETE FROM every_time WHERE offer_id = ? AND borger_id = ?", offer_id, borger_id)
    if level:
        tx.run("INSERT INTO every_time VALUES (?, ?, ?)", offer_id, borger_id, level)


def every_time(tx: Tx, offer_id: int) -> dict[int, Level]:
    """Who comes to every time of a series, by id, with the level; whoever said so first stands first."""
    return dict(tx.all("SELECT borger_id, level FROM every_time WHERE offer_id = ? ORDER BY rowid", offer_id))


def has_every_time(tx: Tx) -> bool:
    """Whether anybody comes to every time of anything."""
    return tx.one("SELECT 1 FROM every_time LIMIT 1") is not None


def by_id(tx: Tx, offer_id: int) -> Offer | None:
    """An offer, unless it was taken out."""
    found = _whole(tx, tx.all(f"SELECT {_OFFER} FROM offer o WHERE o.id = ? AND o.ended_at IS NULL", offer_id))
    return found[0] if found else None


def title_of(tx: Tx, offer_id: int) -> str:
    """What an offer is, or was, called."""
    row = tx.one("SELECT json_extract(plan, '$.title') FROM offer WHERE id = ?", offer_id)
    return str(row[0]) if row else ""


def all_offers(tx: Tx) -> list[Offer]:
    """All that were not taken out, in the order they were made."""
    return _whole(tx, tx.all(f"SELECT {_OFFER} FROM offer o WHERE o.ended_at IS NULL ORDER BY o.id"))


_OFFER = "o.id, o.plan, o.photo_id, o.cost, o.places, o.open, o.opened_at"
_SIGN_UP = (
    "s.id, s.offer_id, s.slot, s.borger_id, s.level, s.wants, s.waits_since, s.asked_until, s.shows, s.activity_id,"
    " s.surface_id, s.was"
)


def _whole(tx: Tx, rows: list[Row]) -> list[Offer]:
    ids = json.dumps([row[0] for row in rows])
    runners: dict[int, tuple[int, ...]] = {}
    for offer_id, staff_id in tx.all(
        "SELECT r.offer_id, r.staff_id FROM offer_runner r JOIN person p ON p.id = r.staff_id WHERE p.state = 'active'"
        " AND r.offer_id IN (SELECT value FROM json_each(?)) ORDER BY r.rowid", ids,
    ):  # fmt: skip
        runners[offer_id] = (*runners.get(offer_id, ()), staff_id)
    changes: dict[int, dict[date, Change]] = {}
    for offer_id, slot, body in tx.all(
        "SELECT offer_id, slot, body FROM offer_change WHERE offer_id IN (SELECT value FROM json_each(?))", ids
    ):
        changes.setdefault(offer_id, {})[date.fromisoformat(slot)] = _CHANGE.validate_json(body)
    return [
        Offer(row[0], _ACTIVITY.validate_json(row[1]), row[2], row[3], row[4], bool(row[5]), runners.get(row[0], ()),
              changes.get(row[0], {}), moment(row[6]) if row[6] is not None else None)
        for row in rows
    ]  # fmt: skip


def _sign_up(row: Row) -> SignUp:
    since, until = (moment(at) if at is not None else None for at in row[6:8])
    return SignUp(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4], row[5], since, until, bool(row[8]),
                  row[9], row[10], row[11])  # fmt: skip


def signed_up(tx: Tx, offer_id: int, slot: date) -> list[SignUp]:
    """All who have said something to one time of an offer and take part in the house: those who wait first, in the
    order in which they began to."""
    rows = tx.all(
        f"SELECT {_SIGN_UP} FROM sign_up s JOIN person p ON p.id = s.borger_id AND p.state = 'active'"
        " WHERE s.offer_id = ? AND s.slot = ? ORDER BY s.waits_since IS NULL, s.waits_since, s.id",
        offer_id, slot.isoformat(),
    )  # fmt: skip
    return [_sign_up(row) for row in rows]


def of_borger(tx: Tx, borger_id: int) -> list[SignUp]:
    """All that a borger has said to offers, oldest first."""
    rows = tx.all(f"SELECT {_SIGN_UP} FROM sign_up s WHERE s.borger_id = ? ORDER BY s.id", borger_id)
    return [_sign_up(row) for row in rows]


def of_those_away(tx: Tx) -> list[SignUp]:
    """What those have said who take no part in the house now: they have left, and what they answered is kept."""
    rows = tx.all(
        f"SELECT {_SIGN_UP} FROM sign_up s JOIN person p ON p.id = s.borger_id AND p.state <> 'active'"
        " WHERE s.level <> '' OR s.wants <> '' ORDER BY s.id"
    )
    return [_sign_up(row) for row in rows]


def let_go_of_those_away(tx: Tx) -> None:
    """Who takes no part in the house now comes to nothing every time, and hears of nothing new."""
    for table in ("every_time", "hears_offers"):
        tx.run(f"DELETE FROM {table} WHERE borger_id NOT IN (SELECT id FROM person WHERE state = 'active')")


def sign_up_by_id(tx: Tx, sign_up_id: int) -> SignUp | None:
    row = tx.one(f"SELECT {_SIGN_UP} FROM sign_up s WHERE s.id = ?", sign_up_id)
    return _sign_up(row) if row else None


def of_activity(tx: Tx, activity_id: int) -> SignUp | None:
    """The sign-up by which something stands in a borger's week."""
    row = tx.one(f"SELECT {_SIGN_UP} FROM sign_up s WHERE s.activity_id = ?", activity_id)
    return _sign_up(row) if row else None


def waited_for(tx: Tx) -> list[tuple[int, date]]:
    """(offer, slot) of the times that somebody waits for."""
    rows = tx.all("SELECT DISTINCT offer_id, slot FROM sign_up WHERE wants <> '' ORDER BY 1, 2")
    return [(row[0], date.fromisoformat(row[1])) for row in rows]


def shows_names(tx: Tx, borger_id: int) -> bool:
    """Whether the others saw a borger's name the last time the borger chose."""
    row = tx.one("SELECT shows FROM sign_up WHERE borger_id = ? ORDER BY id DESC LIMIT 1", borger_id)
    return bool(row and row[0])


def keep_sign_up(tx: Tx, up: SignUp, now: datetime) -> SignUp:
    """Keeps what a borger says to one time of an offer; one with the id 0 is new. Returns: it, with its id."""
    since, until = (stamp(at) if at else None for at in (up.waits_since, up.asked_until))
    values = (up.level, up.wants, since, until, int(up.shows), up.activity_id, up.surface_id, up.was, stamp(now))
    if up.id:
        tx.run(
            "UPDATE sign_up SET level = ?, wants = ?, waits_since = ?, asked_until = ?, shows = ?, activity_id = ?,"
            " surface_id = ?, was = ?, at = ? WHERE id = ?",
            *values, up.id,
        )  # fmt: skip
        return up
    new_id = tx.insert(
        "INSERT INTO sign_up (level, wants, waits_since, asked_until, shows, activity_id, surface_id, was, at,"
        " offer_id, slot, borger_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *values, up.offer_id, up.slot.isoformat(), up.borger_id,
    )  # fmt: skip
    return replace(up, id=new_id)
